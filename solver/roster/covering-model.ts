import { type Horizon, intervalMs, localClocks } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { DeferredRequirement, InstantRequirement, Requirement } from '../domain/plan-outputs.ts'
import { isInstant } from '../domain/queue.ts'
import type { ShiftBreak } from '../domain/shift-template.ts'
import { LinearModel } from '../lp/linear-model.ts'
import type { EmployeeClass } from './employee-class.ts'
import type { EmployeeLimits } from './employee-limits.ts'
import { breakStarts, intervalShares, type ShiftOption } from './shift-option.ts'

type Entries = [column: number, coefficient: number][]

/** Breaks that may stand in for one another: same skill set, length and absolute window. */
export interface BreakPool {
  readonly startsMs: readonly number[]
  readonly minutes: number
  readonly day: number
  /** Column of each start, `[start]`. */
  readonly columns: readonly number[]
}

/** The covering model of one independent part, with the columns needed to read an answer. */
export interface CoveringModel {
  readonly model: LinearModel
  /** Column of "people of class c on option o", `[class]` -> by option index. */
  readonly countColumns: readonly ReadonlyMap<number, number>[]
  /** Day whose shifts or intervals a column is about, `[column]`; -1 for those of the whole week. */
  readonly dayOfColumn: readonly number[]
  /** Columns of waiting and overdue work, which carry what one day does into the days after it. */
  readonly backlogColumns: ReadonlySet<number>
  /** By pool key, see `breakPoolKey`. */
  readonly breakPools: ReadonlyMap<string, BreakPool>
}

/**
 * Shift covering with implicit breaks in pooled windows, multi-skill allocation and deferred work.
 *
 * Integer: people of a class on a shift option; breaks of a pool at a start. Continuous: agents of a skill set given to
 * a queue in an interval, missing agents, backlog and overdue work. Work rules enter as what they imply for a whole
 * class (days, minutes, rest between one day's late and the next day's early shifts), so every legal roster with at most
 * one shift a person a day is a feasible point at no greater objective: the model's bound is a bound for rosters.
 * Source of the break windows: Aykin, Management Science 42 (1996) 591-602, with equal windows pooled.
 */
export function coveringModel(
  inputs: PlanInputs,
  requirement: Requirement,
  options: readonly ShiftOption[],
  classes: readonly EmployeeClass[],
  queueIds: ReadonlySet<string>,
): CoveringModel {
  const model = new LinearModel()
  const countColumns = classes.map((members) => addCounts(model, options, members))
  classes.forEach((members, index) => {
    addDayRows(model, options, members, countColumns[index]!)
    addRestRows(model, options, members, countColumns[index]!)
    addMinuteRows(model, options, members, countColumns[index]!)
  })
  const { onPosition, breakPools } = addBreaks(model, requirement.horizon, options, classes, countColumns)
  const intervalOfColumn = new Map<number, number>()
  const backlogColumns = new Set<number>()
  const allocation = addAllocation(model, inputs, requirement, classes, onPosition, intervalOfColumn)
  for (const queue of requirement.queues) {
    if (!queueIds.has(queue.queueId)) continue
    const supply = allocation.get(queue.queueId) ?? noSupply(requirement.horizon)
    if (queue.kind === 'instant') addInstantRows(model, inputs, requirement.horizon, queue, supply, intervalOfColumn)
    else addDeferredRows(model, inputs, requirement.horizon, queue, supply, intervalOfColumn, backlogColumns)
  }
  return {
    model,
    countColumns,
    breakPools,
    backlogColumns,
    dayOfColumn: daysOfColumns(model, requirement.horizon, options, countColumns, breakPools, intervalOfColumn),
  }
}

export const breakPoolKey = (skillSet: string, shiftStartMs: number, item: ShiftBreak): string =>
  [
    skillSet,
    item.minutes,
    shiftStartMs + item.earliestStartMinutes * 60_000,
    shiftStartMs + item.latestStartMinutes * 60_000,
  ].join(' ')

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

