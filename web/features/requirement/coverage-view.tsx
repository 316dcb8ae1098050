import './requirement.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { Choice } from '../../components/choice.tsx'
import { Download } from '../../components/download.tsx'
import { DayChoice, QueueChoice, useShownQueues, WeekChoice } from '../../components/week-controls.tsx'
import { coverageQuery } from '../../lib/queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { dayIn, onDays, shownWeek } from '../../lib/week-grid.ts'
import { useNames } from '../../lib/workspace.ts'
import { CoverageTable } from './coverage-table.tsx'
import { RiskHeatMap, SavingsHeatMap, StaffingHeatMap } from './heat-map.tsx'
import { MisfitHeatMap } from './misfit-map.tsx'
import { PooledQueues } from './pooled-queues.tsx'
import { QueuePanel } from './queue-panel.tsx'
import type { QueueCoverage } from './reason-parts.ts'
import { RequirementAnswer } from './requirement-answer.tsx'

const WAYS = ['chart', 'why', 'heat', 'misfit', 'risk', 'savings', 'table'] as const
type Way = (typeof WAYS)[number]

/** What each week needs and why, where it has too few people and where too many, and the service that comes of it. */
export function CoverageView({ run }: { run: Run }) {
  const { data: whole } = useSuspenseQuery(coverageQuery(run.id))
  const isShown = useShownQueues()
  const route = useRoute()
  const [firstDay] = shownWeek(whole.days, route)
  const coverage = useMemo(() => onDays(whole, shownWeek(whole.days, { day: firstDay })), [whole, firstDay])
  const way = WAYS.find((known) => known === route.as) ?? 'chart'
  const queues = coverage.queues.filter(
    ({ queueId, kind }) => isShown(queueId) && (way !== 'why' || kind === 'instant'),
  )
  return (
    <>
      <RequirementAnswer report={run.report} coverage={whole} replications={run.replications} />
      <Toolbar run={run} coverage={coverage} days={whole.days} way={way} />
      {queues.map((queue) => (
        <QueueSection key={`${firstDay} ${queue.queueId}`} {...{ run, whole, coverage, queue, way }} />
      ))}
      <WhyNothing way={way} queues={queues} />
      {(way === 'chart' || way === 'why') && <PooledQueues key={`${run.id} ${firstDay}`} coverage={coverage} />}
    </>
  )
}

interface ToolbarProps {
  readonly run: Run
  /** Of the week shown. */
  readonly coverage: RunCoverage
  /** Of all weeks. */
  readonly days: readonly string[]
  readonly way: Way
}

function Toolbar({ run, coverage, days, way }: ToolbarProps) {
  const { t } = useTranslation()
  const { day } = useRoute()
  const hasService = coverage.queues.some(({ service }) => service !== undefined)
  return (
    <div className="toolbar">
      <QueueChoice />
      <Choice
        label={t('controls.as')}
        value={way}
        options={[
          { value: 'chart', label: t('controls.chart') },
          { value: 'why', label: t('coverage.why') },
          { value: 'heat', label: t('coverage.heat') },
          { value: 'misfit', label: t('coverage.misfit') },
          { value: 'risk', label: t('coverage.risk') },
          { value: 'savings', label: t('coverage.savings') },
          { value: 'table', label: t('controls.table') },
        ]}
        onChange={(value) => navigate({ as: value === 'chart' ? undefined : value }, { replace: true })}
      />
      {way !== 'misfit' && <WeekChoice days={days} shown={coverage.days} />}
      {way === 'table' && <DayChoice days={coverage.days} day={dayIn(coverage, day)} />}
      {(way === 'chart' || way === 'why') && <DayChoice days={coverage.days} day={day} withWeek />}
      <span className="at-end">
        <Download runId={run.id} file="requirement.csv" />
        <Download runId={run.id} file="coverage.csv" />
        {hasService && <Download runId={run.id} file="service.csv" />}
      </span>
    </div>
  )
}

interface QueueSectionProps {
  readonly run: Run
  /** Of all weeks. */
  readonly whole: RunCoverage
  /** Of the week shown. */
  readonly coverage: RunCoverage
  readonly queue: QueueCoverage
  readonly way: Way
}

const HINTS = {
  heat: 'coverage.heatHint',
  misfit: 'coverage.misfitHint',
  risk: 'coverage.riskHint',
  savings: 'coverage.savingsHint',
} as const

function QueueSection({ run: { replications, report }, whole, coverage, queue, way }: QueueSectionProps) {
  const { t } = useTranslation()
  const names = useNames()
  const { day } = useRoute()
  if (way === 'table') return <CoverageTable coverage={coverage} queue={queue} day={day} />
  if (way === 'chart' || way === 'why')
    return <QueuePanel coverage={coverage} queue={queue} asksWhy={way === 'why'} replications={replications} />
  return (
    <section className="panel" data-queue={queue.queueId}>
      <header className="panel-head">
        <h2>{names.queue(queue.queueId)}</h2>
        <p className="soft">{t(HINTS[way])}</p>
      </header>
      {way === 'heat' && <StaffingHeatMap coverage={coverage} queue={queue} />}
      {way === 'misfit' && <MisfitHeatMap coverage={whole} queue={whole.queues.find(isOf(queue)) ?? queue} />}
      {way === 'risk' && <RiskHeatMap coverage={coverage} queue={queue} replications={replications} />}
      {way === 'savings' && <SavingsHeatMap coverage={coverage} queue={queue} prices={report?.shadowPrices} />}
    </section>
  )
}

const isOf =
  ({ queueId }: QueueCoverage) =>
  (other: QueueCoverage): boolean =>
    other.queueId === queueId

/** Tickets are not staffed by interval, so there is no head of theirs to give a reason for. */
function WhyNothing({ way, queues }: { way: Way; queues: readonly QueueCoverage[] }) {
  const { t } = useTranslation()
  return way === 'why' && queues.length === 0 ? <p className="empty">{t('coverage.whyTickets')}</p> : null
}
