import { tourCost } from '../../../solver/tours/tour-cost.ts'
import type { Tour, TourProblem } from '../../../solver/tours/tour-problem.ts'

/** Every choice of an option or a day off on each day. */
export function* everyTour({ days, options }: TourProblem): Generator<Tour> {
  const choices = Array.from({ length: days }, (_, day) => [
    -1,
    ...options.flatMap((option, index) => (option.day === day ? [index] : [])),
  ])
  const picks = new Int32Array(days)
  for (;;) {
    yield Int32Array.from(picks, (pick, day) => choices[day]![pick]!)
    let day = days - 1
    while (day >= 0 && picks[day] === choices[day]!.length - 1) picks[day--] = 0
    if (day < 0) return
    picks[day] = picks[day]! + 1
  }
}

/** Least cost of everybody's tours and the cover's two-sided daily prices, by trying them all; Infinity when none is legal. */
export function cheapestByTrying(problem: TourProblem, coverCost: (worked: readonly number[]) => number): number {
  const tours = [...everyTour(problem)]
  // What a cover row sees of a tour is all that matters besides its cost.
  const byLoad = problem.people.map(({ group }, person) => {
    const cheapest = new Map<string, { load: number[]; cost: number }>()
    for (const tour of tours) {
      const cost = tourCost(problem, person, tour)
      if (cost === Infinity) continue
      const load = new Array<number>(problem.cover.rows).fill(0)
      for (const option of tour) {
        if (option < 0) continue
        for (const [row, coefficient] of problem.entries(group, option)) load[row] = load[row]! + coefficient
      }
      const known = cheapest.get(load.join())
      if (!known || cost < known.cost) cheapest.set(load.join(), { load, cost })
    }
    return [...cheapest.values()]
  })
  const search = (person: number, load: readonly number[], cost: number): number => {
    const rest = byLoad[person]
    if (!rest) return cost + coverCost(load)
    let best = Infinity
    for (const one of rest) {
      best = Math.min(
        best,
        search(
          person + 1,
          load.map((value, row) => value + one.load[row]!),
          cost + one.cost,
        ),
      )
    }
    return best
  }
  return search(0, new Array<number>(problem.cover.rows).fill(0), 0)
}
