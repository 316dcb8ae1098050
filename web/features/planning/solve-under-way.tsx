import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { progressGap } from '../../../solver/domain/plan-outputs.ts'
import { Failure } from '../../components/failure.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { ClosingChart } from './closing-chart.tsx'
import { Elapsed } from './elapsed.tsx'
import { RunLink } from './run-link.tsx'
import { useRunWords } from './use-run-words.ts'
import { useWaysOut } from './use-ways-out.ts'

/** One run at work, in a line: its stage, how near roster and bound are, and the ways to end it. */
export function SolveUnderWay({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useRunWords()
  const { stop, cancel, isStopping, isCancelling, error } = useWaysOut(run)
  const { progress } = run
  const gap = progress ? progressGap(progress) : undefined
  const money = (minorUnits: number | undefined) => (minorUnits === undefined ? '–' : format.money(minorUnits))
  const source = words.source(run)
  return (
    <article className="solve" data-solve-state={run.state}>
      <p className="solve-what">
        <strong>{words.weekOf(run)}</strong>
        {source !== undefined && <span className="soft"> {source}</span>}
        <span className="solve-stage">{words.stage(run)}</span>
      </p>
      <ClosingChart progress={progress} />
      <dl aria-live="off">
        {[
          { name: t('overview.objective'), value: money(progress?.objective) },
          { name: t('overview.bound'), value: money(progress?.objectiveBound) },
          { name: t('overview.gap'), value: gap === undefined ? '–' : format.percent(gap, 2) },
        ].map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('planning.elapsed')}</dt>
          <dd>
            <Elapsed since={run.startedAt ?? run.createdAt} />
          </dd>
        </div>
      </dl>
      <div className="solve-ways">
        <button type="button" disabled={!stop} title={t('planning.stopHint')} onClick={stop}>
          {t(isStopping ? 'planning.stopping' : 'planning.stop')}
        </button>
        <button type="button" className="quiet" disabled={!cancel} title={t('planning.stopHint')} onClick={cancel}>
          {t(isCancelling ? 'planning.cancelling' : 'planning.cancel')}
        </button>
        <RunLink run={run}>{t('solving.progress')}</RunLink>
      </div>
      {error && <Failure error={error} />}
    </article>
  )
}
