import type { LpEngine } from '../lp/lp-engine.ts'
import { ascendBound } from './ascend-bound.ts'
import { generateColumns, SpanMaster, type TourSearch } from './column-generation.ts'
import { CoverRows } from './cover-rows.ts'
import { dive } from './dive.ts'
import { Neighbourhoods } from './improve-tours.ts'
import { Incumbent } from './incumbent.ts'
import { TourProof } from './prove-tours.ts'
import { settleTours } from './settle-tours.ts'
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

/** Days beyond which, and rows beyond which, no master of everything is made. */
const MOST_DAYS_AT_ONCE = 120
const MOST_ROWS_AT_ONCE = 2500
/** Choices (people times options) up to which a proof by branch and price is tried. */
const MOST_CHOICES_TO_PROVE = 2500
const ASCENT_ROUNDS = 120
/** Rounds of ascent whose tours and multipliers the master begins with. */
const WARMING_ROUNDS = 60
const NEIGHBOURHOODS_A_TURN = 4
const BRANCHES_A_TURN = 24

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
  if (problem.days <= MOST_DAYS_AT_ONCE && problem.cover.rows <= MOST_ROWS_AT_ONCE) boundByColumns(search, state)
  else boundByAscent(search, state)
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

  constructor(search: TourSearch, options: SolveToursOptions) {
    this.#search = search
    this.#options = options
    this.boundDuals = new Float64Array(search.problem.cover.rows)
    this.incumbent = new Incumbent(search, firstTours(search, options.start))
  }

  /** Costs are whole steps, so a bound may be rounded up to one. */
  raise(bound: number): void {
    const { costStep } = this.#search.problem
    const rounded = costStep > 0 ? Math.ceil(bound / costStep - 1e-6) * costStep : bound
    this.bound = Math.max(this.bound, Math.min(rounded, this.incumbent.objective))
    this.tell()
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

function firstTours({ problem, pricer }: TourSearch, start: SolveToursOptions['start']): (Tour | null)[] {
  const noPrices = new Float64Array(problem.options.length)
  return problem.people.map((_, person) => {
    const given = start?.[person]
    if (given && pricer.tourCost(person, given) < Infinity) return given
    return pricer.cheapest(person, noPrices)?.tour ?? null
  })
}

function boundByColumns(search: TourSearch, state: Progress): void {
  const { incumbent } = state
  settleTours(search, incumbent)
  state.tell()
  const people = incumbent.tours.flatMap((tour, person) => (tour ? [person] : []))
  const master = new SpanMaster(search, { people, fromDay: 0, toDay: search.problem.days }, incumbent.tours)
  const { duals } = ascendBound(search, {
    upperLimit: incumbent.objective,
    rounds: WARMING_ROUNDS,
    start: state.boundDuals,
    onTour: (person, tour) => master.columns.add(person, tour, search.pricer.tourCost(person, tour)),
  })
  const tolerance = Math.max(search.problem.costStep / 4, 1e-4 * Math.abs(incumbent.objective) * 0.1)
  const { boundDuals } = generateColumns(search, master, {
    rounds: 300,
    smoothing: 0.6,
    cutoff: Infinity,
    tolerance,
    duals,
  })
  state.boundDuals = boundDuals
  state.raise(tourBound(search.problem, boundDuals, search.pricer))
  if (state.isDone()) return
  const dived = dive(search, master, { rounds: 6, cutoff: incumbent.objective, atOnce: 0.1 })
  if (dived) incumbent.offer(dived)
  settleTours(search, incumbent)
  state.tell()
}

function boundByAscent(search: TourSearch, state: Progress): void {
  settleTours(search, state.incumbent)
  state.tell()
  const { duals, bound } = ascendBound(search, {
    upperLimit: state.incumbent.objective,
    rounds: ASCENT_ROUNDS,
    start: state.boundDuals,
  })
  state.boundDuals = duals
  state.raise(bound)
}

/** Searches for better tours and, where the problem is small, in turn for a proof. */
function improve(search: TourSearch, state: Progress, seed: number): void {
  const { problem } = search
  const { costStep } = problem
  const onBetter = () => state.tell()
  const neighbourhoods = new Neighbourhoods(search, state.incumbent, { seed, costStep, onBetter })
  const isSmall = problem.people.length * problem.options.length <= MOST_CHOICES_TO_PROVE
  const onBound = (bound: number) => state.raise(bound)
  const proof = isSmall ? new TourProof(search, state.incumbent, state.bound, { costStep, onBetter, onBound }) : null
  while (!state.isDone()) {
    neighbourhoods.advance(NEIGHBOURHOODS_A_TURN, () => state.isDone())
    if (!state.isDone()) proof?.advance(BRANCHES_A_TURN)
  }
}
