import type { TourSearch } from './column-generation.ts'
import type { Tour } from './tour-problem.ts'

/** The best whole tours so far, and what they cost. */
export class Incumbent {
  readonly #search: TourSearch
  readonly tours: (Tour | null)[]
  readonly #costs: number[]
  readonly #activity: Float64Array
  objective: number

  constructor(search: TourSearch, tours: readonly (Tour | null)[]) {
    this.#search = search
    this.tours = [...tours]
    this.#costs = tours.map((tour, person) => (tour ? search.pricer.tourCost(person, tour) : 0))
    this.#activity = search.cover.activity(tours.flatMap((tour, person) => (tour ? [[person, tour] as const] : [])))
    this.objective = sum(this.#costs) + search.cover.cost(this.#activity)
  }

  /** What some people's tours and some rows cost of it; of a cover that is not separable, all rows. */
  costOf(people: readonly number[], rows: readonly number[]): number {
    const { cover } = this.#search
    const tours = people.reduce((total, person) => total + this.#costs[person]!, 0)
    if (!cover.isSeparable) return tours + cover.cost(this.#activity)
    return tours + rows.reduce((total, row) => total + cover.rowCost(row, this.#activity[row]!), 0)
  }

  /** Takes other tours for some people if they cost no more. @returns whether they cost less */
  offer(changed: ReadonlyMap<number, Tour>): boolean {
    const { cover, pricer } = this.#search
    const activity = Float64Array.from(this.#activity)
    const costs = new Map<number, number>()
    for (const [person, tour] of changed) {
      const before = this.tours[person]
      if (before) cover.add(activity, person, before, -1)
      cover.add(activity, person, tour, 1)
      costs.set(person, pricer.tourCost(person, tour))
    }
    const objective = sum(this.#costs.map((cost, person) => costs.get(person) ?? cost)) + cover.cost(activity)
    if (objective > this.objective + SAME) return false
    for (const [person, tour] of changed) this.tours[person] = tour
    for (const [person, cost] of costs) this.#costs[person] = cost
    this.#activity.set(activity)
    const isBetter = objective < this.objective - SAME
    this.objective = isBetter ? objective : this.objective
    return isBetter
  }

  /** What one person less on some days leaves in the rows. */
  without(person: number, days: readonly number[]): Float64Array {
    const activity = Float64Array.from(this.#activity)
    const tour = this.tours[person]
    if (tour) this.#search.cover.add(activity, person, tour, -1, days)
    return activity
  }
}

const SAME = 1e-6
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
