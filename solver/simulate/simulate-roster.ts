import type { Forecast } from '../domain/forecast-outputs.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import type { Roster } from '../domain/roster.ts'
import type { ServiceResult } from '../domain/service-outputs.ts'
import { rosterSimulation } from './roster-simulation.ts'
import { ServiceSums } from './service-sums.ts'
import { refuseUnusable } from './simulate-options.ts'
import type { Simulation } from './simulation.ts'
import { Simulator } from './simulator.ts'

export interface SimulateOptions {
  /** Independent weeks, 1 or more. */
  readonly replications: number
  readonly seed: number
  /** Called after each replication with the share done. */
  readonly onProgress?: ((fraction: number) => void) | undefined
}

/**
 * Service of a roster under sampled demand, handling times, patience, absence, lateness and outages of the bot, in the
 * order of the plan's queues.
 *
 * An instant queue's share is contacts answered within the threshold over all arrivals; a deferred queue's is tickets
 * finished by their deadline over those due within the horizon, and `contacts` counts what the share rests on. Further
 * deadlines of tickets count those that arrive within the horizon. The horizon begins with no instant contact in hands.
 * `abandonRate` also counts contacts still waiting after closing when nobody is left to answer; `asaSeconds` is the mean
 * time until work begins over all arrivals; `occupancy` is that of the agents who serve the queue, whatever they work on.
 * @throws PlanningInputError for replications or a seed that cannot be used, a queue without forecast, or more contacts
 *   than can be simulated
 */
export function simulateRoster(
  inputs: PlanInputs,
  forecast: Forecast,
  requirement: Requirement,
  roster: Roster,
  { replications, seed, onProgress }: SimulateOptions,
): ServiceResult {
  const { simulation, sums } = prepareSimulation(inputs, forecast, requirement, roster, { replications, seed })
  const simulator = new Simulator(simulation)
  for (let replication = 0; replication < replications; replication++) {
    sums.add(simulator.run(seed, replication))
    onProgress?.((replication + 1) / replications)
  }
  return sums.result()
}

/** A roster to simulate, and the sums that its replications are to be added to in their order. Errors as above. */
export function prepareSimulation(
  inputs: PlanInputs,
  forecast: Forecast,
  requirement: Requirement,
  roster: Roster,
  { replications, seed }: SimulateOptions,
): { simulation: Simulation; sums: ServiceSums } {
  refuseUnusable(replications, seed)
  refuseTooManyContacts(inputs, forecast, replications)
  const simulation = rosterSimulation(inputs, forecast, requirement, roster)
  return { simulation, sums: new ServiceSums(inputs.settings.queues, forecast.horizon, simulation) }
}

/** What one replication holds in memory, and what all of them take a few minutes for. */
const MOST_CONTACTS_AT_ONCE = 4_000_000
const MOST_CONTACTS = 100_000_000

function refuseTooManyContacts({ settings }: PlanInputs, { queues }: Forecast, replications: number): void {
  const expected = queues.map(({ queueId, mean }) => ({
    queueId,
    contacts: mean.reduce((sum, contacts) => sum + contacts, 0),
  }))
  const total = expected.reduce((sum, { contacts }) => sum + contacts, 0)
  const opening = settings.queues.reduce(
    (sum, queue) => sum + (queue.channel === 'ticket' ? (queue.openingBacklog ?? 0) : 0),
    0,
  )
  if (total + opening <= MOST_CONTACTS_AT_ONCE && (total + opening) * replications <= MOST_CONTACTS) return
  const most = expected.reduce((a, b) => (b.contacts > a.contacts ? b : a))
  const isTooMuchAtOnce = total + opening > MOST_CONTACTS_AT_ONCE
  throw new PlanningInputError({
    value: most.queueId,
    problem:
      `has ${Math.round(most.contacts)} of the ${Math.round(total)} contacts of the horizon, which ` +
      (isTooMuchAtOnce ? 'are more than can be simulated' : `in ${replications} replications are too many to simulate`),
    hint: isTooMuchAtOnce
      ? `At most ${MOST_CONTACTS_AT_ONCE} can be: check the volumes of the queue.`
      : `Simulate at most ${Math.floor(MOST_CONTACTS / (total + opening))} replications.`,
  })
}
