import { MS_PER_MINUTE } from '../domain/horizon.ts'
import type { ShiftTemplate } from '../domain/shift-template.ts'
import type { PersonHorizon, WorkedShift } from './person-horizon.ts'

/** What about a shift its template does not allow, each as the end of a sentence; empty when all is well. */
export function templateMismatches(shift: WorkedShift, person: PersonHorizon): string[] {
  const template = person.templateById.get(shift.templateId)
  if (!template) return [`names the unknown template ${shift.templateId}`]
  const { id, lengthMinutes } = template
  return [
    ...(startsAsAllowed(shift, template, person) ? [] : [`does not start at a time of template ${id}`]),
    ...(shift.endMs - shift.startMs === lengthMinutes * MS_PER_MINUTE
      ? []
      : [`does not last the ${lengthMinutes} minutes of template ${id}`]),
    ...personMismatches(template, person),
    ...((shift.onCall ?? false) === template.onCall
      ? []
      : [template.onCall ? `is not marked as on call like template ${id}` : `is on call; template ${id} is not`]),
    ...breakMismatches(shift, template),
  ]
}

function startsAsAllowed(shift: WorkedShift, template: ShiftTemplate, { days }: PersonHorizon): boolean {
  return [shift.day, shift.day - 1].some(
    (day) =>
      template.weekdays.includes(days.weekdayOf(day)) &&
      template.startTimes.some((minute) => days.instantOf(day, minute) === shift.startMs),
  )
}

function personMismatches(template: ShiftTemplate, { employee, contract }: PersonHorizon): string[] {
  const hasRole = template.roles?.some((role) => employee.roles?.includes(role)) ?? true
  return [
    ...((template.groups?.includes(employee.group) ?? true) ? [] : [`is not for group ${employee.group}`]),
    ...((template.contracts?.includes(contract.id) ?? true) ? [] : [`is not for contract ${contract.id}`]),
    ...(hasRole ? [] : [`is only for ${template.roles!.join(' or ')}`]),
  ]
}

/** What about the breaks of a shift its template does not allow, each as the end of a sentence. */
export function breakMismatches(
  shift: Pick<WorkedShift, 'startMs' | 'breaks'>,
  template: Pick<ShiftTemplate, 'id' | 'breaks'>,
): string[] {
  if (shift.breaks.length !== template.breaks.length) {
    return [`has ${shift.breaks.length} breaks; template ${template.id} has ${template.breaks.length}`]
  }
  const placed = [...shift.breaks].sort((a, b) => a.startMs - b.startMs)
  return template.breaks.flatMap((wanted, index) => {
    const item = placed[index]!
    const offset = (item.startMs - shift.startMs) / MS_PER_MINUTE
    const minutes = (item.endMs - item.startMs) / MS_PER_MINUTE
    const fits =
      item.kind === wanted.kind &&
      item.paid === wanted.paid &&
      minutes === wanted.minutes &&
      offset >= wanted.earliestStartMinutes &&
      offset <= wanted.latestStartMinutes
    return fits
      ? []
      : [`has its ${wanted.kind} ${offset} minutes in for ${minutes} minutes, outside the template's window`]
  })
}
