import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { Requirement } from '../../domain/plan-outputs.ts'
import type { Roster } from '../../domain/roster.ts'
import { type ScheduledRoster, type ScheduleOptions, scheduleRoster } from '../schedule-roster.ts'
import { type Reoptimised, reoptimiseRoster } from './reoptimise-roster.ts'
import { keepingLocked, type RosterPreferences, shiftsByPersonDay } from './roster-preferences.ts'

/**
 * A roster that goes on from one that stands: bettered from there, and from a roster made freely whose changes are given
 * back where they do not pay; the cheaper is kept, changes included. The bound is that of the free roster. It holds for
 * this one too, since locks and prices of changes only add to the cost; how much of the gap is their price it does not say.
 */
export function rescheduleRoster(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences: RosterPreferences,
  options: ScheduleOptions,
): ScheduledRoster {
  const free = scheduleRoster(inputs, requirement, options)
  const best = bestFrom(inputs, requirement, preferences, free.roster, options.isOutOfTime)
  return { ...free, roster: keepingLocked(best.roster, preferences, requirement.horizon.zone) }
}

/** The cheaper of the two that come of beginning with the roster that stands and with a free one. */
export function bestFrom(
  inputs: PlanInputs,
  requirement: Requirement,
  preferences: RosterPreferences,
  free: Roster,
  isOutOfTime: () => boolean,
): Reoptimised {
  const { zone } = requirement.horizon
  const near = reoptimiseRoster(inputs, requirement, preferences, preferences.given, isOutOfTime)
  const far = reoptimiseRoster(inputs, requirement, preferences, withLocked(free, preferences, zone), isOutOfTime)
  return far.cost < near.cost ? far : near
}

/** A free roster with the locked days of the one that stands. */
function withLocked(free: Roster, { given, locked }: RosterPreferences, zone: string): Roster {
  const isLocked = (key: string) => locked.has(key)
  const pick = (roster: Roster, wanted: boolean) =>
    [...shiftsByPersonDay(roster, zone)].filter(([key]) => isLocked(key) === wanted).map(([, shift]) => shift)
  return { assignments: [...pick(free, false), ...pick(given, true)] }
}
