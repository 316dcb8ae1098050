import type { HeadcountShortage, HeadcountWeek } from '../domain/headcount-plan.ts'
import { dateOf, dayOf } from './days.ts'
import type { HeadcountFlows, HeadcountProblem } from './headcount-problem.ts'

/** Hours below it are arithmetic. */
const TOO_LITTLE_TO_NAME = 0.05

/** Runs of weeks in which a queue is short, in order of queue and time. */
export function shortages(
  problem: HeadcountProblem,
  flows: HeadcountFlows,
  weeks: readonly HeadcountWeek[],
  bindingBudgets: readonly string[],
): HeadcountShortage[] {
  return problem.needs.flatMap(({ queueIds, groups }, need) =>
    queueIds.flatMap((queueId, queue) => {
      const short = flows.shortHours[need]![queue]!
      return runsOf(short).map(([from, to]): HeadcountShortage => {
        const run = short.slice(from, to)
        const worst = Math.max(...run)
        const worstWeek = from + run.indexOf(worst)
        return {
          queueId,
          groupIds: groups.map((group) => problem.groups[group]!.groupId),
          firstDate: weeks[from]!.firstDate,
          lastDate: dateOf(dayOf(weeks[to - 1]!.firstDate) + 6),
          hours: run.reduce((sum, hours) => sum + hours, 0),
          worstWeekHours: worst,
          worstFte: worst / problem.groups[groups[0]!]!.present[worstWeek]! / problem.standardHoursPerWeek,
          reason: reasonOf(problem, flows, groups, worstWeek, bindingBudgets),
          sales: [...new Set(weeks.slice(from, to).flatMap(({ sales }) => sales))],
        }
      })
    }),
  )
}

function runsOf(hours: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = []
  hours.forEach((value, week) => {
    if (value <= TOO_LITTLE_TO_NAME) return
    const last = runs.at(-1)
    if (last?.[1] === week) last[1] = week + 1
    else runs.push([week, week + 1])
  })
  return runs
}

/** What stands in the way, the hardest first: time, money, places in classes; else the price says that it is not worth it. */
function reasonOf(
  { groups, time, decidedDay }: HeadcountProblem,
  { hires }: HeadcountFlows,
  able: readonly number[],
  week: number,
  bindingBudgets: readonly string[],
): HeadcountShortage['reason'] {
  const { firstDay, period } = time.weeks[week]!
  const trained = (group: number, day: number) => day + 7 * groups[group]!.ramp.findIndex((speed) => speed > 0)
  const inTime = (group: number) =>
    time.classDays.flatMap((day, at) =>
      day >= decidedDay + 7 * groups[group]!.hiring.leadWeeks && trained(group, day) <= firstDay ? [at] : [],
    )
  if (able.every((group) => inTime(group).length === 0)) return 'leadTime'
  if (bindingBudgets.includes('total') || bindingBudgets.includes(time.periods[period]!.label)) return 'budget'
  const isFull = (group: number) => {
    const { classMax, maxClassesPerPeriod } = groups[group]!.hiring
    return inTime(group).every((at) => hires[group]![at]! >= classMax * maxClassesPerPeriod)
  }
  return able.every(isFull) ? 'classes' : 'price'
}