/** Agents on position by skill set and interval: people on shifts less people on breaks. */
function addBreaks(
  model: LinearModel,
  horizon: Horizon,
  options: readonly ShiftOption[],
  classes: readonly EmployeeClass[],
  countColumns: readonly ReadonlyMap<number, number>[],
) {
  const onPosition = new Map<string, Entries[]>()
  const breakPools = new Map<string, BreakPool>()
  const demandOfPool = new Map<
    string,
    { entries: Entries; upper: number; skillSet: string; item: ShiftBreak; option: ShiftOption }
  >()
  classes.forEach(({ skillSet, members }, classIndex) => {
    const rows = onPosition.get(skillSet) ?? Array.from({ length: horizon.intervals }, (): Entries => [])
    onPosition.set(skillSet, rows)
    for (const [optionIndex, column] of countColumns[classIndex]!) {
      const option = options[optionIndex]!
      for (const [interval, share] of intervalShares(horizon, option.startMs, option.endMs))
        rows[interval]!.push([column, share])
      for (const item of option.template.breaks) {
        const key = breakPoolKey(skillSet, option.startMs, item)
        const demand = demandOfPool.get(key) ?? { entries: [], upper: 0, skillSet, item, option }
        demand.entries.push([column, 1])
        demand.upper += members.length
        demandOfPool.set(key, demand)
      }
    }
  })
  for (const [key, { entries, upper, skillSet, item, option }] of demandOfPool) {
    const startsMs = breakStarts(option.startMs, item, horizon)
    const columns = startsMs.map(() => model.addColumn({ upper, integer: true }))
    model.addRow([...entries, ...columns.map((column) => [column, -1] as const)], 0, 0)
    startsMs.forEach((at, index) => {
      for (const [interval, share] of intervalShares(horizon, at, at + item.minutes * 60_000)) {
        onPosition.get(skillSet)![interval]!.push([columns[index]!, -share])
      }
    })
    breakPools.set(key, { startsMs, minutes: item.minutes, day: option.day, columns })
  }
  return { onPosition, breakPools }
}

function daysOfColumns(
  model: LinearModel,
  horizon: Horizon,
  options: readonly ShiftOption[],
  countColumns: readonly ReadonlyMap<number, number>[],
  breakPools: ReadonlyMap<string, BreakPool>,
  intervalOfColumn: ReadonlyMap<number, number>,
): number[] {
  const days = Array<number>(model.columns).fill(-1)
  for (const columns of countColumns) for (const [option, column] of columns) days[column] = options[option]!.day
  for (const { columns, day } of breakPools.values()) for (const column of columns) days[column] = day
  const clocks = localClocks(horizon)
  for (const [column, interval] of intervalOfColumn) days[column] = clocks[interval]!.day
  return days
}

/**
 * Agents of each skill set given to each of its queues, interval by interval, at most those on position. A single queue
 * takes them all, so it needs no column of its own.
 * @returns entries of effective agents by queue id, `[interval]`
 */
function addAllocation(
  model: LinearModel,
  inputs: PlanInputs,
  requirement: Requirement,
  classes: readonly EmployeeClass[],
  onPosition: ReadonlyMap<string, Entries[]>,
  intervalOfColumn: Map<number, number>,
): Map<string, Supply> {
  const supply = new Map<string, Supply>()
  const { horizon } = requirement
  for (const [skillSet, rows] of onPosition) {
    const { proficiency } = classes.find((candidate) => candidate.skillSet === skillSet)!
    const before = previousPresence(inputs, horizon, skillSet)
    for (const queueId of proficiency.keys()) {
      if (!supply.has(queueId)) supply.set(queueId, noSupply(horizon))
    }
    const everyone = classes.reduce((sum, each) => sum + each.members.length, Math.max(...before))
    rows.forEach((row, interval) => {
      const wanted = [...proficiency].filter(([queueId]) => needsAgents(requirement, queueId, interval))
      if (wanted.length === 1) {
        const [queueId, speed] = wanted[0]!
        const cell = supply.get(queueId)![interval]!
        cell.entries.push(...row.map(([column, share]): [number, number] => [column, share * speed]))
        cell.constant += before[interval]! * speed
        return
      }
      const given: Entries = wanted.map(([queueId, speed]) => {
        const column = model.addColumn({ upper: everyone })
        intervalOfColumn.set(column, interval)
        supply.get(queueId)![interval]!.entries.push([column, speed])
        return [column, 1]
      })
      if (given.length > 0) {
        model.addRow(
          [...given, ...row.map(([column, share]) => [column, -share] as const)],
          -Infinity,
          before[interval]!,
        )
      }
    })
  }
  return supply
}

