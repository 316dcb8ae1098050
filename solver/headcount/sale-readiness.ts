import type { SaleReadiness } from '../domain/headcount-plan.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { dateOf, dayOf } from './days.ts'
import type { HeadcountFlows, HeadcountProblem } from './headcount-problem.ts'
import { FORBIDDEN_HOUR_FACTOR } from './problem-from-plan.ts'
import { problemParts } from './problem-parts.ts'
import { relaxHeadcount } from './solve-headcount.ts'

/** A sale, or other days to be ready for; both dates included. */
export interface Sale {
  readonly title: string
  readonly firstDate: string
  readonly lastDate: string
}

/** Weeks without a sale, on either side of one, whose median is its ordinary need. */
const NEIGHBOURS = 4
/** Weeks after a sale that are looked at with it, so that people hired for it are paid some time longer. */
const WEEKS_AFTER = 8
/** Need of a sale over the ordinary one from which it is one to prepare for. */
const NOTABLE = 1.01
/** Hours short in a week below which it is covered. */
const COVERED = 0.5

/**
 * By when people must be asked for so that each sale's weeks can still be covered, and what waiting costs.
 *
 * Groups that hang together are looked at apart, by weeks, with hires in fractions and neither budget nor transfers. As
 * long as nobody acts on the sale, people are hired as if its weeks were ordinary ones: the median of the eight weeks
 * without a sale around it, and so are the weeks of the other sales all through. From the request date on hires are free,
 * and an hour short in the sale's weeks counts more than anything that could fill it. Its latest request date is the last
 * week's start from which its weeks are covered.
 * @param problem with periods of weeks
 */
export function saleReadiness(problem: HeadcountProblem, sales: readonly Sale[], engine: LpEngine): SaleReadiness[] {
  const parts = problemParts({ ...problem, budget: {}, transfers: [] }).map((part) => part.problem)
  const isSaleWeek = problem.time.weeks.map(({ firstDay }) => sales.some((sale) => isWithin(sale, firstDay)))
  return sales.flatMap((sale) => parts.flatMap((part) => readinessOf(part, sale, isSaleWeek, engine) ?? []))
}

const isWithin = ({ firstDate, lastDate }: Sale, firstDay: number): boolean =>
  dayOf(firstDate) < firstDay + 7 && dayOf(lastDate) >= firstDay

function readinessOf(
  whole: HeadcountProblem,
  sale: Sale,
  isSaleWeek: readonly boolean[],
  engine: LpEngine,
): SaleReadiness | undefined {
  const own = whole.time.weeks.flatMap(({ firstDay }, week) => (isWithin(sale, firstDay) ? [week] : []))
  if (own.length === 0) return undefined
  const problem = shortened(whole, own.at(-1)! + 1 + WEEKS_AFTER)
  const ordinary = withNeed(problem, (hours, week) =>
    isSaleWeek[week] ? ordinaryHours(hours, week, isSaleWeek) : hours[week]!,
  )
  const withSale = withNeed(problem, (hours, week) =>
    isSaleWeek[week] && !own.includes(week) ? ordinaryHours(hours, week, isSaleWeek) : hours[week]!,
  )
  const fte = (of: HeadcountProblem) => Math.max(...own.map((week) => requiredFte(of, week)))
  const [peakRequiredFte, ordinaryRequiredFte] = [fte(withSale), fte(ordinary)]
  if (peakRequiredFte < NOTABLE * ordinaryRequiredFte) return undefined
  const usual = relaxHeadcount(ordinary, engine).flows.hires
  const delays = new DelayTable(withSale, own, usual, engine)
  const facts = {
    ...sale,
    groupIds: problem.groups.map(({ groupId }) => groupId),
    peakRequiredFte,
    ordinaryRequiredFte,
  }
  const never = delays.at(delays.longest)
  const atOnce = delays.at(0)
  const notNeeded = never.shortHours <= COVERED
  const latest = notNeeded || atOnce.shortHours > COVERED ? undefined : lastCovered(delays)
  return {
    ...facts,
    latestRequestDate: latest === undefined ? null : dateOf(problem.decidedDay + 7 * latest),
    notNeeded,
    hiresForIt: Math.max(0, hiredBefore(problem, atOnce.hires, own[0]!) - hiredBefore(problem, usual, own[0]!)),
    delayCurve: notNeeded
      ? []
      : delaysShown(latest ?? 0, delays.longest).map((delay) => {
          const { paid, shortHours } = delays.at(delay)
          return {
            requestDate: dateOf(problem.decidedDay + 7 * delay),
            extraCost: Math.round(paid - atOnce.paid),
            shortHours,
          }
        }),
  }
}

/** What comes of beginning so many weeks after the decision; each delay is worked out once. */
class DelayTable {
  readonly longest: number
  readonly #problem: HeadcountProblem
  readonly #own: readonly number[]
  readonly #usual: HeadcountFlows['hires']
  readonly #engine: LpEngine
  readonly #known = new Map<number, { paid: number; shortHours: number; hires: HeadcountFlows['hires'] }>()

