/**
 * What work rules come to for one person over one horizon. Plain data: the same limits make the exact pricing
 * (`solver/tours/machines`), the rows of the direct model and the plain evaluation of a tour.
 * A cost of Infinity forbids. Sets of options are `[option]` as 0 or 1.
 */
export type TourLimit =
  | RunLimit
  | SumLimit
  | ExcessLimit
  | BlockLimit
  | PairLimit
  | RestLimit
  | LongRestLimit
  | RollingLimit

interface Common {
  /** Rule that it comes from; several limits may come from one rule. */
  readonly ruleId: string
}

/** Days in a row of one sort, at most and at least. */
export interface RunLimit extends Common {
  readonly kind: 'run'
  /** Days on which an option of the set is worked, or days without any work. */
  readonly of: 'work' | 'off' | Uint8Array
  /** Each day beyond it costs `unitCost`. */
  readonly max: number
  /**
   * Each day that a run falls short of it costs `unitCost`, when the run ends. A run that touches the last day is
   * exempt; one that ended with the day before the first (`beforeForMin` above 0, first day outside) is not.
   */
  readonly min: number
  readonly unitCost: number
  /** Length of the run right before the first day, as `max` and as `min` count it (exempt: at least `min`). */
  readonly beforeForMax: number
  readonly beforeForMin: number
}

/** Sum of weights over some days, with a convex cost. */
export interface SumLimit extends Common {
  readonly kind: 'sum'
  /** Whole numbers from 0, `[option]`: minutes, or 1 for each shift of a sort. */
  readonly weights: Int32Array
  /** Weights in place of those on the span's last day, `[option]`, for whoever works on all its days. */
  readonly wholeWeights?: Int32Array
  /** Days `[fromDay, toDay)`. */
  readonly fromDay: number
  readonly toDay: number
  /** Added to the sum: what was worked before the horizon. */
  readonly before: number
  /** Each unit above `above` costs `unitCost`; costs of several add up. */
  readonly over: readonly { readonly above: number; readonly unitCost: number }[]
  /** Each unit below `below` costs `unitCost`. */
  readonly under: readonly { readonly below: number; readonly unitCost: number }[]
}

/**
 * What several periods each have above an amount of their own, summed over them: overtime of the weeks of a month.
 * A person's sums of the same weights over the same days are one and the same number, so a week's counter also serves
 * the `sum` limits of that week.
 */
export interface ExcessLimit extends Common {
  readonly kind: 'excess'
  /** Whole numbers from 0, `[option]`. */
  readonly weights: Int32Array
  /** In order, not overlapping: days `[fromDay, toDay)`, of whose sum what lies above `above` (0 or more) counts. */
  readonly periods: readonly { readonly fromDay: number; readonly toDay: number; readonly above: number }[]
  /** Each unit of the total above `max` (0 or more) costs `unitCost`. */
  readonly max: number
  readonly unitCost: number
}

/** Number of blocks of days (weekends) with at least one option of a set worked. */
export interface BlockLimit extends Common {
  readonly kind: 'block'
  /**
   * First day and number of days of each block, in order, not overlapping. A block that is `workedBefore` also has days
   * before the horizon that were worked: it was counted there, so that working it neither costs nor counts towards
   * `max`, and it is partly worked when one of its days here is free.
   */
  readonly blocks: readonly { readonly firstDay: number; readonly days: number; readonly workedBefore: boolean }[]
  readonly of: 'work' | Uint8Array
  /** Each block beyond it costs `unitCost`; Infinity without a limit. */
  readonly max: number
  readonly unitCost: number
  /** Cost of a block of which some days are worked and some are not; 0 where that is alike. */
  readonly partlyCost: number
}

/** An option of one set on a day and one of another set on the next. */
export interface PairLimit extends Common {
  readonly kind: 'pair'
  /** Class of each option as a first and as a next day's shift, `[option]`; -1 for those that no pair concerns. */
  readonly firstClass: Int32Array
  readonly nextClass: Int32Array
  /** Cost of a pair of classes, `[firstClass][nextClass]`. */
  readonly costs: readonly (readonly number[])[]
  /** Class as a first of the shift on the day before the horizon; -1 for none. */
  readonly before: number
}

/** Minutes between the end of a shift and the start of the next, however many days lie between. */
export interface RestLimit extends Common {
  readonly kind: 'rest'
  readonly minMinutes: number
  /** Cost of each time, not of each minute. */
  readonly unitCost: number
  /** On top of `unitCost`, cost of each minute of rest missing; 0 where absent. */
  readonly minuteCost?: number
  /** On top of both, cost of the shift that starts too early, `[option]`; 0 where absent. */
  readonly laterCost?: Float64Array
  /** End of the last shift before the horizon, minutes from its start (0 or less, or above where it reaches in); -Infinity for none. */
  readonly lastEndMinute: number
}

/** At least one uninterrupted rest of so many minutes within a span of time. */
export interface LongRestLimit extends Common {
  readonly kind: 'longRest'
  readonly minMinutes: number
  /** Cost of each minute that the longest rest of the span falls short of it; Infinity: it must be that long. */
  readonly unitCost: number
  /** Days of the span, `[fromDay, toDay)`, and its limits in minutes from the horizon's start. */
  readonly fromDay: number
  readonly toDay: number
  readonly fromMinute: number
  readonly toMinute: number
  /** End of the last shift before the horizon, as in `RestLimit`; rest counts from it or `fromMinute`, the later. */
  readonly lastEndMinute: number
}

/** Days worked in any `days` days in a row. */
export interface RollingLimit extends Common {
  readonly kind: 'rolling'
  readonly days: number
  readonly max: number
  /**
   * Cost of each day beyond it in each span that ends on a worked day of the horizon. (A span that ends on a day off
   * holds no more than the one before it, so a hard limit means the same without.)
   */
  readonly unitCost: number
  /** The days before the horizon, oldest first, true where worked; at most `days - 1`. */
  readonly before: readonly boolean[]
}
