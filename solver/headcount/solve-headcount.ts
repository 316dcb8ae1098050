import { PlanningInputError } from '../domain/planning-input-error.ts'
import { checkPoint, dualBound, isFeasible } from '../lp/check-point.ts'
import type { LinearModel } from '../lp/linear-model.ts'
import type { LpEngine, SolveOptions } from '../lp/lp-engine.ts'
import { headcountModel } from './headcount-model.ts'
import type { HeadcountFlows, HeadcountProblem } from './headcount-problem.ts'
import type { HeadcountModel, ModelChoices } from './model-shape.ts'
import { joinFlows, problemParts } from './problem-parts.ts'
import { roundHires } from './round-hires.ts'

/** A plan's decisions with their proof; money is in minor currency units. */
export interface SolvedHeadcount {
  readonly flows: HeadcountFlows
  readonly objective: number
  /** No plan of the model costs less. */
  readonly objectiveBound: number
  /** Proved in plain code from the relaxation's multipliers. */
  readonly relaxationBound: number
  /** What is spent whatever is decided. */
  readonly givenCost: number
  readonly parts: number
  /** Budget rows that are used up, by period label, `total` for the plan's. */
  readonly bindingBudgets: readonly string[]
}

/** Relative gap of the whole at which the search ends. */
const RELATIVE_GAP = 1e-3
/** Nodes of the search of one part: a limit that is the same on every machine. */
const NODE_LIMIT = 200

/** A part's answer so far. */
interface PartAnswer {
  readonly problem: HeadcountProblem
  readonly built: HeadcountModel
  readonly relaxationBound: number
  values: Float64Array
  objective: number
  objectiveBound: number
}

/**
 * The relaxation of each part gives a bound, rounding its hires a plan near it; where all parts together are not within
 * the gap, the parts that are furthest from it are searched.
 * @throws PlanningInputError when a budget is below what today's people cost in any case
 */
export function solveHeadcount(problem: HeadcountProblem, engine: LpEngine): SolvedHeadcount {
  const parts = problemParts(problem)
  const answers = parts.map((part) => roundedAnswer(part.problem, engine))
  const sum = (pick: (answer: PartAnswer) => number) => answers.reduce((all, answer) => all + pick(answer), 0)
  const gapOf = ({ objective, objectiveBound }: PartAnswer) => objective - objectiveBound
  for (const answer of answers.toSorted((a, b) => gapOf(b) - gapOf(a))) {
    if (sum(gapOf) <= RELATIVE_GAP * Math.abs(sum(({ objective }) => objective))) break
    searchPart(answer, engine)
  }
  return {
    flows: joinFlows(
      problem,
      parts,
      answers.map((answer) => flowsOf(answer.problem, answer.built, answer.values)),
    ),
    objective: sum(({ objective }) => objective),
    objectiveBound: sum(({ objectiveBound }) => objectiveBound),
    relaxationBound: sum(({ relaxationBound }) => relaxationBound),
    givenCost: sum(({ built }) => built.givenCost),
    parts: parts.length,
    bindingBudgets: answers.flatMap(({ built, values }) => bindingBudgets(built, values)),
  }
}

function roundedAnswer(problem: HeadcountProblem, engine: LpEngine): PartAnswer {
  const built = headcountModel(problem)
  refuseSmallBudget(problem, built)
  const relaxed = solved(built.model, engine, { relaxIntegers: true })
  const relaxationBound = dualBound(built.model, relaxed.rowDuals!)
  const whole = built.model.hasIntegers
    ? (roundHires(problem, built, relaxed.values, engine) ?? searched(built.model, engine))
    : relaxed
  const { values, objective } = whole
  refuseBrokenPoint(built.model, values, true)
  return { problem, built, relaxationBound, values, objective, objectiveBound: Math.min(objective, relaxationBound) }
}

const searched = (model: LinearModel, engine: LpEngine) =>
  solved(model, engine, { relativeGap: RELATIVE_GAP, nodeLimit: NODE_LIMIT })

