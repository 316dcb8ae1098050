import { type DayMatrix, weekdayOf } from './day-matrix.ts'

const HALF_LIFE_DAYS = 56
/** Contacts' worth of the queue's overall mean mixed into each slot, so that a thin slot is not ruled by a few calls. */
const PRIOR_CONTACTS = 200

/**
 * Handling time by weekday and slot, seconds, `[weekday * slots + slot]`: contact- and recency-weighted means, those of
 * a weekday's slot shrunk to the slot's over all weekdays, and these to the queue's overall mean.
 * @param fallback where history has none
 */
export function ahtProfile(matrix: DayMatrix, fallback: number): Float64Array {
  const { slots, days } = matrix
  const effort = new Float64Array(8 * slots)
  const weight = new Float64Array(8 * slots)
  let [allEffort, allWeight] = [0, 0]
  for (let row = 0; row < days * slots; row++) {
    const seconds = matrix.ahtSeconds[row]!
    if (Number.isNaN(seconds)) continue
    const day = Math.floor(row / slots)
    const slot = row % slots
    const contacts = matrix.volume[row]! * 2 ** ((day - days) / HALF_LIFE_DAYS)
    for (const cell of [weekdayOf(day + matrix.firstDay) * slots + slot, 7 * slots + slot]) {
      effort[cell]! += contacts * seconds
      weight[cell]! += contacts
    }
    allEffort += contacts * seconds
    allWeight += contacts
  }
  const overall = allWeight > 0 ? allEffort / allWeight : fallback
  const shrunk = (cell: number, prior: number) =>
    (effort[cell]! + PRIOR_CONTACTS * prior) / (weight[cell]! + PRIOR_CONTACTS)
  return new Float64Array(7 * slots).map((_, cell) => shrunk(cell, shrunk(7 * slots + (cell % slots), overall)))
}
