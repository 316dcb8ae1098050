import { type CheapestPath, cheapestPath, pathCost } from './cheapest-path.ts'
import { openGraph } from './open-graph.ts'
import { PersonLimits } from './person-limits.ts'
import type { TourGraph } from './tour-graph.ts'
import type { SumLimit } from './tour-limit.ts'
import { daysFrom, type Tour, type TourPerson, type TourProblem } from './tour-problem.ts'

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
  /** Graphs without what is closed, by who chooses. */
  readonly #opened = new WeakMap<TourPerson, { readonly of: TourGraph; readonly graph: TourGraph }>()
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
   * Cheapest way to spend some days of a tour, the other days as they are and unpaid.
   * @param choice options and days off that are open, and what they cost, in place of the person's own
   */
  cheapestSpan(span: PersonSpan, optionPrice: ArrayLike<number>, choice?: TourPerson): PricedTour | null {
    const found = this.#within(span.graph, span.person, optionPrice, { tour: span.tour, choice })
    return found && { cost: found.cost + span.elsewhere, tour: found.tour }
  }

  /**
   * A legal tour over a long horizon, cheap at prices though not the cheapest: one of the relaxed graph, in which the time
   * that a sum leaves out is bought or sold at whatever price brings about what must be reached, and whose last weeks are
   * then made anew so that every limit holds.
   * @returns null when none is found
   */
  assemble(person: number, optionPrice: ArrayLike<number>): Tour | null {
    const nearly = this.#nearlyLegal(person, optionPrice)
    for (const tour of nearly) if (this.tourCost(person, tour) < Infinity) return tour
    for (const length of LAST_DAYS) {
      const fromDay = Math.max(0, this.problem.days - length)
      for (const tour of nearly) {
        const graph = this.#limits.spanGraph(person, tour, daysFrom(fromDay, this.problem.days))
        const found = this.#within(graph, person, optionPrice, { tour })
        if (found && this.tourCost(person, found.tour) < Infinity) return found.tour
      }
    }
    return null
  }

  /** A tour that reaches what the left out sum asks for, or the nearest ones on both sides of it. */
  #nearlyLegal(person: number, optionPrice: ArrayLike<number>): Tour[] {
    const graph = this.#limits.graph(person, 'relaxed')
    const sum = this.#limits.leftOut(person).find((limit) => limit.kind === 'sum')
    if (!sum) return this.#pathTour(graph, person, optionPrice)
    const most = (2 * spread(optionPrice)) / Math.max(1, leastOf(sum.weights))
    // Where options are worth the same, all of them would be bought or none.
    const unevenness = spread(optionPrice) / 2
    let [low, high] = [-most, most]
    let [below, above]: [Tour[], Tour[]] = [[], []]
    for (let round = 0; round < MOST_HALVINGS; round++) {
      const unit = (low + high) / 2
      const price = Float64Array.from(
        optionPrice,
        (each, option) => each + unit * sum.weights[option]! - unevenness * ((option * GOLDEN) % 1),
      )
      const found = this.#pathTour(graph, person, price)
      if (!found[0]) break
      const off = distance(sum, found[0])
      if (off === 0) return found
      if (off < 0) [low, below] = [unit, found]
      else [high, above] = [unit, found]
    }
    return [...below, ...above]
  }

  #pathTour(graph: TourGraph, person: number, optionPrice: ArrayLike<number>): Tour[] {
    const found = this.#within(graph, person, optionPrice, {})
    return found ? [found.tour] : []
  }

  /** What `cheapestSpan` searches, around a legal tour. */
  spanOf(person: number, tour: Tour, days: readonly number[]): PersonSpan {
    const graph = this.#limits.spanGraph(person, tour, days)
    const elsewhere = this.tourCost(person, tour) - pathCost(graph, this.problem.people[person]!, tour)
    return { person, tour, graph, elsewhere }
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
   * dearer for a while, and then as many as may be stay where they are best paid, the others closed. Legal, yet not always
   * the cheapest.
   */
  #within(
    graph: TourGraph,
    person: number,
    optionPrice: ArrayLike<number>,
    { tour: around, choice }: Within,
  ): PricedTour | null {
    const price = Float64Array.from(optionPrice)
    let step = spread(optionPrice) / SMALL_STEPS
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const found = this.#path(graph, person, price, choice)
      if (!found) return null
      const tour = around ? Int32Array.from(around) : found.choices
      tour.set(found.choices, graph.fromDay)
      const broken = this.#limits.lazy(person).filter((limit) => excess(limit, tour) > 0)
      if (broken.length === 0) {
        return { cost: found.cost + priceOf(tour, price, graph) - priceOf(tour, optionPrice, graph), tour }
      }
      for (const limit of broken) {
        const surcharge = round < SURCHARGED_ROUNDS ? step * Math.min(4, excess(limit, tour)) : Infinity
        const kept = round < SURCHARGED_ROUNDS ? [] : bestPaid(limit, tour, price, graph)
        for (let option = 0; option < price.length; option++) {
          if (limit.weights[option]! > 0 && !kept.includes(option)) price[option] = price[option]! - surcharge
        }
      }
      step *= GROWTH
    }
    return null
  }

  #path(graph: TourGraph, person: number, optionPrice: ArrayLike<number>, choice?: TourPerson): CheapestPath | null {
    const open = choice ? this.#open(graph, choice) : graph
    this.work += open.arcTo.length + 1000
    return cheapestPath(open, choice ?? this.problem.people[person]!, optionPrice)
  }

  #open(graph: TourGraph, choice: TourPerson): TourGraph {
    const known = this.#opened.get(choice)
    if (known?.of === graph) return known.graph
    const opened = { of: graph, graph: openGraph(graph, choice) }
    this.#opened.set(choice, opened)
    this.work += graph.arcTo.length
    return opened.graph
  }
}

