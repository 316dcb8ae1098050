import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface ScenarioDialogProps {
  readonly title: string
  /** What the button that ends it does. */
  readonly action: string
  readonly isBusy: boolean
  readonly isDangerous?: boolean
  readonly isWide?: boolean
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog that changes the scenarios, or is closed without changing any. */
export function ScenarioDialog({ title, action, isBusy, onSubmit, onClose, children, ...looks }: ScenarioDialogProps) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <dialog
      ref={dialog}
      className={looks.isWide ? 'dialog scenario-dialog-wide' : 'dialog'}
      aria-labelledby={id}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        <h2 id={id}>{title}</h2>
        {children}
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('planning.close')}
          </button>
          <button type="submit" className={looks.isDangerous ? 'danger' : undefined} disabled={isBusy}>
            {action}
          </button>
        </div>
      </form>
    </dialog>
  )
}
