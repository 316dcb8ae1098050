import { LinearModel } from '../lp/linear-model.ts'
import { addBlockRows } from './direct/block-rows.ts'
import { addLongRestRows } from './direct/long-rest-rows.ts'
import { addPairRows } from './direct/pair-rows.ts'
import { optionTerms, type PersonRows } from './direct/person-rows.ts'
import { addRestRows } from './direct/rest-rows.ts'
import { addRollingRows } from './direct/rolling-rows.ts'
import { addRunRows } from './direct/run-rows.ts'
import { addExcessRows, addSumRows } from './direct/sum-rows.ts'
import type { TourLimit } from './tour-limit.ts'
import type { Tour, TourPerson, TourProblem } from './tour-problem.ts'

/** A problem of tours as one integer model: a column for each person and option, rows for each limit. */
export interface DirectModel {
  readonly model: LinearModel
  /** Column of a person's option, `[person][option]`; -1 where it may not be worked. */
  readonly workColumns: readonly Int32Array[]
}

/**
 * The whole problem as an integer linear model, limit by limit and without any graph, so that any solver can be asked:
 * its optimum is that of the problem. The cover's columns and rows come first, in their order.
 */
export function directModel(problem: TourProblem): DirectModel {
  const model = new LinearModel()
  model.offset = problem.cover.offset
  copyColumns(problem.cover, model)
  const workColumns = problem.people.map((person) => addWorkColumns(model, problem, person))
  addCoverRows(problem, model, workColumns)
  for (const [index, person] of problem.people.entries()) addPerson(model, problem, person, workColumns[index]!)
  return { model, workColumns }
}

/** Tours of a point of the model, `[person]`. */
export const toursOf = (
  { days, options }: TourProblem,
  { workColumns }: DirectModel,
  values: ArrayLike<number>,
): Tour[] =>
  workColumns.map((columns) => {
    const tour = new Int32Array(days).fill(-1)
    columns.forEach((column, option) => {
      if (column >= 0 && values[column]! > 0.5) tour[options[option]!.day] = option
    })
    return tour
  })

function copyColumns(from: LinearModel, model: LinearModel): void {
  for (let column = 0; column < from.columns; column++) {
    model.addColumn({
      cost: from.columnCost[column]!,
      lower: from.columnLower[column]!,
      upper: from.columnUpper[column]!,
      integer: from.isInteger[column]!,
    })
  }
}

/** Cost of an option is against the day off that it takes the place of. */
function addWorkColumns(model: LinearModel, { options }: TourProblem, person: TourPerson): Int32Array {
  for (const cost of person.offCost) if (cost < Infinity) model.offset += cost
  return Int32Array.from(options, ({ day }, option) => {
    const cost = person.optionCost[option]!
    const saved = person.offCost[day]!
    if (cost === Infinity) return -1
    return model.addColumn({ cost: cost - (saved < Infinity ? saved : 0), upper: 1, integer: true })
  })
}

function addCoverRows(
  { cover, people, options, entries }: TourProblem,
  model: LinearModel,
  workColumns: readonly Int32Array[],
): void {
  const rows = Array.from({ length: cover.rows }, (_, row) => {
    const terms: [number, number][] = []
    for (let k = cover.rowStarts[row]!; k < cover.rowStarts[row + 1]!; k++) {
      terms.push([cover.entryColumn[k]!, cover.entryValue[k]!])
    }
    return terms
  })
  people.forEach(({ group }, person) => {
    for (let option = 0; option < options.length; option++) {
      const column = workColumns[person]![option]!
      if (column < 0) continue
      for (const [row, coefficient] of entries(group, option)) rows[row]!.push([column, coefficient])
    }
  })
  for (const [row, terms] of rows.entries()) model.addRow(terms, cover.rowLower[row]!, cover.rowUpper[row]!)
}

function addPerson(
  model: LinearModel,
  { days, options }: TourProblem,
  person: TourPerson,
  workColumn: Int32Array,
): void {
  const optionsOn = Array.from({ length: days }, (): number[] => [])
  options.forEach(({ day }, option) => {
    if (workColumn[option]! >= 0) optionsOn[day]!.push(option)
  })
  const rows: PersonRows = { model, days, options, workColumn, optionsOn }
  optionsOn.forEach((list, day) => {
    const mustWork = person.offCost[day] === Infinity
    if (mustWork || list.length > 1) model.addRow(optionTerms(rows, list), mustWork ? 1 : -Infinity, 1)
  })
  for (const limit of person.limits) addLimit(rows, limit)
}

function addLimit(rows: PersonRows, limit: TourLimit): void {
  switch (limit.kind) {
    case 'run':
      addRunRows(rows, limit)
      break
    case 'sum':
      addSumRows(rows, limit)
      break
    case 'excess':
      addExcessRows(rows, limit)
      break
    case 'block':
      addBlockRows(rows, limit)
      break
    case 'pair':
      addPairRows(rows, limit)
      break
    case 'rest':
      addRestRows(rows, limit)
      break
    case 'longRest':
      addLongRestRows(rows, limit)
      break
    case 'rolling':
      addRollingRows(rows, limit)
      break
  }
}
