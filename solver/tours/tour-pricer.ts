import { type CheapestPath, cheapestPath } from './cheapest-path.ts'
import { PersonLimits } from './person-limits.ts'
import type { TourGraph } from './tour-graph.ts'
import type { SumLimit } from './tour-limit.ts'
import type { Tour, TourPerson, TourProblem } from './tour-problem.ts'

export interface PricedTour {
  /** Cost of the tour less the prices of its options. */
  readonly cost: number
  readonly tour: Tour
}

/**
 * Finds each person's cheapest legal tour at given prices of the options, exactly: the shortest path through the graph of
 * the person's limits. Limits on the number of shifts of a sort are left to a second step, since few people come near
 * theirs: when the cheapest tour breaks one, it joins the graph of that person and the search is repeated
 * (decremental state-space relaxation: Righini & Salani, Networks 51 (2008) 155-170).
 */
export class TourPricer {
  readonly problem: TourProblem
  readonly #limits: PersonLimits
  /** Arcs looked at so far: a measure of work that is the same on every machine. */
  work = 0

  constructor(problem: TourProblem) {
    this.problem = problem
    this.#limits = new PersonLimits(problem)
  }

  /**
   * A cheapest legal tour; where the graph of all legal tours would be too great, the cheapest of many.
   * @param optionPrice price of each option for the person's group, `[option]`
   * @param choice options and days off that are open, and what they cost, in place of the person's own
   * @returns null when there is none
   */
  cheapest(person: number, optionPrice: ArrayLike<number>, choice?: TourPerson): PricedTour | null {
    const found = this.#legal(person, optionPrice, 'legal', choice)
    return found && { cost: found.cost, tour: found.choices }
  }

  /** No legal tour costs less, prices taken off; Infinity when there is none. */
  leastCost(person: number, optionPrice: ArrayLike<number>): number {
    return this.#legal(person, optionPrice, 'relaxed')?.cost ?? Infinity
  }

  /** A cheapest path of a graph that holds at least all legal tours; null when there is none. */
  relaxedAnswer(person: number, optionPrice: ArrayLike<number>): PricedTour | null {
    const found = this.#legal(person, optionPrice, 'relaxed')
    return found && { cost: found.cost, tour: found.choices }
  }

  /** Cost of a tour, limits included; Infinity when it is not legal. */
  tourCost(person: number, tour: Tour): number {
    return this.#limits.tourCost(person, tour)
  }

  /** Whether `cheapest` looks at all legal tours, so that its cost is the least. */
  isExact(person: number): boolean {
    return this.#limits.isExact(person)
  }

  /**
   * Cheapest way to spend some days of a tour, the other days as they are.
   * @param choice options and days off that are open, and what they cost, in place of the person's own
   */
  cheapestSpan(span: PersonSpan, optionPrice: ArrayLike<number>, choice?: TourPerson): PricedTour | null {
    return this.#within(span.graph, span.person, optionPrice, { tour: span.tour, choice })
  }

  /** What `cheapestSpan` searches. */
  spanOf(person: number, tour: Tour, fromDay: number, toDay: number): PersonSpan {
    return { person, tour, graph: this.#limits.spanGraph(person, tour, fromDay, toDay) }
  }

  #legal(
    person: number,
    optionPrice: ArrayLike<number>,
    sort: 'legal' | 'relaxed',
    choice?: TourPerson,
  ): CheapestPath | null {
    for (;;) {
      const graph = this.#limits.graph(person, sort)
      const found = this.#path(graph, person, optionPrice, choice)
      if (!found) {
        if (sort === 'legal' && !choice && this.#limits.widen(person)) continue
        return null
      }
      const broken = this.#limits.lazy(person).find((limit) => excess(limit, found.choices) > 0)
      if (!broken) return found
      if (this.#limits.makeEager(person, broken)) continue
      if (sort === 'relaxed') return found
      const priced = this.#within(graph, person, optionPrice, { choice })
      return priced && { cost: priced.cost, choices: priced.tour }
    }
  }

  /**
   * A cheap path that keeps the limits which the graph leaves out: the shifts of a sort that there are too many of are made
   * dearer until there are not. Legal, yet not always the cheapest.
   */
  #within(
    graph: TourGraph,
    person: number,
    optionPrice: ArrayLike<number>,
    { tour: around, choice }: { readonly tour?: Tour; readonly choice?: TourPerson | undefined },
  ): PricedTour | null {
    const price = Float64Array.from(optionPrice)
    let step = spread(optionPrice) / SMALL_STEPS
    for (let round = 0; round < MOST_SURCHARGES; round++) {
      const found = this.#path(graph, person, price, choice)
      if (!found) return null
      const tour = around ? Int32Array.from(around) : found.choices
      tour.set(found.choices, graph.fromDay)
      const broken = this.#limits.lazy(person).filter((limit) => excess(limit, tour) > 0)
      if (broken.length === 0) {
        return { cost: found.cost + priceOf(tour, price, graph) - priceOf(tour, optionPrice, graph), tour }
      }
      for (const limit of broken) {
        const surcharge = step * Math.min(4, excess(limit, tour))
        for (let option = 0; option < price.length; option++) {
          price[option] = price[option]! - limit.weights[option]! * surcharge
        }
      }
      step *= GROWTH
    }
    return null
  }

  #path(graph: TourGraph, person: number, optionPrice: ArrayLike<number>, choice?: TourPerson): CheapestPath | null {
    this.work += graph.arcTo.length + 1000
    return cheapestPath(graph, choice ?? this.problem.people[person]!, optionPrice)
  }
}

/** Tours of a person that differ from a given one on some days alone. */
export interface PersonSpan {
  readonly person: number
  readonly tour: Tour
  readonly graph: TourGraph
}

/** Surcharges begin at this part of the spread of prices, and grow until no shift of a sort is worth having. */
const SMALL_STEPS = 40
const GROWTH = 1.25
const MOST_SURCHARGES = 60

function spread(optionPrice: ArrayLike<number>): number {
  let [least, most] = [0, 1]
  for (let option = 0; option < optionPrice.length; option++) {
    least = Math.min(least, optionPrice[option]!)
    most = Math.max(most, optionPrice[option]!)
  }
  return most - least
}

function priceOf(tour: Tour, optionPrice: ArrayLike<number>, { fromDay, toDay }: { fromDay: number; toDay: number }) {
  let sum = 0
  for (let day = fromDay; day < toDay; day++) if (tour[day]! >= 0) sum += optionPrice[tour[day]!]!
  return sum
}

/** Shifts of a sort beyond what a limit leaves. */
function excess({ weights, over, before, fromDay, toDay }: SumLimit, tour: Tour): number {
  let sum = 0
  for (let day = fromDay; day < toDay; day++) if (tour[day]! >= 0) sum += weights[tour[day]!]!
  return sum - Math.max(0, over[0]!.above - before)
}
