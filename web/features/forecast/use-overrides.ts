import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { OverrideRequest, SignedOverride } from '../../../server/contracts/forecast.ts'
import { ApiError } from '../../lib/api.ts'
import { addOverride, forecastsQuery, overridesQuery, plansQuery, removeOverride } from '../../lib/queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { inForce } from './shown-forecast.ts'

/** What was done last, to be told and taken back. */
export interface LastChange {
  readonly kind: 'added' | 'removed'
  readonly override: SignedOverride
}

/** The overrides in force, and their adding and removing; each shows at once and can be taken back. */
export function useOverrides() {
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const { data } = useSuspenseQuery(overridesQuery(planId))
  const saved = useMemo(() => inForce(data), [data])
  const [last, setLast] = useState<LastChange>()
  const { queryKey } = overridesQuery(planId)
  const settle = () =>
    Promise.all([
      client.invalidateQueries({ queryKey }),
      client.invalidateQueries({ ...forecastsQuery(planId), exact: true }),
      client.invalidateQueries({ ...plansQuery, exact: true }),
    ])
  const add = useMutation({
    mutationFn: (override: OverrideRequest) => addOverride(planId, override),
    onSuccess: (override) => {
      client.setQueryData(queryKey, (list = []) => [...list, override])
      setLast({ kind: 'added', override })
    },
    onSettled: settle,
  })
  const remove = useMutation({
    mutationFn: (override: SignedOverride) => removeOverride(planId, override.id).catch(unlessGone),
    onMutate: (override) => {
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, (list = []) => list.filter(({ id }) => id !== override.id))
      return before
    },
    onSuccess: (_, override) => setLast({ kind: 'removed', override }),
    onError: (_, __, before) => client.setQueryData(queryKey, before),
    onSettled: settle,
  })
  return { saved, add, remove, last, forget: () => setLast(undefined) }
}

/** Somebody else, or another tab, took the override back already: what was asked for is so. */
function unlessGone(error: unknown): void {
  if (!(error instanceof ApiError && error.code === 'notFound')) throw error
}

/** The request that makes an override again. */
export const sameAgain = ({ queueId, start, end, kind, value, reason }: SignedOverride): OverrideRequest => ({
  queueId,
  start,
  end,
  kind,
  value,
  reason,
})
