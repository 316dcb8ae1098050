import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { Choice } from '../../components/choice.tsx'
import { CsvButton } from '../../components/csv-button.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { Picker } from '../../components/picker.tsx'
import { useFormat } from '../../lib/workspace.ts'
import type { ComparedScenario } from './measure-sections.ts'
import { useScenarioWords } from './use-scenario-words.ts'
import { type WaterfallBar, type WaterfallFigure, waterfallBars } from './waterfall-bars.ts'
import { WaterfallChart } from './waterfall-chart.tsx'

/** What each part of a scenario adds or saves, from the first scenario to this one. */
export function WaterfallPanel({ result: { scenarios } }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const explained = scenarios.filter(({ waterfall }) => waterfall.length > 0)
  const [asked, setAsked] = useState('')
  const [figure, setFigure] = useState<WaterfallFigure>('cost')
  const shown = explained.find(({ scenario }) => scenario === asked) ?? explained[0]
  if (!shown) return null
  return (
    <section className="panel" data-part="waterfall">
      <div className="panel-head">
        <h2>{t('scenarios.waterfall')}</h2>
        <div className="at-end">
          {explained.length > 1 && (
            <Picker
              label={t('scenarios.scenario')}
              value={shown.scenario}
              options={explained.map(({ scenario }) => ({ value: scenario, label: words.scenario(scenario) }))}
              onChange={setAsked}
            />
          )}
          <Choice
            label={t('scenarios.waterfallOf')}
            value={figure}
            options={(['cost', 'scheduledHours'] as const).map((value) => ({
              value,
              label: t(`scenarios.waterfallFigure.${value}`),
            }))}
            onChange={setFigure}
          />
          <CsvButton file="waterfall.csv" table={() => waterfallTable(explained)} />
        </div>
      </div>
      <p className="soft">
        {t('scenarios.waterfallHint', {
          scenario: words.scenario(shown.scenario),
          base: words.inSentence(scenarios[0]?.scenario ?? ''),
        })}
      </p>
      <Waterfall scenario={shown} figure={figure} />
    </section>
  )
}

function Waterfall({ scenario, figure }: { scenario: ComparedScenario; figure: WaterfallFigure }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useScenarioWords()
  const bars = waterfallBars(scenario.waterfall, figure)
  const most = Math.max(...bars.map(({ from, to }) => Math.max(Math.abs(from), Math.abs(to))))
  const value = (amount: number) =>
    figure === 'cost' ? format.money(amount, most) : t('scenarios.hourUnit', { hours: format.number(amount, 1) })
  const signed = (amount: number) => (amount > 0 ? `+${value(amount)}` : value(amount))
  const label = (bar: WaterfallBar) => (bar.step ? words.step(bar.step) : t('scenarios.wholeDifference'))
  return (
    <div className="chart-and-table">
      <WaterfallChart
        label={t('scenarios.waterfallLabel', { scenario: words.scenario(scenario.scenario) })}
        {...{ bars, barLabel: label, signed, value }}
      />
      <DataTable
        caption={t('scenarios.waterfall')}
        rows={bars.map((bar, place) => ({ ...bar, place }))}
        rowKey={({ place }) => `${place}`}
        columns={[
          { key: 'part', head: t('scenarios.part.head'), cell: label },
          {
            key: 'value',
            head: t('scenarios.adds'),
            numeric: true,
            cell: (bar) => (
              <span data-step-value={bar.value} data-is-total={bar.step === undefined}>
                {signed(bar.value)}
              </span>
            ),
          },
          { key: 'sum', head: t('scenarios.sumSoFar'), numeric: true, cell: ({ to }) => signed(to) },
        ]}
      />
    </div>
  )
}

const waterfallTable = (scenarios: readonly ComparedScenario[]) => ({
  head: ['scenario', 'step', 'kind', 'label', 'is_undone', 'scheduled_hours', 'cost', 'cost_unit'],
  rows: scenarios.flatMap(({ scenario, waterfall, proof }) =>
    waterfall.map(({ kind, label, isUndone, scheduledHours, cost }, place) => [
      ...[scenario, place + 1, kind, label, isUndone ? 1 : 0, scheduledHours, cost, `${proof.currency} minor`],
    ]),
  ),
})
