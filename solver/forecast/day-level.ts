import { type DaySeries, type DayVolume, LEAST_FACTOR, LevelFilter, type LevelOptions, median } from './level-filter.ts'

/** Volume of a day = base * factor * (1 + added + shapeShare), see `DayVolume`; arrays are `[day]`. */
export interface DayLevels {
  readonly level: Float64Array
  readonly weekday: Float64Array
  readonly base: Float64Array
  readonly factor: Float64Array
  readonly added: Float64Array
  /** `[day * kinds + kind]` */
  readonly kindEffects: Float64Array
  /** Effect coefficients learned by the end of history, `[column]`. */
  readonly coefficients: Float64Array
  /** Day noise as the one-day-ahead errors show it; feeds the next pass. */
  readonly noise: number
  /** Volume that was expected of each day of history the day before, contacts. */
  readonly expected: Float64Array
  /** Log likelihood of each day of history given those before it; NaN for days without data. */
  readonly logLikelihoods: Float64Array
}

const KEPT = ['level', 'weekday', 'base', 'factor', 'added'] as const
const LEAST_NOISE = 0.015

/**
 * Runs the filter over history and on into the days to forecast.
 * @param days days of history; later ones are forecast
 * @param onDay called before a day is learned, with the function that forecasts a later day's volume from there
 */
export function filterDayLevels(
  series: DaySeries,
  days: number,
  options: LevelOptions,
  onDay?: (day: number, predict: (later: number) => number) => void,
): DayLevels {
  const filter = new LevelFilter(series, days, options)
  const total = series.totals.length
  const perDay = () => new Float64Array(total)
  const kept = { level: perDay(), weekday: perDay(), base: perDay(), factor: perDay(), added: perDay() }
  const kinds = series.exposure.kinds.length
  const kindEffects = new Float64Array(total * kinds)
  const expected = new Float64Array(days)
  const logLikelihoods = new Float64Array(days)
  const keep = (day: number, ahead: number) => {
    const volume = filter.volume(day, ahead)
    for (const name of KEPT) kept[name][day] = volume[name]
    kindEffects.set(volume.kindEffects, day * kinds)
  }
  const contacts = (day: number, ahead: number) => contactsOf(filter.volume(day, ahead), series.shapeShare[day]!)
  for (let day = 0; day < days; day++) {
    onDay?.(day, (later) => contacts(later, later - day))
    expected[day] = contacts(day, 0)
    filter.learn(day)
    logLikelihoods[day] = Number.isNaN(series.totals[day]!) ? Number.NaN : filter.logLikelihood
    keep(day, 0)
    filter.age()
  }
  for (let day = days; day < total; day++) keep(day, day - days)
  const coefficients = filter.coefficients()
  return { ...kept, kindEffects, coefficients, noise: noiseOf(series, expected), expected, logLikelihoods }
}

const contactsOf = ({ base, factor, added }: DayVolume, shapeShare: number): number =>
  base * factor * Math.max(LEAST_FACTOR, 1 + added + shapeShare)

/** First guess of the day noise: robust spread of the change against the same weekday a week before. */
export function firstNoise(totals: Float64Array): number {
  const before = totals.map((_, day) => totals[day - 7] ?? Number.NaN)
  return relativeSpread(totals, before, 2) / Math.SQRT2
}

/** Day noise from one-day-ahead errors, the first three weeks, when little was known, left out. */
const noiseOf = (series: DaySeries, expected: Float64Array): number =>
  expected.length < 35 ? series.noise : relativeSpread(series.totals.subarray(21), expected.subarray(21), 1)

/** Robust relative spread of values about others (MAD / 0.6745), with the Poisson noise of `counts` counts taken out. */
function relativeSpread(values: Float64Array, others: Float64Array, counts: number): number {
  const errors: number[] = []
  let countNoise = 0
  for (let day = 0; day < others.length; day++) {
    const [value, other] = [values[day]!, others[day]!]
    if (!(value >= 0) || !(other > 0)) continue
    errors.push(Math.abs(value / other - 1))
    countNoise += counts / other
  }
  if (errors.length < 7) return 0.1 * Math.sqrt(counts)
  const variance = (median(errors) / 0.6745) ** 2 - countNoise / errors.length
  return Math.sqrt(Math.max(counts * LEAST_NOISE ** 2, variance))
}

/** The mean of several fits of the same days, field by field. */
export function averageLevels(all: readonly DayLevels[]): DayLevels {
  const first = all[0]!
  const average = (pick: (levels: DayLevels) => Float64Array) =>
    pick(first).map((_, i) => all.reduce((sum, levels) => sum + pick(levels)[i]!, 0) / all.length)
  return {
    level: average((levels) => levels.level),
    weekday: average((levels) => levels.weekday),
    base: average((levels) => levels.base),
    factor: average((levels) => levels.factor),
    added: average((levels) => levels.added),
    kindEffects: average((levels) => levels.kindEffects),
    coefficients: average((levels) => levels.coefficients),
    expected: average((levels) => levels.expected),
    logLikelihoods: average((levels) => levels.logLikelihoods),
    noise: first.noise,
  }
}
