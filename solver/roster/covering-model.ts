import { type Horizon, localClocks } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/plan-outputs.ts'
import type { ShiftBreak } from '../domain/shift-template.ts'
import { type Entries, LinearModel } from '../lp/linear-model.ts'
import { addQueues } from './covering-queues.ts'
import { addStaff } from './covering-staff.ts'
import type { EmployeeClass } from './employee-class.ts'
import { breakStarts, intervalShares, type ShiftOption } from './shift-option.ts'

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
  const countColumns = classes.map((staff) => addStaff(model, options, staff))
  const { onPosition, breakPools } = addBreaks(model, requirement.horizon, options, classes, countColumns)
  const { intervalOfColumn, backlogColumns } = addQueues(model, inputs, requirement, classes, queueIds, onPosition)
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
