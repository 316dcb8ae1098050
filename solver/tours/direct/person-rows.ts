import type { LinearModel } from '../../lp/linear-model.ts'
import type { TourOption } from '../tour-problem.ts'

/** One person's part of a direct model, to which each limit adds its rows. */
export interface PersonRows {
  readonly model: LinearModel
  readonly days: number
  readonly options: readonly TourOption[]
  /** Column of each option, `[option]`; -1 where the person may not work it. */
  readonly workColumn: Int32Array
  /** Options that the person may work, `[day]`. */
  readonly optionsOn: readonly (readonly number[])[]
}

/** `constant + sum of coefficient * column`. */
export interface Affine {
  readonly terms: readonly Term[]
  readonly constant: number
}
export type Term = readonly [column: number, coefficient: number]

/** Which days or options a limit looks at. */
export type DaySet = 'work' | 'off' | Uint8Array

/** 1 where the day is of the set, else 0. */
export function isOnDay(rows: PersonRows, of: DaySet, day: number): Affine {
  const options =
    typeof of === 'string' ? rows.optionsOn[day]! : rows.optionsOn[day]!.filter((option) => of[option] === 1)
  const worked = optionTerms(rows, options)
  return of === 'off' ? times({ terms: worked, constant: -1 }, -1) : { terms: worked, constant: 0 }
}

export const optionTerms = (rows: PersonRows, options: readonly number[]): Term[] =>
  options.map((option) => [rows.workColumn[option]!, 1] as const)

/** Options of each day that are in the person's reach, weighted; options without weight are left out. */
export const weightedTerms = (rows: PersonRows, weights: Int32Array, fromDay: number, toDay: number): Term[] =>
  rows.optionsOn
    .slice(fromDay, toDay)
    .flatMap((options) => options.map((option) => [rows.workColumn[option]!, weights[option]!] as const))
    .filter(([, weight]) => weight !== 0)

/** Most that the weights can come to: one option a day. */
export const mostWeight = (rows: PersonRows, weights: Int32Array, fromDay: number, toDay: number): number =>
  rows.optionsOn
    .slice(fromDay, toDay)
    .reduce((sum, options) => sum + options.reduce((most, option) => Math.max(most, weights[option]!), 0), 0)

export const total = (...parts: readonly Affine[]): Affine => ({
  terms: parts.flatMap(({ terms }) => terms),
  constant: parts.reduce((sum, { constant }) => sum + constant, 0),
})

export const times = ({ terms, constant }: Affine, factor: number): Affine => ({
  terms: terms.map(([column, coefficient]) => [column, coefficient * factor] as const),
  constant: constant * factor,
})

export const columnOf = (column: number): Affine => ({ terms: [[column, 1]], constant: 0 })

/** Keeps a sum at or below a limit: always where `unitCost` is Infinity, else at that cost for each unit beyond it. */
export function atMost(model: LinearModel, sum: Affine, limit: number, unitCost: number): void {
  if (unitCost === 0) return
  const terms = [...sum.terms]
  if (unitCost < Infinity) terms.push([model.addColumn({ cost: unitCost, upper: Infinity }), -1])
  model.addRow(terms, -Infinity, limit - sum.constant)
}
