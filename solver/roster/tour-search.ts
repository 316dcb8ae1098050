import { tourCost } from '../tours/tour-cost.ts'
import type { Tour } from '../tours/tour-problem.ts'
import type { CoverCells } from './cover-cells.ts'
import { OptionValues } from './option-values.ts'
import type { StaffModel } from './staff-model.ts'
import type { StaffPricer } from './staff-pricer.ts'
import type { TeamCover } from './team-cover.ts'

/** What one person works: options, the starts of their breaks, and the agents that this puts on position. */
export interface PersonTour {
  readonly tour: Tour
  /** Starts of the breaks of each shift, epoch milliseconds, by day worked in order. */
  readonly breaksMs: readonly (readonly number[])[]
  /** Intervals in which the person is on position, ascending, and for which share of each. */
  readonly intervals: Int32Array
  readonly shares: Float64Array
  /** Own cost, minor currency units. */
  readonly cost: number
}

/** Tried for a minute of a budget, minor currency units; the shift's own excess comes on top. */
const BUDGET_PRICES = [0, 10, 30, 60, 100, 200, 500, 2000, 10_000]
/** Less is a rounding error, minor currency units. */
const LEAST_GAIN = 1e-4

/** Named tours with the cover that they give, changed person by person. */
export class TourSearch {
  readonly model: StaffModel
  readonly cells: CoverCells
  readonly people: (PersonTour | null)[]
  readonly values: OptionValues
  readonly team: TeamCover
  readonly #pricer: StaffPricer
  /** What one more agent of a group saves and one less costs, with the versions of the cells that they belong to. */
  readonly #gains: Float64Array
  readonly #gainsKnown: Int32Array
  readonly #losses: Float64Array
  readonly #lossesKnown: Int32Array
  readonly #agentValue: Float64Array
  readonly #optionValue: Float64Array
  readonly #onPosition: Float64Array
  /** Own costs of all tours. */
  tourCosts = 0

  constructor(model: StaffModel, cells: CoverCells, pricer: StaffPricer, team: TeamCover) {
    const { horizon, groups, options, problem } = model
    this.model = model
    this.cells = cells
    this.team = team
    this.#pricer = pricer
    this.people = problem.people.map(() => null)
    this.values = new OptionValues(horizon, options)
    this.#gains = new Float64Array(horizon.intervals * groups)
    this.#gainsKnown = new Int32Array(horizon.intervals * groups).fill(-1)
    this.#losses = new Float64Array(horizon.intervals * groups)
    this.#lossesKnown = new Int32Array(horizon.intervals * groups).fill(-1)
    this.#agentValue = new Float64Array(horizon.intervals)
    this.#optionValue = new Float64Array(options.length)
    this.#onPosition = new Float64Array(horizon.intervals)
  }

  get cost(): number {
    return this.cells.cost + this.tourCosts + this.team.cost
  }

  /** Gives a person other work, or none. @returns what the person worked */
  place(person: number, work: PersonTour | null): PersonTour | null {
    const old = this.people[person]!
    if (old === work) return old
    this.#moveAgents(this.model.problem.people[person]!.group, old, work)
    if (old) this.team.remove(person, old.tour)
    if (work) this.team.add(person, work.tour)
    this.tourCosts += (work?.cost ?? 0) - (old?.cost ?? 0)
    this.people[person] = work
    return old
  }

