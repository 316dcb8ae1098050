import type { Employee } from '../domain/employee.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { WorkRule } from '../domain/work-rule.ts'
import { LinearModel } from '../lp/linear-model.ts'
import type { Tour } from '../tours/tour-problem.ts'
import { coverGroups } from './limits/cover-groups.ts'
import { addTeamRules, type TeamRows } from './limits/team-rows.ts'
import type { TourContext } from './limits/tour-context.ts'
import { binds } from './limits/tour-scope.ts'

/** A row that a column of the team's cover must make up for: what is below it, or above. */
interface Demand {
  readonly row: number
  readonly bound: number
  readonly isBelow: boolean
}

/**
 * What rules about the team (presence, shifts of a day, minutes of a week) find wanting as people come and go: the rows of
 * `addTeamRules`, each of whose columns is as great as the row that asks most of it.
 */
export class TeamCover {
  readonly #rows: TeamRows
  readonly #columnCost: readonly number[]
  readonly #demands: readonly Demand[][]
  readonly #columnsOfRow: readonly (readonly number[])[]
  readonly #isBudget: readonly boolean[]
  readonly #isHard: readonly boolean[]
  readonly #activity: Float64Array
  /** Index in the cover's own groups, `[person]`. */
  readonly #groupOf: readonly number[]
  readonly #options: number
  /** Of all that is wanting, minor currency units, and the part of it that no price stands for: hard rules'. */
  cost = 0
  hardCost = 0

  constructor(context: TourContext, employees: readonly Employee[]) {
    const inputs = { ...context.inputs, employees, workRules: rulesOf(context.inputs, employees) }
    const groups = coverGroups(inputs)
    const numberOf = new Map(groups.flatMap((group, index) => group.employees.map(({ id }) => [id, index] as const)))
    const model = new LinearModel()
    this.#rows = addTeamRules(model, { ...context, inputs }, groups)
    this.#groupOf = employees.map(({ id }) => numberOf.get(id)!)
    this.#options = context.options.length
    this.#columnCost = model.columnCost
    this.#activity = new Float64Array(model.rows)
    this.#demands = Array.from({ length: model.columns }, () => [])
    this.#columnsOfRow = Array.from({ length: model.rows }, (_, row) => this.#readRow(model, row))
    const ruleOf = (column: number) => this.#rows.ruleOfColumn.get(column)!
    this.#isHard = model.columnCost.map((_, column) => ruleOf(column).severity === 'hard')
    this.#isBudget = this.#columnsOfRow.map((columns) => columns.some((each) => ruleOf(each).kind === 'minutesBudget'))
    for (let column = 0; column < model.columns; column++) this.#count(column, 1)
  }

  get isEmpty(): boolean {
    return this.#columnCost.length === 0
  }

  get hasBudgets(): boolean {
    return this.#isBudget.includes(true)
  }

  #readRow({ rowStarts, entryColumn, entryValue, rowLower, rowUpper }: LinearModel, row: number): number[] {
    const columns: number[] = []
    for (let k = rowStarts[row]!; k < rowStarts[row + 1]!; k++) {
      const isBelow = entryValue[k]! > 0
      this.#demands[entryColumn[k]!]!.push({ row, isBelow, bound: isBelow ? rowLower[row]! : rowUpper[row]! })
      columns.push(entryColumn[k]!)
    }
    return columns
  }

  #columnCostNow(column: number): number {
    let wanting = 0
    for (const { row, bound, isBelow } of this.#demands[column]!) {
      const by = isBelow ? bound - this.#activity[row]! : this.#activity[row]! - bound
      if (by > wanting) wanting = by
    }
    return wanting * this.#columnCost[column]!
  }

  #count(column: number, sign: number): void {
    const cost = sign * this.#columnCostNow(column)
    this.cost += cost
    if (this.#isHard[column]) this.hardCost += cost
  }

  add(person: number, tour: Tour): void {
    for (const option of tour) if (option >= 0) this.#change(person, option, 1)
  }

  remove(person: number, tour: Tour): void {
    for (const option of tour) if (option >= 0) this.#change(person, option, -1)
  }

  #change(person: number, option: number, sign: number): void {
    const entries = this.#rows.entries(this.#groupOf[person]!, option)
    const columns = new Set(entries.flatMap(([row]) => this.#columnsOfRow[row]!))
    for (const column of columns) this.#count(column, -1)
    for (const [row, coefficient] of entries) this.#activity[row]! += sign * coefficient
    for (const column of columns) this.#count(column, 1)
  }

  /**
   * Adds to each option what it would save the team if the person worked it.
   * @param budgetPrice of a unit of budgets, minor currency units, in place of what the option by itself puts beyond
   *   them: the shifts of a week share what is left, so that each by itself seems to cost nothing
   */
  addValues(person: number, into: Float64Array, budgetPrice?: number): void {
    for (let option = 0; option < this.#options; option++) {
      const entries = this.#rows.entries(this.#groupOf[person]!, option)
      if (entries.length === 0) continue
      into[option]! += this.#saving(entries)
      if (budgetPrice === undefined) continue
      for (const [row, coefficient] of entries) if (this.#isBudget[row]) into[option]! -= budgetPrice * coefficient
    }
  }

  #saving(entries: ReturnType<TeamRows['entries']>): number {
    const columns = new Set<number>()
    let before = 0
    for (const [row] of entries) {
      for (const column of this.#columnsOfRow[row]!) {
        if (columns.has(column)) continue
        columns.add(column)
        before += this.#columnCostNow(column)
      }
    }
    for (const [row, coefficient] of entries) this.#activity[row]! += coefficient
    let after = 0
    for (const column of columns) after += this.#columnCostNow(column)
    for (const [row, coefficient] of entries) this.#activity[row]! -= coefficient
    return before - after
  }
}

/** Rules about the team that people of a part have to keep; of one that binds nobody, the check tells. */
const rulesOf = ({ workRules }: PlanInputs, employees: readonly Employee[]) =>
  workRules.filter((rule) => isPriced(rule) && employees.some((employee) => binds(rule, employee)))

/** Of the team, and not only to be told. */
function isPriced(rule: WorkRule): boolean {
  if (rule.kind !== 'minPresence' && rule.kind !== 'shiftCover' && rule.kind !== 'minutesBudget') return false
  return rule.severity === 'hard' || !!rule.penaltyPerUnit || (rule.kind === 'shiftCover' && rule.surplusPenalty > 0)
}

/** Sets of people whom a rule about the team ties together: a roster is made for all of a set at once. */
export function tiedPeople({ workRules, employees }: PlanInputs): (readonly Employee[])[] {
  return workRules.filter(isPriced).map((rule) => {
    const bound = employees.filter((employee) => binds(rule, employee))
    const countsOthers = rule.kind === 'minPresence' && rule.perOthers !== undefined
    return countsOthers && bound.length > 0 ? employees : bound
  })
}
