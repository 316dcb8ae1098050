import type { CoverCells } from './cover-cells.ts'
import type { ServicePrices } from './service-prices.ts'
import type { StaffModel } from './staff-model.ts'
import type { PersonTour, TourSearch } from './tour-search.ts'
import { planWork } from './work-plan.ts'

export interface ImproveOptions {
  /** Multipliers of the bound, and when deferred work is done at them. */
  readonly prices: ServicePrices
  readonly work: Float64Array
  /** People in the order in which they are asked. */
  readonly order: readonly number[]
  /** Numbers in [0, 1). */
  readonly next: () => number
  /** Cost at which the search may stop, minor currency units, guaranteed wages left out. */
  readonly goodEnough: number
  /** People asked at most, a measure of work that is the same on every machine. */
  readonly mostAsked: number
  /** Times at most that everybody is asked at a price. */
  readonly mostPasses: number
  readonly isOutOfTime: () => boolean
  readonly onProgress: (progress: { readonly fraction: number; readonly cost: number }) => void
}

/** A roster with all that it costs, guaranteed wages left out. */
export interface FoundRoster {
  readonly people: readonly (PersonTour | null)[]
  readonly cost: number
  /** Part of the cost that stands for hard rules about the team that are not met, and that nobody pays. */
  readonly unmet: number
}

/**
 * Prices of missing agents as multiples of the multipliers, and how often everybody is asked at each. At first hardly
 * anybody is added beyond what the multipliers pay, so that the roster is about as good as the bound and short here and
 * there; then what is missing costs ever more, until it costs what it really does.
 */
const STAGES: readonly (readonly [multiple: number, passes: number])[] = [
  [1.1, 3],
  [1.2, 2],
  [1.4, 2],
  [1.7, 2],
  [2, 2],
  [2.5, 2],
  [3.5, 2],
]
/** Where an agent is worth nothing now, part of the full price that a missing one costs for each further multiple. */
const LEAST_SHARE = 0.02
/** Deferred work done late can mostly be done at another time, so it is never priced above some multiple. */
const DEFERRED_MULTIPLE = 3
/** What is not worked when it is planned comes about so late, if the multipliers do not say that it is dearer. */
const INTERVALS_LATE = 8
/** Instant queues go before deferred ones, as they do when the roster is checked. */
const BELOW_INSTANT = 0.9

/**
 * Searches for a roster of least cost: one person after another gets the tour that is best as the others stand, breaks
 * included, while prices rise to the true ones; deferred work is then planned into the time that instant queues leave;
 * and a few people at a time are taken off and put back in another order. Where deferred work would rather be done is
 * only guessed meanwhile, so every so often it is planned anew, and what has turned out dearer is undone.
 * @returns null when time is up before there is a whole roster
 */
export function improveRoster(search: TourSearch, options: ImproveOptions): FoundRoster | null {
  const run = new Improvement(search, options)
  run.raisePrices()
  if (options.isOutOfTime()) return null
  run.settle()
  run.regroup()
  return run.best
}

class Improvement {
  readonly #search: TourSearch
  readonly #options: ImproveOptions
  readonly #model: StaffModel
  readonly #cells: CoverCells
  #asked = 0
  best: FoundRoster = { people: [], cost: Infinity, unmet: 0 }

  constructor(search: TourSearch, options: ImproveOptions) {
    this.#search = search
    this.#options = options
    this.#model = search.model
    this.#cells = search.cells
  }

