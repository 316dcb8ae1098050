import { type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { placeBeside } from './place-beside.ts'

interface BoardDialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  /** Beside which it opens; in the middle when absent. */
  readonly anchor?: DOMRect | undefined
  readonly className?: string
}

/**
 * A modal dialog of the board. It is closed with the element, so that the focus goes back to where it was, also when
 * React takes it away without a click on close.
 */
export function BoardDialog({ title, onClose, children, anchor, className = '' }: BoardDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Otherwise the button that closes would be first, and Enter would close.
    const first = (kind: string) => element?.querySelector<HTMLElement>(`[data-first${kind}]:not(:disabled)`)
    ;(first('=asked') ?? first(''))?.focus()
    return () => element?.close()
  }, [])
  useLayoutEffect(() => {
    const element = dialog.current
    if (!element || !anchor) return
    const { width, height } = element.getBoundingClientRect()
    const { left, top } = placeBeside(anchor, { width, height }, { width: innerWidth, height: innerHeight })
    element.style.setProperty('--anchored-left', `${left}px`)
    element.style.setProperty('--anchored-top', `${top}px`)
  }, [anchor])
  return (
    <dialog
      ref={dialog}
      className={`dialog board-dialog ${anchor ? 'anchored-dialog' : ''} ${className}`}
      aria-labelledby={id}
      // Keys that the board knows are the fields' own in here.
      onKeyDown={(event) => event.stopPropagation()}
      onClose={() => {
        if (!dialog.current?.open) onClose()
      }}
    >
      <div className="board-dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="quiet" onClick={() => dialog.current?.close()}>
          {t('planning.close')}
        </button>
      </div>
      {children}
    </dialog>
  )
}