function searchPart(answer: PartAnswer, engine: LpEngine): void {
  const { values, objective, objectiveBound } = searched(answer.built.model, engine)
  if (objective < answer.objective) Object.assign(answer, { values, objective })
  answer.objectiveBound = Math.min(answer.objective, Math.max(answer.objectiveBound, objectiveBound))
}

/**
 * A plan whose hires may be fractions, with its cost: for comparisons of many plans.
 * @param choices with the places of the groups and needs of a problem that is one part
 */
export function relaxHeadcount(
  problem: HeadcountProblem,
  engine: LpEngine,
  choices?: ModelChoices,
): Pick<SolvedHeadcount, 'flows' | 'objective'> {
  const parts = problemParts(problem)
  const relaxed = parts.map((part) => {
    const built = headcountModel(part.problem, choices)
    refuseSmallBudget(part.problem, built)
    const { values, objective } = solved(built.model, engine, { relaxIntegers: true })
    return { flows: flowsOf(part.problem, built, values), objective }
  })
  return {
    flows: joinFlows(
      problem,
      parts,
      relaxed.map(({ flows }) => flows),
    ),
    objective: relaxed.reduce((sum, { objective }) => sum + objective, 0),
  }
}

/** Hours may always be left short, so only money can make a plan impossible; that is refused before. */
function solved(model: LinearModel, engine: LpEngine, options: SolveOptions) {
  const solution = engine.solve(model, options)
  const { values } = solution
  if (values === null) throw new Error(`The headcount model has no answer: ${solution.termination}.`)
  refuseBrokenPoint(model, values, !options.relaxIntegers)
  return { ...solution, values }
}

/** Rows, bounds and whole numbers are worked out from the point, whoever says that it keeps them. */
function refuseBrokenPoint(model: LinearModel, values: Float64Array, withIntegers: boolean): void {
  if (isFeasible(checkPoint(model, values, withIntegers))) return
  throw new Error('The headcount plan breaks rows, bounds or whole numbers of its own model.')
}

function refuseSmallBudget(problem: HeadcountProblem, { model, budgetRows, givenCost }: HeadcountModel): void {
  for (const [label, row] of budgetRows) {
    const left = model.rowUpper[row]!
    if (left >= 0) continue
    const setting = label === 'total' ? 'total' : 'perPeriod'
    const budget = problem.budget[setting]!
    throw new PlanningInputError({
      ...{ file: 'plan.yaml', column: `headcount.budget.${setting}`, value: String(budget) },
      problem: `is ${Math.ceil(-left)} below what the people who are there cost ${label === 'total' ? `in all (${Math.round(givenCost)})` : `in ${label}`}, minor currency units`,
      hint: 'Raise the budget; a headcount plan lets nobody go.',
    })
  }
}

const bindingBudgets = ({ model, budgetRows }: HeadcountModel, values: ArrayLike<number>): string[] => {
  const activity = model.rowActivity(values)
  return [...budgetRows].flatMap(([label, row]) =>
    activity[row]! >= model.rowUpper[row]! - 1e-6 * Math.max(1, Math.abs(model.rowUpper[row]!)) ? [label] : [],
  )
}

function flowsOf(problem: HeadcountProblem, built: HeadcountModel, values: ArrayLike<number>): HeadcountFlows {
  const read = (column: number) => (column === -1 ? 0 : Math.max(0, values[column]!))
  const of2 = (columns: readonly (readonly number[])[]) => columns.map((list) => list.map(read))
  const of3 = (columns: readonly (readonly (readonly number[])[])[]) => columns.map(of2)
  const shortHours = of3(built.short)
  // Where a group serves one need alone, nothing was left to choose: it takes all that is not short.
  const servedHours = built.served.map((places, need) =>
    places.map((columns) =>
      columns.map((column, week) =>
        column === -1
          ? problem.needs[need]!.hours.reduce(
              (sum, hours, queue) => sum + hours[week]! - shortHours[need]![queue]![week]!,
              0,
            )
          : read(column),
      ),
    ),
  )
  return {
    hires: of2(built.hires),
    transfers: of2(built.transfers),
    flexibleHours: of2(built.flexible),
    overtimeHours: of2(built.overtime),
    externalHours: of3(built.external),
    shortHours,
    servedHours,
  }
}
