import type { LpEngine } from '../lp/lp-engine.ts'
import type { TourSearch } from './column-generation.ts'
import { CoverRows } from './cover-rows.ts'
import { Neighbourhoods } from './improve-tours.ts'
import { Incumbent } from './incumbent.ts'
import { MOST_DAYS_AT_ONCE } from './person-limits.ts'
import { TourProof } from './prove-tours.ts'
import { AscentRoot, ColumnRoot, QUICK_TURNS, type RootRelaxation, SLOW_TURNS } from './root-relaxation.ts'
import { settleTours } from './settle-tours.ts'
import { startTours } from './start-tours.ts'
import { tourBound } from './tour-bound.ts'
import { TourPricer } from './tour-pricer.ts'
import type { Tour, TourProblem } from './tour-problem.ts'

export interface SolveToursOptions {
  readonly engine: LpEngine
  readonly seed: number
  /** Stop when (objective - bound) / |objective| is at most this. */
  readonly gap: number
  /** Steps of pricing after which to stop: the same on every machine. */
  readonly workLimit: number
  /** Last resort: asked now and then, and the best so far is kept once it says yes. */
  readonly isOutOfTime: () => boolean
  /** Tours to begin with, `[person]`. */
  readonly start?: readonly (Tour | null)[]
  readonly onProgress?: (progress: {
    objective: number
    objectiveBound: number
    tours: readonly (Tour | null)[]
  }) => void
}

export interface SolvedTours {
  /** `[person]`; null for those for whom no tour is legal. */
  readonly tours: readonly (Tour | null)[]
  /** Recomputed from the tours, with the cover's best answer to them. */
  readonly objective: number
  readonly objectiveBound: number
  /** Multipliers of the cover's rows at which `tourBound` proves the bound of the relaxation. */
  readonly boundDuals: Float64Array
  readonly termination: 'optimal' | 'feasible'
  readonly limit?: 'time' | 'gap' | 'work'
}

/** Rows beyond which no master of everything is made. */
const MOST_ROWS_AT_ONCE = 2500
/** Choices (people times options) up to which a proof by branch and price is tried. */
const MOST_CHOICES_TO_PROVE = 2500
/** Branches of a proof after which the search has a turn, and the turn's work for each step of theirs. */
const BRANCHES_A_TURN = 10
const SEARCHED_FOR_PROOF = 0.1

/**
 * Cheapest tours for everybody: column generation for a bound and a first rounding, then large-neighbourhood search,
 * and for small problems a proof by branch and price. Anytime: the best so far is kept whenever it ends.
 */
export function solveTours(problem: TourProblem, options: SolveToursOptions): SolvedTours {
  const pricer = new TourPricer(problem)
  const cover = new CoverRows(problem, options.engine)
  const isOver = () => options.isOutOfTime() || pricer.work > options.workLimit
  const search: TourSearch = { problem, pricer, cover, engine: options.engine, isOver }
  const state = new Progress(search, options)
  settleTours(search, state.incumbent)
  state.tell()
  improve(search, state, options.seed)
  return state.result(options)
}

/** Incumbent and bound as they close in. */
class Progress {
  readonly #search: TourSearch
  readonly #options: SolveToursOptions
  readonly incumbent: Incumbent
  bound = -Infinity
  boundDuals: Float64Array
  #best = -Infinity
  #proved: Float64Array | null = null

  constructor(search: TourSearch, options: SolveToursOptions) {
    this.#search = search
    this.#options = options
    this.boundDuals = new Float64Array(search.problem.cover.rows)
    this.incumbent = new Incumbent(search, startTours(search, options.start))
  }

  /** Costs are whole steps, so a bound may be rounded up to one. */
  raise(bound: number): void {
    const { costStep } = this.#search.problem
    const rounded = costStep > 0 ? Math.ceil(bound / costStep - 1e-6) * costStep : bound
    this.bound = Math.max(this.bound, Math.min(rounded, this.incumbent.objective))
    this.tell()
  }