  constructor(problem: HeadcountProblem, own: readonly number[], usual: HeadcountFlows['hires'], engine: LpEngine) {
    this.#problem = problem
    this.#own = own
    this.#usual = usual
    this.#engine = engine
    const lastDay = problem.time.weeks[own.at(-1)!]!.firstDay + 7
    this.longest = Math.max(0, Math.ceil((lastDay - problem.decidedDay) / 7))
  }

  at(delay: number) {
    const known = this.#known.get(delay) ?? this.#after(delay)
    this.#known.set(delay, known)
    return known
  }

  #after(delay: number) {
    const { decidedDay, needs } = this.#problem
    const price = FORBIDDEN_HOUR_FACTOR * Math.max(...needs.flatMap(({ shortCosts }) => shortCosts))
    const shortCost = (need: number, queue: number, week: number) =>
      this.#own.includes(week) ? price : needs[need]!.shortCosts[queue]!
    const { flows, objective } = relaxHeadcount(this.#problem, this.#engine, {
      askedBefore: { day: decidedDay + 7 * delay, hires: this.#usual },
      shortCost,
    })
    let [unpaid, shortHours] = [0, 0]
    flows.shortHours.forEach((queues, need) => {
      queues.forEach((hours, queue) => {
        hours.forEach((short, week) => {
          unpaid += short * shortCost(need, queue, week)
          if (this.#own.includes(week)) shortHours += short
        })
      })
    })
    return { paid: objective - unpaid, shortHours, hires: flows.hires }
  }
}

/** Whoever can begin later could have begun earlier, so the covered delays are the first ones. */
function lastCovered(delays: DelayTable): number {
  let [covered, short] = [0, delays.longest]
  while (short - covered > 1) {
    const middle = Math.floor((covered + short) / 2)
    if (delays.at(middle).shortHours <= COVERED) covered = middle
    else short = middle
  }
  return covered
}

const delaysShown = (latest: number, longest: number): number[] =>
  [...new Set([0, latest - 4, latest - 2, latest, latest + 1, latest + 2, latest + 4])]
    .filter((delay) => delay >= 0 && delay <= longest)
    .sort((a, b) => a - b)

const hiredBefore = ({ time }: HeadcountProblem, hires: HeadcountFlows['hires'], week: number): number =>
  hires.flat().length === 0
    ? 0
    : hires.reduce(
        (sum, ofGroup) =>
          sum +
          ofGroup.reduce(
            (all, people, period) => all + (time.classDays[period]! < time.weeks[week]!.firstDay ? people : 0),
            0,
          ),
        0,
      )

/** FTE that the needs of a week take, at the presence of the groups that serve them. */
const requiredFte = ({ needs, groups, standardHoursPerWeek }: HeadcountProblem, week: number): number =>
  needs.reduce(
    (sum, { hours, groups: able }) =>
      sum +
      hours.reduce((all, ofQueue) => all + ofQueue[week]!, 0) / groups[able[0]!]!.present[week]! / standardHoursPerWeek,
    0,
  )

/** The smaller of a week's hours and the median of those of the nearest weeks without a sale. */
function ordinaryHours(hours: readonly number[], week: number, isSaleWeek: readonly boolean[]): number {
  const near = (step: 1 | -1) => {
    const found: number[] = []
    for (let at = week + step; at >= 0 && at < hours.length && found.length < NEIGHBOURS; at += step)
      if (!isSaleWeek[at]) found.push(hours[at]!)
    return found
  }
  const sorted = [...near(-1), ...near(1)].sort((a, b) => a - b)
  if (sorted.length === 0) return hours[week]!
  const middle = sorted.length >> 1
  return Math.min(hours[week]!, sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2)
}

const withNeed = (
  problem: HeadcountProblem,
  hoursOf: (hours: readonly number[], week: number) => number,
): HeadcountProblem => ({
  ...problem,
  needs: problem.needs.map((need) => ({
    ...need,
    hours: need.hours.map((hours) => hours.map((_, week) => hoursOf(hours, week))),
  })),
})

/** The problem's first weeks, which are its periods. */
function shortened(problem: HeadcountProblem, weeks: number): HeadcountProblem {
  const { time, needs, groups, externals } = problem
  if (weeks >= time.weeks.length) return problem
  const first = <Of>(list: readonly Of[]) => list.slice(0, weeks)
  return {
    ...problem,
    time: {
      bounds: time.bounds.slice(0, weeks + 1),
      classDays: first(time.classDays),
      periods: first(time.periods),
      weeks: first(time.weeks),
    },
    needs: needs.map((need) => ({ ...need, hours: need.hours.map(first) })),
    groups: groups.map((group) => ({ ...group, present: first(group.present), bookedHires: first(group.bookedHires) })),
    externals: externals.map((external) => ({ ...external, isThere: first(external.isThere) })),
  }
}
