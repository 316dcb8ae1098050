import { LinearModel } from '../lp/linear-model.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { WarmSimplex } from '../lp/warm-simplex.ts'
import type { Tour, TourProblem } from './tour-problem.ts'

/** A tour as a column of the master. */
export interface TourColumn {
  readonly person: number
  readonly tour: Tour
  /** Of the whole tour, limits included. */
  readonly cost: number
  /** Rows of the master, which are numbered apart from the cover's, and what the days of the span put there. */
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
  /** Steps that it took, as many of the pricing's as take about as long. */
  readonly work: number
}

/** Rows up to which the master is solved by the simplex that starts from its last basis. */
const MOST_WARM_ROWS = 4000
const MOST_PIVOTS_A_ROW = 20
/** Steps of pricing that last as long as one pivot, for each row. */
const STEPS_OF_A_PIVOT = 50
/** Pivots for each row that a solve from nothing stands for. */
const PIVOTS_ANEW = 5

/**
 * The restricted master: a choice of known tours for some people, the activity of everybody else held, at least cost of
 * some of the cover's rows.
 */
export class TourColumns {
  readonly #problem: TourProblem
  /** Rows of the cover, in the order of the master's. */
  readonly #rows: readonly number[]
  readonly #rowIndex: ReadonlyMap<number, number>
  readonly #days: readonly number[]
  readonly #people: readonly number[]
  readonly #known = new Set<string>()
  readonly #held: Float64Array
  /** Null where there are too many rows for it, or once it got stuck. */
  #warm: WarmSimplex | null
  readonly #coverColumns: readonly number[]
  readonly #fixed = new Set<number>()
  readonly #closed = new Set<number>()
  #isStarted = false
  #isStuck = false
  readonly columns: TourColumn[] = []

  /**
   * @param rows rows of the cover that the days touch, with all that they are joined with
   * @param held activity of everybody but those who choose, `[cover row]`
   */
  constructor(
    problem: TourProblem,
    rows: readonly number[],
    span: { readonly people: readonly number[]; readonly days: readonly number[] },
    held: Float64Array,
  ) {
    this.#problem = problem
    this.#rows = rows
    this.#rowIndex = new Map(rows.map((row, index) => [row, index]))
    this.#days = span.days
    this.#people = span.people
    this.#held = held
    this.#coverColumns = columnsOfRows(problem.cover, rows)
    this.#warm = this.#startWarm()
  }

  /** @returns false when the tour is known already */
  add(person: number, tour: Tour, cost: number): boolean {
    const key = `${person}:${this.#days.map((day) => tour[day]).join(',')}`
    if (this.#known.has(key)) return false
    this.#known.add(key)
    const sums = new Map<number, number>()
    const { group } = this.#problem.people[person]!
    for (const day of this.#days) {
      if (tour[day]! < 0) continue
      for (const [row, coefficient] of this.#problem.entries(group, tour[day]!)) {
        const at = this.#rowIndex.get(row)!
        sums.set(at, (sums.get(at) ?? 0) + coefficient)
      }
    }
    const rows = Int32Array.from(sums.keys())
    const coefficients = Float64Array.from(sums.values())
    this.columns.push({ person, tour, cost, rows, coefficients })
    this.#warm?.add({
      cost,
      upper: Infinity,
      rows: [...rows, this.#rows.length + this.#people.indexOf(person)],
      coefficients: [...coefficients, 1],
    })
    return true
  }

  /** Gives somebody one of the columns for good. */
  fix(chosen: TourColumn): void {
    const { person, rows, coefficients } = chosen
    this.#fixed.add(person)
    rows.forEach((row, i) => {
      this.#held[this.#rows[row]!] = this.#held[this.#rows[row]!]! + coefficients[i]!
      this.#warm?.moveRow(row, ...this.#limits(this.#rows[row]!))
    })
    this.#warm?.moveRow(this.#rows.length + this.#people.indexOf(person), 0, 0)
    this.close((column) => column.person === person)
  }

