import { dualBound } from '../lp/check-point.ts'
import type { TourSearch } from './column-generation.ts'
import { optionPrices } from './tour-bound.ts'
import type { Tour } from './tour-problem.ts'

export interface AscendOptions {
  /** Cost of a known answer, in place of the optimum. */
  readonly upperLimit: number
  readonly rounds: number
  readonly start: Float64Array
  /** Told of the legal tours that answer the prices; without it the answers need not be legal, which is quicker. */
  readonly onTour?: (person: number, tour: Tour, round: number) => void
}

/**
 * Multipliers by subgradient steps: prices rise where the tours that answer them leave too little and fall where they
 * leave too much. Steps after Polyak, with an upper limit in place of the optimum, along a direction that remembers the
 * ones before it; source: Fisher, Management Science 27 (1981) 1-18; Camerini, Fratta, Maffioli, Mathematical Programming
 * Study 3 (1975) 26-34.
 * @returns the best bound as priced; it is one of all tours only where no tours were told of
 */
export function ascendBound(search: TourSearch, options: AscendOptions): { bound: number; duals: Float64Array } {
  const { upperLimit, rounds, start, onTour } = options
  let best = { bound: -Infinity, duals: start }
  let duals = Float64Array.from(start)
  let direction = new Float64Array(duals.length)
  let pace = 1
  let stuck = 0
  for (let round = 0; round < rounds && !search.isOver(); round++) {
    search.cover.clip(duals)
    const { bound, residual } = respond(search, duals, onTour && ((person, tour) => onTour(person, tour, round)))
    if (bound > best.bound) {
      best = { bound, duals: Float64Array.from(duals) }
      stuck = 0
    } else if (++stuck >= PATIENCE) {
      pace /= 2
      stuck = 0
      duals = Float64Array.from(best.duals)
      direction.fill(0)
    }
    direction = residual.map((value, row) => value + MEMORY * direction[row]!)
    const length = direction.reduce((sum, value) => sum + value * value, 0)
    if (length === 0) break
    const step = (pace * Math.max(0, upperLimit - bound)) / length
    duals = duals.map((dual, row) => dual + step * direction[row]!)
  }
  return best
}

const MEMORY = 0.7
const PATIENCE = 5

function respond(
  { problem, pricer }: TourSearch,
  duals: Float64Array,
  onTour: ((person: number, tour: Tour) => void) | undefined,
) {
  const { cover, people, entries } = problem
  const prices = new Map<number, Float64Array>()
  let bound = dualBound(cover, duals)
  const residual = Float64Array.from(duals, (dual, row) => {
    const side = dual > 0 ? cover.rowLower[row]! : cover.rowUpper[row]!
    return Number.isFinite(side) ? side : 0
  })
  people.forEach(({ group }, person) => {
    const price = prices.get(group) ?? optionPrices(problem, group, duals)
    prices.set(group, price)
    const answer = onTour ? pricer.cheapest(person, price) : pricer.relaxedAnswer(person, price)
    if (!answer) return
    bound += answer.cost
    onTour?.(person, answer.tour)
    for (const option of answer.tour) {
      if (option < 0) continue
      for (const [row, coefficient] of entries(group, option)) residual[row] = residual[row]! - coefficient
    }
  })
  return { bound, residual }
}
