import { useMutation, useQueryClient } from '@tanstack/react-query'
import { firstDayOfWeek } from '../../lib/planning-week.ts'
import { navigate } from '../../lib/route.ts'
import {
  type ComparisonChoices,
  comparisonQuery,
  comparisonsQuery,
  startComparison,
} from '../../lib/scenario-queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import type { PlanOptions } from './plan-options.ts'

/** What is compared, and with which options. */
interface ComparisonWish {
  readonly what:
    | { readonly kind: 'scenarios'; readonly scenarios: string[] }
    | { readonly kind: 'sweep'; readonly scenario: string; readonly levers: string[] }
  readonly options: PlanOptions
}

/** Starts a comparison or a sweep and shows it. */
export function useStartComparison() {
  const { id: planId, weekStartsOn } = usePlan()
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ what, options }: ComparisonWish) => {
      const week = firstDayOfWeek(options.week, weekStartsOn)
      return startComparison(planId, { ...what, ...options, week } satisfies ComparisonChoices)
    },
    onSuccess: (comparison) => {
      client.setQueryData(comparisonQuery(comparison.id).queryKey, comparison)
      navigate({ comparison: comparison.id, as: comparison.request.kind === 'sweep' ? 'sweep' : undefined })
      window.scrollTo({ top: 0 })
      return client.invalidateQueries(comparisonsQuery(planId))
    },
  })
}
