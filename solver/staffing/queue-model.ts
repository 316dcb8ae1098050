import { capacityCurve } from '../domain/capacity-curve.ts'
import { type InputIssue, PlanningInputError } from '../domain/planning-input-error.ts'
import { MAX_CONCURRENCY } from '../domain/queue.ts'
import { offeredWait } from './offered-wait.ts'

/** Instant contacts of one interval, taken as a stationary queue. */
export interface QueueLoad {
  /** Contacts offered in the interval. */
  readonly volume: number
  readonly intervalMinutes: number
  /** Mean handling time of a contact that has its agent to itself, seconds. */
  readonly ahtSeconds: number
  /** Threshold of the service level, seconds. */
  readonly answerWithinSeconds: number
  /** Mean of an exponential patience, seconds; absent means that nobody gives up. */
  readonly meanPatienceSeconds?: number | undefined
  /** Contacts that one agent holds at most; 1 (phone) when absent. */
  readonly concurrency?: number | undefined
  /** Throughput of an agent holding `concurrency` contacts over that of one holding a single contact. */
  readonly concurrencyGain?: number | undefined
}

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

export interface StaffingTarget {
  /** Share of all arrivals to answer within the threshold, above 0 and below 1. */
  readonly target: number
  /** Highest occupancy to plan for; 1 when absent. */
  readonly maxOccupancy?: number | undefined
}

/** Most agents that a single queue is searched for or evaluated with. */
export const MAX_AGENTS = 100_000

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
 * Golden values: tests/golden/erlang-reference.csv, erlang-published.csv, staffing-domain.json
 */
export function evaluateQueue(load: QueueLoad & { readonly agents: number }): QueueMeasures {
  const issues = loadIssues(load)
  if (!Number.isInteger(load.agents) || load.agents < 0 || load.agents > MAX_AGENTS)
    issues.push(issue(load.agents, 'is not a number of agents', `Give a whole number from 0 to ${MAX_AGENTS}.`))
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
  return leastThat(isEnough, Math.min(MAX_AGENTS, Math.max(1, start)), fullLoad)
}

/** Least whole number from 1 for which a monotone condition holds. */
function leastThat(isEnough: (agents: number) => boolean, start: number, fullLoad: number): number {
  let step = 1
  let enough = start
  let short = start - 1
  if (isEnough(start)) {
    while (short > 0 && isEnough(short)) {
      enough = short
      short = Math.max(0, short - step)
      step *= 2
    }
  } else {
    do {
      if (enough === MAX_AGENTS) throw new PlanningInputError(tooManyAgents(fullLoad))
      short = enough
      enough = Math.min(MAX_AGENTS, enough + step)
      step *= 2
    } while (!isEnough(enough))
  }
  while (enough - short > 1) {
    const middle = (enough + short) >> 1
    if (isEnough(middle)) enough = middle
    else short = middle
  }
  return enough
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
    curve: capacityCurve(load.concurrency ?? 1, load.concurrencyGain ?? 1),
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

const issue = (value: number, problem: string, hint: string): InputIssue => ({ value: String(value), problem, hint })

const isPositive = (value: number): boolean => Number.isFinite(value) && value > 0

function loadIssues(load: QueueLoad): InputIssue[] {
  const { volume, intervalMinutes, ahtSeconds, answerWithinSeconds, meanPatienceSeconds } = load
  const { concurrency = 1, concurrencyGain = 1 } = load
  const issues: InputIssue[] = []
  if (!Number.isFinite(volume) || volume < 0)
    issues.push(issue(volume, 'is not a volume', 'Give the contacts of the interval, 0 or more.'))
  if (!isPositive(intervalMinutes))
    issues.push(issue(intervalMinutes, 'is not an interval length', 'Give minutes above 0, for example 30.'))
  if (!isPositive(ahtSeconds))
    issues.push(issue(ahtSeconds, 'is not a handling time', 'Give seconds above 0, for example 180.'))
  if (!Number.isFinite(answerWithinSeconds) || answerWithinSeconds < 0)
    issues.push(issue(answerWithinSeconds, 'is not an answer threshold', 'Give seconds, 0 or more, for example 20.'))
  if (meanPatienceSeconds !== undefined && !isPositive(meanPatienceSeconds))
    issues.push(
      issue(meanPatienceSeconds, 'is not a mean patience', 'Give seconds above 0, or leave it out if nobody gives up.'),
    )
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_CONCURRENCY)
    issues.push(issue(concurrency, 'is not a concurrency', `Give a whole number from 1 to ${MAX_CONCURRENCY}.`))
  else if (!(concurrencyGain >= 1 && concurrencyGain <= concurrency))
    issues.push(issue(concurrencyGain, 'is not a concurrency gain', `Give a number from 1 to ${concurrency}.`))
  return issues
}

function targetIssues({ target, maxOccupancy = 1 }: StaffingTarget): InputIssue[] {
  const issues: InputIssue[] = []
  if (target >= 1)
    issues.push(issue(target, 'is a service level that can never be promised', 'Use a share below 1 such as 0.95.'))
  else if (!(target > 0))
    issues.push(issue(target, 'is not a service level target', 'Use a share above 0 and below 1 such as 0.8.'))
  if (!(maxOccupancy > 0 && maxOccupancy <= 1))
    issues.push(issue(maxOccupancy, 'is not an occupancy limit', 'Use a share above 0, at most 1, such as 0.85.'))
  return issues
}

const tooManyAgents = (fullLoad: number): InputIssue => ({
  value: `${Math.round(fullLoad)} agents of pure work`,
  problem: `cannot be served to the target by ${MAX_AGENTS} agents`,
  hint: 'Check the volume, the handling time and the occupancy limit; they may be in the wrong unit.',
})
