import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ComparisonResult } from '../../../server/contracts/comparison.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { Answer } from '../../components/answer.tsx'
import { useRoute } from '../../lib/route.ts'
import { comparisonQuery, scenariosQuery } from '../../lib/scenario-queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { ComparisonList } from './comparison-list.tsx'
import { ShownComparison } from './comparison-panel.tsx'
import { sweepFigure } from './sweep-figures.ts'
import { SweepForm } from './sweep-form.tsx'
import { useScenarioWords } from './use-scenario-words.ts'
import { useSweepWords } from './use-sweep-words.ts'

/** One lever or two turned through their settings, each planned in full. */
export function SweepWay({ run, toolbar }: { run: Run | undefined; toolbar: ReactNode }) {
  const plan = usePlan()
  const { comparison } = useRoute()
  const { data: list } = useSuspenseQuery(scenariosQuery(plan.id))
  return (
    <>
      <SweepAnswer id={comparison} />
      {toolbar}
      {comparison !== undefined && <ShownComparison id={comparison} />}
      <SweepForm scenarios={list.scenarios} run={run} />
      <ComparisonList kind="sweep" />
    </>
  )
}

function SweepAnswer({ id }: { id: string | undefined }) {
  const { t } = useTranslation()
  const { data } = useQuery({ ...comparisonQuery(id ?? ''), enabled: id !== undefined })
  const result = data?.request.kind === 'sweep' ? data.result : undefined
  return (
    <Answer question={t('scenarios.sweepQuestion')}>
      {result ? <EndsOfSweep result={result} /> : t('scenarios.sweepInvitation')}
    </Answer>
  )
}

/** What the cheapest and the dearest point take. */
function EndsOfSweep({ result }: { result: ComparisonResult }) {
  const { t } = useTranslation()
  const words = useScenarioWords()
  const sweepWords = useSweepWords()
  const points = result.scenarios
    .map((point) => ({ point, cost: sweepFigure(point, 'objective') }))
    .filter((each): each is typeof each & { cost: number } => each.cost !== null)
    .sort((a, b) => a.cost - b.cost)
  const [cheapest, dearest] = [points[0], points.at(-1)]
  if (!cheapest || !dearest) return t('scenarios.sweepInvitation')
  const figures = ({ point, cost }: typeof cheapest) => ({
    at: words.compared(point),
    cost: sweepWords.value('objective', cost),
    service: sweepWords.value('weakestService', sweepFigure(point, 'weakestService')),
  })
  const [least, most] = [figures(cheapest), figures(dearest)]
  return t('scenarios.sweepAnswer', {
    ...{ least: least.at, leastCost: least.cost, leastService: least.service },
    ...{ most: most.at, mostCost: most.cost, mostService: most.service },
  })
}
