import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChartBand, ChartSeries } from '../../components/use-time-chart.ts'
import { useNames } from '../../lib/workspace.ts'
import { IntervalChart } from './interval-chart.tsx'
import type { DeferredCoverage, InstantCoverage, QueueCoverage } from './reason-parts.ts'
import type { IntervalChoice } from './use-interval-choice.ts'

const HEIGHT_REM = 14

export interface QueueChartProps<Queue = QueueCoverage> {
  readonly queue: Queue
  readonly choice: IntervalChoice
  readonly reading: string
}

/** One queue's week: what it needs against what the roster gives it. */
export function CoverageChart({ queue, ...rest }: QueueChartProps) {
  return queue.kind === 'instant' ? <InstantChart queue={queue} {...rest} /> : <DeferredChart queue={queue} {...rest} />
}

const INSTANT_BANDS: readonly ChartBand[] = [
  { between: [0, 2], color: '--fill-short' },
  { between: [2, 1], color: '--fill-over' },
]

function InstantChart({ queue, choice, reading }: QueueChartProps<InstantCoverage>) {
  const { t } = useTranslation()
  const names = useNames()
  const series = useMemo(() => instantSeries(queue), [queue])
  return (
    <>
      <ul className="legend">
        <li>
          <i className="key key-need" />
          {t('coverage.required')}
        </li>
        <li>
          <i className="key key-line" />
          {t('coverage.covered')}
        </li>
        <li>
          <i className="key key-short" />
          {t('coverage.short')}
        </li>
        <li>
          <i className="key key-over" />
          {t('coverage.over')}
        </li>
      </ul>
      <IntervalChart
        label={t('coverage.chartLabel', { queue: names.queue(queue.queueId) })}
        choice={choice}
        series={series}
        bands={INSTANT_BANDS}
        heightRem={HEIGHT_REM}
        reading={reading}
      />
    </>
  )
}

/**
 * The greater and the lesser of need and cover carry the fills: between the greater and cover lies the shortage,
 * between cover and the lesser the surplus. Where they coincide nothing is filled.
 */
function instantSeries(queue: InstantCoverage): ChartSeries[] {
  const need = queue.scheduledAgents
  const cover = queue.coveredAgents
  return [
    { label: 'greater', stepped: true, values: need.map((value, at) => Math.max(value, cover[at] ?? 0)) },
    { label: 'lesser', stepped: true, values: need.map((value, at) => Math.min(value, cover[at] ?? 0)) },
    { label: 'covered', stepped: true, values: cover, color: '--series-main', width: 2.75 },
    { label: 'required', stepped: true, values: need, color: '--series-need', width: 1 },
  ]
}

const DEFERRED_BANDS: readonly ChartBand[] = [{ between: [1, 0], color: '--fill-short' }]

function DeferredChart({ queue, choice, reading }: QueueChartProps<DeferredCoverage>) {
  const { t } = useTranslation()
  const names = useNames()
  const series = useMemo(() => deferredSeries(queue), [queue])
  return (
    <>
      <ul className="legend">
        <li>
          <i className="key key-backlog" />
          {t('coverage.backlog')}
        </li>
        <li>
          <i className="key key-short" />
          {t('coverage.overdue')}
        </li>
      </ul>
      <IntervalChart
        label={t('coverage.deferredLabel', { queue: names.queue(queue.queueId) })}
        choice={choice}
        series={series}
        bands={DEFERRED_BANDS}
        heightRem={HEIGHT_REM}
        reading={reading}
      />
    </>
  )
}

function deferredSeries(queue: DeferredCoverage): ChartSeries[] {
  return [
    { label: 'none', values: queue.overdue.map(() => 0) },
    { label: 'overdue', values: queue.overdue, color: '--bad', width: 1.5 },
    { label: 'backlog', values: queue.backlog, color: '--series-backlog', width: 1.75 },
  ]
}
