import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Failure } from '../../components/failure.tsx'

const REASON = { least: 3, most: 500 }

interface HistoryDialogProps {
  readonly title: string
  /** What the button that ends it does. */
  readonly action: string
  readonly isBusy: boolean
  readonly isDangerous?: boolean
  readonly error: Error | null
  /** Whether a reason has to be given. */
  readonly asksReason?: boolean
  readonly onSubmit: (reason: string) => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** A decision that stays in the history, with its reason. */
export function HistoryDialog({
  title,
  action,
  isBusy,
  error,
  onSubmit,
  onClose,
  children,
  ...asks
}: HistoryDialogProps) {
  const { t } = useTranslation()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [reason, setReason] = useState('')
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(reason.trim())
  }
  const isReady = !asks.asksReason || reason.trim().length >= REASON.least
  return (
    <dialog ref={dialog} className="dialog history-dialog" aria-labelledby={id} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        {children}
        {asks.asksReason && (
          <label className="history-field">
            <span>{t('history.reason')}</span>
            <textarea
              required
              rows={3}
              minLength={REASON.least}
              maxLength={REASON.most}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
        {error && <Failure error={error} />}
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('planning.close')}
          </button>
          <button type="submit" className={asks.isDangerous ? 'danger' : undefined} disabled={isBusy || !isReady}>
            {action}
          </button>
        </div>
      </form>
    </dialog>
  )
}
