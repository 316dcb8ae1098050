import { useTranslation } from 'react-i18next'
import type { RunForecast } from '../../../server/contracts/run-result.ts'
import { DataTable } from '../../components/data-table.tsx'
import { DayChoice } from '../../components/week-controls.tsx'
import { useRoute } from '../../lib/route.ts'
import { dayIn, intervalsOfDay } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'

/** The figures behind the charts, a day at a time. */
export function ForecastTable({ forecast }: { forecast: RunForecast }) {
  const day = dayIn(forecast, useRoute().day)
  const intervals = intervalsOfDay(forecast, day)
  return (
    <>
      <DayChoice days={forecast.days} day={day} />
      <div className="table-pair">
        {forecast.queues.map((queue) => (
          <QueueTable key={queue.queueId} forecast={forecast} queue={queue} intervals={intervals} />
        ))}
      </div>
    </>
  )
}

/** Those in which anything may come; all of them when nothing will. */
function openIntervals(queue: RunForecast['queues'][number], intervals: readonly number[]): readonly number[] {
  const open = intervals.filter((at) => (queue.p97_5[at] ?? 0) > 0)
  return open.length > 0 ? open : intervals
}

interface QueueTableProps {
  readonly forecast: RunForecast
  readonly queue: RunForecast['queues'][number]
  readonly intervals: readonly number[]
}

function QueueTable({ forecast, queue, intervals }: QueueTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const figures = [
    { key: 'mean', head: t('forecast.mean') },
    { key: 'p2_5', head: format.percent(0.025) },
    { key: 'p10', head: format.percent(0.1) },
    { key: 'p50', head: format.percent(0.5) },
    { key: 'p90', head: format.percent(0.9) },
    { key: 'p97_5', head: format.percent(0.975) },
  ] as const
  return (
    <section className="panel">
      <h2>{names.queue(queue.queueId)}</h2>
      <DataTable
        caption={t('forecast.tableLabel', { queue: names.queue(queue.queueId) })}
        rows={openIntervals(queue, intervals)}
        rowKey={String}
        columns={[
          { key: 'start', head: t('controls.interval'), cell: (at) => format.time(forecast.starts[at] ?? '') },
          ...figures.map(({ key, head }) => ({
            key,
            head,
            numeric: true,
            cell: (at: number) => format.number(queue[key][at] ?? 0, 1),
          })),
          {
            key: 'aht',
            head: t('forecast.aht'),
            numeric: true,
            cell: (at) => (queue.ahtSeconds[at] == null ? '–' : format.duration(queue.ahtSeconds[at])),
          },
        ]}
      />
    </section>
  )
}
