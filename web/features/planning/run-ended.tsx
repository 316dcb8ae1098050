import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { IssueTable } from '../../components/issue-table.tsx'
import { Notice } from '../../components/notice.tsx'
import { useFormat } from '../../lib/workspace.ts'

/** A run that ended without a roster: why, in words, and the way on. */
export function RunEnded({ run, onPlanAgain }: { run: Run; onPlanAgain: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const week = format.week(run.week)
  const again = (
    <button type="button" onClick={onPlanAgain}>
      {t('planning.again')}
    </button>
  )
  if (run.state === 'cancelled') {
    return (
      <Notice title={t('planning.cancelled', { week })}>
        <p>{t('planning.cancelledHint')}</p>
        {again}
      </Notice>
    )
  }
  return (
    <Notice title={t(`planning.failed.${run.error?.code ?? 'crashed'}`, { week })} tone="bad">
      {run.error && run.error.issues.length > 0 && <IssueTable issues={run.error.issues} />}
      {run.error && run.error.issues.length === 0 && <p className="detail">{run.error.message}</p>}
      {again}
    </Notice>
  )
}
