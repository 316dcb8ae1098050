import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupHeadcount, HeadcountPlan } from '../../../solver/domain/headcount-plan.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { Picker } from '../../components/picker.tsx'
import { sum } from '../../lib/week-grid.ts'
import { useFormat } from '../../lib/workspace.ts'
import { FLOWS, type FlowStep, flowSteps } from './headcount-figures.ts'

const BAR_WIDTH = 100
const WHOLE = ''

interface HeadcountFlowProps {
  readonly plan: HeadcountPlan
  readonly groups: readonly GroupHeadcount[]
}

/** Who is there, comes and goes: as a waterfall of one period or of all, and by period as a table. */
export function HeadcountFlow({ plan, groups }: HeadcountFlowProps) {
  const { t } = useTranslation()
  const { periods } = plan
  const [chosen, setChosen] = useState(WHOLE)
  const at = periods.findIndex(({ label }) => label === chosen)
  const steps = at < 0 ? flowSteps(groups, 0, periods.length - 1) : flowSteps(groups, at, at)
  return (
    <div className="table-pair">
      <section className="panel">
        <header className="panel-head">
          <h2>{t('headcount.flow.title')}</h2>
          <span className="at-end">
            <Picker
              label={t('headcount.column.period')}
              value={at < 0 ? WHOLE : chosen}
              options={[
                { value: WHOLE, label: t('headcount.flow.whole') },
                ...periods.map(({ label }) => ({ value: label, label })),
              ]}
              onChange={setChosen}
            />
          </span>
        </header>
        <Waterfall steps={steps} />
        <p className="soft">{t('headcount.flow.hint')}</p>
      </section>
      <FlowTable plan={plan} groups={groups} />
    </div>
  )
}

function Waterfall({ steps }: { steps: readonly FlowStep[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const most = Math.max(1, ...steps.map(({ from, to }) => Math.max(from, to)))
  const isEnd = ({ kind }: FlowStep) => kind === 'opening' || kind === 'closing'
  return (
    <DataTable
      caption={t('headcount.flow.title')}
      rows={steps}
      rowKey={({ kind }) => kind}
      columns={[
        { key: 'kind', head: t('headcount.column.step'), cell: ({ kind }) => t(`headcount.flow.${kind}`) },
        {
          key: 'people',
          head: t('headcount.column.people'),
          numeric: true,
          cell: (step) => (isEnd(step) ? format.number(step.people, 1) : format.signed(step.people, 1)),
        },
        {
          key: 'bar',
          head: t('headcount.flow.bar'),
          cell: (step) => (
            <FlowBar step={step} most={most} tone={isEnd(step) ? 'end' : step.people > 0 ? 'in' : 'out'} />
          ),
        },
      ]}
    />
  )
}

function FlowBar({ step: { from, to }, most, tone }: { step: FlowStep; most: number; tone: 'end' | 'in' | 'out' }) {
  const x = (people: number) => (people / most) * BAR_WIDTH
  return (
    <svg className="flow-bar" viewBox={`0 0 ${BAR_WIDTH} 10`} preserveAspectRatio="none" aria-hidden="true">
      <rect
        data-tone={tone}
        x={x(Math.min(from, to))}
        y="0"
        width={Math.max(0.6, x(Math.abs(to - from)))}
        height="10"
      />
    </svg>
  )
}

const COLUMNS = ['openingHeadcount', ...FLOWS, 'closingHeadcount'] as const
const LABELS = { openingHeadcount: 'opening', closingHeadcount: 'closing' } as const

/** By period, the columns that nobody moves in left out. */
function FlowTable({ plan: { periods }, groups }: HeadcountFlowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const title = t('headcount.flow.byPeriod')
  const totalOf = (key: (typeof COLUMNS)[number], at: number) => sum(groups.map((group) => group[key][at]!))
  const used = COLUMNS.filter((key) => key in LABELS || periods.some((_, at) => totalOf(key, at) !== 0))
  const label = (key: (typeof COLUMNS)[number]) =>
    t(`headcount.flow.${key === 'openingHeadcount' || key === 'closingHeadcount' ? LABELS[key] : key}`)
  const columns = [...used.map((key) => ({ key, head: label(key), of: (at: number) => totalOf(key, at) }))]
  const fte = (key: 'requiredFte' | 'availableFte' | 'netFte') => (at: number) =>
    sum(groups.map((group) => group[key][at]!))
  const figures = [
    ...columns,
    { key: 'requiredFte', head: t('headcount.column.required'), of: fte('requiredFte') },
    { key: 'availableFte', head: t('headcount.column.available'), of: fte('availableFte') },
    { key: 'netFte', head: t('headcount.column.net'), of: fte('netFte') },
  ]
  const table = () => ({
    head: [t('headcount.column.period'), ...figures.map(({ head }) => head)],
    rows: periods.map(({ label: period }, at) => [period, ...figures.map(({ of }) => of(at))]),
  })
  return (
    <section className="panel">
      <header className="panel-head">
        <h2>{title}</h2>
        <span className="at-end">
          <CsvButton file="headcount-periods.csv" table={table} />
        </span>
      </header>
      <DataTable
        caption={title}
        rows={periods.map((period, at) => ({ ...period, at }))}
        rowKey={({ label: period }) => period}
        columns={[
          {
            key: 'period',
            head: t('headcount.column.period'),
            cell: ({ label: period }) => <span className="nowrap">{period}</span>,
          },
          ...figures.map(({ key, head, of }) => ({
            ...{ key, head, numeric: true },
            cell: ({ at }: { at: number }) => (key === 'netFte' ? format.signed(of(at), 1) : format.number(of(at), 1)),
          })),
        ]}
      />
    </section>
  )
}
