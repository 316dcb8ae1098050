import { intervalStart, localDate } from '../../domain/horizon.ts'
import { type Lever, sharesInForce } from '../../domain/lever.ts'
import { isInstant } from '../../domain/queue.ts'
import { randomStream } from '../../domain/random.ts'
import type { Demand } from '../../simulate/demand.ts'
import type { Seat, Simulation } from '../../simulate/simulation.ts'
import type { Day } from './day.ts'
import type { DaySimulation, DemandChange, Variation } from './day-simulation.ts'
import type { Problem } from './failing-spans.ts'
import type { Cells } from './paired-effects.ts'
import type { Operation } from './suggestion.ts'

/** Something that is done without touching the roster. */
export interface OperationTrial {
  readonly operations: readonly Operation[]
  readonly variation: Variation
}

/** Tells the draws of what is done here from those of demand (1) and of people (2). */
const BOT_STREAM = 3
const CALLBACK_STREAM = 4
/** A bot takes on no more than this of a queue. */
const MOST_BOT_SHARE = 0.95

/**
 * Groups that take a failing queue's contacts only after a wait take them at once. The simulation lets it hold from now
 * until the end of what is looked at, as a setting does; the groups are people of the roster, so that what they leave
 * undone shows.
 */
export function overflows(day: Day, { spans }: Problem): OperationTrial | undefined {
  const atOnce: number[] = []
  const operations: Operation[] = []
  for (const number of new Set(spans.map(({ queue }) => queue))) {
    const queue = day.queues[number]!
    if (!isInstant(queue)) continue
    const groups = queue.overflow.filter(({ afterSeconds }) => afterSeconds > 0).map(({ group }) => group)
    if (groups.length === 0) continue
    atOnce.push(number)
    operations.push({ kind: 'overflow', queueId: queue.id, groups })
  }
  return operations.length > 0 ? { operations, variation: { atOnce } } : undefined
}

/**
 * The bot takes a step more of the contacts of queues while they fail. Contacts are taken away at random, as many as the
 * plan's own lever says of that share, and what is left is as much longer; so many of those it takes come to people after
 * all as the lever says. Assumed: that the bot can take more by a setting, at once, and that the further contacts are like
 * those that it takes now.
 */
export function botShares(day: Day, { horizon }: DaySimulation, { spans }: Problem): OperationTrial | undefined {
  const parts = spans.flatMap((span): OperationPart[] => {
    const { id: queueId } = day.queues[span.queue]!
    const lever = day.inputs.settings.levers.find(
      (each) => each.kind === 'botDeflection' && (each.queue === undefined || each.queue === queueId),
    ) as Extract<Lever, { kind: 'botDeflection' }> | undefined
    if (!lever) return []
    const startsAt = intervalStart(horizon, span.from)
    const first = { ...horizon, startsAt, intervals: 1 }
    const fromShare = sharesInForce(lever, [localDate(startsAt, horizon.zone)], first)[0]!
    const toShare = Math.min(MOST_BOT_SHARE, fromShare + day.terms.botShareStep)
    if (fromShare === 0 || toShare <= fromShare) return []
    const kept = (share: number) => lever.ofContacts * share * (1 - lever.bouncedBack)
    const left = (1 - kept(toShare)) / (1 - kept(fromShare))
    const work = (1 - kept(toShare) * lever.relativeAht) / (1 - kept(fromShare) * lever.relativeAht)
    return [
      {
        operation: { kind: 'botShare', queueId, fromShare, toShare, ...timesOf(horizon, span) },
        queue: span.queue,
        change: thinned(day, horizon.intervalMinutes * 60, span, left, work / left),
      },
    ]
  })
  return together(parts)
}

/** What is done about one span. */
interface OperationPart {
  readonly operation: Operation
  readonly queue: number
  readonly change: DemandChange
}

/** What is done about several spans, those of one queue one after the other. */
function together(parts: readonly OperationPart[]): OperationTrial | undefined {
  if (parts.length === 0) return undefined
  const demand = new Map<number, DemandChange>()
  for (const { queue, change } of parts) {
    const before = demand.get(queue)
    demand.set(queue, before ? (contacts, run) => change(before(contacts, run), run) : change)
  }
  return { operations: parts.map(({ operation }) => operation), variation: { demand } }
}

/** Leaves a share of the contacts that arrive in a span, each with so many times its work. */
const thinned =
  (day: Day, intervalSeconds: number, span: Cells, left: number, timesWork: number): DemandChange =>
  (demand, replication) => {
    const stream = randomStream(day.terms.seed, replication, BOT_STREAM, span.queue, span.from)
    const kept: number[] = []
    const work = demand.work.slice()
    for (const [contact, arrival] of demand.arrival.entries()) {
      const isWithin = isIn(arrival, span, intervalSeconds)
      if (isWithin) work[contact]! *= timesWork
      if (!isWithin || stream.uniform() < left) kept.push(contact)
    }
    return inOrder(kept, demand.arrival, work, demand.limit)
  }

