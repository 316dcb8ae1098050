import { type DeadlineClock, deadlineClock, openIntervals } from '../domain/deadline-clock.ts'
import type { Horizon } from '../domain/horizon.ts'
import type { DeferredRequirement } from '../domain/plan-outputs.ts'
import type { TicketQueue } from '../domain/queue.ts'

/**
 * Work that may wait, as contacts that arrive and contacts that are due.
 *
 * An interval's contacts arrive evenly over it and fall due `finishWithinHours` later, on the calendar or counting only
 * open intervals; those that arrive while a clock of open hours stands still all fall due at once. The work waiting at
 * the start is either `openingBacklog`, due evenly over the first `finishWithinHours`, or that of a steady week: what this
 * horizon leaves to be due after its end, with its due times moved back by the horizon's length.
 * @param volume contacts planned for, `[interval]`
 */
export function deferredRequirement(
  queue: TicketQueue,
  horizon: Horizon,
  volume: Float64Array,
  ahtSeconds: Float64Array,
  unplannedShrinkage: number,
): DeferredRequirement {
  const intervalSeconds = horizon.intervalMinutes * 60
  const open = openIntervals(queue, horizon)
  const clock = deadlineClock(queue, horizon)
  const due = arrivalsDue(clock, volume)
  const opening = openingDue(clock, volume, queue.openingBacklog)
  return {
    kind: 'deferred',
    queueId: queue.id,
    volume,
    ahtSeconds,
    offeredErlangs: volume.map((contacts, interval) => (contacts * ahtSeconds[interval]!) / intervalSeconds),
    dueByEnd: due.map((contacts, interval) => contacts + opening.dueByEnd[interval]!),
    openingBacklog: opening.contacts,
    contactsPerAgent: ahtSeconds.map((aht, interval) =>
      open[interval] ? (intervalSeconds / aht) * (1 - unplannedShrinkage) : 0,
    ),
  }
}

function arrivalsDue(clock: DeadlineClock, volume: Float64Array): Float64Array {
  const dueByEnd = new Float64Array(volume.length)
  volume.forEach((contacts, interval) => {
    const [from, to] = dueTicks(clock, interval)
    addDue(dueByEnd, clock, contacts, from, to)
  })
  return dueByEnd
}

/** Ticks between which the contacts that arrive in an interval fall due. */
const dueTicks = ({ ticks, allowance }: DeadlineClock, interval: number): [number, number] => [
  ticks[interval]! + allowance,
  ticks[interval + 1]! + allowance,
]

/** Adds contacts that fall due evenly between two ticks (all at once when they are the same) to those due by each end. */
function addDue(dueByEnd: Float64Array, { ticks }: DeadlineClock, contacts: number, from: number, to: number): void {
  for (let interval = dueByEnd.length - 1; interval >= 0 && ticks[interval + 1]! >= from; interval--)
    dueByEnd[interval]! += contacts * shareUpTo(ticks[interval + 1]!, from, to)
}

const shareUpTo = (tick: number, from: number, to: number): number =>
  tick >= to ? 1 : tick <= from ? 0 : (tick - from) / (to - from)

function openingDue(clock: DeadlineClock, volume: Float64Array, openingBacklog: number | undefined) {
  const dueByEnd = new Float64Array(volume.length)
  if (openingBacklog !== undefined) {
    addDue(dueByEnd, clock, openingBacklog, 0, clock.allowance)
    return { dueByEnd, contacts: openingBacklog }
  }
  let contacts = 0
  const length = clock.ticks.at(-1)!
  // Deadlines longer than the horizon reach over several of them; each earlier one is taken to be like this one.
  for (let shift = length; length > 0 && shift < length + clock.allowance; shift += length) {
    volume.forEach((arriving, interval) => {
      const [from, to] = dueTicks(clock, interval).map((tick) => tick - shift) as [number, number]
      const waiting = arriving * (1 - shareUpTo(0, from, to))
      contacts += waiting
      addDue(dueByEnd, clock, waiting, Math.max(0, from), to)
    })
  }
  return { dueByEnd, contacts }
}
