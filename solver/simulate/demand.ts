import { type DeadlineClock, placeOfTick, ticksAt } from '../domain/deadline-clock.ts'
import { type RandomStream, randomStream } from '../domain/random.ts'
import { positiveTime } from './positive-time.ts'
import type { SimulatedDeferredQueue, SimulatedInstantQueue, SimulatedQueue, Simulation } from './simulation.ts'

/** Tells the streams of queues from those of seats. */
const DEMAND_STREAM = 1
/** The contacts that a bot would have taken come from a stream of their own, so that the others stay as they are. */
const BOT_GENERATION = -1

/** Contacts of one queue in one replication, in the order of their arrival; `[contact]`. */
export interface Demand {
  /** Seconds from the horizon's start; below 0 for those waiting at the start. */
  readonly arrival: Float64Array
  /** Work of a fully trained agent, seconds. */
  readonly work: Float64Array
  /** Instant queues: when the customer gives up. Deferred ones: when the contact is due; Infinity beyond the horizon. */
  readonly limit: Float64Array
}

/**
 * Draws one replication of a queue's contacts: Poisson arrivals at the interval's mean rate times a factor of the day.
 * The factor is lognormal with mean 1, so the mean volume is kept while days come out busy or quiet as a whole (a doubly
 * stochastic process). Every contact takes the same draws from the stream whatever becomes of it.
 * @param botOut share of each interval in which the bot is out, which lets its contacts come on top
 */
export function drawDemand(
  simulation: Simulation,
  queueNumber: number,
  seed: number,
  replication: number,
  botOut?: Float64Array,
): Demand {
  const queue = simulation.queues[queueNumber]!
  const stream = (generation: number) => randomStream(seed, replication, DEMAND_STREAM, ...queue.key, generation)
  const contacts = new DemandList()
  if (queue.kind === 'deferred') addOpening(contacts, simulation, queue, stream)
  const rates: ArrivalRates = {
    contacts: queue.contacts,
    workSeconds: queue.workSeconds,
    dayFactor: dayFactors(queue, stream(0)),
  }
  addArrivals(contacts, simulation, queue, stream(1), rates)
  const { botShare, botWorkSeconds } = queue
  if (botOut && botShare && botWorkSeconds) {
    const extra = queue.contacts.map((mean, interval) => mean * botShare[interval]! * botOut[interval]!)
    const ofBot = { ...rates, contacts: extra, workSeconds: botWorkSeconds }
    addArrivals(contacts, simulation, queue, stream(BOT_GENERATION), ofBot)
    contacts.sort()
  }
  return contacts.toDemand()
}

interface ArrivalRates {
  readonly contacts: Float64Array
  readonly workSeconds: Float64Array
  readonly dayFactor: Float64Array
}

class DemandList {
  #arrival: number[] = []
  #work: number[] = []
  #limit: number[] = []

  add(arrival: number, work: number, limit: number): void {
    this.#arrival.push(arrival)
    this.#work.push(work)
    this.#limit.push(limit)
  }

  /** Puts contacts of two streams in one order; the tickets of the start are the first in any case. */
  sort(): void {
    const order = this.#arrival.map((_, contact) => contact)
    order.sort((a, b) => Math.max(0, this.#arrival[a]!) - Math.max(0, this.#arrival[b]!) || a - b)
    const inOrder = (values: readonly number[]) => order.map((contact) => values[contact]!)
    this.#arrival = inOrder(this.#arrival)
    this.#work = inOrder(this.#work)
    this.#limit = inOrder(this.#limit)
  }

  toDemand = (): Demand => ({
    arrival: Float64Array.from(this.#arrival),
    work: Float64Array.from(this.#work),
    limit: Float64Array.from(this.#limit),
  })
}

const dayFactors = ({ daySpread }: SimulatedQueue, stream: RandomStream): Float64Array =>
  daySpread.map((spread) => Math.exp(spread * stream.normal() - spread ** 2 / 2))

function addArrivals(
  list: DemandList,
  simulation: Simulation,
  queue: SimulatedQueue,
  stream: RandomStream,
  rates: ArrivalRates,
): void {
  const { intervalSeconds } = simulation
  const limit = queue.kind === 'instant' ? patienceLimit(queue, stream) : dueLimit(queue.clock, intervalSeconds)
  eachArrival(simulation, queue, stream, rates, (place, work) => {
    const arrival = place * intervalSeconds
    list.add(arrival, work, limit(arrival))
  })
}

function patienceLimit(queue: SimulatedInstantQueue, stream: RandomStream): (arrival: number) => number {
  const patience = positiveTime(queue.patienceVariation)
  // Infinity times a draw is Infinity: the customer who never gives up.
  return (arrival) => arrival + queue.meanPatienceSeconds * patience(stream)
}

const dueLimit =
  (clock: DeadlineClock, intervalSeconds: number): ((arrival: number) => number) =>
  (arrival) =>
    dueAt(clock, arrival, intervalSeconds)

/** When a ticket is due by a clock; Infinity beyond the horizon. Times in seconds from its start. */
export const dueAt = (clock: DeadlineClock, arrival: number, intervalSeconds: number): number =>
  placeOfTick(clock, ticksAt(clock, arrival / intervalSeconds) + clock.allowance) * intervalSeconds

/**
 * Tickets of before the horizon that are due within it or later: as many as stated, at even ages, or those of weeks
 * before that were like this one. What was due before is taken to be finished.
 */
function addOpening(
  list: DemandList,
  simulation: Simulation,
  queue: SimulatedDeferredQueue,
  stream: (generation: number) => RandomStream,
): void {
  const { clock, openingBacklog } = queue
  const { intervalSeconds, intervals } = simulation
  const due = (tick: number) => placeOfTick(clock, tick) * intervalSeconds
  if (openingBacklog !== undefined) {
    const opening = stream(2)
    const work = positiveTime(queue.handlingTimeVariation)
    for (let ticket = 0; ticket < Math.round(openingBacklog); ticket++) {
      const seconds = work(opening) * queue.workSeconds[0]!
      const left = opening.uniform() * clock.allowance
      list.add((left - clock.allowance) * intervalSeconds, seconds, due(left))
    }
    return
  }
  const length = clock.ticks.at(-1)!
  for (let week = 1; length > 0 && length * (week - 1) < clock.allowance; week++) {
    const rates = {
      contacts: queue.contacts,
      workSeconds: queue.workSeconds,
      dayFactor: dayFactors(queue, stream(2 * week + 1)),
    }
    eachArrival(simulation, queue, stream(2 * week + 2), rates, (place, work) => {
      const tick = ticksAt(clock, place) + clock.allowance - length * week
      if (tick > 0) list.add((place - intervals * week) * intervalSeconds, work, due(tick))
    })
  }
}

/** Calls back with every arrival's place (intervals from the start) and work. */
function eachArrival(
  { dayOfInterval, intervals }: Simulation,
  queue: SimulatedQueue,
  stream: RandomStream,
  { contacts, workSeconds, dayFactor }: ArrivalRates,
  arrive: (place: number, work: number) => void,
): void {
  const work = positiveTime(queue.handlingTimeVariation)
  let untilNext = stream.exponential()
  for (let interval = 0; interval < intervals; interval++) {
    const mean = contacts[interval]! * dayFactor[dayOfInterval[interval]!]!
    let passed = untilNext
    while (passed < mean) {
      arrive(interval + passed / mean, work(stream) * workSeconds[interval]!)
      passed += stream.exponential()
    }
    untilNext = passed - mean
  }
}
