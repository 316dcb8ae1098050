import type { LocalDays } from '../../../../solver/check/local-days.ts'
import { MINUTES_PER_DAY, MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import type { Assignment, PlacedBreak } from '../../../../solver/domain/roster.ts'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'

/** A break as it is typed: its start on the wall clock. */
export interface BreakFields {
  readonly kind: PlacedBreak['kind']
  readonly paid: boolean
  readonly start: string
  readonly minutes: number
}

/** A shift as it is typed; an end that is not after the start lies on the next day. */
export interface ShiftFields {
  readonly templateId: string
  readonly start: string
  readonly end: string
  readonly breaks: readonly BreakFields[]
  readonly activities: NonNullable<Assignment['activities']>
  readonly queueIds: readonly string[]
  readonly onCall: boolean
  /** The shift that it was made from: what is not typed anew stays as it was in it, to the instant. */
  readonly source?: Assignment
}

export const SHIFT_PROBLEMS = ['noTime', 'breakOutside', 'breaksOverlap', 'activityOutside', 'noQueues'] as const
export type ShiftProblem = (typeof SHIFT_PROBLEMS)[number]

/** Where the shift lies: whose it is, and the clock and day that it is read by. */
export interface ShiftGround {
  readonly employeeId: string
  readonly clock: Pick<LocalDays, 'instantOf' | 'minuteOf'>
  readonly day: number
}

/** `HH:mm`. */
export const clockText = (minute: number): string => {
  const ofDay = minute % MINUTES_PER_DAY
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`
}

/** Minutes after midnight of `9`, `930`, `9:30` or `24:00`; undefined for what is no time of a day. */
export function minuteFrom(text: string): number | undefined {
  const match = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim())
  if (!match) return undefined
  const minutes = Number(match[2] ?? 0)
  const minute = Number(match[1]) * 60 + minutes
  return minutes < 60 && minute <= MINUTES_PER_DAY ? minute % MINUTES_PER_DAY : undefined
}

export function shiftFields(shift: Assignment, { minuteOf }: ShiftGround['clock']): ShiftFields {
  return {
    templateId: shift.templateId,
    start: clockText(minuteOf(shift.startMs)),
    end: clockText(minuteOf(shift.endMs)),
    breaks: shift.breaks.map(({ kind, paid, startMs, endMs }) => ({
      kind,
      paid,
      start: clockText(minuteOf(startMs)),
      minutes: (endMs - startMs) / MS_PER_MINUTE,
    })),
    activities: shift.activities ?? [],
    queueIds: shift.queueIds,
    onCall: shift.onCall ?? false,
    source: shift,
  }
}

/** Breaks are placed on it: whole quarters of an hour are what people are told. */
const BREAK_GRID_MINUTES = 15

/** A template's own times and breaks, at the start among its own that is nearest to the one typed. */
export function withTemplate(fields: ShiftFields, template: ShiftTemplate): ShiftFields {
  const wanted = minuteFrom(fields.start) ?? template.startTimes[0]!
  const distance = (minute: number) => Math.abs((minute % MINUTES_PER_DAY) - wanted)
  const start = template.startTimes.reduce((best, next) => (distance(next) < distance(best) ? next : best))
  return {
    ...fields,
    templateId: template.id,
    start: clockText(start),
    end: clockText(start + template.lengthMinutes),
    breaks: template.breaks.map(({ kind, paid, minutes, earliestStartMinutes: from, latestStartMinutes: to }) => {
      const middle = Math.floor((from + to) / 2 / BREAK_GRID_MINUTES) * BREAK_GRID_MINUTES
      return { kind, paid, minutes, start: clockText(start + Math.max(from, middle)) }
    }),
    onCall: template.onCall,
  }
}

/** The shift that the fields say, or what is wrong with them. */
export function shiftOf(fields: ShiftFields, ground: ShiftGround): Assignment | ShiftProblem {
  const startMinute = minuteFrom(fields.start)
  const endClock = minuteFrom(fields.end)
  if (startMinute === undefined || endClock === undefined) return 'noTime'
  const { source } = fields
  const startMs = instantOf(ground, startMinute, source?.startMs)
  const endMs = instantOf(ground, afterStart(endClock, startMinute, 1), source?.endMs, startMs)
  const breaks = placedBreaks(fields, ground, startMinute)
  if (!breaks) return 'noTime'
  const problem = problemOf({ ...fields, breaks }, startMs, endMs)
  if (problem) return problem
  return {
    employeeId: ground.employeeId,
    templateId: fields.templateId,
    startMs,
    endMs,
    breaks,
    ...(fields.activities.length > 0 && { activities: fields.activities }),
    ...(fields.onCall && { onCall: true }),
    queueIds: fields.queueIds.toSorted(),
    pinned: source?.pinned ?? false,
  }
}

/** Clock minutes before the start, or nearer to it than `least`, are of the next day. */
const afterStart = (minute: number, startMinute: number, least: number): number =>
  minute < startMinute + least ? minute + MINUTES_PER_DAY : minute

/** An unchanged time keeps its instant, which tells the two 02:30s of an autumn night apart. */
function instantOf({ clock, day }: ShiftGround, minute: number, known?: number, after = -Infinity): number {
  const isKept = known !== undefined && known > after && clock.minuteOf(known) === minute % MINUTES_PER_DAY
  const isSameDay = isKept && Math.abs(known - clock.instantOf(day, minute)) <= 2 * 60 * MS_PER_MINUTE
  return isSameDay ? known : clock.instantOf(day, minute)
}

function placedBreaks(fields: ShiftFields, ground: ShiftGround, startMinute: number): PlacedBreak[] | undefined {
  const placed = fields.breaks.map(({ kind, paid, start, minutes }, index) => {
    const minute = minuteFrom(start)
    if (minute === undefined || !(minutes > 0)) return undefined
    const at = afterStart(minute, startMinute, 0)
    const startMs = instantOf(ground, at, fields.source?.breaks[index]?.startMs)
    return { kind, paid, startMs, endMs: startMs + minutes * MS_PER_MINUTE }
  })
  return placed.some((item) => item === undefined)
    ? undefined
    : (placed as PlacedBreak[]).toSorted((a, b) => a.startMs - b.startMs)
}

interface Placed extends Omit<ShiftFields, 'breaks'> {
  readonly breaks: readonly PlacedBreak[]
}

function problemOf(placed: Placed, startMs: number, endMs: number): ShiftProblem | undefined {
  const isOutside = (item: { readonly startMs: number; readonly endMs: number }) =>
    item.startMs < startMs || item.endMs > endMs
  const { breaks } = placed
  if (breaks.some(isOutside)) return 'breakOutside'
  if (breaks.some((item, index) => item.startMs < (breaks[index - 1]?.endMs ?? startMs))) return 'breaksOverlap'
  if (placed.activities.some(isOutside)) return 'activityOutside'
  return placed.queueIds.length === 0 && !placed.onCall ? 'noQueues' : undefined
}
