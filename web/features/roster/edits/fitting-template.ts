import { MINUTES_PER_DAY, MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import type { Assignment, PlacedBreak } from '../../../../solver/domain/roster.ts'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'
import type { CellPlace } from '../model/board-roster.ts'
import { type EditContext, type EditRefusal, employeeIdOf, isOpen, refusal } from './edit-context.ts'

/** Why a person may not work a template on a day; open shifts have but the weekday. */
export function templateRefusal(
  context: EditContext,
  template: ShiftTemplate,
  place: CellPlace,
): EditRefusal | undefined {
  const { id } = template
  if (!isOpen(place)) {
    const person = context.roster.people[place.person]
    const roles = person?.roles ?? []
    if (person && template.groups?.includes(person.group) === false)
      return refusal('templateGroup', place, { template: id, group: person.group })
    if (person && template.contracts?.includes(person.contractId) === false)
      return refusal('templateContract', place, { template: id, contract: person.contractId })
    if (template.roles?.some((role) => roles.includes(role)) === false)
      return refusal('templateRole', place, { template: id, roles: template.roles.join(', ') })
  }
  if (startsOn(context, template, place).length > 0) return undefined
  return refusal('templateWeekday', place, { template: id, date: context.daysOf(place.person).dateOf(place.day) })
}

/**
 * Minutes after midnight of the day at which a template may start there. A start past 24:00 of a template belongs to the
 * day after the one whose weekday allows it.
 */
export function startsOn(
  { daysOf }: EditContext,
  { startTimes, weekdays }: ShiftTemplate,
  { person, day }: CellPlace,
): number[] {
  const days = daysOf(person)
  return startTimes
    .filter((minute) => weekdays.includes(days.weekdayOf(day - Math.floor(minute / MINUTES_PER_DAY))))
    .map((minute) => minute % MINUTES_PER_DAY)
    .toSorted((a, b) => a - b)
}

export interface TemplateFit {
  readonly template: ShiftTemplate
  readonly startMinute: number
  /** Minutes by which the ends lie apart, both together; 0 is the very times. */
  readonly distance: number
}

/**
 * The template whose times are nearest to a span, first among those that the person may work there, else among all; those
 * of standing by are only meant when they are named. The first of the plan wins among equals.
 * @param span minutes after midnight of the day
 */
export function nearestTemplate(
  context: EditContext,
  place: CellPlace,
  { startMinute, minutes }: { readonly startMinute: number; readonly minutes: number },
): TemplateFit | undefined {
  const working = context.templates.filter(({ onCall }) => !onCall)
  const own = working.filter((template) => !templateRefusal(context, template, place))
  const pool = [own, working, context.templates].find(({ length }) => length > 0) ?? []
  const fits = pool.flatMap((template) => {
    const allowed = startsOn(context, template, place)
    const starts = allowed.length > 0 ? allowed : template.startTimes
    return starts.map((start): TemplateFit => {
      const atEnd = Math.abs(start + template.lengthMinutes - startMinute - minutes)
      return { template, startMinute: start, distance: Math.abs(start - startMinute) + atEnd }
    })
  })
  return fits.reduce<TemplateFit | undefined>(
    (nearest, fit) => (nearest && nearest.distance <= fit.distance ? nearest : fit),
    undefined,
  )
}

/**
 * A new shift of a template, with its breaks as near the middle of their windows as the grid allows.
 * @param span own times instead of the template's
 * @param queueIds that are served; all that the person can when absent
 */
export function templateShift(
  context: EditContext,
  template: ShiftTemplate,
  place: CellPlace,
  { startMs, endMs }: { readonly startMs: number; readonly endMs?: number },
  queueIds?: readonly string[],
): Assignment | EditRefusal {
  const queues = queueIds ?? queuesServed(context, template, place)
  if (queues.length === 0 && !template.onCall) return refusal('noSkill', place, { queues: context.queueIds.join(', ') })
  const end = endMs ?? startMs + template.lengthMinutes * MS_PER_MINUTE
  return {
    employeeId: employeeIdOf(context, place.person),
    templateId: template.id,
    startMs,
    endMs: end,
    breaks: templateBreaks(context, template, startMs, end),
    ...(template.onCall && { onCall: true }),
    queueIds: queues,
    pinned: false,
  }
}

/** All queues that a person can serve; of an open shift, that any person can who may work the template. */
function queuesServed(context: EditContext, template: ShiftTemplate, place: CellPlace): readonly string[] {
  const { people } = context.roster
  if (!isOpen(place)) return people[place.person]?.skills ?? []
  const served = new Set(
    people.flatMap(({ skills }, person) =>
      templateRefusal(context, template, { person, day: place.day }) ? [] : skills,
    ),
  )
  return context.queueIds.filter((id) => served.has(id))
}

/** Breaks of a template in a shift of any length; those that it has no room for are left out. */
export function templateBreaks(
  { roster }: EditContext,
  { breaks }: ShiftTemplate,
  startMs: number,
  endMs: number,
): PlacedBreak[] {
  const grid = roster.horizon.intervalMinutes
  return breaks.flatMap(({ kind, paid, minutes, earliestStartMinutes, latestStartMinutes }) => {
    const middle = Math.round((earliestStartMinutes + latestStartMinutes) / 2 / grid) * grid
    const planned = Math.min(latestStartMinutes, Math.max(earliestStartMinutes, middle))
    const at = [planned, earliestStartMinutes].find((start) => startMs + (start + minutes) * MS_PER_MINUTE <= endMs)
    if (at === undefined) return []
    const breakStart = startMs + at * MS_PER_MINUTE
    return [{ kind, paid, startMs: breakStart, endMs: breakStart + minutes * MS_PER_MINUTE }]
  })
}
