import { type Horizon, intervalStart, localStamp } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Forecast, QueueServiceLevel, Requirement, ServiceResult } from '../domain/plan-outputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import type { Roster } from '../domain/roster.ts'
import { rosterSimulation } from './roster-simulation.ts'
import { shareEstimate } from './service-estimate.ts'
import { Simulator } from './simulator.ts'
import type { Tally } from './tally.ts'

export interface SimulateOptions {
  /** Independent weeks, 1 or more. */
  readonly replications: number
  readonly seed: number
  /** Called after each replication with the share done. */
  readonly onProgress?: ((fraction: number) => void) | undefined
}

/** Contacts over all replications from which an interval's share is worth naming. */
const ENOUGH_CONTACTS = 30

/**
 * Service levels of a roster under sampled demand, absence and handling times, in the order of the plan's queues.
 *
 * An instant queue's share is contacts answered within the threshold over all arrivals; a deferred queue's is tickets
 * finished by their deadline over those due within the horizon, and `contacts` counts what the share rests on. Simple
 * today: handling times and patience are exponential, nobody is late, and the horizon begins with no instant contact
 * in hands. `abandonRate` also counts contacts still waiting after closing when nobody is left to answer; `asaSeconds`
 * is the mean time until work begins over all arrivals; `occupancy` is that of the agents who serve the queue, whatever
 * they work on.
 * @throws PlanningInputError for replications or a seed that cannot be used, or a queue without forecast
 */
export function simulateRoster(
  inputs: PlanInputs,
  forecast: Forecast,
  requirement: Requirement,
  roster: Roster,
  { replications, seed, onProgress }: SimulateOptions,
): ServiceResult {
  refuseUnusable(replications, seed)
  const simulator = new Simulator(rosterSimulation(inputs, forecast, requirement, roster))
  const tallies: Tally[] = []
  for (let replication = 0; replication < replications; replication++) {
    tallies.push(simulator.run(seed, replication))
    onProgress?.((replication + 1) / replications)
  }
  const levels = inputs.settings.queues.map((queue, number) => serviceLevelOf(queue, number, tallies, forecast.horizon))
  const none = () => new Float64Array(forecast.horizon.intervals)
  const intervals = inputs.settings.queues.map(({ id }) => ({
    ...{ queueId: id, contacts: none(), serviceLevel: none(), lower95: none(), upper95: none(), asaSeconds: none() },
    ...{ abandonRate: none(), occupancy: none(), backlog: none(), backlogAgeHours: none() },
  }))
  return { levels, intervals, targets: [] }
}

function refuseUnusable(replications: number, seed: number): void {
  if (!Number.isSafeInteger(replications) || replications < 1)
    throw new PlanningInputError({
      value: String(replications),
      problem: 'is not a number of replications',
      hint: 'Give a whole number of 1 or more; 20 say where the service level lies.',
    })
  if (!Number.isSafeInteger(seed))
    throw new PlanningInputError({ value: String(seed), problem: 'is not a seed', hint: 'Give a whole number.' })
}

function serviceLevelOf(queue: Queue, number: number, tallies: readonly Tally[], horizon: Horizon): QueueServiceLevel {
  const each = (measure: 'contacts' | 'inTime') => tallies.map((tally) => tally[measure][number]!)
  const total = (measure: Exclude<keyof Tally, 'intervalContacts' | 'intervalInTime'>) =>
    tallies.reduce((sum, tally) => sum + tally[measure][number]!, 0)
  const contacts = total('contacts')
  return {
    queue: queue.id,
    target: targetWords(queue),
    targetShare: queue.target.serviceLevelTarget,
    ...shareEstimate(each('inTime'), each('contacts')),
    worstInterval: worstInterval(number, tallies, horizon),
    contacts: contacts / tallies.length,
    abandonRate: shareOf(total('abandoned'), contacts),
    asaSeconds: shareOf(total('waitSeconds'), total('waits')),
    occupancy: shareOf(total('busySeconds'), total('positionSeconds')),
  }
}

const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** `80 % in 30 s`, `95 % finished in 4 h of open hours`. */
function targetWords(queue: Queue): string {
  const percent = Number((queue.target.serviceLevelTarget * 100).toFixed(6))
  if (!isInstant(queue)) {
    const clock = queue.target.deadlineClock === 'open' ? ' of open hours' : ''
    return `${percent} % finished in ${queue.target.finishWithinHours} h${clock}`
  }
  return `${percent} % in ${queue.target.answerWithinSeconds} s`
}

function worstInterval(
  number: number,
  tallies: readonly Tally[],
  horizon: Horizon,
): QueueServiceLevel['worstInterval'] {
  let worst: { interval: number; mean: number } | undefined
  for (let interval = 0; interval < horizon.intervals; interval++) {
    let contacts = 0
    let inTime = 0
    for (const tally of tallies) {
      contacts += tally.intervalContacts[number]![interval]!
      inTime += tally.intervalInTime[number]![interval]!
    }
    if (contacts < ENOUGH_CONTACTS) continue
    if (worst === undefined || inTime / contacts < worst.mean) worst = { interval, mean: inTime / contacts }
  }
  return worst ? { start: localStamp(intervalStart(horizon, worst.interval), horizon.zone), mean: worst.mean } : null
}
