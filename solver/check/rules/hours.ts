import { minutesGuaranteed } from '../../domain/employee.ts'
import type { Period } from '../local-days.ts'
import { balanceOf, minutesIn, type PersonHorizon } from '../person-horizon.ts'
import { nightMinutes } from './nights.ts'
import { type Found, type PersonCheck, startStamp } from './rule-check.ts'

const periodName = (person: PersonHorizon, name: string, { fromDay }: Period): string =>
  `the ${name} of ${person.days.dateOf(fromDay)}`

/** Paid minutes of a week beyond the contract's ordinary ones. */
const overtimeIn = (person: PersonHorizon, week: Period): number =>
  Math.max(0, minutesIn(person, week) - person.contract.ordinaryMinutesPerWeek)

/**
 * What a period has too much. A balance that is too much by itself is nobody's doing, so that at most what is worked in
 * the horizon is too much.
 */
const excess = (worked: number, before: number, most: number): number => Math.min(worked, worked + before - most)

export const maxMinutesPerPeriod: PersonCheck<'maxMinutesPerPeriod'> = (rule, person) =>
  person.days.periods[rule.period].flatMap((period): Found[] => {
    const isFirstMonth = rule.period === 'month' && period.fromDay === 0
    const before = isFirstMonth ? balanceOf(person.employee, 'minutesThisMonth') : 0
    const worked = minutesIn(person, period)
    const size = excess(worked, before, rule.maxMinutes)
    if (size <= 0) return []
    const when = periodName(person, rule.period, period)
    const message = `${person.employee.id} works ${worked + before} minutes in ${when}; at most ${rule.maxMinutes} allowed.`
    return [{ at: person.days.dateOf(period.fromDay), size, unit: 'minutes', message }]
  })

export const minMinutesPerPeriod: PersonCheck<'minMinutesPerPeriod'> = (rule, person) =>
  person.days.periods[rule.period].flatMap((period): Found[] => {
    const worked = minutesIn(person, period)
    if (worked >= rule.minMinutes) return []
    const when = periodName(person, rule.period, period)
    const message = `${person.employee.id} works ${worked} minutes in ${when}; at least ${rule.minMinutes} needed.`
    return [{ at: person.days.dateOf(period.fromDay), size: rule.minMinutes - worked, unit: 'minutes', message }]
  })

export const guaranteedMinutes: PersonCheck<'guaranteedMinutes'> = (_rule, person) =>
  person.days.periods.week.flatMap((week): Found[] => {
    const hours = (minutesGuaranteed(person.contract, person.employee, week.fromDay) - minutesIn(person, week)) / 60
    if (hours <= 0) return []
    const at = person.days.dateOf(week.fromDay)
    const message = `${person.employee.id} is paid for ${hours} hours in the week of ${at} that the roster does not use.`
    return [{ at, size: hours, unit: 'hours', message }]
  })

export const maxOvertimeMinutesPerWeek: PersonCheck<'maxOvertimeMinutesPerWeek'> = (_rule, person) => {
  const { id, maxOvertimeMinutesPerWeek: most } = person.contract
  return person.days.periods.week.flatMap((week): Found[] => {
    const overtime = overtimeIn(person, week)
    if (overtime <= most) return []
    const at = person.days.dateOf(week.fromDay)
    const message = `${person.employee.id} works ${overtime} minutes of overtime in the week of ${at}; contract ${id} allows ${most}.`
    return [{ at, size: overtime - most, unit: 'minutes', message }]
  })
}

export const maxOvertimeMinutesPerDay: PersonCheck<'maxOvertimeMinutesPerDay'> = (rule, person) =>
  person.days.periods.day.flatMap((day): Found[] => {
    const overtime = minutesIn(person, day) - rule.ordinaryMinutes
    if (overtime <= rule.maxMinutes) return []
    const at = person.days.dateOf(day.fromDay)
    const message = `${person.employee.id} works ${overtime} minutes of overtime on ${at}; at most ${rule.maxMinutes} allowed.`
    return [{ at, size: overtime - rule.maxMinutes, unit: 'minutes', message }]
  })

export const maxOvertimeMinutesPerMonth: PersonCheck<'maxOvertimeMinutesPerMonth'> = (rule, person) =>
  person.days.periods.month.flatMap((month): Found[] => {
    const before = month.fromDay === 0 ? person.employee.overtimeMinutesThisMonth : 0
    const weeks = person.days.periods.week.filter(({ fromDay }) => fromDay >= month.fromDay && fromDay < month.toDay)
    const overtime = weeks.reduce((sum, week) => sum + overtimeIn(person, week), 0)
    const size = excess(overtime, before, rule.maxMinutes)
    if (size <= 0) return []
    const at = person.days.dateOf(month.fromDay)
    const message = `${person.employee.id} reaches ${overtime + before} minutes of overtime in the month of ${at}; at most ${rule.maxMinutes} allowed.`
    return [{ at, size, unit: 'minutes', message }]
  })

/** Minutes of the horizon above an average over a reference period, its balances counted. */
export function minutesAboveAverage(person: PersonHorizon, minutesPerWeek: number, referenceWeeks: number): number {
  const { employee, days } = person
  const weeks = Math.min(balanceOf(employee, 'referenceWeeksWorked') + days.weeks, referenceWeeks)
  const worked = minutesIn(person, { fromDay: 0, toDay: days.count })
  return Math.max(0, excess(worked, balanceOf(employee, 'referenceMinutes'), minutesPerWeek * weeks))
}

export const maxAverageMinutesPerWeek: PersonCheck<'maxAverageMinutesPerWeek'> = (rule, person) => {
  const size = minutesAboveAverage(person, rule.maxMinutesPerWeek, rule.referenceWeeks)
  if (size === 0) return []
  const worked = minutesIn(person, { fromDay: 0, toDay: person.days.count })
  const message = `${person.employee.id} works ${worked} minutes; an average of ${rule.maxMinutesPerWeek} a week over ${rule.referenceWeeks} weeks leaves ${worked - size}.`
  return [{ at: person.days.dateOf(0), size, unit: 'minutes', message }]
}

export const maxNightShiftMinutes: PersonCheck<'maxNightShiftMinutes'> = (rule, person) =>
  person.shifts
    .filter((shift) => shift.paidMinutes > rule.maxMinutes)
    .filter((shift) => nightMinutes(shift, rule, person.days) >= rule.minNightMinutes)
    .map((shift) => {
      const at = startStamp(shift, person)
      const message = `${person.employee.id} works ${shift.paidMinutes} minutes in the night shift at ${at}; at most ${rule.maxMinutes} allowed.`
      return { at, size: shift.paidMinutes - rule.maxMinutes, unit: 'minutes', message }
    })
