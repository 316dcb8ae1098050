import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { useContext } from 'react'
import { type Me, type Right, rightsOf } from '../../server/contracts/access.ts'
import { ApiError, request } from './api.ts'
import { keptMe } from './kept-me.ts'
import { meetPerson } from './person-on-device.ts'
import { beginSession } from './session.ts'
import { PlanContext } from './workspace.ts'

/** Rejects with `notSignedIn` on a page that nobody is signed in on. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => {
    const me = await request<Me>('/me').catch(lastMe)
    await meetPerson(me)
    beginSession(me.actorId)
    return me
  },
  // Whoever gets other rights signs in anew.
  staleTime: Number.POSITIVE_INFINITY,
})

/** Without a connection the page is that of whoever used it last; the server still answers nobody else. */
function lastMe(error: unknown): Me {
  const last = error instanceof ApiError && error.code === 'offline' ? keptMe() : undefined
  if (last) return last
  throw error
}

/** Who looks at the page, and what they may do. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

/** Whether somebody has a right over the whole of a planning unit. */
export const mayInUnit = (me: Me, right: Right, unitId: string): boolean =>
  me.email === null ||
  me.memberships.some((one) => one.unitId === unitId && one.scope.kind === 'unit' && rightsOf(one).has(right))

/** With any of these over the whole of a planning unit somebody has something to see to in it. */
export const UNIT_RIGHTS: readonly Right[] = ['accounts.manage', 'people.manage', 'operations']

/**
 * Whether the reader has a right: over the plan that the page is about, else in any unit. What somebody may not do is not
 * offered; the server decides each request.
 */
export function useMay(right: Right): boolean {
  const me = useMe()
  const plan = useContext(PlanContext)
  return plan ? mayInUnit(me, right, plan.unitId) : me.rights.includes(right)
}