  /** Intervals in which old and new work put the same share of an agent on position stay as they are. */
  #moveAgents(group: number, old: PersonTour | null, work: PersonTour | null): void {
    let before = 0
    let after = 0
    const from = old?.intervals ?? NOWHERE
    const to = work?.intervals ?? NOWHERE
    while (before < from.length || after < to.length) {
      const interval = Math.min(from[before] ?? Infinity, to[after] ?? Infinity)
      const was = from[before] === interval ? old!.shares[before++]! : 0
      const is = to[after] === interval ? work!.shares[after++]! : 0
      if (is > was) this.cells.add(interval, group, is - was)
      else if (was > is) this.cells.remove(interval, group, was - is)
    }
  }

  /**
   * Gives a person the tour that makes the roster cheapest as the others stand, breaks included.
   * @returns whether it got cheaper; always for who had none and can have one
   */
  respond(person: number): boolean {
    const old = this.people[person]!
    const value = this.#valueTo(person)
    this.values.evaluate(value, this.#optionValue)
    const best = this.team.isEmpty ? this.#bestTour(person) : this.#bestTourInTeam(person)
    if (!best || (old && best.saved <= this.#savedBy(person, old, value) + LEAST_GAIN)) return false
    const before = this.cost
    this.place(person, this.#workOf(person, best.tour))
    // A part of an interval may be worth another share of what a whole one is, which is what was reckoned with.
    if (!old || this.cost < before - LEAST_GAIN) return true
    this.place(person, old)
    return false
  }

  #bestTour(person: number): FoundTour | null {
    const priced = this.#pricer.cheapest(person, this.#optionValue)
    return priced && { tour: priced.tour, saved: -priced.cost }
  }

  /** With what the team saves; where budgets bind, at the price of a minute that turns out best. */
  #bestTourInTeam(person: number): FoundTour | null {
    const { team } = this
    const old = this.people[person]
    if (old) team.remove(person, old.tour)
    let best: FoundTour | null = null
    for (const budgetPrice of team.hasBudgets ? BUDGET_PRICES : [undefined]) {
      const optionValue = Float64Array.from(this.#optionValue)
      team.addValues(person, optionValue, budgetPrice)
      const priced = this.#pricer.cheapest(person, optionValue)
      if (!priced) break
      let saved = -priced.cost - this.#teamCost(person, priced.tour)
      for (const option of priced.tour) {
        if (option >= 0) saved += this.#optionValue[option]! - optionValue[option]!
      }
      if (!best || saved > best.saved) best = { tour: priced.tour, saved }
    }
    if (old) team.add(person, old.tour)
    return best
  }

  /** What a tour of a person who is not in the team costs it. */
  #teamCost(person: number, tour: Tour): number {
    const { cost } = this.team
    this.team.add(person, tour)
    const more = this.team.cost - cost
    this.team.remove(person, tour)
    return more
  }

  /** What the roster would cost more if the person worked nothing. */
  #savedBy(person: number, work: PersonTour, value: Float64Array): number {
    let saved = -work.cost
    for (let k = 0; k < work.intervals.length; k++) saved += work.shares[k]! * value[work.intervals[k]!]!
    if (this.team.isEmpty) return saved
    this.team.remove(person, work.tour)
    const teamCost = this.#teamCost(person, work.tour)
    this.team.add(person, work.tour)
    return saved - teamCost
  }

  /** A tour with its breaks where the values last evaluated have them. */
  #workOf(person: number, tour: Tour): PersonTour {
    const onPosition = this.#onPosition.fill(0)
    const worked = [...tour].filter((option) => option >= 0)
    for (const option of worked) this.values.addPresence(option, 1, onPosition)
    const intervals = Int32Array.from([...onPosition.keys()].filter((interval) => onPosition[interval]! > 1e-9))
    return {
      ...{ tour, intervals },
      breaksMs: worked.map((option) => this.values.breakStartsMs(option)),
      shares: Float64Array.from(intervals, (interval) => onPosition[interval]!),
      cost: tourCost(this.model.problem, person, tour),
    }
  }

  /** What an agent of a person's group is worth in every interval, the person's own work left out. */
  #valueTo(person: number): Float64Array {
    const { group } = this.model.problem.people[person]!
    const { version } = this.cells
    const { groups } = this.model
    const value = this.#agentValue
    const present = this.people[person]?.intervals ?? NOWHERE
    for (let interval = 0, next = 0; interval < value.length; interval++) {
      const at = interval * groups + group
      if (present[next] === interval) {
        next++
        if (this.#lossesKnown[at] !== version[interval]) {
          this.#losses[at] = this.cells.loss(interval, group)
          this.#lossesKnown[at] = version[interval]!
        }
        value[interval] = this.#losses[at]!
      } else {
        if (this.#gainsKnown[at] !== version[interval]) {
          this.#gains[at] = this.cells.gain(interval, group)
          this.#gainsKnown[at] = version[interval]!
        }
        value[interval] = this.#gains[at]!
      }
    }
    return value
  }
}

interface FoundTour {
  readonly tour: Tour
  /** What the roster costs less with it than without the person, minor currency units. */
  readonly saved: number
}

const NOWHERE = new Int32Array(0)