  /** Takes tours out of the choice for good. */
  close(isOut: (column: TourColumn) => boolean): void {
    this.columns.forEach((column, index) => {
      if (this.#closed.has(index) || !isOut(column)) return
      this.#closed.add(index)
      this.#warm?.close(this.#coverColumns.length + index)
    })
  }

  /** Whether the quick solver gave up, so that each further solve takes long. */
  get isStuck(): boolean {
    return this.#isStuck
  }

  get choosing(): number[] {
    return this.#people.filter((person) => !this.#fixed.has(person))
  }

  solve(engine: LpEngine): MasterSolution {
    if (!this.#isStarted) this.#startFromFirst()
    const rows = this.#rows.length + this.#people.length
    const before = this.#warm?.pivots ?? 0
    if (!this.#warm?.solve(MOST_PIVOTS_A_ROW * rows)) {
      this.#isStuck ||= this.#warm !== null
      this.#warm = null
      return this.#solveAnew(engine)
    }
    const rowDuals = this.#warm.duals()
    const shares = this.#warm.values().subarray(this.#coverColumns.length)
    return this.#solution(this.#warm.objective(), rowDuals, shares, this.#warm.pivots - before)
  }

  /** Begins at everybody's first tour, with each row's surplus or lack taken by a column of its own: a feasible basis. */
  #startFromFirst(): void {
    this.#isStarted = true
    if (!this.#warm) return
    const first = new Map<number, number>()
    this.columns.forEach(({ person }, index) => {
      if (!first.has(person) && !this.#closed.has(index)) first.set(person, index)
    })
    const activity = new Float64Array(this.#rows.length)
    for (const index of first.values()) {
      const { rows, coefficients } = this.columns[index]!
      rows.forEach((row, i) => {
        activity[row] = activity[row]! + coefficients[i]!
      })
    }
    this.#coverTerms().forEach(({ rows, coefficients }, column) => {
      if (rows.length !== 1 || this.#warm!.isTaken(rows[0]!)) return
      const [lower, upper] = this.#limits(this.#rows[rows[0]!]!)
      const lacks = activity[rows[0]!]! < lower || (lower === upper && activity[rows[0]!] === lower)
      const isTooMuch = activity[rows[0]!]! > upper
      if (coefficients[0]! > 0 ? lacks : isTooMuch) this.#warm!.take(rows[0]!, column)
    })
    this.#people.forEach((person, index) => {
      const column = first.get(person)
      if (column !== undefined) this.#warm!.take(this.#rows.length + index, this.#coverColumns.length + column)
    })
  }

  #solveAnew(engine: LpEngine): MasterSolution {
    const { values, rowDuals, objective, termination } = engine.solve(this.#model())
    if (!values || !rowDuals) {
      throw new Error(
        `The master of ${this.#people.length} people ended ${termination}, though it always has an answer.`,
      )
    }
    const rows = this.#rows.length + this.#people.length
    return this.#solution(objective, rowDuals, values.subarray(this.#coverColumns.length), PIVOTS_ANEW * rows)
  }

  #solution(objective: number, rowDuals: Float64Array, shares: Float64Array, pivots: number): MasterSolution {
    const duals = new Float64Array(this.#problem.cover.rows)
    this.#rows.forEach((row, index) => {
      duals[row] = rowDuals[index]!
    })
    const personDuals = new Map(this.#people.map((person, i) => [person, rowDuals[this.#rows.length + i]!]))
    const work = STEPS_OF_A_PIVOT * pivots * rowDuals.length
    return { objective, duals, personDuals, shares, work }
  }

  #limits(row: number): [lower: number, upper: number] {
    const { rowLower, rowUpper } = this.#problem.cover
    return [rowLower[row]! - this.#held[row]!, rowUpper[row]! - this.#held[row]!]
  }

  #startWarm(): WarmSimplex | null {
    const { cover } = this.#problem
    const isFit = this.#coverColumns.every((column) => cover.columnLower[column] === 0)
    if (!isFit || this.#rows.length + this.#people.length > MOST_WARM_ROWS) return null
    const limits = [...this.#rows.map((row) => this.#limits(row)), ...this.#people.map(() => [1, 1] as const)]
    const simplex = new WarmSimplex(
      limits.map(([lower]) => lower),
      limits.map(([, upper]) => upper),
    )
    for (const { cost, upper, rows, coefficients } of this.#coverTerms()) {
      simplex.add({ cost, upper, rows, coefficients })
    }
    return simplex
  }

  #coverTerms() {
    const { cover } = this.#problem
    const terms = new Map(
      this.#coverColumns.map((column) => [column, { rows: [] as number[], coefficients: [] as number[] }]),
    )
    this.#rows.forEach((row, index) => {
      for (let k = cover.rowStarts[row]!; k < cover.rowStarts[row + 1]!; k++) {
        const term = terms.get(cover.entryColumn[k]!)!
        term.rows.push(index)
        term.coefficients.push(cover.entryValue[k]!)
      }
    })
    return this.#coverColumns.map((column) => ({
      cost: cover.columnCost[column]!,
      lower: cover.columnLower[column]!,
      upper: cover.columnUpper[column]!,
      ...terms.get(column)!,
    }))
  }

  #model(): LinearModel {
    const model = new LinearModel()
    const entries = this.#rows.map((): [number, number][] => [])
    for (const { rows, coefficients, ...column } of this.#coverTerms()) {
      const at = model.addColumn(column)
      rows.forEach((row, i) => {
        entries[row]!.push([at, coefficients[i]!])
      })
    }
    const choices = this.#people.map((): [number, number][] => [])
    const indexOf = new Map(this.#people.map((person, index) => [person, index]))
    for (const [index, { person, cost, rows, coefficients }] of this.columns.entries()) {
      const at = model.addColumn({ cost, upper: this.#closed.has(index) ? 0 : Infinity })
      choices[indexOf.get(person)!]!.push([at, 1])
      rows.forEach((row, i) => {
        entries[row]!.push([at, coefficients[i]!])
      })
    }
    this.#rows.forEach((row, index) => {
      model.addRow(entries[index]!, ...this.#limits(row))
    })
    choices.forEach((terms, index) => {
      const wanted = this.#fixed.has(this.#people[index]!) ? 0 : 1
      model.addRow(terms, wanted, wanted)
    })
    return model
  }
}

/** Columns of the cover that stand in some rows, ascending. */
function columnsOfRows({ rowStarts, entryColumn }: LinearModel, rows: readonly number[]): number[] {
  const columns = new Set<number>()
  for (const row of rows) for (let k = rowStarts[row]!; k < rowStarts[row + 1]!; k++) columns.add(entryColumn[k]!)
  return [...columns].sort((a, b) => a - b)
}
