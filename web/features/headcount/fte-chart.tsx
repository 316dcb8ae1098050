import { DateTime } from 'luxon'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupHeadcount, HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { type ChartFrame, useTimeChart } from '../../components/use-time-chart.ts'
import { addDays } from '../../lib/planning-week.ts'
import { peak } from '../../lib/week-grid.ts'
import { useFormat } from '../../lib/workspace.ts'
import { saleSpans, weeklyFte } from './headcount-figures.ts'
import { SaleMarks } from './sale-marks.tsx'

const HEIGHT_REM = 17
const BAND = [{ between: [2, 1], color: '--series-band' }] as const

interface FteChartProps {
  readonly plan: HeadcountPlan
  readonly groups: readonly GroupHeadcount[]
}

/** FTE that are required and that own people give, week by week, with the sales; and the same as a table. */
export function FteChart({ plan, groups }: FteChartProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const fte = useMemo(() => weeklyFte(plan, groups), [plan, groups])
  const host = useRef<HTMLDivElement>(null)
  const [week, setWeek] = useState<number>()
  const [frame, setFrame] = useState<ChartFrame>()
  const onFrame = useCallback(
    (next: ChartFrame) => setFrame((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next)),
    [],
  )
  const bounds = useMemo(() => weekBounds(plan), [plan])
  const spans = useMemo(() => saleSpans(plan), [plan])
  const series = useMemo(
    () =>
      [
        { label: t('headcount.fte.required'), values: fte.required, color: '--series-need', stepped: true, width: 2 },
        { label: 'p10', values: fte.requiredP10, stepped: true },
        { label: 'p90', values: fte.requiredP90, stepped: true },
        { label: t('headcount.fte.available'), values: fte.available, color: '--series-main', stepped: true, width: 2 },
      ] as const,
    [t, fte],
  )
  useTimeChart(host, { bounds, series, bands: BAND, heightRem: HEIGHT_REM, onPoint: setWeek, onFrame })
  const told = week ?? peak(fte.required)
  const { firstDate = '', sales = [] } = plan.weeks[told] ?? {}
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{t('headcount.fte.title')}</h2>
        <FteLegend />
        <WeekCsv plan={plan} fte={fte} />
      </header>
      <figure className="time-chart">
        <div className="headcount-chart">
          <div ref={host} role="img" aria-label={t('headcount.fte.label')} />
          {frame && <SaleMarks sales={spans} zone={plan.basis.zone} frame={frame} />}
        </div>
        <figcaption aria-live="off">
          {t('headcount.fte.week', {
            week: format.week(firstDate),
            required: format.number(fte.required[told] ?? 0, 1),
            low: format.number(fte.requiredP10[told] ?? 0, 1),
            high: format.number(fte.requiredP90[told] ?? 0, 1),
            available: format.number(fte.available[told] ?? 0, 1),
            sales: sales.length > 0 ? t('headcount.fte.sales', { sales: sales.join(t('controls.listComma')) }) : '',
          })}
        </figcaption>
      </figure>
      <p className="soft">{t('headcount.fte.hint')}</p>
      <details>
        <summary>{t('headcount.asTable')}</summary>
        <WeekTable plan={plan} fte={fte} />
      </details>
    </section>
  )
}

type Fte = ReturnType<typeof weeklyFte>

/** Midnights of the plan's zone at which weeks begin, with the end of the last, epoch milliseconds. */
function weekBounds({ weeks, basis: { zone } }: HeadcountPlan): number[] {
  const days = weeks.map(({ firstDate }) => firstDate)
  return [...days, addDays(days.at(-1) ?? '2026-01-05', 7)].map((day) => DateTime.fromISO(day, { zone }).toMillis())
}

function FteLegend() {
  const { t } = useTranslation()
  return (
    <ul className="legend">
      <li>
        <i className="key key-need" /> {t('headcount.fte.required')}
      </li>
      <li>
        <i className="key key-band" /> {t('headcount.fte.band')}
      </li>
      <li>
        <i className="key key-line" /> {t('headcount.fte.available')}
      </li>
      <li>
        <i className="key key-sale" /> {t('headcount.fte.sale')}
      </li>
    </ul>
  )
}

const FIGURES = ['required', 'p10', 'p90', 'available', 'net'] as const

/** Figures of a week under the keys of their columns. */
function weekFigures(fte: Fte, week: number): Readonly<Record<(typeof FIGURES)[number], number>> {
  const [required, available] = [fte.required[week]!, fte.available[week]!]
  const [p10, p90] = [fte.requiredP10[week]!, fte.requiredP90[week]!]
  return { required, p10, p90, available, net: available - required }
}

interface WeekTableProps {
  readonly plan: HeadcountPlan
  readonly fte: Fte
}

function WeekCsv({ plan: { weeks }, fte }: WeekTableProps) {
  const { t } = useTranslation()
  const table = () => ({
    head: [
      t('headcount.column.week'),
      ...FIGURES.map((key) => t(`headcount.column.${key}`)),
      t('headcount.column.sale'),
    ],
    rows: weeks.map(({ firstDate, sales }, week) => {
      const figures = weekFigures(fte, week)
      return [firstDate, ...FIGURES.map((key) => figures[key]), sales.join(' · ')]
    }),
  })
  return <CsvButton file="headcount-weeks.csv" table={table} />
}

/** FTE below which a week is not worth a mark. */
const NOTABLE_FTE = 0.05

function WeekTable({ plan: { weeks }, fte }: WeekTableProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = weeks.map(({ firstDate, sales }, week) => ({ firstDate, sales, figures: weekFigures(fte, week) }))
  return (
    <DataTable
      caption={t('headcount.fte.title')}
      rows={rows}
      rowKey={({ firstDate }) => firstDate}
      isBad={({ figures }) => figures.net < -NOTABLE_FTE}
      columns={[
        { key: 'week', head: t('headcount.column.week'), cell: ({ firstDate }) => format.week(firstDate) },
        ...FIGURES.map((key) => ({
          ...{ key, head: t(`headcount.column.${key}`), numeric: true },
          cell: ({ figures }: (typeof rows)[number]) =>
            key === 'net' ? format.signed(figures[key], 1) : format.number(figures[key], 1),
        })),
        { key: 'sale', head: t('headcount.column.sale'), cell: ({ sales }) => sales.join(' · ') },
      ]}
    />
  )
}
