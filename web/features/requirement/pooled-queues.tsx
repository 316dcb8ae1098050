import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Loading } from '../../components/loading.tsx'
import type { ChartSeries } from '../../components/use-time-chart.ts'
import { useFormat, useNames } from '../../lib/workspace.ts'
import { IntervalChart } from './interval-chart.tsx'
import {
  canPool,
  comparePooling,
  type PooledComparison,
  type SpanComparison,
  type StructureSize,
} from './pooled-comparison.ts'
import { useIntervalChoice } from './use-interval-choice.ts'

const LEAST_QUEUES = 2
const NONE: readonly string[] = []
const HEIGHT_REM = 11

/** What pooling would save, computed here and now from the run's figures. */
export function PooledQueues({ coverage }: { coverage: RunCoverage }) {
  const { t } = useTranslation()
  const names = useNames()
  const possible = useMemo(() => coverage.queues.filter(canPool), [coverage])
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    possible.slice(0, LEAST_QUEUES).map(({ queueId }) => queueId),
  )
  // The page and its checkboxes answer at once, the comparison follows.
  const compared = useDeferredValue(chosen, NONE)
  const comparison = useMemo(
    () =>
      compared.length < LEAST_QUEUES
        ? undefined
        : comparePooling(
            coverage,
            possible.filter(({ queueId }) => compared.includes(queueId)),
          ),
    [coverage, possible, compared],
  )
  if (possible.length < LEAST_QUEUES) return null
  const toggle = (id: string, isOn: boolean) =>
    setChosen((last) => (isOn ? [...last, id] : last.filter((other) => other !== id)))
  return (
    <section className="panel pooled" aria-labelledby="pooled-title">
      <header className="panel-head">
        <h2 id="pooled-title">{t('pooled.title')}</h2>
      </header>
      <fieldset className="queue-checks">
        <legend className="soft">{t('pooled.choose')}</legend>
        {possible.map(({ queueId }) => (
          <label key={queueId}>
            <input
              type="checkbox"
              checked={chosen.includes(queueId)}
              onChange={(event) => toggle(queueId, event.target.checked)}
            />
            {names.queue(queueId)}
          </label>
        ))}
      </fieldset>
      {chosen.length < LEAST_QUEUES && <p>{t('pooled.tooFew')}</p>}
      {chosen.length >= LEAST_QUEUES && !comparison && <Loading />}
      {comparison && <Comparison coverage={coverage} comparison={comparison} />}
      <p className="soft pooled-assumes">{t('pooled.assumes')}</p>
    </section>
  )
}

function Comparison({ coverage, comparison }: { coverage: RunCoverage; comparison: PooledComparison }) {
  const { t } = useTranslation()
  const format = useFormat()
  const choice = useIntervalChoice(coverage, comparison.siloedAgents)
  const series = useMemo(() => structureSeries(comparison), [comparison])
  const { siloed, pooled } = comparison.week
  const saved = siloed.agentHours - pooled.agentHours
  const reading = t('pooled.reading', {
    when: format.span(choice.bounds[choice.chosen] ?? 0, choice.bounds[choice.chosen + 1] ?? 0),
    siloed: format.number(comparison.siloedAgents[choice.chosen] ?? 0),
    pooled: format.number(comparison.pooledAgents[choice.chosen] ?? 0),
  })
  return (
    <>
      <p className="pooled-answer">
        {t(saved >= 0 ? 'pooled.saves' : 'pooled.costs', {
          hours: format.hours(Math.abs(saved)),
          share: format.percent(siloed.agentHours > 0 ? Math.abs(saved) / siloed.agentHours : 0),
          siloedHours: format.hours(siloed.agentHours),
          pooledHours: format.hours(pooled.agentHours),
          siloedPeak: format.number(siloed.peakAgents),
          pooledPeak: format.number(pooled.peakAgents),
        })}
      </p>
      <ul className="legend">
        <li>
          <i className="key key-need" />
          {t('pooled.siloed')}
        </li>
        <li>
          <i className="key key-line" />
          {t('pooled.pooled')}
        </li>
      </ul>
      <IntervalChart
        label={t('pooled.chartLabel')}
        choice={choice}
        series={series}
        bands={BANDS}
        heightRem={HEIGHT_REM}
        reading={reading}
      />
      <p className="soft">{reading}</p>
      <CsvButton file="pooled-queues.csv" table={() => intervalTable(coverage, comparison)} />
      <DayTable coverage={coverage} comparison={comparison} />
    </>
  )
}

const intervalTable = ({ starts }: RunCoverage, { siloedAgents, pooledAgents }: PooledComparison) => ({
  head: ['start', 'siloed_agents', 'pooled_agents'],
  rows: starts.map((start, at) => [start, siloedAgents[at], pooledAgents[at]]),
})

const BANDS = [{ between: [0, 1], color: '--fill-over' } as const]

const structureSeries = ({ siloedAgents, pooledAgents }: PooledComparison): ChartSeries[] => [
  { label: 'siloed', stepped: true, values: siloedAgents, color: '--series-need', width: 1.25 },
  { label: 'pooled', stepped: true, values: pooledAgents, color: '--series-main', width: 2.25 },
]

interface Row extends SpanComparison {
  readonly name: string
  readonly isWeek: boolean
}

function DayTable({ coverage, comparison }: { coverage: RunCoverage; comparison: PooledComparison }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rows: Row[] = [
    { name: t('controls.wholeWeek'), isWeek: true, ...comparison.week },
    ...comparison.days.map((day) => ({ name: format.day(day.day), isWeek: false, ...day })),
  ]
  const hours = (key: string, head: string, of: (row: Row) => StructureSize): Column<Row> => ({
    key,
    head,
    numeric: true,
    cell: (row) => format.number(of(row).agentHours, 2),
  })
  const top = (key: string, head: string, of: (row: Row) => StructureSize): Column<Row> => ({
    key,
    head,
    numeric: true,
    cell: (row) => {
      const { peakAgents, peakAt } = of(row)
      const start = coverage.starts[peakAt] ?? ''
      return t('pooled.peakAt', {
        agents: format.number(peakAgents),
        when: row.isWeek ? format.moment(start) : format.time(start),
      })
    },
  })
  const siloed = (row: Row) => row.siloed
  const pooled = (row: Row) => row.pooled
  return (
    <DataTable
      caption={t('pooled.tableLabel')}
      rows={rows}
      rowKey={({ name }) => name}
      columns={[
        { key: 'day', head: t('controls.day'), cell: ({ name }) => name },
        hours('siloedHours', t('pooled.siloedHours'), siloed),
        hours('pooledHours', t('pooled.pooledHours'), pooled),
        top('siloedPeak', t('pooled.siloedPeak'), siloed),
        top('pooledPeak', t('pooled.pooledPeak'), pooled),
      ]}
    />
  )
}
