import './forecast.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../server/contracts/run.ts'
import type { RunForecast } from '../../../server/contracts/run-result.ts'
import { Answer } from '../../components/answer.tsx'
import { Choice } from '../../components/choice.tsx'
import { Download } from '../../components/download.tsx'
import { QueueChoice, useShownQueues } from '../../components/week-controls.tsx'
import { forecastQuery } from '../../lib/queries.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { peak, sum } from '../../lib/week-grid.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { ForecastChart } from './forecast-chart.tsx'
import { ForecastTable } from './forecast-table.tsx'

/** How much will come, when, and how sure we are. */
export function ForecastView({ run }: { run: Run }) {
  const { t } = useTranslation()
  const { data: forecast } = useSuspenseQuery(forecastQuery(run.id))
  const isShown = useShownQueues()
  const route = useRoute()
  const as = route.as === 'table' ? 'table' : 'chart'
  const shown = { ...forecast, queues: forecast.queues.filter(({ queueId }) => isShown(queueId)) }
  return (
    <>
      <ForecastAnswer forecast={shown} />
      <div className="toolbar">
        <QueueChoice />
        <Choice
          label={t('controls.as')}
          value={as}
          options={[
            { value: 'chart', label: t('controls.chart') },
            { value: 'table', label: t('controls.table') },
          ]}
          onChange={(value) => navigate({ as: value === 'chart' ? undefined : value }, { replace: true })}
        />
        <span className="spacer" />
        <Download runId={run.id} file="forecast.csv" />
      </div>
      {as === 'table' ? (
        <ForecastTable forecast={shown} />
      ) : (
        shown.queues.map((queue) => <ForecastChart key={queue.queueId} forecast={forecast} queue={queue} />)
      )}
      <EventList forecast={forecast} />
    </>
  )
}

function ForecastAnswer({ forecast }: { forecast: RunForecast }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const peaks = forecast.queues.map((queue) => ({ queue, at: peak(queue.mean) }))
  const top = peaks[peak(peaks.map(({ queue, at }) => queue.mean[at] ?? 0))]
  if (!top) return <Answer question={t('forecast.question')}>{t('forecast.none')}</Answer>
  const { queue, at } = top
  return (
    <Answer question={t('forecast.question')}>
      {t('forecast.answer', {
        contacts: format.number(sum(forecast.queues.map(({ mean }) => sum(mean)))),
        queue: names.queue(queue.queueId),
        when: format.moment(forecast.starts[at] ?? ''),
        peak: format.number(queue.mean[at] ?? 0),
        low: format.number(queue.p10[at] ?? 0),
        high: format.number(queue.p90[at] ?? 0),
        minutes: forecast.intervalMinutes,
        share: format.percent(0.8, 0),
      })}
    </Answer>
  )
}

function EventList({ forecast }: { forecast: RunForecast }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (forecast.events.length === 0) return null
  return (
    <section className="panel">
      <h2>{t('forecast.events')}</h2>
      <ul className="event-list">
        {forecast.events.map((event) => (
          <li key={`${event.start}${event.title}`}>
            <span className="event-mark" aria-hidden="true" />
            <strong>{event.title}</strong> <span className="soft">{format.span(event.start, event.end)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
