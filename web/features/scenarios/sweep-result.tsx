import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { CsvButton } from '../../components/csv-button.tsx'
import { Picker } from '../../components/picker.tsx'
import { useNames } from '../../lib/workspace.ts'
import { FrontierPanel } from './frontier-panel.tsx'
import { LineChart } from './line-chart.tsx'
import { SWEEP_FIGURES, type SweepFigure, serviceLines, sweepFigure, sweepGrid } from './sweep-figures.ts'
import { SweepHeat } from './sweep-heat.tsx'
import { SweepTable } from './sweep-table.tsx'
import { useScenarioWords } from './use-scenario-words.ts'
import { useSweepWords } from './use-sweep-words.ts'

/** What a sweep found: lines over one lever, a heat table over two, and every point in figures. */
export function SweepResultView({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const grid = sweepGrid(result)
  return (
    <>
      {grid ? <HeatPanel result={result} /> : <LinePanels result={result} />}
      <section className="panel" data-part="sweep-table">
        <div className="panel-head">
          <h2>{t('scenarios.points')}</h2>
          <div className="at-end">
            <CsvButton file="sweep.csv" table={() => pointTable(result)} />
          </div>
        </div>
        <SweepTable result={result} />
      </section>
      <FrontierPanel result={result} />
    </>
  )
}

function LinePanels({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const names = useNames()
  const words = useScenarioWords()
  const sweepWords = useSweepWords()
  const settings = result.scenarios.flatMap(({ settings: [setting] }) => setting ?? [])
  const lever = settings[0]
  if (!lever) return null
  const over = words.lever(lever)
  const line = (figure: SweepFigure) => ({
    label: sweepWords.name(figure),
    values: result.scenarios.map((point) => sweepFigure(point, figure)),
  })
  const shared = { across: settings.map(({ value }) => value) }
  const acrossLabel = (value: number) => words.leverValue({ ...lever, value })
  return (
    <div className="table-pair">
      <section className="panel">
        <h2>{t('scenarios.costOver', { lever: over })}</h2>
        <LineChart
          {...shared}
          {...{ acrossLabel }}
          label={t('scenarios.costOver', { lever: over })}
          lines={[line('objective'), line('wages')]}
          upLabel={(value, among) => sweepWords.value('objective', value, among)}
        />
      </section>
      <section className="panel">
        <h2>{t('scenarios.serviceOver', { lever: over })}</h2>
        <LineChart
          {...shared}
          {...{ acrossLabel }}
          label={t('scenarios.serviceOver', { lever: over })}
          lines={serviceLines(result).map(({ queue = '', values }) => ({ label: names.queue(queue), values }))}
          upLabel={(value) => sweepWords.value('weakestService', value)}
        />
      </section>
    </div>
  )
}

function HeatPanel({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const sweepWords = useSweepWords()
  const [figure, setFigure] = useState<SweepFigure>('objective')
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{t('scenarios.grid')}</h2>
        <div className="at-end">
          <Picker
            label={t('scenarios.figure')}
            value={figure}
            options={SWEEP_FIGURES.map((value) => ({ value, label: sweepWords.name(value) }))}
            onChange={(value) => setFigure(value as SweepFigure)}
          />
        </div>
      </div>
      <SweepHeat result={result} figure={figure} />
    </section>
  )
}

const pointTable = ({ scenarios }: ComparisonResult) => ({
  head: [
    ...(scenarios[0]?.settings ?? []).map(({ lever, of }) => (of === null ? lever : `${lever}:${of}`)),
    ...SWEEP_FIGURES,
    'currency',
  ],
  rows: scenarios.map((point) => [
    ...point.settings.map(({ value }) => value),
    ...SWEEP_FIGURES.map((figure) => sweepFigure(point, figure)),
    `${point.proof.currency} minor`,
  ]),
})
