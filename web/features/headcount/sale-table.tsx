import { useTranslation } from 'react-i18next'
import type { HeadcountPlan, SaleReadiness } from '../../../solver/domain/headcount-plan.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { FigureTable } from './figure-table.tsx'
import { weekOfDelay } from './headcount-figures.ts'
import { useHeadcountNames } from './use-headcount-words.ts'

/** By when people must be asked for so that a sale can be met, and what a week's wait costs. */
export function SaleTable({ plan }: { plan: HeadcountPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useHeadcountNames(plan)
  const decided = format.wallClock(plan.basis.decidedOn)
  const latest = (sale: SaleReadiness) =>
    sale.notNeeded
      ? t('headcount.sales.notNeeded')
      : sale.latestRequestDate === null
        ? t('headcount.sales.tooLate', { date: decided })
        : format.wallClock(sale.latestRequestDate)
  const delay = (sale: SaleReadiness) => {
    const week = weekOfDelay(sale)
    if (!week) return '–'
    return t('headcount.sales.delayOf', { money: format.money(week.extraCost), hours: format.hours(week.shortHours) })
  }
  const numeric = (key: 'peakRequiredFte' | 'ordinaryRequiredFte' | 'hiresForIt') => ({
    ...{ key, head: t(`headcount.column.${key}`), numeric: true },
    cell: (sale: SaleReadiness) => format.number(sale[key], 1),
    raw: (sale: SaleReadiness) => sale[key],
  })
  return (
    <FigureTable
      title={t('headcount.sales.title')}
      hint={t('headcount.sales.hint')}
      file="headcount-sales.csv"
      empty={t('headcount.sales.none')}
      rows={plan.sales}
      rowKey={saleKey}
      isBad={(sale) => !sale.notNeeded && sale.latestRequestDate === null}
      columns={[
        { key: 'sale', head: t('headcount.column.sale'), cell: ({ title }) => title, raw: ({ title }) => title },
        {
          key: 'dates',
          head: t('headcount.column.dates'),
          cell: ({ firstDate, lastDate }) => <span className="nowrap">{`${firstDate} – ${lastDate}`}</span>,
          raw: ({ firstDate, lastDate }) => `${firstDate}/${lastDate}`,
        },
        {
          key: 'groups',
          head: t('roster.group'),
          cell: ({ groupIds }) => names.groups(groupIds),
          raw: ({ groupIds }) => names.groups(groupIds),
        },
        ...[numeric('ordinaryRequiredFte'), numeric('peakRequiredFte'), numeric('hiresForIt')],
        {
          key: 'delay',
          head: t('headcount.sales.delay'),
          cell: delay,
          raw: (sale) => weekOfDelay(sale)?.extraCost ?? null,
        },
        {
          key: 'latest',
          head: t('headcount.sales.latest'),
          cell: latest,
          raw: ({ latestRequestDate }) => latestRequestDate,
        },
      ]}
    >
      <DelayCurves sales={plan.sales} />
    </FigureTable>
  )
}

const saleKey = ({ title, firstDate, groupIds }: SaleReadiness) => [title, firstDate, ...groupIds].join(' ')

/** What waiting costs from the decision on, request date by request date. */
function DelayCurves({ sales }: { sales: readonly SaleReadiness[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows = sales.flatMap((sale) => sale.delayCurve.map((point) => ({ ...point, sale })))
  if (rows.length === 0) return null
  const head = [
    t('headcount.column.sale'),
    t('headcount.column.requestDate'),
    t('headcount.column.extraCost'),
    t('headcount.column.shortHours'),
  ]
  const table = () => ({
    head,
    rows: rows.map(({ sale, requestDate, extraCost, shortHours }) => [sale.title, requestDate, extraCost, shortHours]),
  })
  return (
    <details>
      <summary>{t('headcount.sales.curve')}</summary>
      <CsvButton file="headcount-delay.csv" table={table} />
      <DataTable
        caption={t('headcount.sales.curve')}
        rows={rows}
        rowKey={({ sale, requestDate }) => `${saleKey(sale)} ${requestDate}`}
        columns={[
          { key: 'sale', head: head[0]!, cell: ({ sale }) => sale.title },
          { key: 'requestDate', head: head[1]!, cell: ({ requestDate }) => format.wallClock(requestDate) },
          { key: 'extraCost', head: head[2]!, numeric: true, cell: ({ extraCost }) => format.money(extraCost) },
          { key: 'shortHours', head: head[3]!, numeric: true, cell: ({ shortHours }) => format.hours(shortHours) },
        ]}
      />
    </details>
  )
}
