import { useTranslation } from 'react-i18next'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { UnmetAnswer } from '../../components/unmet-answer.tsx'
import { navigate } from '../../lib/route.ts'
import { dateOf, sum } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { shownPercent, weakestInterval } from './service-summary.ts'
import { useWeakestWords } from './use-weakest-words.ts'

interface RequirementAnswerProps {
  readonly report: PlanReportReply | null
  readonly coverage: RunCoverage
  readonly replications: number
}

/** Where people are missing: for the requirement, and for the service that simulation shows. */
export function RequirementAnswer({ report, coverage, replications }: RequirementAnswerProps) {
  const { t } = useTranslation()
  const missing = report?.missing ?? []
  return (
    <>
      <UnmetAnswer question={t('coverage.question')} unmet={report?.unmet ?? []} />
      <section className="service-answer" aria-label={t('coverage.serviceAnswer')}>
        <Weakest coverage={coverage} replications={replications} />
        <Rounds rounds={report?.serviceRounds ?? []} />
        {missing.length > 0 && <MissingList missing={missing} />}
        {coverage.queues.some(({ service }) => service === undefined) && (
          <p className="soft">{t('coverage.earlierVersion')}</p>
        )}
      </section>
    </>
  )
}

function Weakest({ coverage, replications }: { coverage: RunCoverage; replications: number }) {
  const { t } = useTranslation()
  const names = useNames()
  const words = useWeakestWords(coverage)
  const weakest = weakestInterval(coverage.queues, replications)
  if (!weakest) return null
  const start = coverage.starts[weakest.at] ?? ''
  return (
    <p>
      {words(weakest)}{' '}
      <button
        type="button"
        className="plain"
        onClick={() => navigate({ queue: weakest.queueId, day: dateOf(start), at: start, as: undefined })}
      >
        {t('coverage.lookAtIt', { queue: names.queue(weakest.queueId) })}
      </button>
    </p>
  )
}

function Rounds({ rounds }: { rounds: PlanReportReply['serviceRounds'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [first, kept] = [rounds[0], rounds.find((round) => round.kept)]
  if (!first || !kept) return null
  const before = rounds.slice(0, kept.round)
  const added = format.hours(sum(before.map(({ addedAgentHours }) => addedAgentHours)))
  return (
    <p className="soft">
      {t('coverage.rounds', {
        count: rounds.length,
        before: first.failingIntervals,
        after: kept.failingIntervals,
        hours: added,
      })}
    </p>
  )
}

const SHOWN_AT_FIRST = 3

function MissingList({ missing }: { missing: PlanReportReply['missing'] }) {
  const { t } = useTranslation()
  const rest = missing.slice(SHOWN_AT_FIRST)
  return (
    <>
      <h2>{t('coverage.missing')}</h2>
      <MissingItems missing={missing.slice(0, SHOWN_AT_FIRST)} />
      {rest.length > 0 && (
        <details>
          <summary>{t('coverage.moreMissing', { count: rest.length })}</summary>
          <MissingItems missing={rest} />
        </details>
      )}
    </>
  )
}

function MissingItems({ missing }: { missing: PlanReportReply['missing'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  return (
    <ul>
      {missing.map(({ queue, start, end, serviceLevel, asked, agents, why }) => (
        <li key={queue + start}>
          <button
            type="button"
            className="plain"
            onClick={() => navigate({ queue, day: dateOf(start), at: start, as: undefined })}
          >
            {format.span(start, end)}
          </button>{' '}
          {t('coverage.missingWords', {
            queue: names.queue(queue),
            level: format.percent(shownPercent({ serviceLevel, asked }) / 100, 0),
            target: format.percent(asked, 0),
          })}{' '}
          {t(`coverage.missingAgents.${why}`, { count: agents, agents: format.number(agents, 1) })}
        </li>
      ))}
    </ul>
  )
}
