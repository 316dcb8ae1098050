import type { InvestmentReturn } from '../domain/headcount-plan.ts'
import type { HeadcountSettings } from '../domain/headcount-settings.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import type { HeadcountProblem } from './headcount-problem.ts'
import { relaxHeadcount } from './solve-headcount.ts'

/** What each lever brings: the relaxation of the plan without it against that of the plan with it. */
export function investmentReturns(
  investments: HeadcountSettings['investments'],
  problem: HeadcountProblem,
  problemWithout: (lever: string) => HeadcountProblem,
  months: number,
  engine: LpEngine,
): InvestmentReturn[] {
  if (investments.length === 0) return []
  const withAll = relaxHeadcount(problem, engine).objective
  return investments.map(({ lever, oneOffCost, costPerMonth }) => {
    const without = problemWithout(lever)
    const saving = relaxHeadcount(without, engine).objective - withAll
    const savingPerMonth = saving / months
    const left = savingPerMonth - costPerMonth
    const payback = left > 0 ? oneOffCost / left : Number.POSITIVE_INFINITY
    return {
      ...{ lever, oneOffCost, costPerMonth, saving, savingPerMonth },
      savedFte: meanFte(without) - meanFte(problem),
      paybackMonths: payback <= months ? payback : null,
      net: saving - oneOffCost - costPerMonth * months,
    }
  })
}

/** FTE required on average over the weeks, leave and the like made up for. */
const meanFte = ({ needs, groups, time, standardHoursPerWeek }: HeadcountProblem): number =>
  needs.reduce((sum, { hours, groups: able }) => {
    const { present } = groups[able[0]!]!
    const gross = hours.reduce(
      (all, ofQueue) => all + ofQueue.reduce((part, each, week) => part + each / present[week]!, 0),
      0,
    )
    return sum + gross / standardHoursPerWeek
  }, 0) / time.weeks.length
