import { type ReactNode, useEffectEvent, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface SheetProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A modal dialog in the middle of the page, and at the bottom of a phone. Its first field, marked `data-first`, has the focus. */
export function Sheet({ title, onClose, children }: SheetProps) {
  const { t } = useTranslation()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const closed = useEffectEvent(onClose)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-first]:not(:disabled)')?.focus()
    // Closed with the element, so that the focus goes back to where it was.
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog sheet"
      aria-labelledby={id}
      onClose={() => {
        // Taken away by React, it is closed already by whoever did so.
        if (!dialog.current?.open && dialog.current?.isConnected) closed()
      }}
    >
      <div className="sheet-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
          {t('planning.close')}
        </button>
      </div>
      {children}
    </dialog>
  )
}
