import type { LocalDays } from '../../../../solver/check/local-days.ts'
import { intervalMs, MINUTES_PER_DAY, MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type CellPlace, OPEN_ROW } from '../model/board-roster.ts'
import { type EditContext, type EditRefusal, employeeIdOf, refusal } from './edit-context.ts'

/** A shift and the cell that it belongs to. */
export interface PlacedShift {
  readonly place: CellPlace
  readonly shift: Assignment
}

export const isRefusal = (result: object): result is EditRefusal => 'reason' in result

/** Wall-clock time of an instant, `HH:mm`. */
export const clockTime = (days: LocalDays, instant: number): string => minuteText(days.minuteOf(instant))

/** Minutes after midnight as `HH:mm`. */
export const minuteText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** A shift with all that is in it, so many milliseconds later. */
function movedBy(shift: Assignment, ms: number): Assignment {
  if (ms === 0) return shift
  const later = <Item extends { readonly startMs: number; readonly endMs: number }>(item: Item): Item => ({
    ...item,
    startMs: item.startMs + ms,
    endMs: item.endMs + ms,
  })
  return {
    ...later(shift),
    breaks: shift.breaks.map(later),
    ...(shift.activities && { activities: shift.activities.map(later) }),
  }
}

/**
 * A shift as another person works it, or the same one on another day. It starts at the same time on the wall clock of
 * whoever works it, and lasts as long in elapsed time, also over a change of the clocks; breaks and activities keep their
 * distance from its start. Into and out of the open row it keeps its instant, which is when it is needed.
 * @param minuteOffset along the wall clock, beside `dayOffset`
 */
export function relocated(
  context: EditContext,
  shift: Assignment,
  from: CellPlace,
  to: { readonly person: number; readonly dayOffset: number; readonly minuteOffset: number },
): PlacedShift | EditRefusal {
  const queueIds = queuesFor(context, shift, from.person, to.person)
  if (!queueIds) return refusal('noSkill', { person: to.person, day: from.day }, { queues: shift.queueIds.join(', ') })
  const moved = movedBy(shift, movedStart(context, shift, from.person, to) - shift.startMs)
  const employeeId = employeeIdOf(context, to.person)
  const isSame = moved === shift && employeeId === shift.employeeId && queueIds === shift.queueIds
  const placed = placedOn(context, to.person, isSame ? shift : { ...moved, employeeId, queueIds })
  return isOnGrid(context, moved.startMs) || !isOnGrid(context, shift.startMs)
    ? placed
    : offGrid(context, from, to.person, moved.startMs)
}

function movedStart(
  context: EditContext,
  { startMs }: Assignment,
  fromPerson: number,
  { person, dayOffset, minuteOffset }: { person: number; dayOffset: number; minuteOffset: number },
): number {
  const source = context.daysOf(fromPerson)
  const target = fromPerson === OPEN_ROW || person === OPEN_ROW ? source : context.daysOf(person)
  // On its own day a shift keeps its instant: a time that the clocks pass twice stays the one that it was.
  if (target === source && dayOffset === 0) return startMs + minuteOffset * MS_PER_MINUTE
  const minute = source.minuteOf(startMs) + minuteOffset
  const daysOn = Math.floor(minute / MINUTES_PER_DAY)
  return target.instantOf(source.dayOf(startMs) + dayOffset + daysOn, minute - daysOn * MINUTES_PER_DAY)
}

/** The shifts of one cell as another would have them, as copies; none of them pinned. */
export function shiftsFor(
  context: EditContext,
  shifts: readonly Assignment[],
  from: CellPlace,
  to: CellPlace,
): Assignment[] | EditRefusal {
  const result: Assignment[] = []
  for (const shift of shifts) {
    const target = { person: to.person, dayOffset: to.day - from.day, minuteOffset: 0 }
    const placed = relocated(context, shift.pinned ? { ...shift, pinned: false } : shift, from, target)
    if (isRefusal(placed)) return placed
    // An open shift keeps its instant, which may be another day by the clock of another zone.
    if (placed.place.day !== to.day)
      return refusal('outside', to, { date: context.daysOf(to.person).dateOf(placed.place.day) })
    result.push(placed.shift)
  }
  return result
}

/** Where a shift belongs: the day of the person's clock on which it starts. */
export function placedOn(context: EditContext, person: number, shift: Assignment): PlacedShift | EditRefusal {
  const days = context.daysOf(person)
  const place = { person, day: days.dayOf(shift.startMs) }
  if (place.day >= 0 && place.day < days.count) return { place, shift }
  const nearest = { person, day: Math.min(days.count - 1, Math.max(0, place.day)) }
  return refusal('outside', nearest, { date: days.dateOf(place.day) })
}

/**
 * Queues that a person serves in a shift that was another's: those of it that the person can; all own ones where there is
 * none, as the planner wants the person at work. Undefined for somebody who serves nothing.
 */
function queuesFor(
  { roster }: EditContext,
  { queueIds }: Assignment,
  from: number,
  to: number,
): readonly string[] | undefined {
  if (to === from || to === OPEN_ROW || queueIds.length === 0) return queueIds
  const skills = roster.people[to]?.skills ?? []
  if (skills.length === 0) return undefined
  const common = queueIds.filter((id) => skills.includes(id))
  return common.length === queueIds.length ? queueIds : common.length > 0 ? common : skills
}

/** Whether an instant is a start of an interval of the plan. */
export const isOnGrid = ({ roster: { horizon } }: EditContext, instant: number): boolean =>
  (instant - horizon.startsAt) % intervalMs(horizon) === 0

export const offGrid = (context: EditContext, place: CellPlace, person: number, instant: number): EditRefusal =>
  refusal('offGrid', place, {
    time: clockTime(context.daysOf(person), instant),
    minutes: context.roster.horizon.intervalMinutes,
  })
