import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import { Answer } from '../../components/answer.tsx'
import { comparisonQuery } from '../../lib/scenario-queries.ts'
import { useFormat } from '../../lib/workspace.ts'
import { comparisonAnswers, type ScenarioAnswer } from './scenario-answers.ts'
import { useScenarioWords } from './use-scenario-words.ts'

const MOST_SENTENCES = 2

/** What the scenarios take and cost, in a sentence or two; before any was compared, what there is to compare. */
export function ComparisonAnswer({ id, scenarios }: { id: string | undefined; scenarios: number }) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...comparisonQuery(id ?? ''), enabled: id !== undefined })
  const result = data?.request.kind === 'scenarios' ? data.result : undefined
  const isMissed = result != null && comparisonAnswers(result).some(({ targetsMissed }) => targetsMissed > 0)
  return (
    <Answer question={t('scenarios.question')} tone={result == null ? 'plain' : isMissed ? 'warn' : 'good'}>
      {result ? <Sentences result={result} /> : t('scenarios.invitation', { count: scenarios })}
    </Answer>
  )
}

function Sentences({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const sentence = useAnswerWords()
  const base = result.scenarios[0]?.scenario ?? 'baseline'
  return comparisonAnswers(result)
    .slice(0, MOST_SENTENCES)
    .map((answer) => sentence(answer, base))
    .join(t('controls.sentenceGap'))
}

/** "Double 11 costs ¥12,300 more than the plan as it stands ... and misses 2 targets." */
function useAnswerWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useScenarioWords()
  const way = (difference: number) => (difference > 0 ? 'more' : 'less')
  return ({ scenario, cost, wages, hours, targetsMissed }: ScenarioAnswer, base: string): string =>
    [
      t(`scenarios.answer.cost.${cost === 0 ? 'same' : way(cost)}`, {
        scenario: words.scenario(scenario),
        base: words.inSentence(base),
        money: format.money(Math.abs(cost)),
      }),
      wages !== 0 && t(`scenarios.answer.wages.${way(wages)}`, { money: format.money(Math.abs(wages), cost) }),
      hours !== 0 && t(`scenarios.answer.hours.${way(hours)}`, { hours: format.hours(Math.abs(hours)) }),
      targetsMissed === 0 ? t('scenarios.answer.noneMissed') : t('scenarios.answer.missed', { count: targetsMissed }),
    ]
      .filter((words) => words !== false)
      .join('')
}
