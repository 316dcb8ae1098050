import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { useFormat } from '../../lib/workspace.ts'
import { RunLink } from './run-link.tsx'
import { useRunWords } from './use-run-words.ts'

/** What came of a run, offered until the reader looks or puts it away. */
export function SolveEnded({ run, onDismiss }: { run: Run; onDismiss: () => void }) {
  const { t } = useTranslation()
  const words = useRunWords()
  const detail = words.detail(run)
  return (
    <article className="solve" data-solve-state={run.state}>
      <p className="solve-what" role="status">
        {run.report ? <DoneWords run={run} /> : <strong>{words.ended(run)}</strong>}
        {detail !== undefined && <span className="soft"> {detail}</span>}
      </p>
      <div className="solve-ways">
        <RunLink run={run}>{t(run.report ? 'solving.showResult' : 'solving.showWhy')}</RunLink>
        <button type="button" className="quiet" onClick={onDismiss}>
          {t('solving.dismiss')}
        </button>
      </div>
    </article>
  )
}

function DoneWords({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useRunWords()
  const { objective, relativeGap, violations } = run.report!
  const source = words.source(run)
  return (
    <>
      <strong>{t('solving.done', { week: words.weekOf(run) })}</strong>
      {source !== undefined && <span className="soft"> {source}</span>}{' '}
      {t('solving.result', {
        cost: format.money(objective),
        gap: relativeGap === null ? '–' : format.percent(relativeGap, 2),
        count: violations.length,
      })}
    </>
  )
}
