import { DateTime } from 'luxon'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../components/choice.tsx'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { TimeChart } from '../../components/time-chart.tsx'
import type { ChartSeries } from '../../components/use-time-chart.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import type { PastForecast } from './accuracy-view.tsx'

const DAY_MINUTES = 1440

/** What was forecast and what came, day by day. */
export function OutcomeChart({ forecast }: { forecast: PastForecast }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const { byDay, queueId, madeAt } = forecast
  const title = t('accuracy.outcome', { queue: names.queue(queueId), made: format.moment(madeAt) })
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{title}</h2>
        <span className="at-end">
          <Choice
            label={t('controls.as')}
            value={as}
            options={[
              { value: 'chart', label: t('controls.chart') },
              { value: 'table', label: t('controls.table') },
            ]}
            onChange={setAs}
          />
          <CsvButton
            file={`outcome-${queueId}-${forecast.from}.csv`}
            table={() => ({
              head: ['date', 'forecast', 'actual'],
              rows: byDay.map(({ date, mean, actual }) => [date, mean, actual]),
            })}
          />
        </span>
      </header>
      {as === 'chart' ? <OutcomeLines forecast={forecast} /> : <OutcomeTable forecast={forecast} caption={title} />}
    </section>
  )
}

function OutcomeLines({ forecast: { byDay, queueId } }: { forecast: PastForecast }) {
  const { t } = useTranslation()
  const names = useNames()
  const { zone } = usePlan()
  const sentence = useDaySentence()
  const starts = useMemo(() => byDay.map(({ date }) => DateTime.fromISO(date, { zone }).toISO() ?? date), [byDay, zone])
  const series = useMemo<ChartSeries[]>(
    () => [
      { label: 'actual', values: byDay.map(({ actual }) => actual), color: '--series-need', width: 1.5, stepped: true },
      { label: 'mean', values: byDay.map(({ mean }) => mean), color: '--series-main', width: 2.25, stepped: true },
    ],
    [byDay],
  )
  return (
    <>
      <ul className="legend">
        <li>
          <i className="key key-line" />
          {t('accuracy.forecast')}
        </li>
        <li>
          <i className="key key-need" />
          {t('accuracy.actual')}
        </li>
      </ul>
      <TimeChart
        label={t('accuracy.chartLabel', { queue: names.queue(queueId) })}
        starts={starts}
        intervalMinutes={DAY_MINUTES}
        series={series}
        describe={(at) => sentence(byDay[at])}
      />
    </>
  )
}

type Outcome = PastForecast['byDay'][number]

function useDaySentence() {
  const { t } = useTranslation()
  const format = useFormat()
  return (day: Outcome | undefined) =>
    day
      ? t('accuracy.reading', {
          day: format.day(day.date),
          forecast: format.number(day.mean),
          actual: format.number(day.actual),
          off: format.signed(day.mean - day.actual),
        })
      : ''
}

function OutcomeTable({ forecast: { byDay }, caption }: { forecast: PastForecast; caption: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <DataTable
      caption={caption}
      rows={byDay}
      rowKey={({ date }) => date}
      columns={[
        { key: 'day', head: t('controls.day'), cell: ({ date }) => format.day(date) },
        { key: 'mean', head: t('accuracy.forecast'), numeric: true, cell: ({ mean }) => format.number(mean) },
        { key: 'actual', head: t('accuracy.actual'), numeric: true, cell: ({ actual }) => format.number(actual) },
        {
          key: 'off',
          head: t('accuracy.off'),
          numeric: true,
          cell: ({ mean, actual }) => format.signed(mean - actual),
        },
      ]}
    />
  )
}
