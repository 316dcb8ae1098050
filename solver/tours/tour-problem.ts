import type { LinearModel } from '../lp/linear-model.ts'
import type { TourLimit } from './tour-limit.ts'

/** A shift that may be worked on a day, as the rules see it. */
export interface TourOption {
  /** Day of the horizon, 0-based, on which it starts. */
  readonly day: number
  /** Elapsed minutes from the horizon's start. */
  readonly startMinute: number
  readonly endMinute: number
}

/** One person's choice: an option or a day off on every day, within limits, at a cost. */
export interface TourPerson {
  readonly id: string
  /** People of a group count alike in the cover. */
  readonly group: number
  /** Cost of each option for this person, `[option]`; Infinity where it may not be worked. */
  readonly optionCost: Float64Array
  /** Cost of not working, `[day]`; Infinity where the person must work. */
  readonly offCost: Float64Array
  readonly limits: readonly TourLimit[]
}

/**
 * Named people, each with one tour (at most one option a day), that together cover a demand at least cost.
 *
 * The demand is a linear model of its own columns (missing, surplus, breaks, allocation, backlog ...) whose rows the
 * options enter too: a person of group g on option o adds `entries(g, o)` to its rows. Minimise the model's own cost plus
 * the cost of all tours. The model must have an answer for any tours; shortage is priced in it.
 */
export interface TourProblem {
  readonly days: number
  /** Ordered by day. */
  readonly options: readonly TourOption[]
  readonly people: readonly TourPerson[]
  readonly cover: LinearModel
  /** Row coefficients of one person of a group on an option. */
  readonly entries: (group: number, option: number) => readonly (readonly [row: number, coefficient: number])[]
  /** All costs of whole tours and whole covers are multiples of this, so bounds may be rounded up to one; 0 if unknown. */
  readonly costStep: number
}

/** An option for each day, -1 for a day off, `[day]`. */
export type Tour = Int32Array

/** Days from one up to another, in order. */
export const daysFrom = (fromDay: number, toDay: number): number[] =>
  Array.from({ length: toDay - fromDay }, (_, index) => fromDay + index)
