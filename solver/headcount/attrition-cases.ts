import type { AttritionCase } from '../domain/headcount-plan.ts'
import type { AttritionTerms } from '../domain/headcount-settings.ts'
import type { LpEngine } from '../lp/lp-engine.ts'
import type { HeadcountProblem } from './headcount-problem.ts'
import { relaxHeadcount } from './solve-headcount.ts'
import { monthlyRate } from './survival.ts'

/** Rates that the plan is looked at with where none are named, as factors on the plan's. */
const FACTORS = { low: 0.75, plan: 1, high: 1.25 } as const

/** The plan's relaxation with fewer and more people leaving; the rate of new hires moves in proportion. */
export function attritionCases(
  problemWith: (attrition: (terms: AttritionTerms) => AttritionTerms) => HeadcountProblem,
  engine: LpEngine,
): AttritionCase[] {
  return (['low', 'plan', 'high'] as const).map((kind) => {
    const problem = problemWith((terms) =>
      withRate(terms, kind === 'plan' ? terms.rate : (terms[kind] ?? FACTORS[kind] * terms.rate)),
    )
    const { flows, objective } = relaxHeadcount(problem, engine)
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
    return {
      kind,
      monthlyRate: monthlyRate(problem.groups[0]!.survival),
      hires: sum(flows.hires.flat()),
      objective,
      shortHours: sum(flows.shortHours.flat(2)),
    }
  })
}

function withRate(terms: AttritionTerms, rate: number): AttritionTerms {
  const { newHireRate } = terms
  if (newHireRate === undefined) return { ...terms, rate }
  return {
    ...terms,
    rate,
    newHireRate: Math.min(0.89, terms.rate > 0 ? (newHireRate * rate) / terms.rate : newHireRate),
  }
}
