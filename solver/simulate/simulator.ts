import { drawBotOutages } from './bot-outages.ts'
import { Contacts } from './contacts.ts'
import { type Demand, drawDemand } from './demand.ts'
import { drawPresence } from './presence.ts'
import { Replication } from './replication.ts'
import { type SeatTeams, seatTeams } from './seat-teams.ts'
import type { SimulatedQueue, Simulation } from './simulation.ts'
import type { Tally } from './tally.ts'
import { type TicketPools, ticketPools } from './ticket-reserve.ts'

/** Contacts of queues by replication, kept so that simulations of the same queues need not draw them again. */
export class DrawnDemand {
  readonly #byQueue = new Map<SimulatedQueue, Demand[]>()

  of(queue: SimulatedQueue, replication: number, draw: () => Demand): Demand {
    const drawn = this.#byQueue.get(queue) ?? []
    this.#byQueue.set(queue, drawn)
    drawn[replication] ??= draw()
    return drawn[replication]
  }
}

/**
 * Discrete-event simulation of people serving queues. The same seed and replication draw the same contacts for every
 * roster, and the same absence and lateness for every assignment that two rosters share.
 */
export class Simulator {
  readonly #simulation: Simulation
  readonly #teams: SeatTeams
  readonly #pools: TicketPools
  readonly #drawn: DrawnDemand | undefined

  /** @param drawn of simulations with the same seed, horizon and outages */
  constructor(simulation: Simulation, drawn?: DrawnDemand) {
    this.#simulation = simulation
    this.#teams = seatTeams(simulation)
    this.#pools = ticketPools(simulation)
    this.#drawn = drawn
  }

  /** Runs one replication from empty hands. */
  run(seed: number, replication: number): Tally {
    const simulation = this.#simulation
    const botOut = drawBotOutages(simulation, seed, replication)
    const demands = simulation.queues.map((queue, number) => {
      const draw = () => drawDemand(simulation, number, seed, replication, botOut)
      return this.#drawn?.of(queue, replication, draw) ?? draw()
    })
    const presence = drawPresence(simulation, seed, replication)
    return new Replication(simulation, this.#teams, this.#pools, new Contacts(demands), presence).run()
  }
}
