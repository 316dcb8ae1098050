import type {
  BlockLimit,
  ExcessLimit,
  LongRestLimit,
  PairLimit,
  RestLimit,
  RollingLimit,
  RunLimit,
  SumLimit,
  TourLimit,
} from './tour-limit.ts'
import type { Tour, TourOption, TourPerson, TourProblem } from './tour-problem.ts'

/** What one limit of a person takes for a tour; Infinity where it forbids it. */
export interface LimitCost {
  readonly ruleId: string
  readonly limit: TourLimit
  readonly cost: number
}

/**
 * Cost of a person's tour, read off the limits' meaning day by day and without any graph: what all prices, bounds and
 * answers of tours are measured by.
 * @returns Infinity when an option or a day off is forbidden or a hard limit is broken
 * @throws RangeError for an option on another day than its own
 */
export function tourCost(problem: TourProblem, person: number, tour: Tour): number {
  const one = problem.people[person]!
  return (
    choiceCost(problem.options, one, tour) + limitCosts(problem, person, tour).reduce((sum, { cost }) => sum + cost, 0)
  )
}

/** What each limit of a person takes for a tour, in the order of the limits. */
export const limitCosts = (problem: TourProblem, person: number, tour: Tour): LimitCost[] =>
  problem.people[person]!.limits.map((limit) => ({
    ruleId: limit.ruleId,
    limit,
    cost: limitCost(limit, problem.options, tour),
  }))

/** Cost of the options and days off of a tour by themselves. */
export function choiceCost(options: readonly TourOption[], person: TourPerson, tour: Tour): number {
  let cost = 0
  for (const [day, option] of tour.entries()) {
    if (option >= 0 && options[option]!.day !== day) {
      throw new RangeError(`Option ${option} is on day ${options[option]!.day}, not on day ${day}.`)
    }
    cost += option < 0 ? person.offCost[day]! : person.optionCost[option]!
  }
  return cost
}

export function limitCost(limit: TourLimit, options: readonly TourOption[], tour: Tour): number {
  switch (limit.kind) {
    case 'run':
      return runCost(limit, tour)
    case 'sum':
      return sumCost(limit, tour)
    case 'excess':
      return excessCost(limit, tour)
    case 'block':
      return blockCost(limit, tour)
    case 'pair':
      return pairCost(limit, tour)
    case 'rest':
      return restCost(limit, options, tour)
    case 'longRest':
      return longRestCost(limit, options, tour)
    case 'rolling':
      return rollingCost(limit, tour)
  }
}

/** Nothing too much costs nothing, be the price infinite. */
const priced = (units: number, unitCost: number): number => (units > 0 ? units * unitCost : 0)

const isOf = (of: 'work' | 'off' | Uint8Array, option: number): boolean => {
  if (of === 'work') return option >= 0
  if (of === 'off') return option < 0
  return option >= 0 && of[option] === 1
}

function runCost({ of, max, min, unitCost, beforeForMax, beforeForMin }: RunLimit, tour: Tour): number {
  let cost = 0
  let forMax = beforeForMax
  let forMin = beforeForMin
  for (const option of tour) {
    if (isOf(of, option)) {
      forMax++
      forMin++
      if (forMax > max) cost += unitCost
    } else {
      if (forMin > 0) cost += priced(min - forMin, unitCost)
      forMax = 0
      forMin = 0
    }
  }
  return cost
}

const sumOf = (weights: Int32Array, fromDay: number, toDay: number, tour: Tour): number =>
  tour.slice(fromDay, toDay).reduce((sum, option) => sum + (option < 0 ? 0 : weights[option]!), 0)

function sumCost(limit: SumLimit, tour: Tour): number {
  const { weights, wholeWeights, fromDay, toDay, before, over, under } = limit
  const isWhole = tour.slice(fromDay, toDay).every((option) => option >= 0)
  const lastWeights = isWhole && wholeWeights ? wholeWeights : weights
  const sum = before + sumOf(weights, fromDay, toDay - 1, tour) + sumOf(lastWeights, toDay - 1, toDay, tour)
  const tooMuch = over.reduce((cost, { above, unitCost }) => cost + priced(sum - above, unitCost), 0)
  return under.reduce((cost, { below, unitCost }) => cost + priced(below - sum, unitCost), tooMuch)
}

function excessCost({ weights, periods, max, unitCost }: ExcessLimit, tour: Tour): number {
  const total = periods.reduce(
    (sum, { fromDay, toDay, above }) => sum + Math.max(0, sumOf(weights, fromDay, toDay, tour) - above),
    0,
  )
  return priced(total - max, unitCost)
}

function blockCost({ blocks, of, max, unitCost, partlyCost }: BlockLimit, tour: Tour): number {
  let cost = 0
  let counted = 0
  for (const { firstDay, days, workedBefore } of blocks) {
    const here = tour.slice(firstDay, firstDay + days).filter((option) => isOf(of, option)).length
    if (here > 0 && !workedBefore) counted++
    if (here > 0 && !workedBefore && counted > max) cost += unitCost
    if ((here > 0 || workedBefore) && here < days) cost += partlyCost
  }
  return cost
}

function pairCost({ firstClass, nextClass, costs, before }: PairLimit, tour: Tour): number {
  let cost = 0
  let first = before
  for (const option of tour) {
    const next = option < 0 ? -1 : nextClass[option]!
    if (first >= 0 && next >= 0) cost += costs[first]![next]!
    first = option < 0 ? -1 : firstClass[option]!
  }
  return cost
}

/** Shifts of a tour in order of their days, so in order of their starts. */
const worked = (tour: Tour): number[] => [...tour].filter((option) => option >= 0)

function restCost(limit: RestLimit, options: readonly TourOption[], tour: Tour): number {
  const { minMinutes, unitCost, minuteCost = 0, laterCost, lastEndMinute } = limit
  let cost = 0
  let lastEnd = lastEndMinute
  for (const option of worked(tour)) {
    const { startMinute, endMinute } = options[option]!
    const missing = minMinutes - (startMinute - lastEnd)
    if (missing > 0) cost += unitCost + missing * minuteCost + (laterCost?.[option] ?? 0)
    lastEnd = Math.max(lastEnd, endMinute)
  }
  return cost
}

function longRestCost(limit: LongRestLimit, options: readonly TourOption[], tour: Tour): number {
  const { minMinutes, unitCost, fromMinute, toMinute, lastEndMinute } = limit
  let free = Math.max(fromMinute, lastEndMinute)
  let longest = 0
  for (const option of worked(tour)) {
    const { startMinute, endMinute } = options[option]!
    longest = Math.max(longest, Math.min(startMinute, toMinute) - free)
    free = Math.max(free, endMinute)
  }
  longest = Math.max(longest, toMinute - free)
  return priced(minMinutes - longest, unitCost)
}

function rollingCost({ days, max, unitCost, before }: RollingLimit, tour: Tour): number {
  const isWorked = [...before, ...[...tour].map((option) => option >= 0)]
  let cost = 0
  for (let last = before.length; last < isWorked.length; last++) {
    if (!isWorked[last]) continue
    const count = isWorked.slice(Math.max(0, last - days + 1), last + 1).filter(Boolean).length
    cost += priced(count - max, unitCost)
  }
  return cost
}
