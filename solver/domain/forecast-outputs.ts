import type { Horizon } from './horizon.ts'

export const QUANTILES = [
  ['p2_5', 0.025],
  ['p10', 0.1],
  ['p50', 0.5],
  ['p90', 0.9],
  ['p97_5', 0.975],
] as const
export type QuantileName = (typeof QUANTILES)[number][0]

/** Forecast of one queue over a horizon; every array is `[interval]`. */
export interface QueueForecast {
  readonly queueId: string
  /** Contacts offered. */
  readonly mean: Float64Array
  /** Contacts offered, non-decreasing from p2_5 to p97_5. */
  readonly quantiles: Readonly<Record<QuantileName, Float64Array>>
  /** Effort per contact. */
  readonly ahtSeconds: Float64Array
}

/** What a day's forecast is made of. The contacts of all parts sum to the day's mean. */
export interface DayExplanation {
  /** Local date, `YYYY-MM-DD`. */
  readonly date: string
  readonly parts: readonly DayPart[]
}

export const DAY_PART_KINDS = ['level', 'weekday', 'season', 'event', 'override'] as const
export type DayPartKind = (typeof DAY_PART_KINDS)[number]

/** One reason for a day's contacts: what it adds to (or takes off) the parts before it. */
export interface DayPart {
  readonly kind: DayPartKind
  /** Kind of the event, or reason of the override; '' for others. */
  readonly label: string
  readonly contacts: number
}

/** Days of history that the model holds for odd and does not learn from as it does from others. */
export interface OddDay {
  readonly date: string
  readonly contacts: number
  readonly expected: number
  /** `few`: an outage, a file cut short; `many`: spam, an event that the calendar does not know. */
  readonly kind: 'few' | 'many'
}

/** Accuracy over a set of intervals: all fractions; null where nothing came, so that there is nothing to divide by. */
export interface ForecastAccuracy {
  /** Intervals compared. */
  readonly intervals: number
  readonly contacts: number
  /** sum |actual - mean| / sum actual, by interval and on totals of days. */
  readonly wape: number | null
  readonly wapeOfDays: number | null
  /** sum (mean - actual) / sum actual. */
  readonly bias: number | null
  /** Share of actuals within p10..p90 and p2_5..p97_5. */
  readonly coverage80: number | null
  readonly coverage95: number | null
  /** WAPE by interval of the hand method: the mean of the same interval of the last four weeks. */
  readonly handWape: number | null
}

/** How a queue's forecast came about; for people, and for the snapshot that its accuracy is told from later. */
export interface ForecastExplanation {
  readonly queueId: string
  readonly days: readonly DayExplanation[]
  readonly oddDays: readonly OddDay[]
  /** Rolling backtest on the history that the forecast was learned from; null where history is too short for one. */
  readonly backtest: ForecastAccuracy | null
  /** The hand method's forecast, contacts, `[interval]`; NaN where the last four weeks have nothing. */
  readonly handMean: Float64Array
}

export interface Forecast {
  readonly horizon: Horizon
  readonly queues: readonly QueueForecast[]
}

/** The model's own forecast, before anybody's overrides; explanations run alike with `queues`. */
export interface ExplainedForecast extends Forecast {
  readonly explanations: readonly ForecastExplanation[]
}
