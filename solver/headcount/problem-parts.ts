import type { HeadcountFlows, HeadcountProblem } from './headcount-problem.ts'

/** Groups that hang together, as a problem of their own, and where its lists stand in the whole. */
export interface ProblemPart {
  readonly problem: HeadcountProblem
  /** Indices in the whole problem's lists, rising. */
  readonly groups: readonly number[]
  readonly needs: readonly number[]
  readonly externals: readonly { readonly external: number; readonly places: readonly number[] }[]
  readonly transfers: readonly number[]
}

/**
 * The problem in parts that can be decided apart: groups hang together by queues that several of them serve, by transfers,
 * and, where there is a budget, by money.
 */
export function problemParts(problem: HeadcountProblem): ProblemPart[] {
  const { groups, needs, transfers, budget } = problem
  const partOf = groups.map((_, index) => index)
  const join = (members: readonly number[]) => {
    const joined = new Set(members.map((member) => partOf[member]!))
    const first = Math.min(...joined)
    partOf.forEach((part, index) => {
      if (joined.has(part)) partOf[index] = first
    })
  }
  for (const need of needs) join(need.groups)
  for (const { from, to } of transfers) join([from, to])
  if (budget.total !== undefined || budget.perPeriod !== undefined) join(groups.map((_, index) => index))
  return [...new Set(partOf)].map((part) => partWith(problem, new Set(indicesWhere(partOf, (each) => each === part))))
}

const indicesWhere = <Of>(list: readonly Of[], is: (one: Of) => boolean): number[] =>
  list.flatMap((one, index) => (is(one) ? [index] : []))

function partWith(problem: HeadcountProblem, inPart: ReadonlySet<number>): ProblemPart {
  const groups = [...inPart]
  const place = new Map(groups.map((group, index) => [group, index]))
  const needs = indicesWhere(problem.needs, (need) => inPart.has(need.groups[0]!))
  const transfers = indicesWhere(problem.transfers, ({ from }) => inPart.has(from))
  const externals = problem.externals.flatMap((external, index) => {
    const places = indicesWhere(external.groups, (group) => inPart.has(group))
    return places.length === 0 ? [] : [{ external: index, places }]
  })
  const placed = (group: number) => place.get(group)!
  return {
    ...{ groups, needs, transfers, externals },
    problem: {
      ...problem,
      groups: groups.map((group) => problem.groups[group]!),
      needs: needs.map((need) => ({ ...problem.needs[need]!, groups: problem.needs[need]!.groups.map(placed) })),
      externals: externals.map(({ external, places }) => {
        const source = problem.externals[external]!
        return { ...source, groups: places.map((at) => placed(source.groups[at]!)) }
      }),
      transfers: transfers.map((index) => {
        const { from, to, ...terms } = problem.transfers[index]!
        return { ...terms, from: placed(from), to: placed(to) }
      }),
    },
  }
}

/** The parts' flows as those of the whole. */
export function joinFlows(
  problem: HeadcountProblem,
  parts: readonly ProblemPart[],
  flows: readonly HeadcountFlows[],
): HeadcountFlows {
  const byGroup = (pick: (flows: HeadcountFlows) => readonly (readonly number[])[]) =>
    placeAll(problem.groups.length, parts, ({ groups }) => groups, flows, pick)
  const byNeed = (pick: (flows: HeadcountFlows) => readonly (readonly (readonly number[])[])[]) =>
    placeAll(problem.needs.length, parts, ({ needs }) => needs, flows, pick)
  const externalHours = problem.externals.map(({ groups }) => groups.map((): readonly number[] => []))
  parts.forEach(({ externals }, part) => {
    externals.forEach(({ external, places }, index) => {
      places.forEach((at, place) => {
        externalHours[external]![at] = flows[part]!.externalHours[index]![place]!
      })
    })
  })
  return {
    hires: byGroup((part) => part.hires),
    transfers: placeAll(
      problem.transfers.length,
      parts,
      ({ transfers }) => transfers,
      flows,
      (part) => part.transfers,
    ),
    flexibleHours: byGroup((part) => part.flexibleHours),
    overtimeHours: byGroup((part) => part.overtimeHours),
    externalHours,
    shortHours: byNeed((part) => part.shortHours),
    servedHours: byNeed((part) => part.servedHours),
  }
}

function placeAll<Item>(
  length: number,
  parts: readonly ProblemPart[],
  placesOf: (part: ProblemPart) => readonly number[],
  flows: readonly HeadcountFlows[],
  pick: (flows: HeadcountFlows) => readonly Item[],
): Item[] {
  const whole = new Array<Item>(length)
  parts.forEach((part, index) => {
    const items = pick(flows[index]!)
    placesOf(part).forEach((at, place) => {
      whole[at] = items[place]!
    })
  })
  return whole
}
