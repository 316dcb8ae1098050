import { limitCost } from '../tours/tour-cost.ts'
import type { ExcessLimit, RestLimit, TourLimit } from '../tours/tour-limit.ts'
import { type PricedTour, TourPricer } from '../tours/tour-pricer.ts'
import type { Tour, TourPerson, TourProblem } from '../tours/tour-problem.ts'

/**
 * Prices everybody's tours on few and small graphs. What the last shift before the horizon forbids is forbidden option by
 * option, so that people with other last shifts share a graph; and a hard limit on what several weeks have in excess,
 * which would multiply the graph, is looked at only when a tour has been found: few people come near it.
 */
export class StaffPricer {
  readonly problem: TourProblem
  readonly #pricer: TourPricer
  #whole: TourPricer | null = null
  readonly #checked: readonly (readonly ExcessLimit[])[]

  constructor(problem: TourProblem) {
    this.problem = problem
    const closing = new ClosedOptions(problem)
    this.#checked = problem.people.map(({ limits }) => limits.filter(isHardExcess))
    this.#pricer = new TourPricer({
      ...problem,
      people: problem.people.map((person) => {
        const rest = person.limits.find(isHardRest)
        const limits = person.limits.filter((limit) => limit !== rest && !isHardExcess(limit))
        if (!rest) return { ...person, limits }
        return { ...person, ...closing.of(person, rest), limits: [...limits, { ...rest, lastEndMinute: -Infinity }] }
      }),
    })
  }

  /**
   * A cheapest legal tour; where it takes other work to keep a limit on the excess of several weeks, a cheap one: its
   * work is made dearer until the limit holds. Should that lead nowhere, the whole graph is made after all.
   * @param optionPrice price of each option for the person's group, `[option]`
   * @returns null when none is found
   */
  cheapest(person: number, optionPrice: Float64Array): PricedTour | null {
    const found = this.#pricer.cheapest(person, optionPrice)
    if (!found || !this.#broken(person, found.tour)) return found
    for (let step = FIRST_SURCHARGE; step < MOST_SURCHARGE; step *= GROWTH) {
      const broken = this.#checked[person]!
      const price = optionPrice.map(
        (each, option) => each - step * broken.reduce((sum, { weights }) => sum + weights[option]!, 0),
      )
      const other = this.#pricer.cheapest(person, price)
      if (!other || this.#broken(person, other.tour)) continue
      let { cost } = other
      for (const option of other.tour) if (option >= 0) cost += price[option]! - optionPrice[option]!
      return { cost, tour: other.tour }
    }
    this.#whole ??= new TourPricer(this.problem)
    return this.#whole.cheapest(person, optionPrice)
  }

  /** No legal tour costs less, prices taken off; Infinity when there is none. */
  leastCost(person: number, optionPrice: Float64Array): number {
    return this.#pricer.leastCost(person, optionPrice)
  }

  #broken(person: number, tour: Tour): boolean {
    return this.#checked[person]!.some((limit) => limitCost(limit, this.problem.options, tour) > 0)
  }
}

/** Minor currency units for each unit of excess weights. */
const FIRST_SURCHARGE = 0.25
const GROWTH = 1.5
const MOST_SURCHARGE = 1e5

const isHardExcess = (limit: TourLimit): limit is ExcessLimit => limit.kind === 'excess' && limit.unitCost === Infinity

const isHardRest = (limit: TourLimit): limit is RestLimit =>
  limit.kind === 'rest' && limit.unitCost === Infinity && limit.lastEndMinute > -Infinity

/** Costs of options with those closed that come too soon after a last shift; one array for people who are alike. */
class ClosedOptions {
  readonly #options: TourProblem['options']
  readonly #known = new Map<Float64Array, Map<number, Float64Array>>()

  constructor({ options }: TourProblem) {
    this.#options = options
  }

  of({ optionCost }: TourPerson, { lastEndMinute, minMinutes }: RestLimit): Pick<TourPerson, 'optionCost'> {
    const earliest = lastEndMinute + minMinutes
    if (!this.#known.has(optionCost)) this.#known.set(optionCost, new Map())
    const byStart = this.#known.get(optionCost)!
    if (!byStart.has(earliest)) {
      const closed = optionCost.map((cost, option) => (this.#options[option]!.startMinute < earliest ? Infinity : cost))
      byStart.set(earliest, closed)
    }
    return { optionCost: byStart.get(earliest)! }
  }
}
