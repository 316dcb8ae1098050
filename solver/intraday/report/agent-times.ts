/** What somebody was reported to be doing. */
export type ReportedState = 'available' | 'busy' | 'break' | 'training' | 'away' | 'off'

/** Half-open, epoch milliseconds. */
export interface TimeSpan {
  readonly startMs: number
  readonly endMs: number
}

export interface StateSpan extends TimeSpan {
  readonly state: ReportedState
}

/** A shift with what lies within it; the rest of it is on position. */
export interface WorkedSpan extends TimeSpan {
  readonly breaks: readonly TimeSpan[]
  readonly activities: readonly TimeSpan[]
}

/** What is on position may start or end by so much earlier or later without being counted against anybody. */
export const GRACE_MINUTES = 5
const GRACE_MS = GRACE_MINUTES * 60_000

const PARTS = ['position', 'break', 'activity'] as const
type Part = (typeof PARTS)[number]

/** Which states agree with what a roster has somebody do. */
const AGREES: Readonly<Record<Part, ReadonlySet<ReportedState>>> = {
  position: new Set(['available', 'busy']),
  break: new Set(['break']),
  activity: new Set(['training']),
}

/** Milliseconds of one person's day. */
export interface AgentTimes {
  /** On position by the roster, and that of it of which a state is known. */
  readonly scheduledMs: number
  readonly knownScheduledMs: number
  /** Of the scheduled time on position that in which the person was available or busy. */
  readonly presentMs: number
  /** Of the whole shift that of which a state is known, and of it that in which it agrees, give or take the grace. */
  readonly knownMs: number
  readonly adherentMs: number
  /** In these states on the day, within the shift or not. */
  readonly availableMs: number
  readonly busyMs: number
}

/**
 * States of one person as spans: each holds until the next, the last until `knownUntil`.
 * @param states of one person, ordered by time
 */
export function stateSpans(
  states: readonly { readonly startMs: number; readonly state: ReportedState }[],
  day: TimeSpan,
  knownUntilMs: number,
): StateSpan[] {
  const end = Math.min(day.endMs, knownUntilMs)
  return states.flatMap(({ startMs, state }, at) => {
    const span = {
      startMs: Math.max(startMs, day.startMs),
      endMs: Math.min(states[at + 1]?.startMs ?? end, end),
      state,
    }
    return span.endMs > span.startMs ? [span] : []
  })
}

/** How a person's reported states agree with the shifts of a day. Without states all but the scheduled time is 0. */
export function agentTimes(shifts: readonly WorkedSpan[], states: readonly StateSpan[]): AgentTimes {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const timeIn = (state: ReportedState) =>
    sum(states.map((span) => (span.state === state ? span.endMs - span.startMs : 0)))
  const position = shifts.flatMap(positionsOf)
  return {
    scheduledMs: sum(position.map(lengthOf)),
    knownScheduledMs: sum(states.map((span) => overlapWith(position, span))),
    presentMs: sum(states.map((span) => (AGREES.position.has(span.state) ? overlapWith(position, span) : 0))),
    knownMs: sum(states.map((span) => overlapWith(shifts, span))),
    adherentMs: sum(shifts.map((shift) => adherentMsOf(shift, states))),
    ...{ availableMs: timeIn('available'), busyMs: timeIn('busy') },
  }
}

/** Time of a shift that is neither break nor activity. */
export function positionsOf(shift: WorkedSpan): TimeSpan[] {
  const away = merged([...shift.breaks, ...shift.activities])
  const spans: TimeSpan[] = []
  let at = shift.startMs
  for (const { startMs, endMs } of away) {
    if (startMs > at) spans.push({ startMs: at, endMs: startMs })
    at = Math.max(at, endMs)
  }
  if (at < shift.endMs) spans.push({ startMs: at, endMs: shift.endMs })
  return spans
}

/** Each part of the shift reaches over its ends by the grace, within the shift. */
function adherentMsOf(shift: WorkedSpan, states: readonly StateSpan[]): number {
  const spansOf: Readonly<Record<Part, readonly TimeSpan[]>> = {
    ...{ position: positionsOf(shift), break: shift.breaks, activity: shift.activities },
  }
  const allowed = new Map(
    PARTS.map((part) => [
      part,
      merged(
        spansOf[part].map(({ startMs, endMs }) => ({
          startMs: Math.max(shift.startMs, startMs - GRACE_MS),
          endMs: Math.min(shift.endMs, endMs + GRACE_MS),
        })),
      ),
    ]),
  )
  return states.reduce((total, span) => {
    const part = PARTS.find((one) => AGREES[one].has(span.state))
    return total + (part ? overlapWith(allowed.get(part)!, span) : atShiftEnds(shift, span))
  }, 0)
}

/** Coming so little late, or leaving so little early, is within the grace as well. */
const atShiftEnds = ({ startMs, endMs }: WorkedSpan, span: StateSpan): number =>
  overlapOf({ startMs, endMs: Math.min(endMs, startMs + GRACE_MS) }, span) +
  overlapOf({ startMs: Math.max(startMs + GRACE_MS, endMs - GRACE_MS), endMs }, span)

const lengthOf = ({ startMs, endMs }: TimeSpan): number => endMs - startMs

export const overlapOf = (a: TimeSpan, b: TimeSpan): number =>
  Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs))

const overlapWith = (spans: readonly TimeSpan[], other: TimeSpan): number =>
  spans.reduce((total, span) => total + overlapOf(span, other), 0)

/** Ordered, with spans that touch taken together. */
function merged(spans: readonly TimeSpan[]): TimeSpan[] {
  const result: { startMs: number; endMs: number }[] = []
  for (const { startMs, endMs } of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1)
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs)
    else result.push({ startMs, endMs })
  }
  return result
}
