import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'
import type { Roster } from '../../domain/roster.ts'
import { scheduleRoster } from '../schedule-roster.ts'
import type { ScheduledRoster, ScheduleOptions } from '../scheduled-roster.ts'
import { type Reoptimised, reoptimiseRoster } from './reoptimise-roster.ts'
import { keepingLocked, type RosterPreferences, shiftsByPersonDay } from './roster-preferences.ts'

/**
 * A roster that goes on from one that stands. The engine makes one with locks and prices of changes as part of everybody's
 * choices, which gives the bound; it and the roster that stands are then bettered person by person, and the cheaper is
 * kept, changes included.
 */
export function rescheduleRoster(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences: RosterPreferences,
  options: ScheduleOptions,
): ScheduledRoster {
  const made = scheduleRoster(inputs, requirement, { ...options, preferences })
  const best = bestFrom(inputs, requirement, preferences, [preferences.given, made.roster], options.isOutOfTime)
  return { ...made, roster: keepingLocked(best.roster, preferences, requirement.horizon.zone) }
}

/** The cheapest that comes of beginning with each of some rosters. */
export function bestFrom(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences: RosterPreferences,
  starts: readonly Roster[],
  isOutOfTime: () => boolean,
): Reoptimised {
  const { zone } = requirement.horizon
  return starts
    .map((start) =>
      reoptimiseRoster(inputs, requirement, preferences, withLocked(start, preferences, zone), isOutOfTime),
    )
    .reduce((best, found) => (found.cost < best.cost ? found : best))
}

/** A roster with the locked days of the one that stands. */
function withLocked(start: Roster, { given, locked, ...preferences }: RosterPreferences, zone: string): Roster {
  const zoneOf = preferences.zoneOf ?? (() => zone)
  const isLocked = (key: string) => locked.has(key)
  const pick = (roster: Roster, wanted: boolean) =>
    [...shiftsByPersonDay(roster, zoneOf)].filter(([key]) => isLocked(key) === wanted).map(([, shift]) => shift)
  return { assignments: [...pick(start, false), ...pick(given, true)] }
}
