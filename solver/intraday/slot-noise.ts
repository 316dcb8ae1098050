import type { ComparedSlot } from './compared-weeks.ts'

/** Days of the usual noise that a slot of the day is taken to have had besides its own. */
const USUAL_DAYS = 10
/** Squared errors beyond so many times the usual variance count as that many. */
const MOST = 16
const LEAST_TIMES_USUAL = 0.5
const MOST_TIMES_USUAL = 8

/**
 * Variance of each slot of the day about its day's level over the usual, `[slot]`: the first half-hours after opening,
 * or those in which streams run, foretell less. Shrunk to 1 where a slot has few days.
 */
export function slotNoise(weeks: readonly (readonly ComparedSlot[])[], slots: number): Float64Array {
  const errors = weeks.flatMap((week) => errorsWithinDays(week))
  const extra = errors.reduce((sum, { square, mean }) => sum + Math.max(0, square - 1 / mean), 0) / (errors.length || 1)
  const sum = new Float64Array(slots)
  const days = new Float64Array(slots)
  for (const { slot, mean, square } of errors) {
    sum[slot]! += Math.min(MOST, square / (1 / mean + extra))
    days[slot]! += 1
  }
  const usual = sum.reduce((a, b) => a + b, 0) / (errors.length || 1)
  if (usual === 0) return new Float64Array(slots).fill(1)
  return sum.map((total, slot) => {
    const times = (total + USUAL_DAYS * usual) / ((days[slot]! + USUAL_DAYS) * usual)
    return Math.min(MOST_TIMES_USUAL, Math.max(LEAST_TIMES_USUAL, times))
  })
}

interface SlotError {
  readonly slot: number
  readonly mean: number
  /** Squared error about the day's level, a fraction of the mean. */
  readonly square: number
}

function errorsWithinDays(week: readonly ComparedSlot[]): SlotError[] {
  const mean = new Float64Array(7)
  const actual = new Float64Array(7)
  for (const slot of week) {
    mean[slot.day]! += slot.mean
    actual[slot.day]! += slot.actual
  }
  return week.map((slot) => {
    const square = (slot.actual / slot.mean - actual[slot.day]! / mean[slot.day]!) ** 2
    return { slot: slot.slot, mean: slot.mean, square }
  })
}
