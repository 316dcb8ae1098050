import { type Assignment, orderAssignments, type PlacedBreak } from '../domain/roster.ts'
import { type BreakPool, breakPoolKey } from './covering-model.ts'
import type { EmployeeClass } from './employee-class.ts'
import type { EmployeeLimits } from './employee-limits.ts'
import type { ShiftOption } from './shift-option.ts'

/** A person on a shift option, before breaks. */
export interface NamedShift {
  readonly member: EmployeeLimits
  readonly employeeClass: EmployeeClass
  readonly option: ShiftOption
}

/**
 * Gives every shift its breaks from the pools' counts. Shifts of a pool share one absolute window, so any of its breaks
 * fits any of them: they are dealt out in order of start, then employee.
 * @param values an answer of the covering model whose counts are these shifts
 */
export function placeBreaks(
  shifts: readonly NamedShift[],
  breakPools: ReadonlyMap<string, BreakPool>,
  values: Float64Array,
): Assignment[] {
  const left = new Map([...breakPools].map(([key, pool]) => [key, expandStarts(pool, values)]))
  const ordered = [...shifts].sort(
    (a, b) => a.option.index - b.option.index || (a.member.employee.id < b.member.employee.id ? -1 : 1),
  )
  return orderAssignments(
    ordered.map(({ member, employeeClass, option }) => ({
      employeeId: member.employee.id,
      templateId: option.template.id,
      startMs: option.startMs,
      endMs: option.endMs,
      breaks: option.template.breaks.map((item): PlacedBreak => {
        const startMs = left.get(breakPoolKey(employeeClass.skillSet, option.startMs, item))!.shift()!
        return { kind: item.kind, paid: item.paid, startMs, endMs: startMs + item.minutes * 60_000 }
      }),
      queueIds: [...employeeClass.proficiency.keys()],
      pinned: member.fixedOptionByDay.get(option.day) === option.index,
    })),
  )
}

/** Starts of a pool, each as often as the answer uses it, in order of time. */
const expandStarts = (pool: BreakPool, values: Float64Array): number[] =>
  pool.startsMs.flatMap((at, index) => Array<number>(Math.round(values[pool.columns[index]!]!)).fill(at))
