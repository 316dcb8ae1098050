import { placeOfTick, ticksAt } from '../domain/deadline-clock.ts'
import { type RandomStream, randomStream } from './random.ts'
import type { SimulatedDeferredQueue, SimulatedQueue, Simulation } from './simulation.ts'

/** Tells the streams of queues from those of seats. */
const DEMAND_STREAM = 1

/** Contacts of one queue in one replication, in the order of their arrival; `[contact]`. */
export interface Demand {
  /** Seconds from the horizon's start; -Infinity for those waiting at the start. */
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
 */
export function drawDemand(simulation: Simulation, queueNumber: number, seed: number, replication: number): Demand {
  const queue = simulation.queues[queueNumber]!
  const stream = (generation: number) => randomStream(seed, replication, DEMAND_STREAM, queueNumber, generation)
  if (queue.kind === 'instant') return drawInstant(simulation, queue, stream(0))
  return drawDeferred(simulation, queue, stream)
}

class DemandList {
  readonly arrival: number[] = []
  readonly work: number[] = []
  readonly limit: number[] = []

  add(arrival: number, work: number, limit: number): void {
    this.arrival.push(arrival)
    this.work.push(work)
    this.limit.push(limit)
  }

  toDemand = (): Demand => ({
    arrival: Float64Array.from(this.arrival),
    work: Float64Array.from(this.work),
    limit: Float64Array.from(this.limit),
  })
}

function drawInstant(
  simulation: Simulation,
  queue: SimulatedQueue & { kind: 'instant' },
  stream: RandomStream,
): Demand {
  const demand = new DemandList()
  eachArrival(simulation, queue, stream, (place, work) => {
    const arrival = place * simulation.intervalSeconds
    // Infinity times a draw is Infinity: the customer who never gives up.
    demand.add(arrival, work, arrival + queue.meanPatienceSeconds * stream.exponential())
  })
  return demand.toDemand()
}

function drawDeferred(
  simulation: Simulation,
  queue: SimulatedDeferredQueue,
  stream: (generation: number) => RandomStream,
): Demand {
  const { clock } = queue
  const demand = new DemandList()
  const due = (tick: number) => placeOfTick(clock, tick) * simulation.intervalSeconds
  if (queue.openingBacklog === undefined) {
    const length = clock.ticks.at(-1)!
    for (let week = 1; length > 0 && length * (week - 1) < clock.allowance; week++) {
      eachArrival(simulation, queue, stream(week), (place, work) => {
        const tick = ticksAt(clock, place) + clock.allowance - length * week
        if (tick > 0) demand.add(Number.NEGATIVE_INFINITY, work, due(tick))
      })
    }
  } else {
    const opening = stream(1)
    for (let ticket = 0; ticket < Math.round(queue.openingBacklog); ticket++)
      demand.add(
        Number.NEGATIVE_INFINITY,
        opening.exponential() * queue.workSeconds[0]!,
        due(opening.uniform() * clock.allowance),
      )
  }
  eachArrival(simulation, queue, stream(0), (place, work) =>
    demand.add(place * simulation.intervalSeconds, work, due(ticksAt(clock, place) + clock.allowance)),
  )
  return demand.toDemand()
}

/** Calls back with every arrival's place (intervals from the start) and work. */
function eachArrival(
  { dayOfInterval, intervals }: Simulation,
  queue: SimulatedQueue,
  stream: RandomStream,
  arrive: (place: number, work: number) => void,
): void {
  const dayFactor = queue.daySpread.map((spread) => Math.exp(spread * stream.normal() - spread ** 2 / 2))
  let untilNext = stream.exponential()
  for (let interval = 0; interval < intervals; interval++) {
    const mean = queue.contacts[interval]! * dayFactor[dayOfInterval[interval]!]!
    let passed = untilNext
    while (passed < mean) {
      arrive(interval + passed / mean, stream.exponential() * queue.workSeconds[interval]!)
      passed += stream.exponential()
    }
    untilNext = passed - mean
  }
}
