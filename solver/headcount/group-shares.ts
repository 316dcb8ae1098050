import type { HeadcountFlows, HeadcountProblem } from './headcount-problem.ts'

/** How the plan splits the work of needs among groups; arrays end in `[week]`. */
export interface GroupShares {
  /** Share of a need that is the group's, `[need][place in its groups][week]`; they sum to 1. */
  readonly share: readonly (readonly (readonly number[])[])[]
  /** Hours of shifts that the group's part takes, what is short included, `[group][week]`. */
  readonly neededHours: readonly (readonly number[])[]
  /** What of it is short, `[group][week]`, and its price. */
  readonly shortHours: readonly (readonly number[])[]
  readonly shortCost: readonly (readonly number[])[]
}

/** What is short of a need is its groups' in proportion to what they take of it; in equal parts where they take nothing. */
export function groupShares(problem: HeadcountProblem, flows: HeadcountFlows): GroupShares {
  const weeks = problem.time.weeks.length
  const perGroup = () => problem.groups.map(() => new Array<number>(weeks).fill(0))
  const [neededHours, shortHours, shortCost] = [perGroup(), perGroup(), perGroup()]
  const share = problem.needs.map(({ groups, hours, shortCosts }, need) => {
    const shares = groups.map(() => new Array<number>(weeks).fill(1 / groups.length))
    for (let week = 0; week < weeks; week++) {
      const total = hours.reduce((sum, ofQueue) => sum + ofQueue[week]!, 0)
      const shorts = flows.shortHours[need]!.map((ofQueue) => ofQueue[week]!)
      const short = shorts.reduce((sum, hours) => sum + hours, 0)
      const cost = shorts.reduce((sum, hours, queue) => sum + hours * shortCosts[queue]!, 0)
      const served = groups.map((_, place) => flows.servedHours[need]![place]![week]!)
      const all = served.reduce((sum, hours) => sum + hours, 0)
      groups.forEach((group, place) => {
        const part = all > 1e-9 ? served[place]! / all : 1 / groups.length
        shares[place]![week] = part
        neededHours[group]![week]! += part * total
        shortHours[group]![week]! += part * short
        shortCost[group]![week]! += part * cost
      })
    }
    return shares
  })
  return { share, neededHours, shortHours, shortCost }
}
