import { type DeadlineClock, deadlineClock } from '../domain/deadline-clock.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { TicketQueue } from '../domain/queue.ts'
import type { DeferredRequirement } from '../domain/requirement-outputs.ts'
import { queueCalendar } from './queue-calendar.ts'

/**
 * Work that may wait, as contacts that arrive and contacts that are due.
 *
 * An interval's contacts arrive evenly over it and fall due some hours later, on the calendar or counting only open
 * intervals; those that arrive while a clock of open hours stands still all fall due at once. By its main deadline all
 * of the work is due; a further target makes its share of the contacts that it counts due by its own, where that is
 * sooner. So of one interval's contacts there are due by any time
 * `integral over arrivals of max {share_k : deadline_k has passed}`.
 *
 * The work waiting at the start is either `openingBacklog`, due evenly over the first hours of the main deadline, or that
 * of a steady week: what this horizon leaves to be due after its end, with its due times moved back by the horizon's
 * length.
 * @param volume contacts planned for, `[interval]`
 * @param shrinkage share of paid time not spent on contacts, `[interval]`
 */
export function deferredRequirement(
  queue: TicketQueue,
  horizon: Horizon,
  volume: Float64Array,
  ahtSeconds: Float64Array,
  shrinkage: Float64Array,
): DeferredRequirement {
  const intervalSeconds = horizon.intervalMinutes * 60
  const { open } = queueCalendar(queue, horizon)
  const deadlines = deadlinesOf(queue, horizon)
  const dueByEnd = new Float64Array(volume.length)
  volume.forEach((contacts, interval) => {
    addDue(dueByEnd, deadlines, contacts, interval, 0)
  })
  const openingBacklog = addOpening(dueByEnd, deadlines, volume, queue.openingBacklog)
  return {
    kind: 'deferred',
    queueId: queue.id,
    volume,
    ahtSeconds,
    offeredErlangs: volume.map((contacts, interval) => (contacts * ahtSeconds[interval]!) / intervalSeconds),
    dueByEnd,
    openingBacklog,
    contactsPerAgent: ahtSeconds.map((aht, interval) =>
      open[interval] ? (intervalSeconds / aht) * (1 - shrinkage[interval]!) : 0,
    ),
  }
}

/** A deadline with the share of contacts that it holds for. */
interface ShareDeadline {
  readonly share: number
  readonly clock: DeadlineClock
  /** 1 where what arrives is held to it, `[interval]`. */
  readonly counts: Uint8Array
}

/** The main deadline of all work, then those of further targets, the larger shares first. */
function deadlinesOf(queue: TicketQueue, horizon: Horizon): [main: ShareDeadline, ...further: ShareDeadline[]] {
  const [main, ...further] = queueCalendar(queue, horizon).targets
  const counts = main!.counts
  return [
    { share: 1, clock: deadlineClock(queue, horizon), counts },
    ...further
      .map(({ asked, within, clock = 'calendar', counts }) => ({
        share: asked,
        clock: deadlineClock(queue, horizon, { hours: within, clock }),
        counts,
      }))
      .sort((a, b) => b.share - a.share),
  ]
}

/**
 * Share of an interval's contacts that is due by a place of the horizon. The first part of them to arrive is the first to
 * fall due by every deadline, so the part that has passed a deadline of a larger share needs no other.
 * @param interval of arrival
 * @param lengthsAgo horizons before this one in which they arrived
 * @param place intervals from the horizon's start, whole
 */
function dueShare(deadlines: readonly ShareDeadline[], interval: number, lengthsAgo: number, place: number): number {
  let due = 0
  let passed = 0
  for (const { share, clock, counts } of deadlines) {
    if (!counts[interval]) continue
    const { ticks, allowance } = clock
    const shift = allowance - lengthsAgo * ticks.at(-1)!
    const part = shareUpTo(ticks[place]!, ticks[interval]! + shift, ticks[interval + 1]! + shift)
    if (part <= passed) continue
    due += share * (part - passed)
    passed = part
  }
  return due
}

const shareUpTo = (tick: number, from: number, to: number): number =>
  tick >= to ? 1 : tick <= from ? 0 : (tick - from) / (to - from)

/** Adds what falls due after the horizon's start of the contacts of an interval; gives the contacts waiting there. */
function addDue(
  dueByEnd: Float64Array,
  deadlines: readonly ShareDeadline[],
  contacts: number,
  interval: number,
  lengthsAgo: number,
): number {
  const before = lengthsAgo === 0 ? 0 : dueShare(deadlines, interval, lengthsAgo, 0)
  if (contacts === 0 || before === 1) return 0
  const { clock, counts } = deadlines[0]!
  // From there on, most of the horizon, all is due by the main deadline, and nothing has to be weighed.
  const last = clock.ticks[interval + 1]! + (clock.allowance - lengthsAgo * clock.ticks.at(-1)!)
  const allDue = counts[interval] ? last : Number.POSITIVE_INFINITY
  for (let end = dueByEnd.length; end > 0; end--) {
    const due = (clock.ticks[end]! >= allDue ? 1 : dueShare(deadlines, interval, lengthsAgo, end)) - before
    if (due <= 0) break
    dueByEnd[end - 1]! += contacts * due
  }
  return contacts * (1 - before)
}

/** Adds the work waiting at the horizon's start to what is due, and gives how many contacts that is. */
function addOpening(
  dueByEnd: Float64Array,
  deadlines: readonly [ShareDeadline, ...ShareDeadline[]],
  volume: Float64Array,
  openingBacklog: number | undefined,
): number {
  const { ticks, allowance } = deadlines[0].clock
  if (openingBacklog !== undefined) {
    for (let interval = 0; interval < dueByEnd.length; interval++)
      dueByEnd[interval]! += openingBacklog * shareUpTo(ticks[interval + 1]!, 0, allowance)
    return openingBacklog
  }
  let waiting = 0
  const length = ticks.at(-1)!
  // Deadlines longer than the horizon reach over several of them; each earlier one is taken to be like this one.
  for (let lengthsAgo = 1; length > 0 && (lengthsAgo - 1) * length < allowance; lengthsAgo++) {
    volume.forEach((contacts, interval) => {
      waiting += addDue(dueByEnd, deadlines, contacts, interval, lengthsAgo)
    })
  }
  return waiting
}
