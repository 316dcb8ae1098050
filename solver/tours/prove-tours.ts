import { generateColumns, SpanMaster, type TourSearch } from './column-generation.ts'
import { dive } from './dive.ts'
import type { Incumbent } from './incumbent.ts'
import { daysFrom, type Tour } from './tour-problem.ts'

/** One decision of a branch: some choices of a person's day, and no others. */
interface Decision {
  readonly person: number
  readonly day: number
  readonly isOpen: (choice: number) => boolean
}

interface Branch {
  readonly decisions: readonly Decision[]
  readonly bound: number
  /** Multipliers that proved the bound of the branch it was split from, to begin near. */
  readonly duals?: Float64Array
}

/** A branch with the relaxation that it is one decision away from, so that it needs only a few pivots more. */
interface NextBranch {
  readonly branch: Branch
  readonly span: SpanMaster
}

export interface ProveOptions {
  readonly costStep: number
  readonly onBetter: () => void
  readonly onBound: (bound: number) => void
}

/**
 * Branch and price, the lowest bound first: a person's day is worked or free, then one option or another. Ends when no
 * branch can hold anything better than the incumbent, which is then proved to be best.
 */
export class TourProof {
  readonly #search: TourSearch
  readonly #incumbent: Incumbent
  readonly #options: ProveOptions
  readonly #pool = new Map<string, { person: number; tour: Tour; cost: number }>()
  readonly #open: Branch[]
  #next: NextBranch | null = null

  constructor(search: TourSearch, incumbent: Incumbent, bound: number, options: ProveOptions) {
    this.#search = search
    this.#incumbent = incumbent
    this.#options = options
    this.#open = [{ decisions: [], bound }]
  }

  /** Looks at some branches more. */
  advance(branches: number): void {
    for (let done = 0; done < branches && !this.#search.isOver() && this.#isExact(); done++) {
      const cutoff = this.#incumbent.objective - Math.max(this.#options.costStep, 1e-6) + 1e-6
      const at = this.#open.reduce(
        (best, branch, index) => (isSooner(branch, this.#open[best]!, this.#options.costStep) ? index : best),
        0,
      )
      const least = this.#open[at]?.bound ?? Infinity
      this.#options.onBound(least >= cutoff ? this.#incumbent.objective : least)
      if (least >= cutoff) return
      const [branch] = this.#open.splice(at, 1)
      const span = this.#next?.branch === branch ? this.#next!.span : null
      const { split, solved } = branchOn(
        this.#search,
        this.#incumbent,
        branch!,
        span,
        this.#pool,
        cutoff,
        this.#options,
      )
      this.#next = split[0] && solved ? { branch: split[0], span: solved } : null
      // A branch cut short by the end of time, or priced by less than all tours, is not done with.
      this.#open.push(...(this.#search.isOver() || !this.#isExact() ? [branch!] : split))
    }
  }

  /** Bounds of branches are proofs only while everybody's tours are priced exactly. */
  #isExact(): boolean {
    const { tours } = this.#incumbent
    return tours.every((tour, person) => tour === null || this.#search.pricer.isExact(person))
  }
}

/** The lower bound in whole steps of cost first, and of equal ones the branch that is nearest to whole tours. */
function isSooner(a: Branch, b: Branch, costStep: number): boolean {
  const steps = ({ bound }: Branch) => (costStep > 0 ? Math.ceil(bound / costStep - 1e-6) : bound)
  return steps(a) === steps(b) ? a.decisions.length > b.decisions.length : steps(a) < steps(b)
}

/** Solves a branch and splits it, the likelier side first; into nothing when it can hold nothing better. */
function branchOn(
  search: TourSearch,
  incumbent: Incumbent,
  branch: Branch,
  parent: SpanMaster | null,
  pool: Map<string, { person: number; tour: Tour; cost: number }>,
  cutoff: number,
  { onBetter, costStep }: ProveOptions,
): { split: Branch[]; solved: SpanMaster | null } {
  const span = parent ?? pooledMaster(search, incumbent, pool)
  for (const { person, day, isOpen } of parent ? branch.decisions.slice(-1) : branch.decisions) {
    span.narrow(person, day, isOpen)
  }
  const known = parent ? span.columns.columns.length : 0
  for (const person of span.choosing) {
    // Its columns may all be closed by the decisions.
    const tour = span.price(person, NO_PRICES(search))
    if (!tour) return { split: [], solved: null }
    span.columns.add(person, tour.tour, tour.cost)
  }
  const { master, bound, boundDuals, isConverged } = generateColumns(search, span, {
    ...{ rounds: 200, smoothing: 0.5, cutoff, tolerance: 1e-5, costStep },
    ...(branch.duals && { duals: branch.duals }),
  })
  for (const { person, tour, cost } of span.columns.columns.slice(known))
    pool.set(`${person}:${tour.join()}`, { person, tour, cost })
  if (bound >= cutoff || search.isOver()) return { split: [], solved: null }
  const decisions = mostOpen(span, master.shares)
  if (!decisions) {
    const whole = dive(search, span, { rounds: 1, cutoff, atOnce: 1 })
    if (whole && incumbent.offer(whole)) onBetter()
    // Whole tours are the branch's best only once no others would help; until then it goes on with those known so far.
    return { split: isConverged ? [] : [branch], solved: null }
  }
  const split = decisions.map((decision) => ({
    decisions: [...branch.decisions, decision],
    bound: Math.max(bound, branch.bound),
    duals: boundDuals,
  }))
  return { split, solved: span }
}

/** A relaxation of everybody with all tours met so far. */
function pooledMaster(
  search: TourSearch,
  { tours }: Incumbent,
  pool: ReadonlyMap<string, { person: number; tour: Tour; cost: number }>,
): SpanMaster {
  const people = tours.flatMap((tour, person) => (tour ? [person] : []))
  const span = new SpanMaster(search, { people, days: daysFrom(0, search.problem.days) }, tours)
  for (const { person, tour, cost } of pool.values()) span.columns.add(person, tour, cost)
  return span
}

const NO_PRICES = ({ problem }: TourSearch) => new Float64Array(problem.options.length)

/** The day on which a person's tours are most of two minds: worked or free, or else one option or another. */
function mostOpen({ columns: { columns }, span }: SpanMaster, shares: Float64Array): Decision[] | null {
  const votes = new Map<string, { person: number; day: number; option: number; share: number }>()
  const vote = (person: number, day: number, option: number, share: number) => {
    const key = `${person} ${day} ${option}`
    const known = votes.get(key)
    votes.set(key, { person, day, option, share: (known?.share ?? 0) + share })
  }
  const WORK = -2
  columns.forEach(({ person, tour }, column) => {
    const share = shares[column]!
    if (share < 1e-7) return
    for (const day of span.days) {
      if (tour[day]! < 0) continue
      vote(person, day, WORK, share)
      vote(person, day, tour[day]!, share)
    }
  })
  const openness = ({ share }: { share: number }) => Math.min(share, 1 - share)
  const open = [...votes.values()].filter((each) => openness(each) > 1e-4)
  const candidates = open.some(({ option }) => option === WORK) ? open.filter(({ option }) => option === WORK) : open
  if (candidates.length === 0) return null
  const { person, day, option, share } = candidates.reduce((best, each) =>
    openness(each) > openness(best) ? each : best,
  )
  const isIt = (choice: number) => (option === WORK ? choice >= 0 : choice === option)
  const sides = [
    { person, day, isOpen: isIt },
    { person, day, isOpen: (choice: number) => !isIt(choice) },
  ]
  return share < 0.5 ? sides.reverse() : sides
}