/**
 * A share of the contacts of the failing spans of instant queues is called back, each queue's in the longest later span in
 * which it is clearly above target and somebody is there for it. Assumed: that so many customers agree, that all are
 * reached, and that the call takes as long as the contact would have; it comes at an even time of that span and counts
 * there, as any other contact does.
 * @param isAbove where a queue is clearly above target, 1 or 0, `[queue][interval]`
 */
export function callbacks(
  day: Day,
  { horizon, base }: DaySimulation,
  { spans }: Problem,
  isAbove: readonly Uint8Array[],
): OperationTrial | undefined {
  const parts = spans.flatMap((span): OperationPart[] => {
    const queue = day.queues[span.queue]!
    if (!isInstant(queue)) return []
    const isStaffed = staffedIntervals(base, span.queue)
    const isQuiet = isAbove[span.queue]!.map((above, interval) => above & isStaffed[interval]!)
    const quiet = longestRun(isQuiet, span.to)
    if (!quiet) return []
    const share = day.terms.callbackShare
    const back = timesOf(horizon, { ...quiet, queue: span.queue })
    return [
      {
        operation: {
          ...{ kind: 'callback', queueId: queue.id, share, ...timesOf(horizon, span) },
          ...{ backFromMs: back.startMs, backUntilMs: back.endMs },
        },
        queue: span.queue,
        change: calledBack(day, horizon.intervalMinutes * 60, span, quiet, share),
      },
    ]
  })
  return together(parts)
}

/** Nobody waits on the line for being called back, so nobody gives up. */
const calledBack =
  (day: Day, intervalSeconds: number, span: Cells, quiet: Pick<Cells, 'from' | 'to'>, share: number): DemandChange =>
  (demand, replication) => {
    const stream = randomStream(day.terms.seed, replication, CALLBACK_STREAM, span.queue, span.from)
    const [arrivals, limits] = [demand.arrival.slice(), demand.limit.slice()]
    for (const [contact, arrival] of demand.arrival.entries()) {
      if (!isIn(arrival, span, intervalSeconds) || stream.uniform() >= share) continue
      arrivals[contact] = (quiet.from + stream.uniform() * (quiet.to - quiet.from)) * intervalSeconds
      limits[contact] = Number.POSITIVE_INFINITY
    }
    const order = [...arrivals.keys()].sort((a, b) => arrivals[a]! - arrivals[b]! || a - b)
    return inOrder(order, arrivals, demand.work, limits)
  }

function inOrder(contacts: readonly number[], arrival: Float64Array, work: Float64Array, limit: Float64Array): Demand {
  const of = (values: Float64Array) => Float64Array.from(contacts, (contact) => values[contact]!)
  return { arrival: of(arrival), work: of(work), limit: of(limit) }
}

/** At least this many intervals are needed to put contacts off to. */
const LEAST_QUIET = 2

/** Where the queue is open and somebody who serves it is there all the time, 1 or 0, `[interval]`. */
function staffedIntervals({ queues, seats, intervalSeconds }: Simulation, queue: number): Uint8Array {
  const own = seats.filter(({ proficiency, absenceRate }) => proficiency[queue]! > 0 && absenceRate < 1)
  return queues[queue]!.open.map((isOpen, interval) => {
    const [start, end] = [interval * intervalSeconds, (interval + 1) * intervalSeconds]
    const isThere = ({ onPosition }: Seat) =>
      onPosition.some((time, place) => place % 2 === 0 && time <= start && onPosition[place + 1]! >= end)
    return isOpen === 1 && own.some(isThere) ? 1 : 0
  })
}

function longestRun(isQuiet: Uint8Array, from: number): Pick<Cells, 'from' | 'to'> | undefined {
  let [best, first] = [{ from, to: from }, from]
  for (let interval = from; interval <= isQuiet.length; interval++) {
    if (isQuiet[interval] === 1) continue
    if (interval - first > best.to - best.from) best = { from: first, to: interval }
    first = interval + 1
  }
  return best.to - best.from >= LEAST_QUIET ? best : undefined
}

const isIn = (arrival: number, { from, to }: Cells, intervalSeconds: number): boolean =>
  arrival >= from * intervalSeconds && arrival < to * intervalSeconds

const timesOf = (horizon: DaySimulation['horizon'], { from, to }: Cells) => ({
  startMs: intervalStart(horizon, from),
  endMs: intervalStart(horizon, to),
})
