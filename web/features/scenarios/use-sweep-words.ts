import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/workspace.ts'
import type { SweepFigure } from './sweep-figures.ts'
import { useScenarioWords } from './use-scenario-words.ts'

/** Figures of a sweep in the reader's words. */
export function useSweepWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useScenarioWords()
  return {
    name: (figure: SweepFigure) =>
      figure === 'weakestService' ? t('scenarios.weakestService') : words.measure(figure),
    value: (figure: SweepFigure, value: number | null, among?: number) =>
      value !== null && figure === 'weakestService'
        ? format.percent(value)
        : words.figure(figure === 'weakestService' ? 'serviceLevel' : figure, value, false, among),
  }
}
