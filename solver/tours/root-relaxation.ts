import { ascendBound } from './ascend-bound.ts'
import { generateColumns, SpanMaster, type TourSearch } from './column-generation.ts'
import { dive } from './dive.ts'
import type { Incumbent } from './incumbent.ts'
import { daysFrom, type Tour } from './tour-problem.ts'

/** The relaxation of the whole problem, solved in turns. */
export interface RootRelaxation {
  readonly isDone: boolean
  /** @returns multipliers of the cover's rows so far, and tours where the turn rounded to some */
  advance(): { readonly duals: Float64Array; readonly tours: ReadonlyMap<number, Tour> | null }
}

/** Rounds of ascent whose tours and multipliers a master begins with. */
const WARMING_ROUNDS = 60
/** Tours that it begins with, those of the last rounds. */
const MOST_WARM_COLUMNS = 2500
const MOST_ROUNDS = 300
/** Rounds of ascent and of column generation in a turn: an ascent in one go climbs better, but takes long where pricing does. */
export const QUICK_TURNS = { warming: WARMING_ROUNDS, rounds: 5 }
export const SLOW_TURNS = { warming: 20, rounds: 1 }

/** An ascent to warm up, column generation, and a dive from what it ends with. */
export class ColumnRoot implements RootRelaxation {
  readonly #search: TourSearch
  readonly #incumbent: Incumbent
  readonly #turns: typeof QUICK_TURNS
  #master: SpanMaster | null = null
  #bound = -Infinity
  #duals: Float64Array
  #warmed = 0
  #rounds = 0
  isDone = false

  constructor(search: TourSearch, incumbent: Incumbent, turns: typeof QUICK_TURNS) {
    this.#search = search
    this.#incumbent = incumbent
    this.#turns = turns
    this.#duals = new Float64Array(search.problem.cover.rows)
  }

  advance() {
    if (!this.#master || this.#warmed < WARMING_ROUNDS) return this.#warmUp()
    const { costStep } = this.#search.problem
    const tolerance = 1e-5 * Math.abs(this.#incumbent.objective)
    const { bound, boundDuals, isConverged } = generateColumns(this.#search, this.#master, {
      ...{ rounds: this.#turns.rounds, smoothing: 0.6, cutoff: Infinity, tolerance, costStep, duals: this.#duals },
    })
    if (bound > this.#bound) {
      this.#bound = bound
      this.#duals = boundDuals
    }
    this.#rounds += this.#turns.rounds
    this.isDone = isConverged || this.#rounds >= MOST_ROUNDS
    return { duals: this.#duals, tours: this.isDone ? this.#dive(this.#master) : null }
  }

  #warmUp() {
    const { problem, pricer } = this.#search
    const { tours, objective } = this.#incumbent
    const people = tours.flatMap((tour, person) => (tour ? [person] : []))
    this.#master ??= new SpanMaster(this.#search, { people, days: daysFrom(0, problem.days) }, tours)
    const { columns } = this.#master
    const { duals } = ascendBound(this.#search, {
      ...{ upperLimit: objective, rounds: this.#turns.warming, start: this.#duals },
      onTour: (person, tour, round) => {
        const isLate = (WARMING_ROUNDS - this.#warmed - round) * people.length <= MOST_WARM_COLUMNS
        if (isLate) columns.add(person, tour, pricer.tourCost(person, tour))
      },
    })
    this.#warmed += this.#turns.warming
    this.#duals = duals
    return { duals, tours: null }
  }

  #dive(master: SpanMaster): ReadonlyMap<number, Tour> | null {
    // The search may have found better tours since, which round as well as any.
    this.#incumbent.tours.forEach((tour, person) => {
      if (tour) master.columns.add(person, tour, this.#search.pricer.tourCost(person, tour))
    })
    return dive(this.#search, master, { rounds: 6, cutoff: this.#incumbent.objective, givesUp: true, atOnce: 0.1 })
  }
}

const ASCENT_ROUNDS = 20
const ASCENTS = 6

/** Ascents alone, each from where the last one ended, for horizons and covers too great for a master. */
export class AscentRoot implements RootRelaxation {
  readonly #search: TourSearch
  readonly #incumbent: Incumbent
  #duals: Float64Array
  #turns = 0

  constructor(search: TourSearch, incumbent: Incumbent) {
    this.#search = search
    this.#incumbent = incumbent
    this.#duals = new Float64Array(search.problem.cover.rows)
  }

  get isDone(): boolean {
    return this.#turns >= ASCENTS
  }

  advance() {
    const { objective } = this.#incumbent
    const { duals } = ascendBound(this.#search, {
      ...{ upperLimit: objective, rounds: ASCENT_ROUNDS, start: this.#duals },
    })
    this.#duals = duals
    this.#turns++
    return { duals, tours: null }
  }
}