/** Tours of a person that differ from a given one on some days alone. */
export interface PersonSpan {
  readonly person: number
  readonly tour: Tour
  readonly graph: TourGraph
  /** What the other days cost. */
  readonly elsewhere: number
}

interface Within {
  /** Other days of the tour. */
  readonly tour?: Tour
  readonly choice?: TourPerson | undefined
}

/** Days at the end of a nearly legal tour that are made anew, the fewest first. */
const LAST_DAYS = [28, 42, 70]
const MOST_HALVINGS = 14
const GOLDEN = 0.6180339887

/** What a tour's sum is below the least (negative) or above the most that costs nothing; 0 within. */
function distance({ weights, fromDay, toDay, before, over, under }: SumLimit, tour: Tour): number {
  const sum = before + weightOf(weights, tour, fromDay, toDay)
  const least = Math.max(-Infinity, ...under.map(({ below }) => below))
  const most = Math.min(Infinity, ...over.map(({ above }) => above))
  return sum < least ? sum - least : Math.max(0, sum - most)
}

const leastOf = (weights: Int32Array): number =>
  weights.reduce((least, weight) => (weight > 0 && weight < least ? weight : least), 2 ** 31)

function weightOf(weights: Int32Array, tour: Tour, fromDay: number, toDay: number): number {
  let sum = 0
  for (let day = fromDay; day < toDay; day++) if (tour[day]! >= 0) sum += weights[tour[day]!]!
  return sum
}

/** Surcharges begin at this part of the spread of prices, grow, and give way to closed options. */
const SMALL_STEPS = 40
const GROWTH = 1.5
const SURCHARGED_ROUNDS = 6
const MOST_ROUNDS = 40

/** Of the shifts of a sort that a path holds, as many as a limit leaves beside those elsewhere, the best paid. */
function bestPaid(limit: SumLimit, tour: Tour, price: Float64Array, { fromDay, toDay, isFixed }: TourGraph): number[] {
  const used = daysFrom(fromDay, toDay).filter((day) => tour[day]! >= 0 && limit.weights[tour[day]!]! > 0)
  const left = Math.max(0, used.length - excess(limit, tour))
  const priceOn = (day: number) => (isFixed?.[day - fromDay] ? Infinity : price[tour[day]!]!)
  const best = used.sort((a, b) => (priceOn(a) === priceOn(b) ? a - b : priceOn(b) - priceOn(a)))
  return best.slice(0, left).map((day) => tour[day]!)
}

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
  return weightOf(weights, tour, fromDay, toDay) - Math.max(0, over[0]!.above - before)
}
