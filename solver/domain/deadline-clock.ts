import { type Horizon, intervalStart, localClocks, MS_PER_MINUTE } from './horizon.ts'
import { momentInstant } from './local-moment.ts'
import { isOpen, type Queue, type TicketQueue } from './queue.ts'

/**
 * Whether the queue is open in each interval, 1 or 0, `[interval]`. An interval is open when its start is, and no closure
 * holds it.
 */
export function openIntervals(queue: Queue, horizon: Horizon): Uint8Array {
  const closed = queue.closures.map(({ from, to }) => ({
    from: momentInstant(from, horizon.zone),
    to: momentInstant(to, horizon.zone),
  }))
  return Uint8Array.from(localClocks(horizon), ({ weekday, minuteOfDay }, interval) => {
    if (!isOpen(queue, weekday, minuteOfDay)) return 0
    const start = intervalStart(horizon, interval)
    return closed.some(({ from, to }) => start >= from && start < to) ? 0 : 1
  })
}

/** Time as a deadline counts it: every interval is one tick, or only the open ones are. */
export interface DeadlineClock {
  /** Ticks passed at the start of each interval, and at the horizon's end, `[interval + 1]`. */
  readonly ticks: Float64Array
  /** Ticks between a contact's arrival and its deadline. */
  readonly allowance: number
}

/** A promise to finish work within hours, counted on the calendar or only while the queue is open. */
export interface Deadline {
  readonly hours: number
  readonly clock: 'calendar' | 'open'
}

/** The clock of a deadline, the queue's main one unless another is given. */
export function deadlineClock(
  queue: TicketQueue,
  horizon: Horizon,
  { hours, clock }: Deadline = { hours: queue.target.finishWithinHours, clock: queue.target.deadlineClock },
): DeadlineClock {
  const counts = clock === 'calendar' ? undefined : openIntervals(queue, horizon)
  const ticks = new Float64Array(horizon.intervals + 1)
  for (let interval = 0; interval < horizon.intervals; interval++)
    ticks[interval + 1] = ticks[interval]! + (counts?.[interval] ?? 1)
  const hoursPerInterval = (horizon.intervalMinutes * MS_PER_MINUTE) / 3_600_000
  return { ticks, allowance: hours / hoursPerInterval }
}

/** Ticks passed at a place in the horizon, `place` being in intervals from its start. */
export function ticksAt({ ticks }: DeadlineClock, place: number): number {
  const interval = Math.min(Math.floor(place), ticks.length - 2)
  return ticks[interval]! + (place - interval) * (ticks[interval + 1]! - ticks[interval]!)
}

/** First place, in intervals from the horizon's start, at which `tick` ticks have passed; Infinity when after its end. */
export function placeOfTick({ ticks }: DeadlineClock, tick: number): number {
  const last = ticks.length - 1
  if (tick > ticks[last]!) return Number.POSITIVE_INFINITY
  let before = 0
  let reached = last
  while (reached - before > 1) {
    const middle = (before + reached) >> 1
    if (ticks[middle]! >= tick) reached = middle
    else before = middle
  }
  const step = ticks[reached]! - ticks[before]!
  return step === 0 ? before : before + (tick - ticks[before]!) / step
}
