import type { Pay } from '../check/wages.ts'
import type { ScoredPerson } from './scored-person.ts'

/**
 * What people cost, side by side, so that thousands are added up at each edit in no time, person by person in the checker's
 * order: rounding falls alike, to the last bit.
 */
export class PeoplePrices {
  /** Minor currency units, `[person]`. */
  readonly #ordinary: Float64Array
  readonly #overtime: Float64Array
  readonly #premiums: Float64Array
  /** Minor currency units, `[rule][person][finding]`. */
  readonly #softCosts: (readonly number[])[][]

  constructor(people: readonly ScoredPerson[]) {
    this.#ordinary = new Float64Array(people.length)
    this.#overtime = new Float64Array(people.length)
    this.#premiums = new Float64Array(people.length)
    this.#softCosts = (people[0]?.softCosts ?? []).map(() => [])
    for (const [index, person] of people.entries()) this.change(index, person)
  }

  change(index: number, { pay, softCosts }: ScoredPerson): void {
    this.#ordinary[index] = pay.ordinary
    this.#overtime[index] = pay.overtime
    this.#premiums[index] = pay.premiums
    for (const [rule, costs] of softCosts.entries()) this.#softCosts[rule]![index] = costs
  }

  get pay(): Pay {
    return { ordinary: sumOf(this.#ordinary), overtime: sumOf(this.#overtime), premiums: sumOf(this.#premiums) }
  }

  /** Adds what all findings of a soft rule cost, one by one. */
  addSoftCosts(sum: number, rule: number): number {
    let total = sum
    for (const costs of this.#softCosts[rule] ?? []) {
      for (let finding = 0; finding < costs.length; finding++) total += costs[finding]!
    }
    return total
  }
}

function sumOf(values: Float64Array): number {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += values[index]!
  return sum
}
