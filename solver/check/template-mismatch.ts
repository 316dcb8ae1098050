import { DateTime } from 'luxon'
import { instantOnDay, MS_PER_MINUTE } from '../domain/horizon.ts'
import type { Assignment } from '../domain/roster.ts'
import type { ShiftTemplate } from '../domain/shift-template.ts'
import type { PersonWeek } from './person-week.ts'

/** What about a shift its template does not allow, each as the end of a sentence; empty when all is well. */
export function templateMismatches(shift: Assignment, week: PersonWeek): string[] {
  const template = week.inputs.settings.shiftTemplates.find(({ id }) => id === shift.templateId)
  if (!template) return [`names the unknown template ${shift.templateId}`]
  return [
    ...(startsAsAllowed(shift, template, week) ? [] : [`does not start at a time of template ${template.id}`]),
    ...(shift.endMs - shift.startMs === template.lengthMinutes * MS_PER_MINUTE
      ? []
      : [`does not last the ${template.lengthMinutes} minutes of template ${template.id}`]),
    ...((template.groups?.includes(week.employee.group) ?? true) ? [] : [`is not for group ${week.employee.group}`]),
    ...((template.contracts?.includes(week.contract.id) ?? true) ? [] : [`is not for contract ${week.contract.id}`]),
    ...breakMismatches(shift, template),
  ]
}

function startsAsAllowed(shift: Assignment, template: ShiftTemplate, week: PersonWeek): boolean {
  const zone = week.inputs.settings.zone
  const start = DateTime.fromMillis(shift.startMs, { zone })
  return [0, -1].some((days) => {
    const day = start.startOf('day').plus({ days })
    return (
      template.weekdays.includes(day.weekday) &&
      template.startTimes.some((minute) => instantOnDay(day.toMillis(), minute, zone) === shift.startMs)
    )
  })
}

function breakMismatches(shift: Assignment, template: ShiftTemplate): string[] {
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
