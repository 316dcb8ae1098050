import type {
  GroupHeadcount,
  HeadcountBasis,
  HeadcountPlan,
  HeadcountSolution,
  HeadcountTotals,
  HeadcountWeek,
  QueueOutlook,
} from '../domain/headcount-plan.ts'
import type { AttritionTerms } from '../domain/headcount-settings.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import { attritionCases } from './attrition-cases.ts'
import { checkHeadcountPlan } from './check-headcount-plan.ts'
import { dateOf, dayOf } from './days.ts'
import { groupOutlook, sumByDate } from './group-outlook.ts'
import { groupShares } from './group-shares.ts'
import type { HeadcountProblem } from './headcount-problem.ts'
import { type HeadcountTime, headcountTime } from './headcount-time.ts'
import { hireClasses, plannedTransfers } from './hire-classes.ts'
import { investmentReturns } from './investment-returns.ts'
import { type AssumptionFacts, planAssumptions, shrinkageBuckets } from './plan-assumptions.ts'
import { headcountTerms, problemFromPlan } from './problem-from-plan.ts'
import { type Sale, saleReadiness } from './sale-readiness.ts'
import { shortages } from './shortages.ts'
import { type SolvedHeadcount, solveHeadcount } from './solve-headcount.ts'
import type { WeeklyNeed } from './weekly-need.ts'

export interface HeadcountOptions {
  readonly basis: HeadcountBasis
  /** Of all weeks of `headcountTime` of the basis. */
  readonly need: WeeklyNeed
  /** The need without a lever of the plan, by its name. */
  readonly needWithout: (lever: string) => WeeklyNeed
  readonly sales: readonly Sale[]
  readonly facts: Pick<AssumptionFacts, 'lastKnown' | 'repeatedEvents' | 'sampledWeeks'>
  readonly engine: LpEngine
  /** Clock in milliseconds, for `solveSeconds` alone. */
  readonly now: () => number
  readonly onStage?: (stage: 'hiring' | 'whatIf', fraction?: number) => void
}

/**
 * The headcount plan of a need: hires, transfers and hours of least cost (`headcountModel`), what they come to by period
 * and week, how ready it is for each sale, what hangs on attrition, and what levers pay.
 * @throws PlanningInputError for booked hires or budgets that cannot be
 */
export function makeHeadcountPlan(inputs: PlanInputs, options: HeadcountOptions): HeadcountPlan {
  const { basis, need, engine, sales, now, onStage = () => {} } = options
  const { settings } = inputs
  const time = headcountTime(basis, settings.weekStartsOn)
  const problemOf = (own: WeeklyNeed, grid: HeadcountTime, attrition?: (terms: AttritionTerms) => AttritionTerms) =>
    problemFromPlan({ inputs, time: grid, need: own, decidedOn: basis.decidedOn, ...(attrition && { attrition }) })
  const problem = problemOf(need, time)
  onStage('hiring')
  const startedAt = now()
  const solved = solveHeadcount(problem, engine)
  const solveSeconds = (now() - startedAt) / 1000
  const weeks = planWeeks(time, sales)
  const shares = groupShares(problem, solved.flows)
  const groups = problem.groups.map((_, group) =>
    groupOutlook({ inputs, problem, need, flows: solved.flows, shares }, group),
  )
  onStage('whatIf', 0)
  const byWeek = problemOf(need, headcountTime({ ...basis, grain: 'week' }, settings.weekStartsOn))
  const readiness = saleReadiness(byWeek, sales, engine)
  onStage('whatIf', 0.7)
  const attritionSensitivity = attritionCases((attrition) => problemOf(need, time, attrition), engine)
  onStage('whatIf', 0.8)
  const { investments } = headcountTerms(settings)
  const returns = investmentReturns(
    investments,
    problem,
    (lever) => problemOf(options.needWithout(lever), time),
    basis.months,
    engine,
  )
  onStage('whatIf', 0.95)
  const plan: Omit<HeadcountPlan, 'violations'> = {
    ...{ name: settings.name, basis, periods: time.periods, weeks, groups },
    queues: queueOutlooks(inputs, problem, need),
    classes: hireClasses(problem, solved.flows),
    transfers: plannedTransfers(problem, solved.flows),
    totals: totalsOf(groups, weeks),
    solution: solutionOf(solved, groups, solveSeconds),
    shortages: shortages(problem, solved.flows, weeks, solved.bindingBudgets),
    ...{ sales: readiness, attritionSensitivity, investments: returns },
    shrinkage: shrinkageBuckets(settings),
    assumptions: planAssumptions({
      ...{ settings, decidedOn: basis.decidedOn, ...options.facts },
      openingPeople: Math.round(groups.reduce((sum, group) => sum + group.openingHeadcount[0]!, 0)),
    }),
  }
  return { ...plan, violations: checkHeadcountPlan(plan, inputs) }
}

