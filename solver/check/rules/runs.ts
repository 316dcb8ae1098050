import type { PersonHorizon } from '../person-horizon.ts'
import { nightShifts } from './nights.ts'
import type { Found, PersonCheck } from './rule-check.ts'

/** Days in a row of one sort, both ends included. */
interface Run {
  readonly first: number
  readonly last: number
}

/** Runs that end with the day before the horizon or later, from the first day on of which anything is known. */
function runsOf({ days, knownFrom }: PersonHorizon, isOf: (day: number) => boolean): Run[] {
  const runs: Run[] = []
  let first: number | undefined
  for (let day = knownFrom; day <= days.count; day++) {
    if (day < days.count && isOf(day)) {
      first ??= day
    } else {
      if (first !== undefined && day >= 0) runs.push({ first, last: day - 1 })
      first = undefined
    }
  }
  return runs
}

const lengthOf = ({ first, last }: Run): number => last - first + 1

/** Runs that are too long. Only days of the horizon are too many: those before it nobody can change. */
const tooLong = (person: PersonHorizon, isOf: (day: number) => boolean, most: number) =>
  runsOf(person, isOf)
    .map((run) => ({
      at: person.days.dateOf(run.first),
      length: lengthOf(run),
      size: Math.min(lengthOf(run) - most, run.last + 1),
    }))
    .filter(({ size }) => size > 0)

/** Runs that are too short and known from beginning to end. */
const tooShort = (person: PersonHorizon, isOf: (day: number) => boolean, least: number) =>
  runsOf(person, isOf)
    .filter(({ first, last }) => first > person.knownFrom && last < person.days.count - 1)
    .map((run) => ({ at: person.days.dateOf(run.first), length: lengthOf(run), size: least - lengthOf(run) }))
    .filter(({ size }) => size > 0)

export const maxConsecutiveDays: PersonCheck<'maxConsecutiveDays'> = (rule, person) =>
  tooLong(person, person.worksOn, rule.maxDays).map(({ at, length, size }): Found => {
    const message = `${person.employee.id} works ${length} days in a row from ${at}; at most ${rule.maxDays} allowed.`
    return { at, size, unit: 'days', message }
  })

export const minConsecutiveDays: PersonCheck<'minConsecutiveDays'> = (rule, person) =>
  tooShort(person, person.worksOn, rule.minDays).map(({ at, length, size }): Found => {
    const message = `${person.employee.id} works only ${length} days in a row from ${at}; at least ${rule.minDays} needed.`
    return { at, size, unit: 'days', message }
  })

export const maxConsecutiveDaysOff: PersonCheck<'maxConsecutiveDaysOff'> = (rule, person) =>
  tooLong(person, (day) => !person.worksOn(day), rule.maxDays).map(({ at, length, size }): Found => {
    const message = `${person.employee.id} has ${length} days off in a row from ${at}; at most ${rule.maxDays} allowed.`
    return { at, size, unit: 'days', message }
  })

export const minConsecutiveDaysOff: PersonCheck<'minConsecutiveDaysOff'> = (rule, person) =>
  tooShort(person, (day) => !person.worksOn(day), rule.minDays).map(({ at, length, size }): Found => {
    const message = `${person.employee.id} has only ${length} days off in a row from ${at}; at least ${rule.minDays} needed.`
    return { at, size, unit: 'days', message }
  })

export const maxConsecutiveNights: PersonCheck<'maxConsecutiveNights'> = (rule, person) => {
  const nights = new Set(nightShifts(person.allShifts, rule, person).map(({ day }) => day))
  return tooLong(person, (day) => nights.has(day), rule.maxNights).map(({ at, length, size }): Found => {
    const message = `${person.employee.id} works ${length} nights in a row from ${at}; at most ${rule.maxNights} allowed.`
    return { at, size, unit: 'days', message }
  })
}
