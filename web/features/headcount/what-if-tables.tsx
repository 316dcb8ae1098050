import { useTranslation } from 'react-i18next'
import type { HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { useFormat } from '../../lib/workspace.ts'
import { FigureTable } from './figure-table.tsx'

/** What hangs on attrition, and what levers bring against what they cost. */
export function WhatIfTables({ plan }: { plan: HeadcountPlan }) {
  return (
    <div className="table-pair">
      <AttritionTable plan={plan} />
      <InvestmentTable plan={plan} />
    </div>
  )
}

function AttritionTable({ plan }: { plan: HeadcountPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <FigureTable
      title={t('headcount.attrition.title')}
      hint={t('headcount.attrition.hint')}
      file="headcount-attrition.csv"
      empty={t('headcount.attrition.none')}
      rows={plan.attritionSensitivity}
      rowKey={({ kind }) => kind}
      columns={[
        {
          key: 'kind',
          head: t('headcount.attrition.case'),
          cell: ({ kind }) => t(`headcount.attrition.${kind}`),
          raw: ({ kind }) => t(`headcount.attrition.${kind}`),
        },
        {
          key: 'rate',
          head: t('headcount.attrition.rate'),
          numeric: true,
          cell: ({ monthlyRate }) => format.percent(monthlyRate, 2),
          raw: ({ monthlyRate }) => monthlyRate,
        },
        {
          key: 'hires',
          head: t('headcount.flow.hires'),
          numeric: true,
          cell: ({ hires }) => format.number(hires, 1),
          raw: ({ hires }) => hires,
        },
        {
          key: 'objective',
          head: t('headcount.cost.objective'),
          numeric: true,
          cell: ({ objective }) => format.money(objective),
          raw: ({ objective }) => objective,
        },
        {
          key: 'shortHours',
          head: t('headcount.column.shortHours'),
          numeric: true,
          cell: ({ shortHours }) => format.hours(shortHours),
          raw: ({ shortHours }) => shortHours,
        },
      ]}
    />
  )
}

function InvestmentTable({ plan }: { plan: HeadcountPlan }) {
  const { t } = useTranslation()
  const format = useFormat()
  const money = (key: 'oneOffCost' | 'costPerMonth' | 'savingPerMonth' | 'net') => ({
    ...{ key, head: t(`headcount.investments.${key}`), numeric: true },
    cell: (row: HeadcountPlan['investments'][number]) => format.money(row[key]),
    raw: (row: HeadcountPlan['investments'][number]) => row[key],
  })
  return (
    <FigureTable
      title={t('headcount.investments.title')}
      hint={t('headcount.investments.hint')}
      file="headcount-investments.csv"
      empty={t('headcount.investments.none')}
      rows={plan.investments}
      rowKey={({ lever }) => lever}
      columns={[
        { key: 'lever', head: t('headcount.investments.lever'), cell: ({ lever }) => lever, raw: ({ lever }) => lever },
        ...[money('oneOffCost'), money('costPerMonth'), money('savingPerMonth')],
        {
          key: 'savedFte',
          head: t('headcount.investments.savedFte'),
          numeric: true,
          cell: ({ savedFte }) => format.number(savedFte, 1),
          raw: ({ savedFte }) => savedFte,
        },
        money('net'),
        {
          key: 'payback',
          head: t('headcount.investments.payback'),
          cell: ({ paybackMonths }) =>
            paybackMonths === null
              ? t('headcount.investments.never')
              : t('headcount.investments.months', { months: format.number(paybackMonths, 1) }),
          raw: ({ paybackMonths }) => paybackMonths,
        },
      ]}
    />
  )
}
