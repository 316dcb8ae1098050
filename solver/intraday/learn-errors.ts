import type { PastWeeks } from '../forecast/past-weeks.ts'
import { comparedWeeks } from './compared-weeks.ts'
import { earnedTrust, type Trust } from './earned-trust.ts'
import { ErrorFilter, type Observed } from './error-filter.ts'
import { DEFAULT_ERROR_MODEL, type ErrorModel } from './error-model.ts'
import { slotNoise } from './slot-noise.ts'
import { surprisePace } from './surprise-pace.ts'

/** What past plans tell of how what comes strays from them. */
export interface LearnedErrors {
  readonly model: ErrorModel
  /** Shares of what the model says of the level and of what is local that past days bore out, 0..1. */
  readonly trust: Trust
  /** Variance of each wall-clock slot of the day over the usual, `[slot]`; empty where nothing is learned. */
  readonly slotNoise: Float64Array
  /** Weeks of past plans that it was learned from. */
  readonly weeks: number
}

/** What a queue without past plans is taken to be like. */
export const UNLEARNED: LearnedErrors = {
  model: DEFAULT_ERROR_MODEL,
  trust: { level: 1, local: 1 },
  slotNoise: new Float64Array(),
  weeks: 0,
}

/** Fewer weeks of plans say too little. */
const LEAST_WEEKS = 3
const PASSES = 4
/** A gain in log likelihood that is worth a step. */
const WORTH = 0.01

type Searched = Exclude<keyof ErrorModel, 'surpriseMemoryPerHour'>

/** Values tried, each a step from its neighbours. */
const STEPS: Readonly<Record<Searched, readonly number[]>> = {
  dayVariance: [0.0001, 0.0002, 0.0004, 0.001, 0.002, 0.004, 0.007, 0.012, 0.02, 0.035, 0.06, 0.1, 0.2],
  oddDays: [0.02, 0.06, 0.12, 0.25],
  dayMemory: [0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.97],
  localVariance: [0.0002, 0.001, 0.003, 0.006, 0.012, 0.025, 0.05, 0.1, 0.2, 0.4],
  localMemoryPerHour: [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9],
  countNoise: [0.5, 0.8, 1, 1.2, 1.5, 2, 3, 4],
  intervalNoise: [0.00003, 0.0001, 0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.12, 0.25],
}
/** The search begins at each of these, as the local part and the day can be taken for one another. */
const STARTS: readonly ErrorModel[] = [
  DEFAULT_ERROR_MODEL,
  { ...DEFAULT_ERROR_MODEL, localMemoryPerHour: 0.8, localVariance: 0.003, dayVariance: 0.007 },
]

/** The model under which the past weeks were likeliest, found step by step from several starts. */
export function learnErrors(past: PastWeeks): LearnedErrors {
  const { weeks } = past
  if (weeks < LEAST_WEEKS) return { ...UNLEARNED, weeks }
  const compared = comparedWeeks(past)
  const noise = slotNoise(compared, past.slots)
  const observed = compared.map((week) => week.map((slot) => ({ ...slot, noiseTimes: noise[slot.slot]! })))
  const found = STARTS.map((start) => climb(start, observed))
  const likeliest = found.reduce((best, one) => (one.height > best.height ? one : best)).model
  const model = { ...likeliest, surpriseMemoryPerHour: surprisePace(likeliest, observed) }
  return { model, trust: earnedTrust(model, observed), slotNoise: noise, weeks }
}

type ComparedWeeks = readonly (readonly Observed[])[]

interface Place {
  readonly model: ErrorModel
  readonly height: number
}

function climb(start: ErrorModel, past: ComparedWeeks): Place {
  let place: Place = { model: start, height: logLikelihood(start, past) }
  for (let pass = 0; pass < PASSES; pass++) {
    const before = place
    for (const name of Object.keys(STEPS) as Searched[]) place = climbAlong(name, place, past)
    if (place === before) break
  }
  return place
}

function climbAlong(name: Searched, from: Place, past: ComparedWeeks): Place {
  let place = from
  const values = STEPS[name]
  const at = values.indexOf(from.model[name])
  for (const direction of [-1, 1]) {
    for (let step = at + direction; step >= 0 && step < values.length; step += direction) {
      const model = { ...place.model, [name]: values[step]! }
      const height = logLikelihood(model, past)
      if (height <= place.height + WORTH) break
      place = { model, height }
    }
  }
  return place
}

function logLikelihood(model: ErrorModel, past: ComparedWeeks): number {
  let sum = 0
  for (const slots of past) {
    const filter = new ErrorFilter(model)
    for (const slot of slots) filter.observe(slot)
    filter.settle()
    sum += filter.logLikelihood
  }
  return sum
}
