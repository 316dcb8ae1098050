import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { progressGap } from '../../../solver/domain/plan-outputs.ts'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { cancelRun, stopRun } from '../../lib/queries.ts'
import { useFormat } from '../../lib/workspace.ts'
import { ClosingChart } from './closing-chart.tsx'

const STAGES = ['forecast', 'requirement', 'roster', 'check', 'simulate'] as const

/** A run at work: its stage, the best roster found, the bound and the gap between them, and a way to stop. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { progress } = run
  const gap = progress ? progressGap(progress) : undefined
  const stage = progress ? t(`stage.${progress.stage}`) : ''
  const round = progress?.round
  const working = round === undefined ? stage : t('planning.stageRound', { stage, round: round + 1 })
  const done = progress?.fraction === undefined ? '' : ` ${format.percent(progress.fraction, 0)}`
  const week = format.week(run.week, run.weeks)
  const money = (minorUnits: number | undefined) => (minorUnits === undefined ? '–' : format.money(minorUnits))
  return (
    <>
      <Answer question={t('planning.question')}>
        {progress ? t('planning.working', { week, stage: working + done }) : t('planning.waiting', { week })}
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
  const stop = useMutation({ mutationFn: () => stopRun(run.id) })
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id) })
  const isStopping = run.stopRequestedAt !== null || stop.isPending
  const isCancelling = cancel.isPending || cancel.isSuccess
  const error = stop.error ?? cancel.error
  return (
    <>
      {error && <Failure error={error} />}
      <div className="ways-out">
        <button
          type="button"
          disabled={run.state !== 'running' || isStopping || isCancelling}
          onClick={() => stop.mutate()}
        >
          {t(isStopping ? 'planning.stopping' : 'planning.stop')}
        </button>
        <button type="button" className="danger" disabled={isCancelling} onClick={() => cancel.mutate()}>
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

function Elapsed({ since }: { since: string }) {
  const format = useFormat()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return format.duration(Math.max(0, Math.round((now - Date.parse(since)) / 1000)))
}
