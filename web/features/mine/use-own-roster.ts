import { useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { publicationsQuery, rosterQuery } from '../../lib/queries.ts'
import { usePlan } from '../../lib/workspace.ts'
import { keepRoster, keptRoster } from './kept-roster.ts'
import { type OwnWeek, ownWeeks, standingFrom } from './own-weeks.ts'

export interface OwnRoster {
  /** Undefined while nothing is known. */
  readonly weeks: readonly OwnWeek[] | undefined
  /** When the server said so, ISO 8601. */
  readonly asOf: string | undefined
  /** Why what is shown is not what the server says now. */
  readonly error: Error | undefined
  readonly retry: () => void
}

/** A person's weeks as the server has them, and what was seen last where it cannot be reached. */
export function useOwnRoster(employeeId: string, thisWeek: string): OwnRoster {
  const { id: planId } = usePlan()
  // Whoever looks wants to know of a roster that went out a minute ago.
  const published = useQuery({ ...publicationsQuery(planId), staleTime: 0 })
  const standing = useMemo(() => standingFrom(published.data ?? [], thisWeek), [published.data, thisWeek])
  const rosters = useQueries({
    queries: standing.map(({ runId }) => rosterQuery(runId)),
    combine: (results) => ({
      data: results.map(({ data }) => data),
      error: results.find(({ error }) => error)?.error,
    }),
  })
  const error = published.error ?? rosters.error ?? undefined
  const asOfMs = published.dataUpdatedAt
  const fresh = useMemo(() => {
    const found = rosters.data.flatMap((roster) => (roster ? [[roster.runId, roster] as const] : []))
    if (!published.data || found.length < standing.length) return undefined
    const asOf = new Date(asOfMs).toISOString()
    return { asOf, weeks: ownWeeks(employeeId, thisWeek, published.data, new Map(found)) }
  }, [published.data, rosters.data, standing.length, asOfMs, employeeId, thisWeek])
  useEffect(() => {
    if (fresh) keepRoster(planId, employeeId, fresh)
  }, [fresh, planId, employeeId])
  const shown = fresh ?? (error && keptRoster(planId, employeeId))
  return {
    weeks: shown?.weeks,
    asOf: shown?.asOf,
    error,
    retry: () => void published.refetch(),
  }
}
