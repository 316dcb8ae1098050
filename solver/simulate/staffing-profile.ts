import { capacityCurve } from '../domain/capacity-curve.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import { MAX_CONCURRENCY } from '../domain/queue.ts'

/** Agents by interval for one queue, without the people behind them; arrays are `[interval]`. */
export interface StaffingProfile {
  readonly intervalMinutes: number
  /** Mean arrivals. */
  readonly volume: ArrayLike<number>
  /** Mean handling time, seconds of an agent with nothing else in hands. */
  readonly ahtSeconds: ArrayLike<number>
  /** On position, whole numbers. */
  readonly agents: ArrayLike<number>
  readonly answerWithinSeconds: number
  /** Mean time a waiting customer stays; absent means nobody gives up, 0 that nobody waits. */
  readonly meanPatienceSeconds?: number | undefined
  /** Contacts that an agent holds at once, and the throughput with full hands over that with a single one. */
  readonly concurrency?: number | undefined
  readonly concurrencyGain?: number | undefined
  /** Coefficients of variation: 1 exponential, otherwise lognormal, 0 constant. Default 1. */
  readonly handlingTimeVariation?: number | undefined
  readonly patienceVariation?: number | undefined
}

/** A profile in seconds with nothing left out. */
export interface StaffedQueue {
  readonly intervalSeconds: number
  readonly intervals: number
  readonly volume: Float64Array
  readonly workSeconds: Float64Array
  readonly agents: Int32Array
  readonly answerWithinSeconds: number
  /** Infinity when nobody gives up. */
  readonly meanPatienceSeconds: number
  /** Contacts finished per mean handling time, `[contacts held]`. */
  readonly curve: Float64Array
  readonly handlingTimeVariation: number
  readonly patienceVariation: number
}

/** Contacts over all replications that are simulated in about a minute; more are a slip of the pen. */
const MOST_STAFFED_CONTACTS = 200_000_000
const MOST_AGENTS = 100_000

/** @throws PlanningInputError naming the interval and the value that cannot be simulated */
export function staffedQueue(profile: StaffingProfile, replications: number): StaffedQueue {
  const { volume, agents, ahtSeconds } = profile
  const intervals = volume.length
  if (intervals === 0 || agents.length !== intervals || ahtSeconds.length !== intervals)
    refuse(`${intervals}, ${agents.length} and ${ahtSeconds.length}`, 'are numbers of intervals that do not agree', {
      hint: 'Give volume, agents and handling time for every interval, and at least one interval.',
    })
  positive('intervalMinutes', profile.intervalMinutes)
  let contacts = 0
  for (let interval = 0; interval < intervals; interval++) {
    within('volume', volume[interval]!, interval)
    within('agents', agents[interval]!, interval, MOST_AGENTS)
    if (!Number.isInteger(agents[interval]!))
      refuse(`agents ${agents[interval]}`, 'is not a whole number', { interval, hint: 'Round the agents up.' })
    if (volume[interval]! > 0) positive('ahtSeconds', ahtSeconds[interval]!, interval)
    contacts += volume[interval]! * replications
  }
  if (contacts > MOST_STAFFED_CONTACTS)
    refuse(`${Math.round(contacts)} contacts`, `in ${replications} replications are more than can be simulated`, {
      hint: `Simulate at most ${MOST_STAFFED_CONTACTS} contacts: check the volumes or take fewer replications.`,
    })
  return {
    intervalSeconds: profile.intervalMinutes * 60,
    intervals,
    volume: Float64Array.from(volume),
    workSeconds: Float64Array.from(ahtSeconds),
    agents: Int32Array.from(agents),
    answerWithinSeconds: within('answerWithinSeconds', profile.answerWithinSeconds),
    meanPatienceSeconds:
      profile.meanPatienceSeconds === undefined
        ? Number.POSITIVE_INFINITY
        : within('meanPatienceSeconds', profile.meanPatienceSeconds),
    curve: curveOf(profile),
    handlingTimeVariation: within('handlingTimeVariation', profile.handlingTimeVariation ?? 1),
    patienceVariation: within('patienceVariation', profile.patienceVariation ?? 1),
  }
}

function curveOf({ concurrency = 1, concurrencyGain = concurrency }: StaffingProfile): Float64Array {
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MAX_CONCURRENCY)
    refuse(`concurrency ${concurrency}`, 'is not a number of contacts that an agent can hold', {
      hint: `Give a whole number from 1 to ${MAX_CONCURRENCY}.`,
    })
  if (!(concurrencyGain >= 1 && concurrencyGain <= concurrency))
    refuse(`concurrencyGain ${concurrencyGain}`, `is not between 1 and the concurrency ${concurrency}`, {
      hint: 'Nobody works faster than one contact at a time, times the contacts held.',
    })
  return capacityCurve(concurrency, concurrencyGain)
}

function within(name: string, value: number, interval?: number, most = Number.MAX_VALUE): number {
  if (value >= 0 && value <= most) return value
  const range = most === Number.MAX_VALUE ? '0 or more' : `0 to ${most}`
  return refuse(`${name} ${value}`, 'cannot be simulated', { interval, hint: `Give a number of ${range}.` })
}

function positive(name: string, value: number, interval?: number): void {
  if (value > 0 && value < Number.POSITIVE_INFINITY) return
  refuse(`${name} ${value}`, 'cannot be simulated', { interval, hint: 'Give a number above 0.' })
}

function refuse(
  value: string,
  problem: string,
  { interval, hint }: { interval?: number | undefined; hint: string },
): never {
  const place = interval === undefined ? '' : ` (interval ${interval + 1})`
  throw new PlanningInputError({ value, problem: problem + place, hint })
}
