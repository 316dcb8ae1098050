import { MS_PER_MINUTE } from '../../domain/horizon.ts'
import type { PersonHorizon } from '../person-horizon.ts'
import { type Found, type PersonCheck, startStamp } from './rule-check.ts'

const SATURDAY = 6

export const minDaysOffPerWeek: PersonCheck<'minDaysOffPerWeek'> = (rule, person) =>
  person.days.periods.week.flatMap(({ fromDay, toDay }): Found[] => {
    const off = countDays(fromDay, toDay, (day) => !person.worksOn(day))
    if (off >= rule.minDays) return []
    const at = person.days.dateOf(fromDay)
    const message = `${person.employee.id} has ${off} days off in the week of ${at}; ${rule.minDays} needed.`
    return [{ at, size: rule.minDays - off, unit: 'days', message }]
  })

function countDays(fromDay: number, toDay: number, isOf: (day: number) => boolean): number {
  let count = 0
  for (let day = fromDay; day < toDay; day++) if (isOf(day)) count++
  return count
}

export const maxDaysInRolling: PersonCheck<'maxDaysInRolling'> = (rule, person) =>
  Array.from({ length: person.days.count }, (_, last) => last)
    .filter(person.worksOn)
    .map((last) => ({ last, worked: countDays(last - rule.days + 1, last + 1, person.worksOn) }))
    .filter(({ worked }) => worked > rule.maxDays)
    .map(({ last, worked }) => {
      const at = person.days.dateOf(last)
      const message = `${person.employee.id} works ${worked} of the ${rule.days} days up to ${at}; at most ${rule.maxDays} allowed.`
      return { at, size: worked - rule.maxDays, unit: 'days', message }
    })

/** Saturdays of the weekends of which at least a day lies in the horizon; the first may be the day before it. */
const saturdays = ({ days }: PersonHorizon): number[] =>
  Array.from({ length: days.count + 1 }, (_, index) => index - 1).filter((day) => days.weekdayOf(day) === SATURDAY)

export const maxWeekends: PersonCheck<'maxWeekends'> = (rule, person) => {
  const { count } = person.days
  const weekends = saturdays(person).filter((saturday) =>
    saturday < 0
      ? !person.worksOn(saturday) && person.worksOn(0)
      : person.worksOn(saturday) || person.worksOn(saturday + 1),
  ).length
  if (weekends <= rule.maxWeekends) return []
  const at = person.days.dateOf(0)
  const message = `${person.employee.id} works on ${weekends} weekends of the ${count} days from ${at}; at most ${rule.maxWeekends} allowed.`
  return [{ at, size: weekends - rule.maxWeekends, unit: 'weekends', message }]
}

export const wholeWeekends: PersonCheck<'wholeWeekends'> = (_rule, person) =>
  saturdays(person)
    .filter((saturday) => saturday >= person.knownFrom && saturday + 1 < person.days.count)
    .filter((saturday) => person.worksOn(saturday) !== person.worksOn(saturday + 1))
    .map((saturday) => {
      const at = person.days.dateOf(saturday)
      const message = `${person.employee.id} works on one day of the weekend of ${at} and not on the other.`
      return { at, size: 1, unit: 'weekends', message }
    })

export const timeOff: PersonCheck<'timeOff'> = (_rule, person) => {
  const absences = person.availability.filter(({ kind }) => kind === 'timeOff')
  return person.shifts.flatMap((shift) =>
    absences
      .filter((absence) => absence.startMs < shift.endMs && shift.startMs < absence.endMs)
      .map((absence): Found => {
        const at = startStamp(shift, person)
        const size = (Math.min(absence.endMs, shift.endMs) - Math.max(absence.startMs, shift.startMs)) / MS_PER_MINUTE
        return { at, size, unit: 'minutes', message: `${person.employee.id} works from ${at} during time off.` }
      }),
  )
}
