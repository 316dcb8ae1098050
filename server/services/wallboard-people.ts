import type { Assignment } from '../../solver/domain/roster.ts'
import { serves } from '../../solver/intraday/risks.ts'
import type { DayActuals } from '../contracts/actuals.ts'
import type { WallboardQueue } from '../contracts/wallboard.ts'

/** What somebody was doing longer ago says nothing of now. */
const STATE_HOURS = 16
const SERVING: ReadonlySet<string> = new Set(['available', 'busy'])

/** People now, counted: who they are goes no further than this. */
interface PeopleNow {
  readonly site: WallboardQueue['people']
  of(queueId: string): WallboardQueue['people']
}

/**
 * @param shifts of the published roster; undefined where there is none
 * @param states ordered by person and time
 */
export function peopleNow(
  shifts: readonly Assignment[] | undefined,
  states: DayActuals['agentStates'],
  queueIds: readonly string[],
  nowMs: number,
): PeopleNow {
  const isServing = newestStates(states, nowMs)
  const count = (due: ReadonlySet<string> | undefined): WallboardQueue['people'] => {
    if (!due) return { planned: null, there: null }
    const isReported = [...due].some((employeeId) => isServing.has(employeeId))
    const there = [...due].filter((employeeId) => isServing.get(employeeId) === true).length
    return { planned: due.size, there: isReported ? there : null }
  }
  const dueOn = (queueId: string): ReadonlySet<string> | undefined =>
    shifts && new Set(shifts.filter((shift) => serves(shift, queueId, nowMs)).map(({ employeeId }) => employeeId))
  const byQueue = new Map(queueIds.map((queueId) => [queueId, dueOn(queueId)]))
  return {
    site: count(shifts && new Set([...byQueue.values()].flatMap((due) => [...(due ?? [])]))),
    of: (queueId) => count(byQueue.get(queueId)),
  }
}

/** Whether each person of whom something is known serves now. */
function newestStates(states: DayActuals['agentStates'], nowMs: number): ReadonlyMap<string, boolean> {
  const newest = new Map<string, boolean>()
  for (const { employeeId, state, from } of states) {
    const fromMs = Date.parse(from)
    if (fromMs <= nowMs && fromMs > nowMs - STATE_HOURS * 3_600_000) newest.set(employeeId, SERVING.has(state))
  }
  return newest
}
