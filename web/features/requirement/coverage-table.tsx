import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { DayChoice } from '../../components/week-controls.tsx'
import { useRoute } from '../../lib/route.ts'
import { dayIn, intervalsOfDay } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import type { QueueCoverage } from './coverage-chart.tsx'
import { liveIntervals } from './live-intervals.ts'

/** The figures behind the charts, a day at a time. */
export function CoverageTable({ coverage, queues }: { coverage: RunCoverage; queues: readonly QueueCoverage[] }) {
  const names = useNames()
  const day = dayIn(coverage, useRoute().day)
  const intervals = intervalsOfDay(coverage, day)
  return (
    <>
      <DayChoice days={coverage.days} day={day} />
      <div className="table-pair">
        {queues.map((queue) => (
          <section key={queue.queueId} className="panel">
            <h2>{names.queue(queue.queueId)}</h2>
            <QueueTable coverage={coverage} queue={queue} intervals={liveIntervals(queue, intervals)} />
          </section>
        ))}
      </div>
    </>
  )
}

interface QueueTableProps {
  readonly coverage: RunCoverage
  readonly queue: QueueCoverage
  readonly intervals: readonly number[]
}

function QueueTable({ coverage, queue, intervals }: QueueTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const figure = (key: string, head: string, values: readonly (number | null)[], digits = 0): Column<number> => ({
    key,
    head,
    numeric: true,
    cell: (at) => (values[at] == null ? '–' : format.number(values[at], digits)),
  })
  const columns: Column<number>[] = [
    { key: 'start', head: t('controls.interval'), cell: (at) => format.time(coverage.starts[at] ?? '') },
    figure('volume', t('coverage.volume'), queue.volume, 1),
    figure('erlangs', t('coverage.erlangs'), queue.offeredErlangs, 1),
    ...(queue.kind === 'instant'
      ? [
          figure('onPosition', t('coverage.onPosition'), queue.requiredAgents),
          figure('required', t('coverage.required'), queue.scheduledAgents),
          figure('covered', t('coverage.covered'), queue.coveredAgents, 1),
        ]
      : [
          figure('covered', t('coverage.covered'), queue.coveredAgents, 1),
          figure('backlog', t('coverage.backlog'), queue.backlog, 1),
          figure('overdue', t('coverage.overdue'), queue.overdue, 1),
        ]),
    {
      key: 'net',
      head: t('coverage.net'),
      numeric: true,
      cell: (at) => format.signed(queue.netStaffing[at] ?? 0, 1),
    },
  ]
  return (
    <DataTable
      caption={t('coverage.tableLabel', { queue: names.queue(queue.queueId) })}
      rows={intervals}
      rowKey={String}
      columns={columns}
      isBad={(at) => (queue.netStaffing[at] ?? 0) < -1e-9}
    />
  )
}
