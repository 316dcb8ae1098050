import { type Horizon, horizonEnd } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { ShiftBreak, ShiftTemplate } from '../domain/shift-template.ts'
import type { Entries, LinearModel } from '../lp/linear-model.ts'
import type { CoverGroup } from './limits/cover-groups.ts'
import { breakStarts, intervalShares, type ShiftOption } from './shift-option.ts'

type Cells = readonly (readonly [interval: number, share: number])[]

/**
 * Agents on position: those given to queues are at most those on shifts less those on breaks. Breaks are placed for all of
 * a group whose windows are the same at once: starts of a pool's breaks are columns, as many as there are shifts that need
 * one.
 * Source: Aykin, Management Science 42 (1996) 591-602, with equal windows pooled.
 * @param given columns that take an agent of a group in an interval, `[group][interval]`
 * @returns what one person of a group on an option adds to the rows
 */
export function addPositions(
  model: LinearModel,
  inputs: PlanInputs,
  horizon: Horizon,
  options: readonly ShiftOption[],
  groups: readonly CoverGroup[],
  given: readonly (readonly Entries[])[],
): (group: number, option: number) => Entries {
  const taken = given.map((cells) => cells.map((entries) => [...entries]))
  const pools = groups.map(() => new Map<string, number>())
  groups.forEach(({ employees }, group) => {
    options.forEach(({ startMs, template }) => {
      for (const item of breaksOf(template)) {
        const key = poolKey(startMs, item)
        if (pools[group]!.has(key)) continue
        const columns = breakStarts(startMs, item, horizon).map((at) => {
          const column = model.addColumn({ upper: employees.length, integer: true })
          for (const [interval, share] of breakCells(horizon, at, item)) taken[group]![interval]!.push([column, share])
          return [column, -1] as const
        })
        pools[group]!.set(key, model.addRow(columns, 0, 0))
      }
    })
  })
  const before = groups.map(({ employees }) => presentBefore(inputs, horizon, new Set(employees.map(({ id }) => id))))
  const rows = taken.map((cells, group) =>
    cells.map((entries, interval) => model.addRow(entries, -Infinity, before[group]![interval]!)),
  )
  return (group, option) => {
    const { startMs, endMs, template } = options[option]!
    if (template.onCall) return []
    return [
      ...intervalShares(horizon, startMs, endMs).map(([interval, share]) => [rows[group]![interval]!, -share] as const),
      ...breaksOf(template).map((item) => [pools[group]!.get(poolKey(startMs, item))!, 1] as const),
    ]
  }
}

const breaksOf = ({ onCall, breaks }: ShiftTemplate): readonly ShiftBreak[] => (onCall ? [] : breaks)

const breakCells = (horizon: Horizon, startMs: number, { minutes }: ShiftBreak): Cells =>
  intervalShares(horizon, startMs, startMs + minutes * 60_000)

const poolKey = (startMs: number, { earliestStartMinutes, latestStartMinutes, minutes }: ShiftBreak): string =>
  `${startMs + earliestStartMinutes * 60_000} ${startMs + latestStartMinutes * 60_000} ${minutes}`

/** People of a group whom the previous roster's last shifts still keep on position, `[interval]`. */
function presentBefore(inputs: PlanInputs, horizon: Horizon, members: ReadonlySet<string>): Float64Array {
  const present = new Float64Array(horizon.intervals)
  for (const shift of inputs.previousRoster) {
    if (!members.has(shift.employeeId) || shift.onCall === true || shift.endMs <= horizon.startsAt) continue
    const away = [...shift.breaks, ...(shift.activities ?? [])]
    for (const [interval, share] of intervalShares(
      horizon,
      shift.startMs,
      Math.min(shift.endMs, horizonEnd(horizon)),
    )) {
      present[interval]! += share
    }
    for (const { startMs, endMs } of away) {
      for (const [interval, share] of intervalShares(horizon, startMs, endMs)) present[interval]! -= share
    }
  }
  return present
}
