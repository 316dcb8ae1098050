import { PlanningInputError } from '../domain/planning-input-error.ts'
import { leastThat } from './least-that.ts'
import { offeredWait } from './offered-wait.ts'
import { agentsIssues, curveOf, loadIssues, type QueueLoad, type StaffingTarget, targetIssues } from './queue-load.ts'

export { MAX_AGENTS, type QueueLoad, type StaffingTarget } from './queue-load.ts'

/*
 * Which model is where:
 *
 * | contacts                                      | model                                    | file                    |
 * |-----------------------------------------------|------------------------------------------|-------------------------|
 * | lost when everybody is busy                   | Erlang B                                 | here                    |
 * | one at a time, nobody gives up                | Erlang C (M/M/n)                         | here                    |
 * | one at a time, customers give up              | Erlang A (M/M/n+M)                       | here, offered-wait.ts   |
 * | several chats at once                         | birth-death queue with a capacity curve  | here, capacity-curve.ts |
 * | turns of a chat: curve and later replies      | machine repair (M/M/1//k)                | chat-turns.ts           |
 * | classes answered one before another           | M/M/n, non-preemptive priorities         | priority-queue.ts       |
 * | several queues answered as one line           | merged load, every target                | pooled-queues.ts        |
 * | load that changes from interval to interval   | transient queue, backlog carried over    | varying-requirement.ts  |
 * | may wait for hours                            | work due by deadlines                    | deferred-requirement.ts |
 * | overflow between groups, any shape of times   | discrete-event simulation                | solver/simulate         |
 */

export interface QueueMeasures {
  /** Share of contacts that find every place taken. */
  readonly pWait: number
  /** Share of all arrivals answered within the threshold; those who give up count as not answered. 1 without contacts. */
  readonly serviceLevel: number
  /** Mean wait over all arrivals, those who give up included, seconds; Infinity when the queue never empties. */
  readonly asaSeconds: number
  /** Throughput over what the agents could do with full hands. */
  readonly occupancy: number
  /** Share of arrivals that give up. */
  readonly abandonRate: number
  /** Load in agents that work one contact at a time. */
  readonly offeredErlangs: number
}

/**
 * Measures of a queue staffed with `agents`: Erlang C and A for phone, the same with several places an agent for chat.
 *
 * With `j` contacts in hands, spread evenly as `j = b * agents + r`, they are finished at the rate
 * `mu_j = (agents - r) * mu(b) + r * mu(b + 1)`, `mu` being the capacity curve over the handling time. Contacts wait only
 * when all `agents * concurrency` places are taken, at the rate `s` of full hands. The states below that follow the
 * birth-death balance `p_(j-1) / p_j = mu_j / lambda`, summed upwards from the smallest term; the wait beyond them is
 * the offered wait of `offered-wait.ts`.
 * @param agents positions staffed, before shrinkage; whole, 0..MAX_AGENTS
 * @throws PlanningInputError naming every figure that cannot be used
 * Golden values: tests/golden/erlang-reference.csv, erlang-published.csv, staffing-points.json
 */
export function evaluateQueue(load: QueueLoad & { readonly agents: number }): QueueMeasures {
  const issues = [...loadIssues(load), ...agentsIssues(load.agents)]
  if (issues.length > 0) throw new PlanningInputError(issues)
  return measures(modelOf(load), load.agents)
}

/**
 * Least agents on position with which the target holds and occupancy stays within its limit; 0 for zero volume.
 * More agents never serve worse, so a gallop from the offered load and a bisection find it. (Occupancy, too, falls with
 * every agent, but for chats so overloaded that most give up, which no target worth planning for reaches.)
 * @param guess where to begin; changes the time taken, never the answer
 * @throws PlanningInputError naming every figure that cannot be used, or when MAX_AGENTS agents are too few
 */
export function leastAgents(load: QueueLoad & StaffingTarget, guess?: number): number {
  const issues = [...loadIssues(load), ...targetIssues(load)]
  if (issues.length > 0) throw new PlanningInputError(issues)
  if (load.volume === 0) return 0
  const model = modelOf(load)
  const isEnough = (agents: number) => {
    const { serviceLevel, occupancy } = measures(model, agents)
    return serviceLevel >= load.target && occupancy <= (load.maxOccupancy ?? 1)
  }
  const fullLoad = model.offeredErlangs / model.curve.at(-1)!
  const start = Math.ceil(guess ?? fullLoad + Math.sqrt(fullLoad) / 2)
  return leastThat(isEnough, start, fullLoad)
}

interface QueueModel {
  /** Arrivals per second. */
  readonly lambda: number
  readonly ahtSeconds: number
  readonly offeredErlangs: number
  readonly threshold: number
  /** Per second; 0 when nobody gives up. */
  readonly patienceRate: number
  readonly curve: Float64Array
}

