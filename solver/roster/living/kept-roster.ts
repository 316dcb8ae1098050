import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { Explanation, KeptReport } from '../../domain/plan-outputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import type { Roster } from '../../domain/roster.ts'
import { zonesOfPeople } from '../../domain/site.ts'
import { releasingConflicts } from '../fixed-shifts.ts'
import type { ChangePrice } from './change-price.ts'
import { changeFrontier, changePoint, type FrontierSearch } from './least-change.ts'
import { type Locks, lockedDays } from './locks.ts'
import type { RosterPreferences } from './roster-preferences.ts'

/** A roster that stands, from which a plan goes on. */
export interface KeptRoster {
  readonly roster: Roster
  readonly locks: Locks
  /** Give up locks that cannot be kept, instead of refusing to plan. */
  readonly releaseLocks: boolean
  readonly price?: ChangePrice
  /** Also make rosters at other prices of a change, to show cost against number of changes. */
  readonly frontier: boolean
}

export interface Kept {
  readonly preferences: RosterPreferences
  /** Conflicts for which locks were given up. */
  readonly released: readonly Explanation[]
}

/** @throws PlanningInputError for locks of people and days that are not planned */
export function keptPreferences(inputs: PlanInputs, requirement: Requirement, kept: KeptRoster): Kept {
  const { horizon } = requirement
  const known = new Set(inputs.employees.map(({ id }) => id))
  const given = { assignments: kept.roster.assignments.filter(({ employeeId }) => known.has(employeeId)) }
  const locked = lockedDays(inputs, horizon, given, kept.locks)
  const preferences = { given, locked, zoneOf: zonesOfPeople(inputs), ...(kept.price && { price: kept.price }) }
  return kept.releaseLocks ? releasingConflicts(inputs, requirement, preferences) : { preferences, released: [] }
}

/** What became of the roster that stood, and what more or fewer changes would come to. */
export function keptReport(
  inputs: PlanInputs,
  requirement: Requirement,
  { preferences, released }: Kept,
  roster: Roster,
  search?: FrontierSearch,
): KeptReport {
  const { personDays, people, changeCost } = changePoint(inputs, requirement, preferences, roster)
  return {
    ...{ personDays, people, changeCost, released },
    lockedPersonDays: preferences.locked.size,
    ...(search && { frontier: changeFrontier(inputs, requirement, preferences, search) }),
  }
}
