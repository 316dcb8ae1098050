import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { IssueTable } from '../../components/issue-table.tsx'
import { Notice } from '../../components/notice.tsx'
import { useRunWords } from './use-run-words.ts'

/** A run that ended without a roster: why, in words, and the way on. */
export function RunEnded({ run, onPlanAgain }: { run: Run; onPlanAgain: () => void }) {
  const { t } = useTranslation()
  const words = useRunWords()
  const again = (
    <button type="button" onClick={onPlanAgain}>
      {t('planning.again')}
    </button>
  )
  if (run.state === 'cancelled') {
    return (
      <Notice title={words.ended(run)}>
        <p>{t('planning.cancelledHint')}</p>
        {again}
      </Notice>
    )
  }
  const detail = words.detail(run)
  return (
    <Notice title={words.ended(run)} tone="bad">
      {run.error && run.error.issues.length > 0 && <IssueTable issues={run.error.issues} />}
      <p>{t(`planning.failedHint.${run.error?.code ?? 'crashed'}`, { id: run.id })}</p>
      {detail !== undefined && <p className="detail">{detail}</p>}
      {again}
    </Notice>
  )
}
