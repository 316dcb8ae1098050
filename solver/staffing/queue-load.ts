import { capacityCurve, MAX_CONCURRENCY } from '../domain/capacity-curve.ts'
import type { InputIssue } from '../domain/planning-input-error.ts'

/** Most agents that a single queue is searched for or evaluated with. */
export const MAX_AGENTS = 100_000

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
  /**
   * Capacity curve, `[contacts held]`, in place of `concurrency` and `concurrencyGain`: from 0 and 1, never falling, every
   * further contact adding no more than the one before (else more agents could serve worse).
   */
  readonly curve?: Float64Array | undefined
}

export interface StaffingTarget {
  /** Share of all arrivals to answer within the threshold, above 0 and below 1. */
  readonly target: number
  /** Highest occupancy to plan for; 1 when absent. */
  readonly maxOccupancy?: number | undefined
}

/** Capacity curve of a load's agents. */
export const curveOf = ({ curve, concurrency = 1, concurrencyGain = 1 }: QueueLoad): Float64Array =>
  curve ?? capacityCurve(concurrency, concurrencyGain)

const issue = (value: number, problem: string, hint: string): InputIssue => ({ value: String(value), problem, hint })

/** Beyond these, in whatever unit, a figure is a mistake, and its powers would overflow. */
const LEAST = 1e-9
const MOST = 1e12
const isPositive = (value: number): boolean => value >= LEAST && value <= MOST
const isNotNegative = (value: number): boolean => value >= 0 && value <= MOST

/** Everything about a load that cannot be used. */
export function loadIssues(load: QueueLoad): InputIssue[] {
  const { volume, intervalMinutes, ahtSeconds, answerWithinSeconds, meanPatienceSeconds } = load
  const issues: InputIssue[] = []
  if (!isNotNegative(volume))
    issues.push(issue(volume, 'is not a volume', 'Give the contacts of the interval, 0 or more.'))
  if (!isPositive(intervalMinutes))
    issues.push(issue(intervalMinutes, 'is not an interval length', 'Give minutes above 0, for example 30.'))
  if (!isPositive(ahtSeconds))
    issues.push(issue(ahtSeconds, 'is not a handling time', 'Give seconds above 0, for example 180.'))
  if (!isNotNegative(answerWithinSeconds))
    issues.push(issue(answerWithinSeconds, 'is not an answer threshold', 'Give seconds, 0 or more, for example 20.'))
  if (meanPatienceSeconds !== undefined && !isPositive(meanPatienceSeconds))
    issues.push(
      issue(meanPatienceSeconds, 'is not a mean patience', 'Give seconds above 0, or leave it out if nobody gives up.'),
    )
  return [...issues, ...(load.curve ? curveIssues(load.curve) : concurrencyIssues(load))]
}

function concurrencyIssues({ concurrency = 1, concurrencyGain = 1 }: QueueLoad): InputIssue[] {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_CONCURRENCY)
    return [issue(concurrency, 'is not a concurrency', `Give a whole number from 1 to ${MAX_CONCURRENCY}.`)]
  if (!(concurrencyGain >= 1 && concurrencyGain <= concurrency))
    return [issue(concurrencyGain, 'is not a concurrency gain', `Give a number from 1 to ${concurrency}.`)]
  return []
}

export const agentsIssues = (agents: number): InputIssue[] =>
  Number.isInteger(agents) && agents >= 0 && agents <= MAX_AGENTS
    ? []
    : [issue(agents, 'is not a number of agents', `Give a whole number from 0 to ${MAX_AGENTS}.`)]

/** Room for the last digits of a curve that was computed. */
const ROUNDING = 1e-9

function curveIssues(curve: Float64Array): InputIssue[] {
  const places = curve.length - 1
  if (places < 1 || places > MAX_CONCURRENCY)
    return [issue(places, 'is not a concurrency', `Give a capacity curve for 1 to ${MAX_CONCURRENCY} contacts held.`)]
  const adds = (held: number) => curve[held]! - curve[held - 1]!
  const isCurve = curve.every(
    (_, held) => held < 2 || (adds(held) >= -ROUNDING && adds(held) <= adds(held - 1) + ROUNDING),
  )
  if (curve[0] === 0 && curve[1] === 1 && isCurve) return []
  return [
    {
      value: [...curve].join(', '),
      problem: 'is not a capacity curve',
      hint: 'Start with 0 and 1, and let every further contact add something from 0 to what the one before it added.',
    },
  ]
}

export function targetIssues({ target, maxOccupancy = 1 }: StaffingTarget): InputIssue[] {
  const issues: InputIssue[] = []
  if (target >= 1)
    issues.push(issue(target, 'is a service level that can never be promised', 'Use a share below 1 such as 0.95.'))
  else if (!(target > 0))
    issues.push(issue(target, 'is not a service level target', 'Use a share above 0 and below 1 such as 0.8.'))
  if (!(maxOccupancy > 0 && maxOccupancy <= 1))
    issues.push(issue(maxOccupancy, 'is not an occupancy limit', 'Use a share above 0, at most 1, such as 0.85.'))
  return issues
}
