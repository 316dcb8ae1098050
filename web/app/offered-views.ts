import { useContext } from 'react'
import type { Me, Right } from '../../server/contracts/access.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import { mayInUnit, UNIT_RIGHTS, useMe } from '../lib/me.ts'
import { VIEWS, type View } from '../lib/route.ts'
import { PlanContext } from '../lib/workspace.ts'

/** What a view takes; who has not the right is not offered it. */
const RIGHT_OF_VIEW: Readonly<Record<Exclude<View, 'accounts'>, Right>> = {
  overview: 'plan.view',
  forecast: 'plan.view',
  targets: 'plan.view',
  coverage: 'plan.view',
  roster: 'plan.view',
  intraday: 'plan.view',
  dayReport: 'plan.view',
  scenarios: 'plan.view',
  headcount: 'headcount.view',
  data: 'plan.view',
  settings: 'plan.view',
  history: 'plan.view',
  mine: 'own',
  team: 'team.view',
  requests: 'requests.decide',
}

/** Shown without a plan too: those of people, and of those who keep the accounts. */
const NEEDS_NO_PLAN: ReadonlySet<View> = new Set(['data', 'mine', 'team', 'requests', 'accounts'])

/** @param plan that the page is about; undefined when there is none, or none that the reader may see */
export function offeredViews(me: Me, plan: Plan | undefined): View[] {
  return VIEWS.filter((view) => {
    if (view === 'accounts') return seesToUnits(me)
    const right = RIGHT_OF_VIEW[view]
    if (NEEDS_NO_PLAN.has(view)) return me.rights.includes(right) && (view !== 'data' || seesPlans(me))
    return plan !== undefined && mayInUnit(me, right, plan.unitId)
  })
}

/** Plans are seen whole or not at all: a right over part of a unit shows none. */
export const seesPlans = (me: Me): boolean =>
  me.email === null || me.memberships.some(({ unitId }) => mayInUnit(me, 'plan.view', unitId))

/** Accounts, people's data and webhooks are those of whole units. */
const seesToUnits = (me: Me): boolean =>
  me.email === null || me.memberships.some(({ unitId }) => UNIT_RIGHTS.some((right) => mayInUnit(me, right, unitId)))

/** Where somebody arrives who asked for no view: agents at their own shifts, vendors' schedulers at their team. */
export function landingView(me: Me): View {
  const offered = offeredViews(me, undefined)
  if (seesPlans(me)) return 'overview'
  return (['team', 'mine', 'accounts'] as const).find((view) => offered.includes(view)) ?? 'mine'
}

export function useOfferedViews(): readonly View[] {
  return offeredViews(useMe(), useContext(PlanContext))
}
