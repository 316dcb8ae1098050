/** A break as placed in a shift, half-open, epoch milliseconds. */
export interface PlacedBreak {
  readonly kind: 'meal' | 'rest'
  readonly paid: boolean
  readonly startMs: number
  readonly endMs: number
}

/** Paid time of a shift away from the queues: training, a meeting. Half-open, epoch milliseconds. */
export interface PlacedActivity {
  readonly activityId: string
  readonly startMs: number
  readonly endMs: number
}

/** One shift given to one person. */
export interface Assignment {
  readonly employeeId: string
  readonly templateId: string
  readonly startMs: number
  readonly endMs: number
  readonly breaks: readonly PlacedBreak[]
  /** Ordered by start; absent means none. */
  readonly activities?: readonly PlacedActivity[]
  /** Standing by: covers no queue and is not paid as work. */
  readonly onCall?: boolean
  /** Queues that the person serves during the shift, ordered by id. */
  readonly queueIds: readonly string[]
  /** May not be moved. */
  readonly pinned: boolean
}

/** All assignments of a horizon, ordered by start, then employee. */
export interface Roster {
  readonly assignments: readonly Assignment[]
}

export const orderAssignments = (assignments: readonly Assignment[]): Assignment[] =>
  [...assignments].sort((a, b) => a.startMs - b.startMs || compareIds(a.employeeId, b.employeeId))

/** Order of ids by code unit: the same on every machine and in every locale. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Minutes of an assignment that are paid. */
export const assignmentPaidMinutes = (assignment: Assignment): number =>
  assignment.onCall === true
    ? 0
    : (assignment.endMs -
        assignment.startMs -
        assignment.breaks.reduce((sum, item) => sum + (item.paid ? 0 : item.endMs - item.startMs), 0)) /
      60_000
