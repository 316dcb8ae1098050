import type { CalendarEvent } from '../../../solver/domain/calendar.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'
import type { RandomStream } from '../../../solver/domain/random.ts'
import { gammaFactor, luckFactor, poissonCount } from './random-counts.ts'
import type { SeriesDraft } from './series-draft.ts'

/** A series of counts with the origins at which methods forecast it, each seeing only what lies before the origin. */
export interface CountedSeries {
  readonly name: string
  /** The whole series, what comes after the origins included. */
  readonly history: QueueHistory
  readonly calendar: readonly CalendarEvent[]
  /** Midnights, epoch milliseconds. */
  readonly origins: readonly number[]
  readonly horizonDays: number
  /** Interval length of the forecast. */
  readonly intervalMinutes: number
  /** Contacts to be expected, `[interval]` of the history; known of synthetic series only. */
  readonly trueMean?: Float64Array
}

/** A synthetic series: the same numbers on every machine. */
export interface RegisteredSeries {
  readonly name: string
  /** What it tries a forecaster with. */
  readonly what: string
  readonly build: (random: RandomStream) => SeriesRecipe
}

export interface SeriesRecipe {
  readonly draft: SeriesDraft
  readonly noise: Noise
  /** First origin, in days after the first of the series; others follow every two weeks as long as four weeks remain. */
  readonly firstOriginDay: number
  /** Days between origins; 14 when not given. */
  readonly originStepDays?: number
}

/** Noise over the Poisson noise of counts, as coefficients of variation. */
export interface Noise {
  /** Of a day as a whole. */
  readonly day: number
  /** Correlation of the noise of a day with that of the day before. */
  readonly dayMemory?: number
  /** Of each interval by itself. */
  readonly interval: number
}

export const HORIZON_DAYS = 28

export function countSeries(name: string, recipe: SeriesRecipe, random: RandomStream): CountedSeries {
  const { draft, noise, firstOriginDay, originStepDays = 14 } = recipe
  const days = draft.dayStarts.length - 1
  const origins: number[] = []
  for (let day = firstOriginDay; day + HORIZON_DAYS <= days; day += originStepDays) origins.push(draft.dayStarts[day]!)
  const { startsAt, intervalMinutes, zone } = draft.grid
  const volume = drawCounts(draft, noise, random)
  const ahtSeconds = new Float64Array(volume.length).fill(Number.NaN)
  const history = { queueId: name, startsAt, intervalMinutes, zone, volume, ahtSeconds }
  const calendar = draft.calendar.toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)
  return { name, history, calendar, origins, horizonDays: HORIZON_DAYS, intervalMinutes, trueMean: draft.expected }
}

/** Doubly stochastic counts: Poisson around a mean that the day (log-normal, AR(1)) and the interval (gamma) move. */
function drawCounts(draft: SeriesDraft, { day, dayMemory = 0, interval }: Noise, random: RandomStream): Float64Array {
  const days = draft.dayStarts.length - 1
  const dayFactors: number[] = []
  let state = random.normal()
  for (let i = 0; i < days; i++) {
    dayFactors.push(luckFactor(day, state))
    state = dayMemory * state + Math.sqrt(1 - dayMemory ** 2) * random.normal()
  }
  return draft.drawn.map((mean, i) => {
    if (Number.isNaN(mean)) return Number.NaN
    return poissonCount(mean * dayFactors[draft.clocks[i]!.day]! * gammaFactor(interval, random), random)
  })
}
