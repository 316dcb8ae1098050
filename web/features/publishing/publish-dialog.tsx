import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanReportReply, PublishBlockerReply } from '../../../server/contracts/plan-report.ts'
import { Failure } from '../../components/failure.tsx'
import { BlockerBoxes } from '../../components/publishing/blocker-boxes.tsx'
import type { usePublish } from './use-publish.ts'

const REASON_LENGTH = { least: 3, most: 500 }

interface PublishDialogProps {
  readonly blockers: readonly PublishBlockerReply[]
  readonly report: PlanReportReply
  readonly publish: ReturnType<typeof usePublish>
  readonly onClose: () => void
}

/** Publishing below target: each target is taken on by name, with a reason that stays with the roster. */
export function PublishDialog({ blockers, report, publish, onClose }: PublishDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [reason, setReason] = useState('')
  useEffect(() => dialog.current?.showModal(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // Every box is required, so that all are checked when the form is sent.
    publish.mutate({ blockers: blockers.map((blocker) => blocker.id), reason }, { onSuccess: onClose })
  }
  const isLongEnough = reason.trim().length >= REASON_LENGTH.least
  return (
    <dialog ref={dialog} className="dialog publish-dialog" aria-labelledby={id} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={id}>{t('publishing.dialogTitle')}</h2>
        <p className="soft">{t('publishing.dialogHint')}</p>
        <BlockerBoxes blockers={blockers} report={report} />
        <label className="publish-reason">
          <span>{t('publishing.reason')}</span>
          <textarea
            required
            rows={3}
            minLength={REASON_LENGTH.least}
            maxLength={REASON_LENGTH.most}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        {publish.error && <Failure error={publish.error} />}
        <div className="dialog-actions">
          <button type="button" className="quiet" onClick={onClose}>
            {t('planning.close')}
          </button>
          <button type="submit" className="danger" disabled={publish.isPending || !isLongEnough}>
            {t('publishing.publishBelowNow')}
          </button>
        </div>
      </form>
    </dialog>
  )
}
