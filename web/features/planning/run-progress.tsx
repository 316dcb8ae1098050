import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import { Answer } from '../../components/answer.tsx'
import { Failure } from '../../components/failure.tsx'
import { cancelRun } from '../../lib/queries.ts'
import { useFormat } from '../../lib/workspace.ts'
import { relativeGap } from './relative-gap.ts'

const STAGES = ['forecast', 'requirement', 'roster', 'check', 'simulate'] as const

/** A run at work: its stage, the best roster found, the bound and the gap between them, and a way to stop. */
export function RunProgress({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const cancel = useMutation({ mutationFn: () => cancelRun(run.id) })
  const { progress } = run
  const gap = relativeGap(progress)
  const stage = progress ? t(`stage.${progress.stage}`) : ''
  const round = progress?.round
  const working = round === undefined ? stage : t('planning.stageRound', { stage, round: round + 1 })
  const done = progress?.fraction === undefined ? '' : ` ${format.percent(progress.fraction, 0)}`
  const money = (minorUnits: number | undefined) => (minorUnits === undefined ? '–' : format.money(minorUnits))
  return (
    <>
      <Answer question={t('planning.question')}>
        {progress
          ? t('planning.working', {
              week: format.week(run.week),
              stage: working + done,
            })
          : t('planning.waiting', { week: format.week(run.week) })}
      </Answer>
      <section className="panel progress-panel" data-run-state={run.state}>
        <StageList run={run} />
        {round !== undefined && <p className="soft">{t('planning.roundHint')}</p>}
        <dl className="figures" aria-live="off">
          <div>
            <dt>{t('overview.objective')}</dt>
            <dd>{money(progress?.objective)}</dd>
          </div>
          <div>
            <dt>{t('overview.bound')}</dt>
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
        {cancel.error && <Failure error={cancel.error} />}
        <button
          type="button"
          className="danger"
          disabled={cancel.isPending || cancel.isSuccess}
          onClick={() => cancel.mutate()}
        >
          {cancel.isIdle || cancel.isError ? t('planning.cancel') : t('planning.cancelling')}
        </button>
      </section>
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
