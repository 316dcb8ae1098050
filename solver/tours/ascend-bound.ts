import { dualBound } from '../lp/check-point.ts'
import type { TourSearch } from './column-generation.ts'
import { optionPrices } from './tour-bound.ts'
import type { Tour } from './tour-problem.ts'

/**
 * Multipliers by subgradient steps, where a master would have too many rows: prices rise where the tours that answer
 * them leave too little and fall where they leave too much. Steps after Polyak, with an upper limit in place of the
 * optimum; source: Fisher, Management Science 27 (1981) 1-18.
 */
export function ascendBound(
  search: TourSearch,
  upperLimit: number,
  rounds: number,
  start: Float64Array,
): { bound: number; duals: Float64Array } {
  const { cover } = search
  let best = { bound: -Infinity, duals: start }
  let duals = Float64Array.from(start)
  let pace = 1
  let stuck = 0
  for (let round = 0; round < rounds && !search.isOver(); round++) {
    cover.clip(duals)
    const { bound, residual } = respond(search, duals)
    if (bound > best.bound) {
      best = { bound, duals: Float64Array.from(duals) }
      stuck = 0
    } else if (++stuck >= 6) {
      pace /= 2
      stuck = 0
      duals = Float64Array.from(best.duals)
    }
    const length = residual.reduce((sum, value) => sum + value * value, 0)
    if (length === 0) break
    const step = (pace * Math.max(0, upperLimit - bound)) / length
    duals = duals.map((dual, row) => dual + step * residual[row]!)
  }
  return best
}

function respond({ problem, pricer }: TourSearch, duals: Float64Array) {
  const { cover, people, entries } = problem
  const prices = new Map<number, Float64Array>()
  let bound = dualBound(cover, duals)
  const residual = Float64Array.from(duals, (dual, row) => (dual > 0 ? cover.rowLower[row]! : cover.rowUpper[row]!))
  people.forEach(({ group }, person) => {
    const price = prices.get(group) ?? optionPrices(problem, group, duals)
    prices.set(group, price)
    const answer: { cost: number; choices: Tour } | null = pricer.relaxedAnswer(person, price)
    if (!answer) return
    bound += answer.cost
    for (const option of answer.choices) {
      if (option < 0) continue
      for (const [row, coefficient] of entries(group, option)) residual[row] = residual[row]! - coefficient
    }
  })
  return { bound, residual: residual.map((value) => (Number.isFinite(value) ? value : 0)) }
}
