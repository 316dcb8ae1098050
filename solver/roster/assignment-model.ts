import { type Entries, LinearModel } from '../lp/linear-model.ts'
import type { EmployeeClass } from './employee-class.ts'
import type { EmployeeLimits } from './employee-limits.ts'
import type { ShiftOption } from './shift-option.ts'

/** Who works which option: a model of one class, with the columns needed to read an answer. */
export interface AssignmentModel {
  readonly model: LinearModel
  /** Column of "member m works option o", `[member]` -> by option index. */
  readonly workColumns: readonly ReadonlyMap<number, number>[]
}

/**
 * Named assignment of the covering counts under every hard work rule. A count that cannot be filled is left short and
 * one that is exceeded counts as extra, both at a price per minute above any wage, so the model always has an answer.
 * @param counts people wanted on each option, by option index
 * @param missPricePerMinute minor currency units
 */
export function assignmentModel(
  options: readonly ShiftOption[],
  { members }: EmployeeClass,
  counts: ReadonlyMap<number, number>,
  missPricePerMinute: number,
): AssignmentModel {
  const model = new LinearModel()
  const workColumns = members.map((member) => addMember(model, options, member))
  for (const option of options) {
    const entries: Entries = workColumns.flatMap((columns) =>
      columns.has(option.index) ? [[columns.get(option.index)!, 1] as [number, number]] : [],
    )
    const wanted = counts.get(option.index) ?? 0
    if (entries.length === 0 && wanted === 0) continue
    const price = missPricePerMinute * option.paidMinutes
    const short = model.addColumn({ cost: price, upper: wanted })
    const extra = model.addColumn({ cost: price, upper: entries.length })
    model.addRow([...entries, [short, 1], [extra, -1]], wanted, wanted)
  }
  return { model, workColumns }
}

function addMember(model: LinearModel, options: readonly ShiftOption[], member: EmployeeLimits): Map<number, number> {
  const columns = new Map<number, number>()
  for (const option of options) {
    if (member.mayWork[option.index] === 0) continue
    const isFixed = member.fixedOptionByDay.get(option.day) === option.index
    const cost = member.dayPenalty[option.day] ?? 0
    columns.set(option.index, model.addColumn({ cost, lower: isFixed ? 1 : 0, upper: 1, integer: true }))
  }
  const mine = options.filter(({ index }) => columns.has(index))
  addDays(model, mine, columns, member)
  addRest(model, mine, columns, member)
  addMinutes(model, mine, columns, member)
  return columns
}

const entriesOf = (options: readonly ShiftOption[], columns: ReadonlyMap<number, number>): Entries =>
  options.map(({ index }) => [columns.get(index)!, 1])

/** One shift a day; days off in the week; no run of days longer than allowed, the run before the horizon included. */
function addDays(
  model: LinearModel,
  mine: readonly ShiftOption[],
  columns: ReadonlyMap<number, number>,
  member: EmployeeLimits,
): void {
  const days = Math.max(0, ...mine.map(({ day }) => day + 1))
  const between = (from: number, to: number) =>
    entriesOf(
      mine.filter(({ day }) => day >= from && day <= to),
      columns,
    )
  for (let day = 0; day < days; day++) model.addRow(between(day, day), -Infinity, 1)
  model.addRow(between(0, days - 1), -Infinity, member.maxDays)
  const longest = member.maxConsecutiveDays
  const left = Math.max(0, longest - member.consecutiveDaysBefore)
  if (left < days) model.addRow(between(0, left), -Infinity, left)
  for (let day = 1; day + longest < days; day++) model.addRow(between(day, day + longest), -Infinity, longest)
}

/** Rest between one day's shift and a later day's, as sets of which at most one can be worked. */
function addRest(
  model: LinearModel,
  mine: readonly ShiftOption[],
  columns: ReadonlyMap<number, number>,
  member: EmployeeLimits,
): void {
  const restMs = member.minRestMinutes * 60_000
  for (const day of new Set(mine.map((option) => option.day))) {
    const today = mine.filter((option) => option.day === day)
    for (const end of new Set(today.map(({ endMs }) => endMs))) {
      const late = today.filter(({ endMs }) => endMs >= end)
      const tooEarly = mine.filter((option) => option.day > day && option.startMs < end + restMs)
      for (const early of Map.groupBy(tooEarly, (option) => option.day).values()) {
        model.addRow(entriesOf([...late, ...early], columns), -Infinity, 1)
      }
    }
  }
}

function addMinutes(
  model: LinearModel,
  mine: readonly ShiftOption[],
  columns: ReadonlyMap<number, number>,
  member: EmployeeLimits,
): void {
  const { contract, employee, maxMinutes } = member
  const minutes: Entries = mine.map(({ index, paidMinutes }) => [columns.get(index)!, paidMinutes])
  const cost = employee.hourlyCost / 60
  model.addRow(minutes, -Infinity, maxMinutes)
  const beyond = model.addColumn({ cost, upper: maxMinutes })
  model.addRow([...minutes, [beyond, -1]], -Infinity, contract.guaranteedMinutesPerWeek)
  const overtime = model.addColumn({ cost: cost * contract.overtimePremium, upper: maxMinutes })
  model.addRow([...minutes, [overtime, -1]], -Infinity, contract.ordinaryMinutesPerWeek)
  const short = model.addColumn({ cost: member.shortHourPenalty / 60, upper: contract.guaranteedMinutesPerWeek })
  model.addRow([...minutes, [short, 1]], contract.guaranteedMinutesPerWeek, Infinity)
}