  /** Proves what multipliers of the cover's rows come to. */
  prove(duals: Float64Array): void {
    if (duals === this.#proved) return
    this.#proved = duals
    const bound = tourBound(this.#search.problem, duals, this.#search.pricer)
    if (bound <= this.#best) return
    this.#best = bound
    this.boundDuals = duals
    this.raise(bound)
  }

  tell(): void {
    const { objective, tours } = this.incumbent
    this.#options.onProgress?.({ objective, objectiveBound: this.bound, tours })
  }

  isDone(): boolean {
    const { objective } = this.incumbent
    return this.#search.isOver() || objective - this.bound <= this.#options.gap * Math.abs(objective) + 1e-6
  }

  result({ isOutOfTime }: SolveToursOptions): SolvedTours {
    const { objective, tours } = this.incumbent
    const isOptimal = objective - this.bound <= 1e-6
    const limit = isOutOfTime() ? 'time' : this.#search.isOver() ? 'work' : 'gap'
    return {
      tours,
      objective,
      objectiveBound: this.bound,
      boundDuals: this.boundDuals,
      termination: isOptimal ? 'optimal' : 'feasible',
      ...(!isOptimal && { limit }),
    }
  }
}

/**
 * Searches for better tours in turn with a bound, and where the problem is small with a proof. A turn of the search lasts
 * some times as long as the last one of the bound, so that a quick bound leads and a slow one is waited for by nobody.
 */
function improve(search: TourSearch, state: Progress, seed: number): void {
  const { problem, pricer } = search
  const { costStep } = problem
  const { incumbent } = state
  const onBetter = () => state.tell()
  const neighbourhoods = new Neighbourhoods(search, incumbent, { seed, costStep, onBetter })
  // Where even the start took long, its bound will take far longer.
  const isQuick = pricer.work <= QUICK_START
  const root = rootOf(search, incumbent, isQuick)
  let owed = isQuick ? 0 : FREE_WORK + SEARCHED_FIRST * pricer.work
  while (!state.isDone() && !root.isDone) {
    while (owed > FREE_WORK && !state.isDone()) {
      const start = pricer.work
      neighbourhoods.advance(1, () => state.isDone())
      owed -= (pricer.work - start) / (isQuick ? SEARCHED_FOR_EACH : SEARCHED_FOR_SLOW) + 1
    }
    const before = pricer.work
    const { duals, tours } = root.advance()
    state.prove(duals)
    if (tours && incumbent.offer(tours)) onBetter()
    owed += pricer.work - before
  }
  settleTours(search, incumbent)
  state.tell()
  const isSmall = problem.people.length * problem.options.length <= MOST_CHOICES_TO_PROVE
  const onBound = (bound: number) => state.raise(bound)
  const proof = isSmall ? new TourProof(search, incumbent, state.bound, { costStep, onBetter, onBound }) : null
  while (!state.isDone()) {
    const before = pricer.work
    proof?.advance(BRANCHES_A_TURN)
    const searchedUpTo = pricer.work + SEARCHED_FOR_PROOF * (pricer.work - before)
    do neighbourhoods.advance(1, () => state.isDone())
    while (pricer.work < searchedUpTo && !state.isDone())
  }
}

/** Steps of work for the bound that the search does not wait to have as well. */
const FREE_WORK = 300_000_000
/** Steps of search for each step of the bound beyond them. */
const SEARCHED_FOR_EACH = 3
const SEARCHED_FOR_SLOW = 10
/** Steps of a quick start, and steps owed to the search first for each step of a slower one. */
const QUICK_START = 50_000_000
const SEARCHED_FIRST = 5

function rootOf(search: TourSearch, incumbent: Incumbent, isQuick: boolean): RootRelaxation {
  const { days, cover } = search.problem
  const isWhole = days <= MOST_DAYS_AT_ONCE && cover.rows <= MOST_ROWS_AT_ONCE
  if (!isWhole) return new AscentRoot(search, incumbent)
  return new ColumnRoot(search, incumbent, isQuick ? QUICK_TURNS : SLOW_TURNS)
}
