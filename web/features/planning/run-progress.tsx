import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { progressGap } from '../../../solver/domain/plan-outputs.ts'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { ClosingChart } from './closing-chart.tsx'
import { Elapsed } from './elapsed.tsx'
import { useRunWords } from './use-run-words.ts'
import { useWaysOut } from './use-ways-out.ts'

const STAGES = ['forecast', 'requirement', 'roster', 'check', 'simulate'] as const

/** A run at work: its stage, the best roster found, the bound and the gap between them, and a way to stop. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { progress } = run
  const gap = progress ? progressGap(progress) : undefined
  const words = useRunWords()
  const round = progress?.round
  const week = words.weekOf(run)
  const money = (minorUnits: number | undefined) => (minorUnits === undefined ? '–' : format.money(minorUnits))
  return (
    <>
      <Answer question={t('planning.question')}>
        {progress ? t('planning.working', { week, stage: words.stage(run) }) : t('planning.waiting', { week })}
      </Answer>
      <section className="panel progress-panel" data-run-state={run.state}>
        <StageList run={run} />
        {round !== undefined && <p className="soft">{t('planning.roundHint')}</p>}
        <dl className="figures" aria-live="off">
          <div>
            <dt>
              <i className="key closing-objective" /> {t('overview.objective')}
            </dt>
            <dd>{money(progress?.objective)}</dd>
          </div>
          <div>
            <dt>
              <i className="key closing-bound" /> {t('overview.bound')}
            </dt>
            <dd>{money(progress?.objectiveBound)}</dd>
          </div>
          <div>
            <dt>{t('overview.gap')}</dt>
            <dd>{gap === undefined ? '–' : format.percent(gap, 2)}</dd>
            <dd className="soft">{t('planning.gapAim', { gap: format.percent(run.gap) })}</dd>
          </div>
          <div>
            <dt>{t('planning.elapsed')}</dt>
            <dd>
              <Elapsed since={run.startedAt ?? run.createdAt} />
            </dd>
          </div>
        </dl>
        <ClosingChart progress={progress} />
        <WaysOut run={run} />
      </section>
    </>
  )
}

/** Ending the search early, and giving the run up: what is kept of it stands with each. */
function WaysOut({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { stop, cancel, isStopping, isCancelling, error } = useWaysOut(run)
  return (
    <>
      {error && <Failure error={error} />}
      <div className="ways-out">
        <button type="button" disabled={!stop} onClick={stop}>
          {t(isStopping ? 'planning.stopping' : 'planning.stop')}
        </button>
        <button type="button" className="danger" disabled={!cancel} onClick={cancel}>
          {t(isCancelling ? 'planning.cancelling' : 'planning.cancel')}
        </button>
      </div>
      <p className="soft">{t(isStopping ? 'planning.stoppingHint' : 'planning.stopHint')}</p>
    </>
  )
}

function StageList({ run: { progress } }: { run: Run }) {
  const { t } = useTranslation()
  const current = progress ? STAGES.indexOf(progress.stage) : -1
  return (
    <ol className="stages" aria-label={t('planning.stages')}>
      {STAGES.map((stage, index) => (
        <li key={stage} data-state={index < current ? 'done' : index === current ? 'now' : 'next'}>
          <span aria-current={index === current ? 'step' : undefined}>{t(`stage.${stage}`)}</span>
          {index === current && (
            <progress
              aria-label={t(`stage.${stage}`)}
              {...(progress?.fraction === undefined ? {} : { value: progress.fraction })}
            />
          )}
        </li>
      ))}
    </ol>
  )
}
