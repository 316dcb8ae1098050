import { useTranslation } from 'react-i18next'
import type { Run, RunErrorCode } from '../../../server/contracts/run.ts'
import { IssueTable } from '../../components/issue-table.tsx'
import { Notice } from '../../components/notice.tsx'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat } from '../../lib/workspace.ts'

/** Failures whose message names what this page cannot know: the rule that was broken, the limit that was reached. */
const SAYS_MORE: ReadonlySet<RunErrorCode> = new Set(['brokenRules', 'timedOut', 'crashed'])

/** A run that ended without a roster: why, in words, and the way on. */
export function RunEnded({ run, onPlanAgain }: { run: Run; onPlanAgain: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const said = useServerWords()
  const week = format.week(run.week, run.weeks)
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
  const code = run.error?.code ?? 'crashed'
  return (
    <Notice title={t(`planning.failed.${code}`, { week })} tone="bad">
      {run.error && run.error.issues.length > 0 && <IssueTable issues={run.error.issues} />}
      <p>{t(`planning.failedHint.${code}`, { id: run.id })}</p>
      {run.error && SAYS_MORE.has(code) && <p className="detail">{said(run.error.message)}</p>}
      {again}
    </Notice>
  )
}
