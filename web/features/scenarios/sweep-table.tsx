import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { DataTable } from '../../components/data-table.tsx'
import { SWEEP_FIGURES, sweepFigure } from './sweep-figures.ts'
import { useScenarioWords } from './use-scenario-words.ts'
import { useSweepWords } from './use-sweep-words.ts'

/** Every point of a sweep. */
export function SweepTable({ result: { scenarios } }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const sweepWords = useSweepWords()
  const levers = scenarios[0]?.settings ?? []
  return (
    <DataTable
      caption={t('scenarios.points')}
      rows={scenarios}
      rowKey={({ scenario }) => scenario}
      columns={[
        ...levers.map((lever, place) => ({
          key: `lever ${place}`,
          head: words.lever(lever),
          cell: ({ settings: { [place]: setting } }: (typeof scenarios)[number]) =>
            setting ? words.leverValue(setting) : '–',
        })),
        ...SWEEP_FIGURES.map((figure) => ({
          key: figure,
          head: sweepWords.name(figure),
          numeric: true,
          cell: (point: (typeof scenarios)[number]) => sweepWords.value(figure, sweepFigure(point, figure)),
        })),
      ]}
    />
  )
}
