import type { LpEngine } from '../lp/lp-engine.ts'
import type { CoverRows } from './cover-rows.ts'
import { optionPrices } from './tour-bound.ts'
import { type MasterSolution, TourColumns } from './tour-columns.ts'
import type { PersonSpan, TourPricer } from './tour-pricer.ts'
import type { Tour, TourPerson, TourProblem } from './tour-problem.ts'

/** What the parts of the search share. */
export interface TourSearch {
  readonly problem: TourProblem
  readonly pricer: TourPricer
  readonly cover: CoverRows
  readonly engine: LpEngine
  /** Whether to go on no longer: work or time is spent. */
  readonly isOver: () => boolean
}

/** Some people on some days, in order; everybody else and all other days stay as they are. */
export interface TourSpan {
  readonly people: readonly number[]
  readonly days: readonly number[]
}

/** A relaxation that columns are generated for: who still chooses, and what everybody else puts into the cover. */
export class SpanMaster {
  readonly #search: TourSearch
  readonly span: TourSpan
  /** People's tours before, which fix their other days; null while there are none. */
  readonly #tours: readonly (Tour | null)[]
  readonly #narrowed = new Map<number, TourPerson>()
  readonly #spans = new Map<number, PersonSpan>()
  readonly columns: TourColumns
  readonly rows: readonly number[]
  /** Activity of all but those who choose, `[cover row]`. */
  readonly held: Float64Array

  constructor(search: TourSearch, span: TourSpan, tours: readonly (Tour | null)[]) {
    const { problem, cover } = search
    this.#search = search
    this.span = span
    this.#tours = tours
    this.rows = cover.joined(touchedRows(problem, span))
    this.held = cover.activity(tours.flatMap((tour, person) => (tour ? [[person, tour] as const] : [])))
    for (const person of span.people) {
      const tour = tours[person]
      if (tour) cover.add(this.held, person, tour, -1, span.days)
    }
    this.columns = new TourColumns(problem, this.rows, span, this.held)
    for (const person of span.people) {
      const tour = tours[person]
      if (tour) this.columns.add(person, tour, search.pricer.tourCost(person, tour))
    }
  }

  get choosing(): readonly number[] {
    return this.columns.choosing
  }

  get isWhole(): boolean {
    return this.span.days.length === this.#search.problem.days
  }