/** Whether giving agents to a queue in an interval can help: someone is required, or deferred work can be done. */
function needsAgents(requirement: Requirement, queueId: string, interval: number): boolean {
  const queue = requirement.queues.find((candidate) => candidate.queueId === queueId)!
  return queue.kind === 'instant' ? queue.scheduledAgents[interval]! > 0 : queue.contactsPerAgent[interval]! > 0
}

/** People of a skill set whom the previous roster's last shifts still put on position, `[interval]`. */
function previousPresence(inputs: PlanInputs, horizon: Horizon, skillSet: string): Float64Array {
  const present = new Float64Array(horizon.intervals)
  const skillSetById = new Map(
    inputs.employees.map(({ id, skills }) => [
      id,
      skills.map((skill) => `${skill.queueId}:${skill.proficiency}`).join('|'),
    ]),
  )
  for (const shift of inputs.previousRoster) {
    if (skillSetById.get(shift.employeeId) !== skillSet) continue
    for (const [interval, share] of intervalShares(horizon, shift.startMs, shift.endMs)) present[interval]! += share
    for (const item of shift.breaks) {
      for (const [interval, share] of intervalShares(horizon, item.startMs, item.endMs)) present[interval]! -= share
    }
  }
  return present
}

/** Effective agents for one queue: a linear expression and what the previous roster gives anyway, `[interval]`. */
type Supply = { entries: Entries; constant: number }[]

const noSupply = (horizon: Horizon): Supply =>
  Array.from({ length: horizon.intervals }, () => ({ entries: [], constant: 0 }))

function addInstantRows(
  model: LinearModel,
  inputs: PlanInputs,
  horizon: Horizon,
  queue: InstantRequirement,
  supply: Supply,
  intervalOfColumn: Map<number, number>,
): void {
  const settings = inputs.settings.queues.find(({ id }) => id === queue.queueId)!
  const hours = intervalMs(horizon) / 3_600_000
  const cost = isInstant(settings) ? settings.understaffingCostPerHour * hours : 0
  queue.scheduledAgents.forEach((needed, interval) => {
    if (needed === 0) return
    const { entries, constant } = supply[interval]!
    const missing = model.addColumn({ cost, upper: needed })
    intervalOfColumn.set(missing, interval)
    model.addRow([...entries, [missing, 1]], needed - constant, Infinity)
  })
}

/**
 * Backlog as inventory: waiting[t] = waiting[t-1] + arrivals[t] - done[t], and what is past its deadline is what waits
 * beyond the arrivals that are not due yet.
 */
function addDeferredRows(
  model: LinearModel,
  inputs: PlanInputs,
  horizon: Horizon,
  queue: DeferredRequirement,
  supply: Supply,
  intervalOfColumn: Map<number, number>,
  backlogColumns: Set<number>,
): void {
  const settings = inputs.settings.queues.find(({ id }) => id === queue.queueId)!
  const hours = intervalMs(horizon) / 3_600_000
  const cost = isInstant(settings) ? 0 : settings.overdueCostPerHour * hours
  let arrived = queue.openingBacklog
  const everything = queue.volume.reduce((sum, volume) => sum + volume, queue.openingBacklog)
  let before: Entries = []
  let constant = queue.openingBacklog
  for (let interval = 0; interval < horizon.intervals; interval++) {
    const arrivals = queue.volume[interval]!
    const rate = queue.contactsPerAgent[interval]!
    arrived += arrivals
    const waiting = model.addColumn({ upper: everything })
    intervalOfColumn.set(waiting, interval)
    backlogColumns.add(waiting)
    const worked = supply[interval]!
    // Done work may be less than the agents given could do, hence ">=": nobody finishes what has not arrived.
    model.addRow(
      [[waiting, 1], ...before, ...worked.entries.map(([column, share]) => [column, share * rate] as const)],
      constant + arrivals - worked.constant * rate,
      Infinity,
    )
    const notYetDue = arrived - queue.dueByEnd[interval]!
    if (notYetDue < everything) {
      const overdue = model.addColumn({ cost, upper: everything })
      intervalOfColumn.set(overdue, interval)
      backlogColumns.add(overdue)
      model.addRow(
        [
          [overdue, 1],
          [waiting, -1],
        ],
        -notYetDue,
        Infinity,
      )
    }
    before = [[waiting, -1]]
    constant = 0
  }
}
