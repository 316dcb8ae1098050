import { drawBotOutages } from './bot-outages.ts'
import { Contacts } from './contacts.ts'
import { drawDemand } from './demand.ts'
import { drawPresence } from './presence.ts'
import { Replication } from './replication.ts'
import { type SeatTeams, seatTeams } from './seat-teams.ts'
import type { Simulation } from './simulation.ts'
import type { Tally } from './tally.ts'
import { type TicketPools, ticketPools } from './ticket-reserve.ts'

/**
 * Discrete-event simulation of people serving queues. The same seed and replication draw the same contacts for every
 * roster, and the same absence and lateness for every assignment that two rosters share.
 */
export class Simulator {
  readonly #simulation: Simulation
  readonly #teams: SeatTeams
  readonly #pools: TicketPools

  constructor(simulation: Simulation) {
    this.#simulation = simulation
    this.#teams = seatTeams(simulation)
    this.#pools = ticketPools(simulation)
  }

  /** Runs one replication from empty hands. */
  run(seed: number, replication: number): Tally {
    const simulation = this.#simulation
    const botOut = drawBotOutages(simulation, seed, replication)
    const demands = simulation.queues.map((_, queue) => drawDemand(simulation, queue, seed, replication, botOut))
    const presence = drawPresence(simulation, seed, replication)
    return new Replication(simulation, this.#teams, this.#pools, new Contacts(demands), presence).run()
  }
}
