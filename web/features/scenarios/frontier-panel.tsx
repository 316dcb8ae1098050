import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { Choice } from '../../components/choice.tsx'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { useFormat } from '../../lib/workspace.ts'
import { FrontierChart } from './frontier-chart.tsx'
import { type FrontierService, servicePoints } from './frontier-line.ts'
import { useScenarioWords } from './use-scenario-words.ts'

/** Wages against service: which scenarios no other beats. */
export function FrontierPanel({ result: { frontier, scenarios } }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useScenarioWords()
  const [by, setBy] = useState<FrontierService>('serviceLevel')
  const settings = new Map(scenarios.map((scenario) => [scenario.scenario, words.compared(scenario)]))
  const nameOf = (id: string) => settings.get(id) ?? id
  const points = servicePoints(frontier, by)
  const service = (value: number) => {
    const shown = format.percent(value)
    return by === 'worstMargin' && value > 0 ? `+${shown}` : shown
  }
  return (
    <section className="panel" data-part="frontier">
      <div className="panel-head">
        <h2>{t('scenarios.frontier')}</h2>
        <div className="at-end">
          <Choice
            label={t('scenarios.frontierBy')}
            value={by}
            options={(['serviceLevel', 'worstMargin'] as const).map((value) => ({
              value,
              label: t(`scenarios.frontierOf.${value}`),
            }))}
            onChange={setBy}
          />
          <CsvButton file="frontier.csv" table={() => frontierTable(frontier)} />
        </div>
      </div>
      <p className="soft">{t('scenarios.frontierHint')}</p>
      <FrontierChart label={t('scenarios.frontierLabel')} {...{ points, nameOf, service }} />
      <DataTable
        caption={t('scenarios.frontier')}
        rows={points}
        rowKey={({ scenario }) => scenario}
        columns={[
          {
            key: 'scenario',
            head: t('scenarios.scenario'),
            cell: ({ scenario }) =>
              `${points.findIndex((point) => point.scenario === scenario) + 1}. ${nameOf(scenario)}`,
          },
          { key: 'cost', head: t('scenarios.measure.wages'), numeric: true, cell: ({ cost }) => format.money(cost) },
          {
            key: 'service',
            head: t(`scenarios.frontierOf.${by}`),
            numeric: true,
            cell: (point) => service(point.service),
          },
          {
            key: 'efficient',
            head: t('scenarios.efficient'),
            cell: ({ isEfficient }) => t(isEfficient ? 'scenarios.yes' : 'scenarios.no'),
          },
        ]}
      />
    </section>
  )
}

const frontierTable = (frontier: ComparisonResult['frontier']) => ({
  head: ['scenario', 'wages_minor', 'worst_margin', 'service_level', 'efficient_by_worst', 'efficient_by_level'],
  rows: frontier.map(({ scenario, cost, worstMargin, serviceLevel, isEfficientByWorst, isEfficientByLevel }) => [
    ...[scenario, cost, worstMargin, serviceLevel, isEfficientByWorst ? 1 : 0, isEfficientByLevel ? 1 : 0],
  ]),
})
