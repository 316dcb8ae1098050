import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { PlannedVolume, PlanTargets, TargetSettings } from '../../../server/contracts/queue-targets.ts'
import { ApiError } from '../../lib/api.ts'
import { changePlannedVolume, changeTargets, plansQuery, targetsQuery } from '../../lib/queries.ts'
import { usePlan } from '../../lib/workspace.ts'

/** A change of the targets, made against the revision of the plan that the person saw when beginning it. */
export type TargetChange = { readonly revision: number } & (
  | { readonly queueId: string; readonly settings: TargetSettings }
  | { readonly plannedVolume: PlannedVolume }
)

export const useTargets = (): PlanTargets => useSuspenseQuery(targetsQuery(usePlan().id)).data

/**
 * Saves a change. When somebody else changed the plan meanwhile nothing is saved, and the targets are fetched anew.
 * @param onConflict what to do with the targets as they now are
 */
export function useSaveTargets(onSaved: () => void, onConflict: (now: PlanTargets) => void) {
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const query = targetsQuery(planId)
  return useMutation({
    mutationFn: ({ revision, ...change }: TargetChange) =>
      'queueId' in change
        ? changeTargets(planId, change.queueId, { revision, settings: change.settings })
        : changePlannedVolume(planId, { revision, ...change.plannedVolume }),
    onSuccess: (targets) => {
      client.setQueryData(query.queryKey, targets)
      onSaved()
    },
    onError: async (error) => {
      if (!isConflict(error)) return
      onConflict(await client.fetchQuery({ ...query, staleTime: 0 }))
    },
    onSettled: () => client.invalidateQueries({ ...plansQuery, exact: true }),
  })
}

export const isConflict = (error: Error | null): boolean => error instanceof ApiError && error.code === 'conflict'
