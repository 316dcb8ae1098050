import { deadlineClock, placeOfTick } from '../domain/deadline-clock.ts'
import { type Horizon, intervalMs, intervalStart } from '../domain/horizon.ts'
import type { TicketQueue } from '../domain/queue.ts'
import { deferredRequirement } from '../staffing/deferred-requirement.ts'

/** What a ticket queue's rest of the horizon is told from; arrays are `[interval]` of the horizon. */
export interface BacklogSituation {
  /** First interval that is told. */
  readonly next: number
  /** Hours on the deadline's clock since each open ticket arrived, in any order. */
  readonly openAges: readonly number[]
  /** Contacts expected; what comes before `next` is not looked at. */
  readonly volume: Float64Array
  readonly ahtSeconds: Float64Array
  /** Agents planned on the queue's tickets, in fully trained ones, and the paid time that they lose. */
  readonly agents: Float64Array
  readonly shrinkage: Float64Array
}

export interface BacklogOutlook {
  /** Contacts open, and those of them past the deadline, at the end of each interval; 0 before `next`, `[interval]`. */
  readonly open: Float64Array
  readonly overdue: Float64Array
  /** Open tickets that are past their deadline already; the shares below are of the others. */
  readonly overdueNow: number
  /** Contacts due within the rest of the horizon, and the share of them that will miss their deadline; 0 of none. */
  readonly due: number
  readonly breachShare: number
  /** Start of the first interval in which a contact misses its deadline, epoch milliseconds; null when none does. */
  readonly firstBreachAt: number | null
}

/**
 * A ticket queue's open work to the end of a horizon: contacts flow in as forecast and are worked oldest first, which is
 * also the order in which they fall due. With D contacts due by the end of an interval and W worked by then, those that
 * miss their deadline in it are `D - max(W, D before)`, where that is above 0.
 */
export function backlogOutlook(queue: TicketQueue, horizon: Horizon, situation: BacklogSituation): BacklogOutlook {
  const { next, openAges, agents } = situation
  const volume = situation.volume.map((contacts, interval) => (interval < next ? 0 : contacts))
  const arrivals = { ...queue, openingBacklog: 0 }
  const { ahtSeconds, shrinkage } = situation
  const { dueByEnd, contactsPerAgent } = deferredRequirement(arrivals, horizon, volume, ahtSeconds, shrinkage)
  const overdueNow = addOpenDue(dueByEnd, queue, horizon, next, openAges)
  const [open, overdue] = [new Float64Array(horizon.intervals), new Float64Array(horizon.intervals)]
  let [came, worked, dueBefore, breached] = [openAges.length, 0, overdueNow, 0]
  let firstBreach = -1
  for (let interval = next; interval < horizon.intervals; interval++) {
    came += volume[interval]!
    worked = Math.min(came, worked + agents[interval]! * contactsPerAgent[interval]!)
    open[interval] = came - worked
    overdue[interval] = Math.max(0, dueByEnd[interval]! - worked)
    const missed = Math.max(0, dueByEnd[interval]! - Math.max(worked, dueBefore))
    if (missed > LEAST_MISSED && firstBreach < 0) firstBreach = interval
    breached += missed
    dueBefore = Math.max(dueBefore, dueByEnd[interval]!)
  }
  const due = dueBefore - overdueNow
  return {
    open,
    overdue,
    overdueNow,
    due,
    breachShare: due > 0 ? breached / due : 0,
    firstBreachAt: firstBreach < 0 ? null : intervalStart(horizon, firstBreach),
  }
}

/** Contacts; less is arithmetic. */
const LEAST_MISSED = 1e-9

/** Adds open tickets to what is due by the end of each interval, and gives how many are overdue already. */
function addOpenDue(
  dueByEnd: Float64Array,
  queue: TicketQueue,
  horizon: Horizon,
  next: number,
  openAges: readonly number[],
): number {
  const clock = deadlineClock(queue, horizon)
  const ticksPerHour = 3_600_000 / intervalMs(horizon)
  let overdueNow = 0
  for (const age of openAges) {
    const left = clock.allowance - age * ticksPerHour
    if (left < 0) overdueNow++
    const place = left <= 0 ? next : placeOfTick(clock, clock.ticks[next]! + left)
    for (let interval = Math.max(next, Math.ceil(place) - 1); interval < dueByEnd.length; interval++)
      dueByEnd[interval]! += 1
  }
  return overdueNow
}
