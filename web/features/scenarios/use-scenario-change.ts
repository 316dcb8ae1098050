import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChangedScenarioList, ScenarioList, TemplateRequest } from '../../../server/contracts/scenario.ts'
import { ApiError } from '../../lib/api.ts'
import { plansQuery } from '../../lib/queries.ts'
import { removeScenario, scenariosQuery, writeFromTemplate, writeScenario } from '../../lib/scenario-queries.ts'
import { usePlan } from '../../lib/workspace.ts'

type ScenarioChange =
  | { readonly put: string; readonly text: string }
  | { readonly template: Omit<TemplateRequest, 'revision'> }
  | { readonly remove: string }

/** What came in between: of the scenario itself, or elsewhere in the plan. */
export type Conflict = 'here' | 'elsewhere'

/**
 * A change of the scenarios, made against the plan as the person saw it when beginning. When somebody else changed the
 * plan meanwhile nothing is written; what is there now counts as seen, so that trying again is a decision.
 * @param about id of the scenario that is changed; undefined for a new one
 */
export function useScenarioChange(
  list: ScenarioList,
  about: string | undefined,
  onDone: (changed: ChangedScenarioList) => void,
) {
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const [seen, setSeen] = useState(list)
  const [conflict, setConflict] = useState<Conflict>()
  const query = scenariosQuery(planId)
  const mutation = useMutation({
    mutationFn: (change: ScenarioChange) => changeScenario(planId, seen.revision, change),
    onSuccess: ({ changed, ...next }) => {
      client.setQueryData(query.queryKey, next)
      setSeen(next)
      onDone({ ...next, changed })
    },
    onError: async (error) => {
      if (!isConflict(error)) return
      const now = await client.fetchQuery({ ...query, staleTime: 0 })
      setConflict(textOf(now, about) === textOf(seen, about) ? 'elsewhere' : 'here')
      setSeen(now)
    },
    // The plan's own list has the names of its scenarios.
    onSettled: () => client.invalidateQueries({ ...plansQuery, exact: true }),
  })
  const error = mutation.error && !isConflict(mutation.error) ? mutation.error : null
  return { change: mutation.mutate, isBusy: mutation.isPending, error, conflict, forget: mutation.reset }
}

function changeScenario(planId: string, revision: number, change: ScenarioChange): Promise<ChangedScenarioList> {
  if ('put' in change) return writeScenario(planId, change.put, { revision, text: change.text })
  if ('remove' in change) return removeScenario(planId, change.remove, revision)
  return writeFromTemplate(planId, { ...change.template, revision })
}

const isConflict = (error: Error): boolean => error instanceof ApiError && error.code === 'conflict'

const textOf = ({ scenarios }: ScenarioList, id: string | undefined): string | undefined =>
  scenarios.find((scenario) => scenario.id === id)?.text
