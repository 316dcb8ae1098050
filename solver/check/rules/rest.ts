import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { PersonHorizon, WorkedShift } from '../person-horizon.ts'
import { type PersonCheck, startStamp } from './rule-check.ts'

/** Shifts of the roster, each with the one begun before it that ends last, those of the previous roster included. */
export function neighbours(person: PersonHorizon): (readonly [earlier: WorkedShift, later: WorkedShift])[] {
  const own = new Set(person.shifts)
  const pairs: (readonly [WorkedShift, WorkedShift])[] = []
  let earlier = person.allShifts[0]
  for (const later of person.allShifts.slice(1)) {
    if (own.has(later)) pairs.push([earlier!, later])
    if (later.endMs > earlier!.endMs) earlier = later
  }
  return pairs
}

/** Minutes between the end of work and the start of a shift; less than nothing where they overlap. */
export const restMinutes = (earlier: WorkedShift, later: WorkedShift): number =>
  (later.startMs - earlier.endMs) / MS_PER_MINUTE

export const minRestBetweenShifts: PersonCheck<'minRestBetweenShifts'> = (rule, person) =>
  neighbours(person)
    .map(([earlier, later]) => ({ later, rest: restMinutes(earlier, later) }))
    .filter(({ rest }) => rest < rule.minMinutes)
    .map(({ later, rest }) => {
      const at = startStamp(later, person)
      const message = `${person.employee.id} has ${rest} minutes of rest before the shift at ${at}; ${rule.minMinutes} needed.`
      return { at, size: rule.minMinutes - rest, unit: 'minutes', message }
    })

export const minLongRest: PersonCheck<'minLongRest'> = (rule, person) => {
  const spans = Array.from({ length: Math.floor(person.days.count / rule.everyDays) }, (_, span) => span)
  return spans
    .map((span) => span * rule.everyDays)
    .map((first) => ({ at: person.days.dateOf(first), rest: longestRest(person, first, first + rule.everyDays) }))
    .filter(({ rest }) => rest < rule.minMinutes)
    .map(({ at, rest }) => ({
      at,
      size: rule.minMinutes - rest,
      unit: 'minutes',
      message: `${person.employee.id} rests at most ${rest} minutes at a stretch in the ${rule.everyDays} days from ${at}; ${rule.minMinutes} needed.`,
    }))
}

/** Longest time without work between the midnights of two days, minutes. */
function longestRest({ days, allShifts }: PersonHorizon, fromDay: number, toDay: number): number {
  const end = days.instantOf(toDay, 0)
  let free = days.instantOf(fromDay, 0)
  let longest = 0
  for (const { startMs, endMs } of allShifts) {
    longest = Math.max(longest, Math.min(startMs, end) - free)
    free = Math.max(free, endMs)
  }
  return Math.max(longest, end - free) / MS_PER_MINUTE
}
