import {
  agentTimes,
  GRACE_MINUTES,
  type StateSpan,
  stateSpans,
  type TimeSpan,
  type WorkedSpan,
} from '../../solver/intraday/report/agent-times.ts'
import type { DayReport } from '../contracts/day-report.ts'
import type { StateRow } from '../store/actuals-store.ts'
import { ratioOrNull } from './day-report-queue.ts'

export const MS_PER_HOUR = 3_600_000

/** Shifts of a person that touch a day, and what the person was reported to be doing on it. */
export interface PersonOfDay {
  readonly employeeId: string
  readonly shifts: readonly (WorkedSpan & { readonly queueIds: readonly string[] })[]
  readonly states: readonly StateSpan[]
}

/** @param states ordered by person and time */
export function peopleOfDay(
  shifts: readonly (PersonOfDay['shifts'][number] & { readonly employeeId: string })[],
  states: readonly StateRow[],
  day: TimeSpan,
  knownUntilMs: number,
): PersonOfDay[] {
  const shiftsOf = Map.groupBy(shifts, ({ employeeId }) => employeeId)
  const statesOf = Map.groupBy(states, ({ employee_id }) => employee_id)
  return [...shiftsOf].map(([employeeId, own]) => ({
    ...{ employeeId, shifts: own.map((shift) => clipped(shift, day)) },
    states: stateSpans(
      (statesOf.get(employeeId) ?? []).map(({ starts_at, state }) => ({ startMs: starts_at.getTime(), state })),
      day,
      knownUntilMs,
    ),
  }))
}

/** The part of a shift that lies on the day: a night counts on both of its days with what it has on each. */
function clipped<Shift extends WorkedSpan>(shift: Shift, day: TimeSpan): Shift {
  const within = ({ startMs, endMs }: TimeSpan) => ({
    ...{ startMs: Math.max(startMs, day.startMs), endMs: Math.min(endMs, day.endMs) },
  })
  const kept = (spans: readonly TimeSpan[]) => spans.map(within).filter(({ startMs, endMs }) => endMs > startMs)
  return { ...shift, ...within(shift), breaks: kept(shift.breaks), activities: kept(shift.activities) }
}

/** Hours and shares of some people together. */
export function timeFigures(people: readonly PersonOfDay[]) {
  const all = people.map(({ shifts, states }) => agentTimes(shifts, states))
  const sum = (field: keyof (typeof all)[number]) => all.reduce((total, times) => total + times[field], 0)
  const working = sum('availableMs') + sum('busyMs')
  const isReported = people.some(({ states }) => states.length > 0)
  return {
    scheduledHours: sum('scheduledMs') / MS_PER_HOUR,
    knownHours: sum('knownScheduledMs') / MS_PER_HOUR,
    presentHours: sum('presentMs') / MS_PER_HOUR,
    onPositionHours: isReported ? working / MS_PER_HOUR : null,
    adherence: ratioOrNull(sum('adherentMs'), sum('knownMs')),
    occupancy: ratioOrNull(sum('busyMs'), working),
  }
}

/** Null where nobody's state was reported. */
export function presenceOf(people: readonly PersonOfDay[]): DayReport['presence'] {
  const reported = people.filter(({ states }) => states.length > 0).length
  if (reported === 0) return null
  const { onPositionHours: _, ...figures } = timeFigures(people)
  return { people: people.length, reported, ...figures, graceMinutes: GRACE_MINUTES }
}
