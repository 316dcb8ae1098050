import { LinearModel } from '../lp/linear-model.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import type { Tour, TourProblem } from './tour-problem.ts'

/** A tour as a column of the master. */
export interface TourColumn {
  readonly person: number
  readonly tour: Tour
  /** Of the whole tour, limits included. */
  readonly cost: number
  readonly rows: Int32Array
  readonly coefficients: Float64Array
}

export interface MasterSolution {
  /** Cost of the cover's rows here and of the tours chosen. */
  readonly objective: number
  /** Multipliers of the cover's rows, `[cover row]`; 0 elsewhere. */
  readonly duals: Float64Array
  /** Multiplier of each person's choice, by person. */
  readonly personDuals: ReadonlyMap<number, number>
  /** Share of each column, `[column]`. */
  readonly shares: Float64Array
}

/**
 * The restricted master: a choice of known tours for some people, the activity of everybody else held, at least cost of
 * some of the cover's rows. A person whose tours are all poor is never stuck: every one has at least one.
 */
export class TourColumns {
  readonly #problem: TourProblem
  readonly #rows: readonly number[]
  readonly #fromDay: number
  readonly #toDay: number
  readonly #known = new Set<string>()
  columns: TourColumn[] = []

  /** @param rows rows of the cover that the days touch, with all that they are joined with */
  constructor(problem: TourProblem, rows: readonly number[], fromDay: number, toDay: number) {
    this.#problem = problem
    this.#rows = rows
    this.#fromDay = fromDay
    this.#toDay = toDay
  }

  /** @returns false when the tour is known already */
  add(person: number, tour: Tour, cost: number): boolean {
    const key = `${person}:${tour.subarray(this.#fromDay, this.#toDay).join(',')}`
    if (this.#known.has(key)) return false
    this.#known.add(key)
    const sums = new Map<number, number>()
    const { group } = this.#problem.people[person]!
    for (let day = this.#fromDay; day < this.#toDay; day++) {
      if (tour[day]! < 0) continue
      for (const [row, coefficient] of this.#problem.entries(group, tour[day]!)) {
        sums.set(row, (sums.get(row) ?? 0) + coefficient)
      }
    }
    this.columns.push({
      person,
      tour,
      cost,
      rows: Int32Array.from(sums.keys()),
      coefficients: Float64Array.from(sums.values()),
    })
    return true
  }

  /** Keeps the columns that pass; the others may be added again. */
  keep(passes: (column: TourColumn, index: number) => boolean): void {
    this.columns = this.columns.filter((column, index) => {
      if (passes(column, index)) return true
      this.#known.delete(`${column.person}:${column.tour.subarray(this.#fromDay, this.#toDay).join(',')}`)
      return false
    })
  }

  /**
   * @param people who choose; columns of others are left out
   * @param held activity of everybody else, `[cover row]`
   */
  solve(engine: LpEngine, people: readonly number[], held: Float64Array): MasterSolution {
    const { model, used, rowIndex } = this.#model(people, held, false)
    const solution = engine.solve(model)
    if (!solution.values || !solution.rowDuals) {
      throw new Error(
        `The master of ${people.length} people ended ${solution.termination}, though it always has an answer.`,
      )
    }
    const duals = new Float64Array(this.#problem.cover.rows)
    for (const [row, index] of rowIndex) duals[row] = solution.rowDuals[index]!
    const shares = new Float64Array(this.columns.length)
    const first = model.columns - used.length
    used.forEach((column, index) => {
      shares[column] = solution.values![first + index]!
    })
    const personDuals = new Map(people.map((person, i) => [person, solution.rowDuals![rowIndex.size + i]!]))
    return { objective: solution.objective, duals, personDuals, shares }
  }

  /**
   * A whole choice among the known tours by branch and bound.
   * @returns tours by person, or null when the limit ends it before there is one
   */
  choose(engine: LpEngine, people: readonly number[], held: Float64Array, nodeLimit: number): Map<number, Tour> | null {
    const { model, used } = this.#model(people, held, true)
    const { values } = engine.solve(model, { nodeLimit })
    if (!values) return null
    const first = model.columns - used.length
    const chosen = used.filter((_, index) => values[first + index]! > 0.5)
    return new Map(chosen.map((column) => [this.columns[column]!.person, this.columns[column]!.tour]))
  }

  #model(people: readonly number[], held: Float64Array, integer: boolean) {
    const { cover } = this.#problem
    const model = new LinearModel()
    const rowIndex = new Map(this.#rows.map((row, index) => [row, index]))
    const coverColumn = new Map<number, number>()
    const entries = this.#rows.map((row) => {
      const terms: [number, number][] = []
      for (let k = cover.rowStarts[row]!; k < cover.rowStarts[row + 1]!; k++) {
        const column = cover.entryColumn[k]!
        let at = coverColumn.get(column)
        if (at === undefined) {
          at = model.addColumn({
            cost: cover.columnCost[column]!,
            lower: cover.columnLower[column]!,
            upper: cover.columnUpper[column]!,
          })
          coverColumn.set(column, at)
        }
        terms.push([at, cover.entryValue[k]!])
      }
      return terms
    })
    const choosing = new Map(people.map((person, index) => [person, index]))
    const choices = people.map((): [number, number][] => [])
    const used: number[] = []
    this.columns.forEach(({ person, cost, rows, coefficients }, column) => {
      const index = choosing.get(person)
      if (index === undefined) return
      const at = model.addColumn({ cost, upper: Infinity, integer })
      used.push(column)
      choices[index]!.push([at, 1])
      for (let i = 0; i < rows.length; i++) entries[rowIndex.get(rows[i]!)!]!.push([at, coefficients[i]!])
    })
    this.#rows.forEach((row, index) => {
      model.addRow(entries[index]!, cover.rowLower[row]! - held[row]!, cover.rowUpper[row]! - held[row]!)
    })
    for (const terms of choices) model.addRow(terms, 1, 1)
    return { model, used, rowIndex }
  }
}
