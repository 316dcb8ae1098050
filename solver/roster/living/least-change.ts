import { checkRoster } from '../../check/check-roster.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { ChangePoint } from '../../domain/plan-outputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import type { Roster } from '../../domain/roster.ts'
import { horizonsOfPeople, zonesOfPeople } from '../../domain/site.ts'
import { bestFrom } from './reschedule-roster.ts'
import { costOfChanges, type RosterPreferences, rosterChanges } from './roster-preferences.ts'

/**
 * Multiples of the price of a change at which rosters are made, from changing next to nothing but what rules and absences
 * force to changing freely.
 */
export const PRICE_FACTORS = [64, 4, 1, 0.25, 0] as const

export interface FrontierSearch {
  /** Rosters to begin with besides the one that stands: one made freely, for instance. */
  readonly known: readonly Roster[]
  readonly isOutOfTime: () => boolean
}

/**
 * Cost against number of changes: the roster that stands is re-optimised at several prices of a changed person-day, each
 * time from there, from the rosters known and from what the dearer prices led to. Points that change more than another
 * without costing less are left out.
 * @returns ordered by number of changes
 */
export function changeFrontier(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences: RosterPreferences,
  { known, isOutOfTime }: FrontierSearch,
): ChangePoint[] {
  const starts = [preferences.given, ...known]
  const points = PRICE_FACTORS.map((factor): ChangePoint => {
    const { roster } = bestFrom(inputs, requirement, scaled(preferences, factor), starts, isOutOfTime)
    starts.push(roster)
    return { factor, ...changePoint(inputs, requirement, preferences, roster) }
  })
  const ordered = points.sort((a, b) => a.personDays - b.personDays || a.objective - b.objective)
  return ordered.filter(({ objective }, index) => ordered.slice(0, index).every((other) => other.objective > objective))
}

function scaled(preferences: RosterPreferences, factor: number): RosterPreferences {
  const { price, ...rest } = preferences
  if (!price || factor === 0) return rest
  return { ...rest, price: { ...price, perPersonDay: price.perPersonDay * factor } }
}

/** A roster against the one that stands, measured by the checker. */
export function changePoint(
  inputs: PlanInputs,
  requirement: Requirement,
  { given, price }: RosterPreferences,
  roster: Roster,
): Omit<ChangePoint, 'factor'> {
  const changes = rosterChanges(given, roster, zonesOfPeople(inputs))
  const { objective, costs } = checkRoster(inputs, requirement, roster)
  return {
    personDays: changes.length,
    people: new Set(changes.map(({ employeeId }) => employeeId)).size,
    changeCost: Math.round(
      costOfChanges(changes, price, horizonsOfPeople(inputs, requirement.horizon), inputs.employees),
    ),
    objective,
    costs,
  }
}
