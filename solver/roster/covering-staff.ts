import type { Entries, LinearModel } from '../lp/linear-model.ts'
import type { EmployeeClass } from './employee-class.ts'
import type { EmployeeLimits } from './employee-limits.ts'
import type { ShiftOption } from './shift-option.ts'

/** Columns of the people of a class on each option, and the rows of work rules that bind the class as a whole. */
export function addStaff(
  model: LinearModel,
  options: readonly ShiftOption[],
  staff: EmployeeClass,
): Map<number, number> {
  const columns = addCounts(model, options, staff)
  addDayRows(model, options, staff, columns)
  addRestRows(model, options, staff, columns)
  addMinuteRows(model, options, staff, columns)
  return columns
}

function addCounts(
  model: LinearModel,
  options: readonly ShiftOption[],
  { members }: EmployeeClass,
): Map<number, number> {
  const columns = new Map<number, number>()
  for (const option of options) {
    const upper = members.filter((member) => member.mayWork[option.index] === 1).length
    if (upper === 0) continue
    const lower = members.filter((member) => member.fixedOptionByDay.get(option.day) === option.index).length
    columns.set(option.index, model.addColumn({ lower: Math.min(lower, upper), upper, integer: true }))
  }
  return columns
}

/** A day's shifts at most the people free that day; days worked up to each day at most what runs and days off leave. */
function addDayRows(
  model: LinearModel,
  options: readonly ShiftOption[],
  { members }: EmployeeClass,
  columns: ReadonlyMap<number, number>,
): void {
  const days = 1 + Math.max(-1, ...options.map(({ day }) => day))
  const prefix: Entries = []
  for (let day = 0; day < days; day++) {
    const today = options.filter((option) => option.day === day && columns.has(option.index))
    const entries: Entries = today.map(({ index }) => [columns.get(index)!, 1])
    const isFree = (member: EmployeeLimits) => today.some(({ index }) => member.mayWork[index] === 1)
    model.addRow(entries, -Infinity, members.filter(isFree).length)
    prefix.push(...entries)
    const limit = members.reduce((sum, member) => sum + mostDays(member, day + 1, options), 0)
    model.addRow(prefix, -Infinity, limit)
  }
}

/** Most of the first `length` days that a person can work: free days, days off, and runs that began before the horizon. */
function mostDays(member: EmployeeLimits, length: number, options: readonly ShiftOption[]): number {
  const free = new Set(
    options.filter(({ index, day }) => day < length && member.mayWork[index] === 1).map(({ day }) => day),
  )
  const longest = member.maxConsecutiveDays
  const before = Math.min(member.consecutiveDaysBefore, longest)
  const offForRuns = longest === Infinity ? 0 : Math.floor((before + length) / (longest + 1))
  return Math.max(0, Math.min(free.size, member.maxDays, length - offForRuns))
}

/**
 * Rest between shifts on consecutive days: nobody can be on a shift that ends at or after some time and on one of the
 * next day that starts before that time plus the rest, so the two sets together hold at most the class.
 */
function addRestRows(
  model: LinearModel,
  options: readonly ShiftOption[],
  { members }: EmployeeClass,
  columns: ReadonlyMap<number, number>,
): void {
  const restMs = Math.min(...members.map((member) => member.minRestMinutes)) * 60_000
  const open = options.filter(({ index }) => columns.has(index))
  for (const day of new Set(open.map((option) => option.day))) {
    const today = open.filter((option) => option.day === day)
    const tomorrow = open.filter((option) => option.day === day + 1)
    for (const end of [...new Set(today.map(({ endMs }) => endMs))].sort((a, b) => a - b)) {
      const early = tomorrow.filter(({ startMs }) => startMs < end + restMs)
      if (early.length === 0) continue
      const late = today.filter(({ endMs }) => endMs >= end)
      model.addRow(
        [...late, ...early].map(({ index }) => [columns.get(index)!, 1] as const),
        -Infinity,
        members.length,
      )
    }
  }
}

/** Week minutes, pay beyond the guarantee, overtime, and the soft price of hours below the guarantee. */
function addMinuteRows(
  model: LinearModel,
  options: readonly ShiftOption[],
  { members }: EmployeeClass,
  columns: ReadonlyMap<number, number>,
): void {
  const minutes: Entries = options.flatMap(({ index, paidMinutes }) =>
    columns.has(index) ? [[columns.get(index)!, paidMinutes] as [number, number]] : [],
  )
  const { contract } = members[0]!
  const cheapest = Math.min(...members.map(({ employee }) => employee.hourlyCost)) / 60
  const guaranteed = members.length * contract.guaranteedMinutesPerWeek
  const ordinary = members.length * contract.ordinaryMinutesPerWeek
  const most = members.reduce((sum, member) => sum + member.maxMinutes, 0)
  model.addRow(minutes, -Infinity, most)
  const beyond = model.addColumn({ cost: cheapest, upper: most })
  model.addRow([...minutes, [beyond, -1]], -Infinity, guaranteed)
  const overtime = model.addColumn({ cost: cheapest * contract.overtimePremium, upper: most })
  model.addRow([...minutes, [overtime, -1]], -Infinity, ordinary)
  const penalty = Math.min(...members.map((member) => member.shortHourPenalty)) / 60
  if (penalty === 0 || guaranteed === 0) return
  const short = model.addColumn({ cost: penalty, upper: guaranteed })
  model.addRow([...minutes, [short, 1]], guaranteed, Infinity)
}