function modelOf(load: QueueLoad): QueueModel {
  const lambda = load.volume / (load.intervalMinutes * 60)
  return {
    lambda,
    ahtSeconds: load.ahtSeconds,
    offeredErlangs: lambda * load.ahtSeconds,
    threshold: load.answerWithinSeconds,
    patienceRate: load.meanPatienceSeconds === undefined ? 0 : 1 / load.meanPatienceSeconds,
    curve: curveOf(load),
  }
}

function measures(model: QueueModel, agents: number): QueueMeasures {
  const { offeredErlangs, lambda, patienceRate } = model
  if (lambda === 0) return { pWait: 0, serviceLevel: 1, asaSeconds: 0, occupancy: 0, abandonRate: 0, offeredErlangs }
  if (agents === 0) return unattended(model)
  const saturatedRate = (agents * model.curve.at(-1)!) / model.ahtSeconds
  if (patienceRate === 0 && lambda >= saturatedRate)
    return { pWait: 1, serviceLevel: 0, asaSeconds: Infinity, occupancy: 1, abandonRate: 0, offeredErlangs }
  const below = statesBelow(model, agents)
  // No state with every place taken is likely enough for a double: nobody waits.
  if (below === Infinity)
    return {
      pWait: 0,
      serviceLevel: 1,
      asaSeconds: 0,
      occupancy: lambda / saturatedRate,
      abandonRate: 0,
      offeredErlangs,
    }
  return patienceRate === 0
    ? patientMeasures(model, saturatedRate, below)
    : impatientMeasures(model, saturatedRate, below)
}

/** Nobody there: everyone waits until they give up, or for ever. */
function unattended({ patienceRate, offeredErlangs }: QueueModel): QueueMeasures {
  const common = { pWait: 1, serviceLevel: 0, occupancy: 0, offeredErlangs }
  return patienceRate === 0
    ? { ...common, asaSeconds: Infinity, abandonRate: 0 }
    : { ...common, asaSeconds: 1 / patienceRate, abandonRate: 1 }
}

/**
 * Erlang B: share of contacts lost where nobody waits, from the recursion `1 / B(n) = 1 + n / (a B(n - 1))`, which is
 * stable for any number of agents (Erlang 1917; Jagerman 1974).
 * @param offeredErlangs volume * AHT / interval length, 0 or more
 * @param agents whole, 0 or more
 * @returns fraction in [0, 1]; 1 without agents
 * Golden values: tests/golden/erlang-reference.csv
 */
export function blockingProbability(offeredErlangs: number, agents: number): number {
  let inverse = 1
  for (let agent = 1; agent <= agents; agent++) inverse = 1 + (inverse * agent) / offeredErlangs
  return 1 / inverse
}

/** Probability of all states with a free place over that of the last of them: `sum of p_j, j < c, / p_(c-1)`. */
function statesBelow({ lambda, ahtSeconds, curve }: QueueModel, agents: number): number {
  const perAgent = lambda * ahtSeconds
  let sum = 1
  for (let held = 0; held + 1 < curve.length; held++) {
    const least = curve[held]!
    const more = curve[held + 1]! - least
    const last = held + 2 === curve.length ? agents - 1 : agents
    for (let agent = 1; agent <= last; agent++) sum = 1 + (sum * (agents * least + agent * more)) / perAgent
  }
  return sum
}

function patientMeasures(model: QueueModel, saturatedRate: number, below: number): QueueMeasures {
  const { lambda, threshold, offeredErlangs } = model
  const spare = saturatedRate - lambda
  const waiting = lambda / spare
  const pWait = waiting / (below + waiting)
  return {
    pWait,
    serviceLevel: 1 - pWait * Math.exp(-spare * threshold),
    asaSeconds: pWait / spare,
    occupancy: lambda / saturatedRate,
    abandonRate: 0,
    offeredErlangs,
  }
}

/**
 * The share answered within T is the integral of `lambda * exp(-theta x) * exp(E)`; since `E' = lambda exp(-theta x) - s`,
 * it is `exp(E(T)) - 1 + s * integral of exp(E)`, so that one integral gives every measure. A contact waits for the
 * shorter of offered wait and patience, whose mean is the share that gives up times the mean patience.
 */
function impatientMeasures(model: QueueModel, saturatedRate: number, below: number): QueueMeasures {
  const { lambda, patienceRate, threshold, offeredErlangs } = model
  const wait = offeredWait(lambda, saturatedRate, patienceRate, threshold)
  const origin = Math.exp(-wait.logScale)
  const free = below * origin
  const all = free + lambda * wait.total
  const answeredInTime = free + wait.atThreshold - origin + saturatedRate * wait.withinThreshold
  const abandonRate = fraction((origin + (lambda - saturatedRate) * wait.total) / all)
  return {
    pWait: fraction((lambda * wait.total) / all),
    serviceLevel: fraction(answeredInTime / all),
    asaSeconds: abandonRate / patienceRate,
    occupancy: fraction((lambda * (1 - abandonRate)) / saturatedRate),
    abandonRate,
    offeredErlangs,
  }
}

/** Rounding may carry a share a last digit beyond its range. */
const fraction = (share: number): number => Math.min(1, Math.max(0, share))
