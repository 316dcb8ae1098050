import type { TourGraph } from './tour-graph.ts'
import type { Tour, TourPerson } from './tour-problem.ts'

export interface CheapestPath {
  /** Costs of limits, options and days off along the path, less the options' prices. */
  readonly cost: number
  /** Option of each day of the graph, -1 for a day off. */
  readonly choices: Int32Array
}

let value = new Float64Array(0)

/**
 * Cheapest path through a graph of legal tours at given prices of the options, by dynamic programming from the last day
 * back. Ties go to the first arc, so the answer repeats.
 * @param optionPrice `[option]`
 * @returns null where no path is legal
 */
export function cheapestPath(
  graph: TourGraph,
  person: TourPerson,
  optionPrice: ArrayLike<number>,
): CheapestPath | null {
  if (graph.arcTo.length === 0) return null
  const { firstState, arcStart, arcTo, arcClass, arcCost } = graph
  const days = graph.toDay - graph.fromDay
  const { weights, offsets, best } = classWeights(graph, person, optionPrice)
  if (value.length <= firstState[days + 1]!) value = new Float64Array(2 * firstState[days + 1]! + 1)
  value.fill(0, firstState[days]!, firstState[days + 1]!)
  for (let day = days - 1; day >= 0; day--) {
    const offset = offsets[day]!
    const last = firstState[day + 1]!
    for (let state = firstState[day]!; state < last; state++) {
      let least = Infinity
      const end = arcStart[state + 1]!
      for (let arc = arcStart[state]!; arc < end; arc++) {
        const cost = arcCost[arc]! + weights[offset + arcClass[arc]!]! + value[arcTo[arc]!]!
        if (cost < least) least = cost
      }
      value[state] = least
    }
  }
  if (value[0] === Infinity) return null
  const choices = new Int32Array(days)
  let state = 0
  for (let day = 0; day < days; day++) {
    const offset = offsets[day]!
    let arc = arcStart[state]!
    while (arcCost[arc]! + weights[offset + arcClass[arc]!]! + value[arcTo[arc]!]! !== value[state]) arc++
    choices[day] = best[offset + arcClass[arc]!]!
    state = arcTo[arc]!
  }
  return { cost: value[0]!, choices }
}

/** What a tour's path through a graph costs; Infinity where it has none. */
export function pathCost(graph: TourGraph, { optionCost, offCost }: TourPerson, tour: Tour): number {
  let state = 0
  let cost = 0
  for (const [day, classes] of graph.classes.entries()) {
    const option = tour[graph.fromDay + day]!
    const wanted = option < 0 ? 0 : 1 + classes.findIndex((options) => options.includes(option))
    let arc = graph.arcStart[state]!
    while (arc < graph.arcStart[state + 1]! && graph.arcClass[arc] !== wanted) arc++
    if (arc === graph.arcStart[state + 1]) return Infinity
    cost += graph.arcCost[arc]! + (option < 0 ? offCost[graph.fromDay + day]! : optionCost[option]!)
    state = graph.arcTo[arc]!
  }
  return cost
}

let weights = new Float64Array(64)
let best = new Int32Array(64)

/** Cheapest option of each class of each day, the day off first. */
function classWeights(
  { classes, fromDay }: TourGraph,
  { optionCost, offCost }: TourPerson,
  optionPrice: ArrayLike<number>,
) {
  const offsets = new Int32Array(classes.length)
  let count = 0
  classes.forEach((list, day) => {
    offsets[day] = count
    count += 1 + list.length
  })
  if (weights.length < count) {
    weights = new Float64Array(2 * count)
    best = new Int32Array(2 * count)
  }
  let at = 0
  classes.forEach((list, day) => {
    weights[at] = offCost[fromDay + day]!
    best[at++] = -1
    for (const options of list) {
      let least = Infinity
      let cheapest = options[0]!
      for (let i = 0; i < options.length; i++) {
        const cost = optionCost[options[i]!]! - optionPrice[options[i]!]!
        if (cost < least) {
          least = cost
          cheapest = options[i]!
        }
      }
      weights[at] = least
      best[at++] = cheapest
    }
  })
  return { weights, offsets, best }
}
