import { MINUTES_PER_DAY, MS_PER_MINUTE } from '../domain/horizon.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import type { LocalDays } from './local-days.ts'
import type { PersonHorizon, WorkedShift } from './person-horizon.ts'

/** Paid time of a shift on one date by the wall clock. */
export interface PaidPiece {
  /** Local day on which the shift starts, which is the day worked. */
  readonly day: number
  /** Local day on which this part of it lies. */
  readonly clockDay: number
  readonly minutes: number
  /** Of them, those between 22:00 and 06:00. */
  readonly nightMinutes: number
}

const NIGHT_FROM_MINUTE = 22 * 60
const NIGHT_TO_MINUTE = 6 * 60

/**
 * Paid time of a person's shifts, split at local midnights, in order. Unpaid breaks are taken off where the roster has
 * them, so that every piece is whole minutes; standing by is not paid as work.
 * @throws PlanningInputError when shifts overlap or a break does not lie in its shift: their minutes would be paid twice
 */
export function paidPieces({ employee, shifts, days }: PersonHorizon): PaidPiece[] {
  const worked = shifts.filter(({ onCall }) => onCall !== true)
  worked.forEach((shift, index) => {
    const before = worked[index - 1]
    if (before !== undefined && before.endMs > shift.startMs) throw refusal(shift, employee.id, days, OVERLAP)
  })
  return worked.flatMap((shift) => {
    const pieces = piecesOf(shift, days)
    const minutes = pieces.reduce((sum, piece) => sum + piece.minutes, 0)
    if (minutes !== shift.paidMinutes) throw refusal(shift, employee.id, days, ODD_BREAKS)
    return pieces
  })
}

const OVERLAP = { problem: 'overlaps the shift before it', hint: 'Remove one of the two from the roster.' }
const ODD_BREAKS = {
  problem: 'has breaks that overlap or do not lie within it',
  hint: 'Correct its breaks in the roster.',
}

const refusal = (shift: WorkedShift, employeeId: string, days: LocalDays, said: typeof OVERLAP) =>
  new PlanningInputError({ value: `shift of ${employeeId} at ${days.stampOf(shift.startMs)}`, ...said })

function piecesOf(shift: WorkedShift, days: LocalDays): PaidPiece[] {
  const lastDay = days.dayOf(shift.endMs - 1)
  return Array.from({ length: lastDay - shift.day + 1 }, (_, index) => {
    const clockDay = shift.day + index
    const at = (minute: number) => days.instantOf(clockDay, minute)
    return {
      day: shift.day,
      clockDay,
      minutes: paidBetween(shift, at(0), at(MINUTES_PER_DAY)),
      nightMinutes:
        paidBetween(shift, at(0), at(NIGHT_TO_MINUTE)) + paidBetween(shift, at(NIGHT_FROM_MINUTE), at(MINUTES_PER_DAY)),
    }
  })
}

/** Paid minutes of a shift within `[fromMs, toMs)`. */
function paidBetween({ startMs, endMs, breaks }: WorkedShift, fromMs: number, toMs: number): number {
  const from = Math.max(startMs, fromMs)
  const to = Math.min(endMs, toMs)
  const within = (span: { startMs: number; endMs: number }) =>
    Math.max(0, Math.min(span.endMs, to) - Math.max(span.startMs, from))
  const unpaid = breaks.reduce((sum, item) => sum + (item.paid ? 0 : within(item)), 0)
  return (Math.max(0, to - from) - unpaid) / MS_PER_MINUTE
}
