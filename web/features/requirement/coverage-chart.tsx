import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { TimeChart } from '../../components/time-chart.tsx'
import type { ChartBand, ChartSeries } from '../../components/use-time-chart.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'

export type QueueCoverage = RunCoverage['queues'][number]
type InstantCoverage = Extract<QueueCoverage, { kind: 'instant' }>
type DeferredCoverage = Extract<QueueCoverage, { kind: 'deferred' }>

/** One queue's week: what it needs against what the roster gives it. */
export function CoverageChart({ coverage, queue }: { coverage: RunCoverage; queue: QueueCoverage }) {
  return queue.kind === 'instant' ? (
    <InstantChart coverage={coverage} queue={queue} />
  ) : (
    <DeferredChart coverage={coverage} queue={queue} />
  )
}

const INSTANT_BANDS: readonly ChartBand[] = [
  { between: [0, 2], color: '--fill-short' },
  { between: [2, 1], color: '--fill-over' },
]

function InstantChart({ coverage, queue }: { coverage: RunCoverage; queue: InstantCoverage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const series = useMemo(() => instantSeries(queue, t('coverage.required'), t('coverage.covered')), [queue, t])
  const number = (value: number | undefined) => format.number(value ?? 0, 1)
  const describe = (at: number) =>
    t('coverage.reading', {
      when: format.moment(coverage.starts[at] ?? ''),
      required: number(queue.scheduledAgents[at]),
      onPosition: number(queue.requiredAgents[at]),
      covered: number(queue.coveredAgents[at]),
      net: format.signed(queue.netStaffing[at] ?? 0, 1),
    })
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
      <TimeChart
        label={t('coverage.chartLabel', { queue: names.queue(queue.queueId) })}
        starts={coverage.starts}
        intervalMinutes={coverage.intervalMinutes}
        series={series}
        bands={INSTANT_BANDS}
        describe={describe}
      />
    </>
  )
}

/**
 * The greater and the lesser of need and cover carry the fills: between the greater and cover lies the shortage,
 * between cover and the lesser the surplus. Where they coincide nothing is filled.
 */
function instantSeries(queue: InstantCoverage, required: string, covered: string): ChartSeries[] {
  const need = queue.scheduledAgents
  const cover = queue.coveredAgents
  return [
    { label: 'greater', stepped: true, values: need.map((value, at) => Math.max(value, cover[at] ?? 0)) },
    { label: 'lesser', stepped: true, values: need.map((value, at) => Math.min(value, cover[at] ?? 0)) },
    { label: covered, stepped: true, values: cover, color: '--series-main', width: 2.75 },
    { label: required, stepped: true, values: need, color: '--series-need', width: 1 },
  ]
}

const DEFERRED_BANDS: readonly ChartBand[] = [{ between: [1, 0], color: '--fill-short' }]

function DeferredChart({ coverage, queue }: { coverage: RunCoverage; queue: DeferredCoverage }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const series = useMemo(() => deferredSeries(queue, t('coverage.backlog')), [queue, t])
  const number = (value: number | undefined) => format.number(value ?? 0, 1)
  const describe = (at: number) =>
    t('coverage.deferredReading', {
      when: format.moment(coverage.starts[at] ?? ''),
      backlog: number(queue.backlog[at]),
      overdue: number(queue.overdue[at]),
      covered: number(queue.coveredAgents[at]),
    })
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
      <TimeChart
        label={t('coverage.deferredLabel', { queue: names.queue(queue.queueId) })}
        starts={coverage.starts}
        intervalMinutes={coverage.intervalMinutes}
        series={series}
        bands={DEFERRED_BANDS}
        describe={describe}
      />
    </>
  )
}

function deferredSeries(queue: DeferredCoverage, backlog: string): ChartSeries[] {
  return [
    { label: 'none', values: queue.overdue.map(() => 0) },
    { label: 'overdue', values: queue.overdue, color: '--bad', width: 1.5 },
    { label: backlog, values: queue.backlog, color: '--series-backlog', width: 1.75 },
  ]
}
