import { tourCost } from '../tours/tour-cost.ts'
import type { TourPricer } from '../tours/tour-pricer.ts'
import type { Tour } from '../tours/tour-problem.ts'
import type { CoverCells } from './cover-cells.ts'
import { OptionValues } from './option-values.ts'
import type { StaffModel } from './staff-model.ts'
import type { TeamCover } from './team-cover.ts'

/** What one person works: options, the starts of their breaks, and the agents that this puts on position. */
export interface PersonTour {
  readonly tour: Tour
  /** Starts of the breaks of each shift, epoch milliseconds, by day worked in order. */
  readonly breaksMs: readonly (readonly number[])[]
  readonly intervals: Int32Array
  readonly shares: Float64Array
  /** Own cost, minor currency units. */
  readonly cost: number
}

/** Tried for a minute of a budget, minor currency units; the shift's own excess comes on top. */
const BUDGET_PRICES = [0, 10, 30, 60, 100, 200, 500, 2000, 10_000]

/** Named tours with the cover that they give, changed person by person. */
export class TourSearch {
  readonly model: StaffModel
  readonly cells: CoverCells
  readonly people: (PersonTour | null)[]
  readonly values: OptionValues
  readonly team: TeamCover
  readonly #pricer: TourPricer
  readonly #gains: Float64Array
  readonly #known: Int32Array
  readonly #agentValue: Float64Array
  readonly #optionValue: Float64Array
  readonly #onPosition: Float64Array
  /** Own costs of all tours. */
  tourCosts = 0

  constructor(model: StaffModel, cells: CoverCells, pricer: TourPricer, team: TeamCover) {
    const { horizon, groups, options, problem } = model
    this.model = model
    this.cells = cells
    this.team = team
    this.#pricer = pricer
    this.people = problem.people.map(() => null)
    this.values = new OptionValues(horizon, options)
    this.#gains = new Float64Array(horizon.intervals * groups)
    this.#known = new Int32Array(horizon.intervals * groups).fill(-1)
    this.#agentValue = new Float64Array(horizon.intervals)
    this.#optionValue = new Float64Array(options.length)
    this.#onPosition = new Float64Array(horizon.intervals)
  }

  get cost(): number {
    return this.cells.cost + this.tourCosts + this.team.cost
  }

  /** Takes a person off the roster. @returns what the person worked */
  remove(person: number): PersonTour | null {
    const old = this.people[person]!
    if (!old) return null
    const { group } = this.model.problem.people[person]!
    for (let k = 0; k < old.intervals.length; k++) this.cells.remove(old.intervals[k]!, group, old.shares[k]!)
    this.team.remove(person, old.tour)
    this.tourCosts -= old.cost
    this.people[person] = null
    return old
  }

  place(person: number, work: PersonTour): void {
    const { group } = this.model.problem.people[person]!
    for (let k = 0; k < work.intervals.length; k++) this.cells.add(work.intervals[k]!, group, work.shares[k]!)
    this.team.add(person, work.tour)
    this.tourCosts += work.cost
    this.people[person] = work
  }

  /** Gives a person who is off the roster the tour that makes it cheapest. */
  respond(person: number): void {
    const value = this.marginalValue(this.model.problem.people[person]!.group)
    this.values.evaluate(value, this.#optionValue)
    if (this.team.isEmpty) {
      const work = this.bestWork(person, this.#optionValue)
      if (work) this.place(person, work)
    } else this.#respondToTeam(person)
  }

  /** As `respond`, with what the team saves; where budgets bind, at the price of a minute that turns out best. */
  #respondToTeam(person: number): void {
    let best: PersonTour | null = null
    let least = this.cost
    for (const budgetPrice of this.team.hasBudgets ? BUDGET_PRICES : [undefined]) {
      const optionValue = Float64Array.from(this.#optionValue)
      this.team.addValues(person, optionValue, budgetPrice)
      const work = this.bestWork(person, optionValue)
      if (!work) return
      this.place(person, work)
      const { cost } = this
      this.remove(person)
      if (best && cost >= least) continue
      best = work
      least = cost
    }
    if (best) this.place(person, best)
  }

  /** Best tour at values of the options, breaks where `values` last had them. */
  bestWork(person: number, optionValue: Float64Array): PersonTour | null {
    const tour = this.#pricer.cheapest(person, optionValue)?.tour
    return tour ? this.workOf(person, tour) : null
  }

  workOf(person: number, tour: Tour): PersonTour {
    const onPosition = this.#onPosition.fill(0)
    const worked = [...tour].filter((option) => option >= 0)
    for (const option of worked) this.values.addPresence(option, 1, onPosition)
    const intervals: number[] = []
    onPosition.forEach((share, interval) => {
      if (share > 1e-9) intervals.push(interval)
    })
    return {
      tour,
      breaksMs: worked.map((option) => this.values.breakStartsMs(option)),
      intervals: Int32Array.from(intervals),
      shares: Float64Array.from(intervals, (interval) => onPosition[interval]!),
      cost: tourCost(this.model.problem, person, tour),
    }
  }

  marginalValue(group: number): Float64Array {
    const { groups, horizon } = this.model
    const { version } = this.cells
    for (let interval = 0; interval < horizon.intervals; interval++) {
      const at = interval * groups + group
      if (this.#known[at] !== version[interval]) {
        this.#gains[at] = this.cells.gain(interval, group)
        this.#known[at] = version[interval]!
      }
      this.#agentValue[interval] = this.#gains[at]!
    }
    return this.#agentValue
  }
}