const planWeeks = ({ weeks }: HeadcountTime, sales: readonly Sale[]): HeadcountWeek[] =>
  weeks.map(({ firstDay, period, daysInPlan }) => ({
    firstDate: dateOf(firstDay),
    period,
    daysInPlan,
    sales: sales.flatMap(({ title, firstDate, lastDate }) =>
      dayOf(firstDate) < firstDay + 7 && dayOf(lastDate) >= firstDay ? [title] : [],
    ),
  }))

function queueOutlooks({ settings }: PlanInputs, problem: HeadcountProblem, need: WeeklyNeed): QueueOutlook[] {
  return settings.queues.map((queue, index) => {
    const sums = (byDay: readonly (readonly number[])[]) => sumByDate(problem, (day) => byDay[index]![day]!)
    const [volume, workloadHours] = [sums(need.dayVolume), sums(need.dayWorkloadHours)]
    const agentHours = need.agentHours[index]!
    return {
      queueId: queue.id,
      name: queue.name ?? queue.id,
      channel: queue.channel,
      ...{ volume, workloadHours, agentHours },
      ahtSeconds: volume.map((contacts, period) =>
        contacts > 0 ? (workloadHours[period]! * 3600) / contacts : queue.ahtSeconds,
      ),
      weekVolume: need.volume[index]!,
      agentHoursP10: agentHours.map((hours, week) => hours * need.lowFactor[index]![week]!),
      agentHoursP90: agentHours.map((hours, week) => hours * need.highFactor[index]![week]!),
    }
  })
}

function totalsOf(groups: readonly GroupHeadcount[], weeks: readonly HeadcountWeek[]): HeadcountTotals {
  const sum = (pick: (group: GroupHeadcount) => readonly number[]) =>
    groups.reduce<number[]>((all, group) => pick(group).map((value, index) => value + (all[index] ?? 0)), [])
  const byWeek = sum((group) => group.weekRequiredFte)
  const peakWeek = byWeek.indexOf(Math.max(...byWeek))
  const hires = sum((group) => group.hires)
  return {
    requiredFte: sum((group) => group.requiredFte),
    availableFte: sum((group) => group.availableFte),
    closingHeadcount: sum((group) => group.closingHeadcount),
    hires,
    paid: sum(({ cost }) =>
      cost.wages.map((wages, period) =>
        [cost.overtime, cost.external, cost.hiring, cost.transfers].reduce((all, part) => all + part[period]!, wages),
      ),
    ),
    totalHires: hires.reduce((all, people) => all + people, 0),
    peak: { week: weeks[peakWeek]!.firstDate, requiredFte: byWeek[peakWeek]! },
  }
}

function solutionOf(
  solved: SolvedHeadcount,
  groups: readonly GroupHeadcount[],
  solveSeconds: number,
): HeadcountSolution {
  const { objective, objectiveBound, relaxationBound, givenCost, parts, bindingBudgets } = solved
  const shortageCost = groups.reduce((sum, { cost }) => sum + cost.shortage.reduce((all, each) => all + each, 0), 0)
  const gap = Math.max(0, objective - objectiveBound)
  const controllable = objective - givenCost
  return {
    ...{ objective, objectiveBound, relaxationBound, shortageCost, solveSeconds, parts, bindingBudgets },
    relativeGap: objective > 0 ? gap / objective : 0,
    relativeGapOfControllable: controllable > 0 ? gap / controllable : 0,
    paid: objective - shortageCost,
  }
}
