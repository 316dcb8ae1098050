import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunForecast } from '../../../server/contracts/run-result.ts'
import { type ChartBand, type ChartSeries, TimeChart } from '../../components/time-chart.tsx'
import { sum } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'

type QueueForecast = RunForecast['queues'][number]

const BANDS: readonly ChartBand[] = [
  { between: [3, 0], color: '--series-band-wide' },
  { between: [2, 1], color: '--series-band' },
]

/** One queue's week: mean, and the 80 % and 95 % bands around it. */
export function ForecastChart({ forecast, queue }: { forecast: RunForecast; queue: QueueForecast }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const share = (fraction: number) => format.percent(fraction, 0)
  const series = useMemo(() => bandSeries(queue, t('forecast.mean')), [queue, t])
  const number = (value: number | undefined) => format.number(value ?? 0, 1)
  const describe = (at: number) =>
    t('forecast.reading', {
      when: format.moment(forecast.starts[at] ?? ''),
      mean: number(queue.mean[at]),
      low80: number(queue.p10[at]),
      high80: number(queue.p90[at]),
      low95: number(queue.p2_5[at]),
      high95: number(queue.p97_5[at]),
      share80: share(0.8),
      share95: share(0.95),
    })
  return (
    <section className="panel" data-queue={queue.queueId}>
      <header className="panel-head">
        <h2>{names.queue(queue.queueId)}</h2>
        <p className="soft">
          {t('forecast.unit', { minutes: forecast.intervalMinutes, total: format.number(sum(queue.mean)) })}
        </p>
        <ul className="legend">
          <li>
            <i className="key key-line" />
            {t('forecast.mean')}
          </li>
          <li>
            <i className="key key-band" />
            {t('forecast.band', { share: share(0.8) })}
          </li>
          <li>
            <i className="key key-band-wide" />
            {t('forecast.band', { share: share(0.95) })}
          </li>
          <li>
            <i className="key key-event" />
            {t('forecast.event')}
          </li>
        </ul>
      </header>
      <TimeChart
        label={t('forecast.chartLabel', { queue: names.queue(queue.queueId) })}
        starts={forecast.starts}
        intervalMinutes={forecast.intervalMinutes}
        series={series}
        bands={BANDS}
        events={forecast.events}
        describe={describe}
      />
    </section>
  )
}

function bandSeries(queue: QueueForecast, mean: string): ChartSeries[] {
  return [
    { label: 'p2_5', values: queue.p2_5 },
    { label: 'p10', values: queue.p10 },
    { label: 'p90', values: queue.p90 },
    { label: 'p97_5', values: queue.p97_5 },
    { label: mean, values: queue.mean, color: '--series-main', width: 1.75 },
  ]
}
