import type { Horizon } from '../../domain/horizon.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import { textNumber } from '../../domain/random.ts'
import type { Roster } from '../../domain/roster.ts'
import { drawBotOutages } from '../../simulate/bot-outages.ts'
import { type Demand, drawDemand } from '../../simulate/demand.ts'
import { rosterSeats } from '../../simulate/roster-seats.ts'
import { rosterSimulation } from '../../simulate/roster-simulation.ts'
import type { Seat, Simulation } from '../../simulate/simulation.ts'
import { DrawnDemand, Simulator } from '../../simulate/simulator.ts'
import type { RestOfPlan } from '../rest-of-plan.ts'
import type { ShiftChange } from './suggestion.ts'

/** What one replication counts, `[queue * intervals + interval]`; contacts waiting at the end, `[queue]`. */
export interface Counted {
  readonly contacts: Float64Array
  readonly inTime: Float64Array
  readonly openAtEnd: Float64Array
}

/** Makes other contacts of the drawn ones of a queue, in the order of arrival. */
export type DemandChange = (demand: Demand, replication: number) => Demand

/** What is otherwise than in the day as it stands. */
export interface Variation {
  readonly moves?: readonly ShiftChange[]
  /** Numbers of queues whose contacts everybody who serves them takes at once. */
  readonly atOnce?: readonly number[]
  /** By number of the queue. */
  readonly demand?: ReadonlyMap<number, DemandChange>
}

/** Replications of one variation, run as they are asked for and kept. */
export class DayRuns {
  readonly #run: (replication: number) => Counted
  readonly #counted: Counted[] = []

  constructor(run: (replication: number) => Counted) {
    this.#run = run
  }

  /** Those that have been run. */
  get known(): readonly Counted[] {
    return this.#counted
  }

  /** @param isStopped asked before each further one; the first two are run in any case */
  upTo(replications: number, isStopped: () => boolean): readonly Counted[] {
    while (this.#counted.length < replications && (this.#counted.length < 2 || !isStopped()))
      this.#counted.push(this.#run(this.#counted.length))
    return this.#counted.slice(0, replications)
  }
}

/**
 * The rest of a day, simulated again and again with something changed. The same contacts come in every variation; people
 * who are there in both have the same luck, and so have shifts that are changed: whoever is absent stays so.
 */
export class DaySimulation {
  readonly horizon: Horizon
  /** The day as it stands. */
  readonly base: Simulation
  readonly #inputs: PlanInputs
  readonly #seed: number
  readonly #drawn = new DrawnDemand()
  readonly #placeOfSeat: ReadonlyMap<string, number>

  constructor({ inputs, forecast, requirement }: RestOfPlan, roster: Roster, seed: number) {
    this.horizon = forecast.horizon
    this.base = rosterSimulation(inputs, forecast, requirement, roster)
    this.#inputs = { ...inputs, previousRoster: [] }
    this.#seed = seed
    this.#placeOfSeat = new Map(this.base.seats.map(({ key }, place) => [key.join(), place]))
  }

  /** Contacts that are expected to come. */
  get contacts(): number {
    return this.base.queues.reduce((sum, queue) => queue.contacts.reduce((all, mean) => all + mean, sum), 0)
  }

  runs({ moves = [], atOnce = [], demand = new Map() }: Variation): DayRuns {
    const queues = this.base.queues.map((queue, number) => (demand.has(number) ? { ...queue } : queue))
    const seats = this.#seatsWith(moves).map((seat) => (atOnce.length > 0 ? withoutWait(seat, atOnce) : seat))
    const simulation: Simulation = { ...this.base, queues, seats }
    const simulator = new Simulator(simulation, this.#drawn)
    return new DayRuns((replication) => {
      for (const [number, change] of demand)
        this.#drawn.of(queues[number]!, replication, () => change(this.#demandOf(number, replication), replication))
      const { contacts, inTime, backlog } = simulator.run(this.#seed, replication)
      const { intervals } = this.horizon
      const openAtEnd = Float64Array.from(queues, (_, queue) => backlog[(queue + 1) * intervals - 1]!)
      return { contacts, inTime, openAtEnd }
    })
  }

  #demandOf(number: number, replication: number): Demand {
    const { base } = this
    const botOut = drawBotOutages(base, this.#seed, replication)
    return this.#drawn.of(base.queues[number]!, replication, () =>
      drawDemand(base, number, this.#seed, replication, botOut),
    )
  }

  #seatsWith(moves: readonly ShiftChange[]): Seat[] {
    const afters = moves.flatMap(({ after }) => (after === null ? [] : [after]))
    const made = rosterSeats(this.#inputs, this.horizon, { assignments: afters })
    const seatByKey = new Map(made.map((seat) => [seat.key.join(), seat]))
    const keyOf = (employeeId: string, startMs: number) => [textNumber(employeeId), startMs].join()
    const seats: (Seat | undefined)[] = [...this.base.seats]
    for (const { employeeId, before, after } of moves) {
      const seat = after === null ? undefined : seatByKey.get(keyOf(employeeId, after.startMs))
      const place = before === null ? undefined : this.#placeOfSeat.get(keyOf(employeeId, before.startMs))
      if (place === undefined) seats.push(seat)
      else if (seat === undefined) seats[place] = undefined
      else {
        const { key, absenceRate } = this.base.seats[place]!
        seats[place] = { ...seat, key, absenceRate }
      }
    }
    return seats.filter((seat) => seat !== undefined)
  }
}

const withoutWait = (seat: Seat, queues: readonly number[]): Seat => ({
  ...seat,
  afterSeconds: seat.afterSeconds.map((seconds, queue) => (queues.includes(queue) ? 0 : seconds)),
})
