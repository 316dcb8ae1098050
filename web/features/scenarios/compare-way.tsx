import { useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Run } from '../../../server/contracts/run.ts'
import { useRoute } from '../../lib/route.ts'
import { scenariosQuery } from '../../lib/scenario-queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { CompareForm } from './compare-form.tsx'
import { ComparisonAnswer } from './comparison-answer.tsx'
import { ComparisonList } from './comparison-list.tsx'
import { ShownComparison } from './comparison-panel.tsx'
import { ScenarioPanel } from './scenario-panel.tsx'

/** The plan's scenarios, and any of them planned in full beside one another. */
export function CompareWay({ run, toolbar }: { run: Run | undefined; toolbar: ReactNode }) {
  const plan = usePlan()
  const { comparison } = useRoute()
  const { data: list } = useSuspenseQuery(scenariosQuery(plan.id))
  return (
    <>
      <ComparisonAnswer id={comparison} scenarios={list.scenarios.length} />
      {toolbar}
      {comparison !== undefined && <ShownComparison id={comparison} />}
      <ScenarioPanel list={list} />
      <CompareForm scenarios={list.scenarios} run={run} />
      <ComparisonList kind="scenarios" />
    </>
  )
}