  solve(): MasterSolution {
    const solved = this.columns.solve(this.#search.engine)
    this.#search.pricer.work += solved.work
    return solved
  }

  /** Cheapest tour of somebody who chooses, with its cost less what its days are paid. */
  price(person: number, optionPrice: Float64Array): { tour: Tour; cost: number; reduced: number } | null {
    const { pricer } = this.#search
    const before = this.#tours[person]
    const choice = this.#narrowed.get(person)
    const found =
      this.isWhole || !before
        ? pricer.cheapest(person, optionPrice, choice)
        : pricer.cheapestSpan(this.#spanOf(person, before), optionPrice, choice)
    return found && { tour: found.tour, cost: found.cost + this.#paid(found.tour, optionPrice), reduced: found.cost }
  }

  /** Leaves somebody only some choices of a day, options or -1 for a day off; tours with others are closed. */
  narrow(person: number, day: number, isOpen: (choice: number) => boolean): void {
    const { options, people } = this.#search.problem
    const before = this.#narrowed.get(person) ?? people[person]!
    const optionCost = Float64Array.from(before.optionCost, (cost, option) =>
      options[option]!.day === day && !isOpen(option) ? Infinity : cost,
    )
    const offCost = Float64Array.from(before.offCost)
    if (!isOpen(-1)) offCost[day] = Infinity
    this.#narrowed.set(person, { ...before, optionCost, offCost })
    this.columns.close((column) => column.person === person && !isOpen(column.tour[day]!))
  }

  #spanOf(person: number, before: Tour): PersonSpan {
    const known = this.#spans.get(person)
    if (known) return known
    const made = this.#search.pricer.spanOf(person, before, this.span.days)
    this.#spans.set(person, made)
    return made
  }

  /** Least that the cover's rows here cost at multipliers, work bought at them. */
  coverBound(duals: Float64Array): number {
    const { cover } = this.#search.problem
    let bound = 0
    const reduced = new Map<number, number>()
    for (const row of this.rows) {
      const dual = duals[row]!
      const side = dual > 0 ? cover.rowLower[row]! : cover.rowUpper[row]!
      if (dual !== 0) bound += dual * (side - this.held[row]!)
      for (let k = cover.rowStarts[row]!; k < cover.rowStarts[row + 1]!; k++) {
        const column = cover.entryColumn[k]!
        reduced.set(column, (reduced.get(column) ?? cover.columnCost[column]!) - dual * cover.entryValue[k]!)
      }
    }
    for (const [column, cost] of reduced) {
      bound += cost * (cost > 0 ? cover.columnLower[column]! : cost < 0 ? cover.columnUpper[column]! : 0)
    }
    return bound
  }

  #paid(tour: Tour, optionPrice: Float64Array): number {
    let sum = 0
    for (const day of this.span.days) if (tour[day]! >= 0) sum += optionPrice[tour[day]!]!
    return sum
  }
}

function touchedRows({ options, entries, people }: TourProblem, { people: who, days }: TourSpan): Set<number> {
  const rows = new Set<number>()
  const isFree = new Set(days)
  for (const group of new Set(who.map((person) => people[person]!.group))) {
    options.forEach(({ day }, option) => {
      if (!isFree.has(day)) return
      for (const [row] of entries(group, option)) rows.add(row)
    })
  }
  return rows
}

export interface GenerateOptions {
  /** Most solves of the master. */
  readonly rounds: number
  /** Share of the best multipliers so far in those priced at, which calms their swings (Wentges 1997). */
  readonly smoothing: number
  /** Stop as soon as the bound shows that nothing below this can come of it. */
  readonly cutoff: number
  /** Stop when master and bound are this near. */
  readonly tolerance: number
  /** What all costs of whole answers are multiples of: stop when none lies between bound and master; 0 if unknown. */
  readonly costStep?: number
  /** Stop when the master's quick solver got stuck and each further round would take long. */
  readonly givesUp?: boolean
  /** Multipliers to lean on at first. */
  readonly duals?: Float64Array
}

export interface Generated {
  readonly master: MasterSolution
  /** Of those who choose and of the rows here; -Infinity when no round was priced exactly. */
  readonly bound: number
  readonly boundDuals: Float64Array
  readonly isConverged: boolean
}

/** Column generation: solve the master, price everybody's tours at its multipliers, add those that help, again. */
export function generateColumns(
  search: TourSearch,
  span: SpanMaster,
  { rounds, smoothing, cutoff, tolerance, costStep = 0, givesUp = false, duals: lean }: GenerateOptions,
): Generated {
  let master = span.solve()
  let bound = -Infinity
  let boundDuals: Float64Array = lean ?? master.duals
  let isConverged = false
  for (let round = 0; round < rounds && !search.isOver(); round++) {
    let added = 0
    for (let share = lean || Number.isFinite(bound) ? smoothing : 0; ; share = 0) {
      const duals = share === 0 ? master.duals : blend(master.duals, boundDuals, share)
      const priced = priceAll(search, span, duals, master)
      added += priced.added
      if (priced.bound > bound) {
        bound = priced.bound
        boundDuals = duals
      }
      if (added > 0 || share === 0) break
    }
    isConverged = added === 0 || master.objective - bound <= tolerance || isWithinStep(bound, master, costStep)
    if (isConverged || bound >= cutoff || (givesUp && span.columns.isStuck)) break
    master = span.solve()
  }
  return { master, bound, boundDuals, isConverged }
}

/** Whether no multiple of a step lies between a bound and the master's objective: more columns then raise the bound by none. */
const isWithinStep = (bound: number, { objective }: MasterSolution, step: number): boolean =>
  step > 0 && objective <= Math.ceil(bound / step - 1e-6) * step + 1e-6

const blend = (a: Float64Array, b: Float64Array, share: number): Float64Array =>
  a.map((value, index) => (1 - share) * value + share * b[index]!)

const IMPROVES = 1e-6

function priceAll({ problem }: TourSearch, span: SpanMaster, duals: Float64Array, master: MasterSolution) {
  const pricesOf = pricesByGroup(problem, duals, span.span.days)
  const masterPrices = duals === master.duals ? pricesOf : pricesByGroup(problem, master.duals, span.span.days)
  let bound = span.coverBound(duals)
  let added = 0
  for (const person of span.choosing) {
    const { group } = problem.people[person]!
    const priced = span.price(person, pricesOf(group))
    if (!priced) continue
    bound += priced.reduced
    const masterPrice = masterPrices(group)
    let value = priced.cost - master.personDuals.get(person)!
    for (const day of span.span.days) {
      const option = priced.tour[day]!
      if (option >= 0) value -= masterPrice[option]!
    }
    if (value < -IMPROVES && span.columns.add(person, priced.tour, priced.cost)) added++
  }
  return { bound, added }
}

/** Prices of the options of some days, those of others 0: what stays as it is was paid before. */
function pricesByGroup(problem: TourProblem, duals: Float64Array, days: readonly number[]) {
  const prices = new Map<number, Float64Array>()
  const isFree = new Set(days)
  const pricesOf = (group: number) => {
    const all = optionPrices(problem, group, duals)
    if (isFree.size < problem.days) {
      for (const [option, { day }] of problem.options.entries()) if (!isFree.has(day)) all[option] = 0
    }
    return all
  }
  return (group: number): Float64Array => {
    const known = prices.get(group) ?? pricesOf(group)
    prices.set(group, known)
    return known
  }
}
