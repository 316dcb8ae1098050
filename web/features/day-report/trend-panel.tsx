import { useTranslation } from 'react-i18next'
import type { DayTrend } from '../../../server/contracts/day-report.ts'
import { DataTable } from '../../components/data-table.tsx'
import { type FigureColumn, Figures } from '../../components/figures.tsx'
import { useServerWords } from '../../lib/server-words.ts'
import { useFormat } from '../../lib/workspace.ts'
import { known } from './fact.tsx'

/** The weeks before anything was reported say nothing; a gap after that does. */
const reportedSince = (weeks: DayTrend['weeks']): DayTrend['weeks'] => {
  const first = weeks.findIndex(({ days }) => days > 0)
  return first < 0 ? [] : weeks.slice(first)
}

type Point = Omit<DayTrend['days'][number], 'day'>

/** The last weeks, and by day among the figures. */
export function TrendPanel({ trend }: { trend: DayTrend }) {
  const { t } = useTranslation()
  const format = useFormat()
  const said = useServerWords()
  const hasSatisfaction = trend.satisfactionSource !== null
  const points = usePointColumns(hasSatisfaction)
  const caption = t('dayReport.trendTitle')
  const weekHead = { key: 'week', head: t('dayReport.week') }
  const dayHead = { key: 'day', head: t('controls.day') }
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{caption}</h2>
      </header>
      <DataTable
        caption={caption}
        rows={reportedSince(trend.weeks).toReversed()}
        rowKey={({ week }) => week}
        columns={[{ ...weekHead, cell: ({ week }) => format.week(week) }, ...points]}
      />
      {trend.satisfactionSource !== null && (
        <p className="report-note">{t('dayReport.satisfactionNote', { source: said(trend.satisfactionSource) })}</p>
      )}
      <Figures
        file="day-trend.csv"
        caption={t('dayReport.trendDays')}
        rows={trend.days.filter(({ days }) => days > 0).toReversed()}
        rowKey={({ day }) => day}
        columns={[{ ...dayHead, cell: ({ day }) => format.day(day), raw: ({ day }) => day }, ...points]}
      />
    </section>
  )
}

function usePointColumns(hasSatisfaction: boolean): FigureColumn<Point>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const figure = (
    key: string,
    head: string,
    value: (point: Point) => number | null,
    words: (value: number) => string,
  ): FigureColumn<Point> => ({ key, head, numeric: true, raw: value, cell: (point) => known(value(point), words) })
  const columns = [
    figure('came', t('dayReport.came'), (point) => (point.days > 0 ? point.came : null), format.number),
    figure('reached', t('dayReport.reached'), ({ reached }) => reached, format.percent),
  ]
  return hasSatisfaction
    ? [...columns, figure('satisfaction', t('dayReport.satisfaction'), (one) => one.satisfaction, format.percent)]
    : columns
}
