import type { Horizon } from '../../domain/horizon.ts'
import type { Assignment, PlacedBreak } from '../../domain/roster.ts'
import { breakStarts, intervalShares, type ShiftOption } from '../shift-option.ts'

/** A shift with its breaks where they cost least, and what its time on position is worth by some values. */
export interface PlacedShift {
  readonly breaks: readonly PlacedBreak[]
  /** Minor currency units. */
  readonly value: number
}

/** @param values worth of an agent on position, `[interval]` */
export function placeShift(option: ShiftOption, horizon: Horizon, values: Float64Array): PlacedShift {
  const worth = (startMs: number, endMs: number) =>
    intervalShares(horizon, startMs, endMs).reduce((sum, [interval, share]) => sum + share * values[interval]!, 0)
  let value = worth(option.startMs, option.endMs)
  const breaks = option.template.breaks.map((item): PlacedBreak => {
    const lengthMs = item.minutes * 60_000
    const starts = breakStarts(option.startMs, item, horizon)
    const losses = starts.map((at) => worth(at, at + lengthMs))
    const least = losses.reduce((best, loss, index) => (loss < losses[best]! - 1e-9 ? index : best), 0)
    value -= losses[least]!
    return { kind: item.kind, paid: item.paid, startMs: starts[least]!, endMs: starts[least]! + lengthMs }
  })
  return { breaks, value }
}

/** Worth of a shift as it stands, by some values of an agent on position. */
export function shiftValue(shift: Assignment, horizon: Horizon, values: Float64Array): number {
  const worth = (startMs: number, endMs: number) =>
    intervalShares(horizon, startMs, endMs).reduce((sum, [interval, share]) => sum + share * values[interval]!, 0)
  return shift.breaks.reduce((sum, item) => sum - worth(item.startMs, item.endMs), worth(shift.startMs, shift.endMs))
}

/** A person on an option. */
export const assignmentOn = (
  option: ShiftOption,
  employeeId: string,
  queueIds: readonly string[],
  breaks: readonly PlacedBreak[],
): Assignment => ({
  employeeId,
  templateId: option.template.id,
  startMs: option.startMs,
  endMs: option.endMs,
  breaks,
  ...(option.template.onCall && { onCall: true }),
  queueIds,
  pinned: false,
})
