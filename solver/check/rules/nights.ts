import { MINUTES_PER_DAY, MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { LocalDays } from '../local-days.ts'
import { type PersonHorizon, shiftsIn, type WorkedShift } from '../person-horizon.ts'
import { type Found, type PersonCheck, startStamp } from './rule-check.ts'

/** A night by the wall clock, as rules write it. */
export interface Night {
  readonly fromMinute: number
  readonly toMinute: number
}

/** Elapsed minutes of a shift, start to end, that lie in the nights it touches. */
export function nightMinutes({ startMs, endMs, day }: WorkedShift, night: Night, days: LocalDays): number {
  return [day - 1, day, day + 1].reduce((sum, evening) => {
    const from = days.instantOf(evening, night.fromMinute)
    const to = days.instantOf(evening, night.toMinute + MINUTES_PER_DAY)
    return sum + Math.max(0, Math.min(endMs, to) - Math.max(startMs, from)) / MS_PER_MINUTE
  }, 0)
}

export interface NightWork extends Night {
  readonly minNightMinutes: number
}

/** Shifts, those of the previous roster included, that touch the night for as long as a rule says. */
export const nightShifts = (shifts: readonly WorkedShift[], night: NightWork, { days }: PersonHorizon): WorkedShift[] =>
  shifts.filter((shift) => nightMinutes(shift, night, days) >= night.minNightMinutes)

export const noNightWork: PersonCheck<'noNightWork'> = (rule, person) =>
  person.shifts.flatMap((shift): Found[] => {
    const minutes = nightMinutes(shift, rule, person.days)
    if (minutes === 0) return []
    const at = startStamp(shift, person)
    const message = `${person.employee.id} works ${minutes} minutes of the night in the shift at ${at}.`
    return [{ at, size: minutes, unit: 'minutes', message }]
  })

export const maxNights: PersonCheck<'maxNights'> = (rule, person) =>
  person.days.periods[rule.period].flatMap((period): Found[] => {
    const nights = nightShifts(shiftsIn(person, period), rule, person).length
    if (nights <= rule.maxNights) return []
    const at = person.days.dateOf(period.fromDay)
    const message = `${person.employee.id} works ${nights} nights in the ${rule.period} of ${at}; at most ${rule.maxNights} allowed.`
    return [{ at, size: nights - rule.maxNights, unit: 'shifts', message }]
  })
