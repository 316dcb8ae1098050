import type { RunRoster } from '../../../server/contracts/run-result.ts'

type Assignment = RunRoster['assignments'][number]

type PresenceState = 'working' | 'onBreak' | 'starting'

/** Somebody who is on shift at a moment, or will be within the hour. */
export interface Presence {
  readonly assignment: Assignment
  readonly state: PresenceState
  /** Stamp at which the state ends: the next break or the shift's end, the end of the break, the start of the shift. */
  readonly until: string
  /** On shift, and the shift ends within the hour. */
  readonly endsSoon: boolean
}

const SOON_MS = 3_600_000

/** Everybody on shift at an instant, epoch milliseconds, or starting within the hour after it; in the order of the roster. */
export function presencesAt(assignments: readonly Assignment[], instant: number): Presence[] {
  return assignments.flatMap((assignment): Presence[] => {
    const [startMs, endMs] = [Date.parse(assignment.start), Date.parse(assignment.end)]
    if (endMs <= instant || startMs > instant + SOON_MS) return []
    if (startMs > instant) return [{ assignment, state: 'starting', until: assignment.start, endsSoon: false }]
    const endsSoon = endMs <= instant + SOON_MS
    const pause = assignment.breaks.find(({ start, end }) => Date.parse(start) <= instant && Date.parse(end) > instant)
    if (pause) return [{ assignment, state: 'onBreak', until: pause.end, endsSoon }]
    const next = assignment.breaks.find(({ start }) => Date.parse(start) > instant)
    return [{ assignment, state: 'working', until: next?.start ?? assignment.end, endsSoon }]
  })
}
