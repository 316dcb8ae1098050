import type { Availability } from '../../domain/employee.ts'
import type { PersonHorizon, WorkedShift } from '../person-horizon.ts'
import { type Found, type PersonCheck, startStamp } from './rule-check.ts'

const MS_PER_HOUR = 3_600_000

const requestsOf = ({ availability }: PersonHorizon, kind: Availability['kind']): Availability[] =>
  availability.filter((entry) => entry.kind === kind)

const weightOf = ({ weight }: Availability): number => weight ?? 1

/** Whether a shift starts in the span that a request names, on its template if it names one. */
const isMeant = (shift: WorkedShift, { startMs, endMs, templateId }: Availability): boolean =>
  shift.startMs >= startMs && shift.startMs < endMs && (templateId === undefined || templateId === shift.templateId)

export const dayOffRequest: PersonCheck<'dayOffRequest'> = (_rule, person) => {
  const { days } = person
  const requests = requestsOf(person, 'dayOffRequest')
  if (requests.length === 0) return []
  const worked = [...new Set(person.shifts.map(({ day }) => day))].filter((day) => day >= 0 && day < days.count)
  return worked.flatMap((day): Found[] => {
    const asked = requests.filter(
      ({ startMs, endMs }) => startMs < days.instantOf(day + 1, 0) && days.instantOf(day, 0) < endMs,
    )
    const size = Math.max(0, ...asked.map(weightOf))
    if (size === 0) return []
    const at = days.dateOf(day)
    return [{ at, size, unit: 'days', message: `${person.employee.id} works on ${at}, asked for as a day off.` }]
  })
}

export const shiftOnRequest: PersonCheck<'shiftOnRequest'> = (_rule, person) => {
  const { days } = person
  return requestsOf(person, 'shiftOnRequest')
    .filter(({ startMs, endMs }) => startMs < days.instantOf(days.count, 0) && endMs > days.instantOf(0, 0))
    .filter((request) => !person.allShifts.some((shift) => isMeant(shift, request)))
    .flatMap((request): Found[] => {
      const at = days.stampOf(request.startMs)
      const what = request.templateId ?? 'a shift'
      const message = `${person.employee.id} asked for ${what} from ${at} and does not have it.`
      return weightOf(request) === 0 ? [] : [{ at, size: weightOf(request), unit: 'shifts', message }]
    })
}

export const shiftOffRequest: PersonCheck<'shiftOffRequest'> = (_rule, person) => {
  const requests = requestsOf(person, 'shiftOffRequest').filter((request) => weightOf(request) > 0)
  return person.shifts.flatMap((shift) =>
    requests
      .filter((request) => isMeant(shift, request))
      .map((request): Found => {
        const at = startStamp(shift, person)
        const message = `${person.employee.id} works ${shift.templateId} at ${at}, asked not to be given.`
        return { at, size: weightOf(request), unit: 'shifts', message }
      }),
  )
}

export const preferredHours: PersonCheck<'preferredHours'> = (_rule, person) => {
  const spans = requestsOf(person, 'preferredHours').map((span) => ({ ...span, day: person.days.dayOf(span.startMs) }))
  return person.shifts.flatMap((shift): Found[] => {
    const outside = spans
      .filter(({ day }) => day === shift.day)
      .map((span) => (Math.max(0, span.startMs - shift.startMs) + Math.max(0, shift.endMs - span.endMs)) / MS_PER_HOUR)
    // Of several spans of a day the person is content with the one that suits the shift best.
    const size = outside.length === 0 ? 0 : Math.min(...outside)
    if (size === 0) return []
    const at = startStamp(shift, person)
    const message = `${person.employee.id}'s shift at ${at} lies ${size} hours outside the preferred ones.`
    return [{ at, size, unit: 'hours', message }]
  })
}