  get #isOver(): boolean {
    const { mostAsked, isOutOfTime, goodEnough } = this.#options
    return this.#asked >= mostAsked || this.best.cost <= goodEnough || isOutOfTime()
  }

  raisePrices(): void {
    const { work, order, mostPasses, isOutOfTime } = this.#options
    this.#price(STAGES[0]![0], work)
    for (const person of order) this.#search.respond(person)
    for (const [multiple, passes] of STAGES) {
      this.#price(multiple, null)
      for (let pass = 0; pass < passes && pass < mostPasses && !isOutOfTime(); pass++) this.#askAll()
    }
    this.#price(Infinity, null)
    this.#askAll()
  }

  /** Plans deferred work and asks everybody, until nothing changes. */
  settle(): void {
    for (let pass = 0; pass < MOST_SETTLING; pass++) {
      this.#planWork()
      if (this.#isOver || this.#askAll() === 0) return
    }
    this.#planWork()
  }

  /** Regroups people until that brings nothing any more. */
  regroup(): void {
    const { order } = this.#options
    if (order.length < 2) return
    const most = Math.max(LEAST_CHECKED, CHECKED_SHARE * order.length)
    let asked = most
    for (let fruitless = 0; fruitless < MOST_FRUITLESS && !this.#isOver; ) {
      const { cost } = this.best
      const until = this.#asked + asked
      while (this.#asked < until && !this.#isOver) this.#regroupFew()
      if (this.#planWork() > cost) this.#goBack()
      const isBetter = this.best.cost < cost
      fruitless = isBetter ? 0 : fruitless + 1
      asked = isBetter ? Math.min(most, 2 * asked) : Math.max(LEAST_CHECKED, asked / 2)
    }
  }

  /** Takes a few people off and lets them in again, one after the other and once more; keeps what is no dearer. */
  #regroupFew(): void {
    const { cost } = this.#search
    const few = this.#pickFew()
    const old = few.map((person) => this.#search.place(person, null))
    for (let pass = 0; pass < 2; pass++) for (const person of few) this.#search.respond(person)
    this.#asked += 2 * few.length
    if (this.#search.cost <= cost) return
    for (const [index, person] of few.entries()) this.#search.place(person, old[index]!)
  }

  /** Two or more of all people, in any order. */
  #pickFew(): number[] {
    const { order, next } = this.#options
    const size = Math.min(order.length, 2 + Math.floor(next() * (FEW - 1)))
    const few = new Set<number>()
    while (few.size < size) few.add(order[Math.floor(next() * order.length)]!)
    return [...few]
  }

  #goBack(): void {
    for (const [person, work] of this.best.people.entries()) this.#search.place(person, work)
    this.#planWork()
  }

  #askAll(): number {
    let changes = 0
    for (const person of this.#options.order) {
      if (this.#options.isOutOfTime()) break
      if (this.#search.respond(person)) changes++
      this.#asked++
    }
    return changes
  }

  /** Puts what is missing at a multiple of the multipliers, at most its true price. */
  #price(multiple: number, work: Float64Array | null): void {
    const { queues, horizon } = this.#model
    for (let interval = 0; interval < horizon.intervals; interval++) {
      queues.forEach(({ need }, queue) => {
        const cell = interval * queues.length + queue
        const agents =
          need.kind === 'instant'
            ? need.scheduledAgents[interval]!
            : (work?.[cell] ?? this.#cells.need[interval * this.#cells.queues + queue]!)
        this.#cells.setNeed(interval, queue, agents, this.#priceAt(multiple, interval, queue))
      })
      this.#cells.shareOut(interval)
    }
  }

  #priceAt(multiple: number, interval: number, queue: number): number {
    const { queues, horizon } = this.#model
    const { need, price } = queues[queue]!
    const dearest = Math.max(...queues.map((each) => (each.need.kind === 'instant' ? each.price : 0)), 0)
    const multiplier = this.#options.prices[queue * horizon.intervals + interval]!
    if (need.kind === 'instant') {
      return multiple === Infinity
        ? price
        : Math.min(price, multiple * multiplier + (multiple - 1) * LEAST_SHARE * price)
    }
    const most = Math.min(multiple, DEFERRED_MULTIPLE)
    const late = price * need.contactsPerAgent[interval]! * INTERVALS_LATE
    const asked = most * multiplier + (most - 1) * LEAST_SHARE * Math.max(dearest, late)
    return dearest === 0 ? asked : Math.min(asked, BELOW_INSTANT * dearest)
  }

  /** @returns what the roster costs with its deferred work planned anew */
  #planWork(): number {
    const { queues, horizon } = this.#model
    const prices = new Float64Array(horizon.intervals * queues.length)
    for (let interval = 0; interval < horizon.intervals; interval++) {
      queues.forEach((_, queue) => {
        prices[interval * queues.length + queue] = this.#priceAt(Infinity, interval, queue)
      })
    }
    const { overdueCost } = planWork(this.#model, this.#cells, prices, this.#options.prices)
    const { team, tourCosts, people } = this.#search
    const cost =
      tourCosts + team.cost + overdueCost + this.#cells.costOf((queue) => queues[queue]?.need.kind === 'instant')
    if (cost < this.best.cost) this.best = { people: [...people], cost, unmet: team.hardCost }
    this.#options.onProgress({
      fraction: Math.min(1, this.#asked / this.#options.mostAsked),
      cost: this.best.cost - this.best.unmet,
    })
    return cost
  }
}

const MOST_SETTLING = 4
/** People taken off together: the fewer, the more often it pays. */
const FEW = 3
/**
 * People asked before it is checked what the roster really costs: at most a share of all, fewer where that turns out dearer,
 * at least a few.
 */
const CHECKED_SHARE = 0.3
const LEAST_CHECKED = 30
/** Checks in a row without anything cheaper, after which there are no more. */
const MOST_FRUITLESS = 60
