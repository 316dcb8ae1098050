import type { DayMatrix } from './day-matrix.ts'

const WEEKS = 4

/**
 * Forecast as people make it by hand: the mean of the same slot of the same weekday over the last four weeks before
 * `days`, contacts; NaN where these weeks have nothing.
 * @param days days of history that are known
 */
export function handMean(matrix: DayMatrix, days: number, day: number, slot: number): number {
  let [sum, count] = [0, 0]
  for (let week = 1; week <= WEEKS; week++) {
    const before = days - 7 * week + ((((day - days) % 7) + 7) % 7)
    const volume = before < 0 ? Number.NaN : matrix.volume[before * matrix.slots + slot]!
    if (Number.isNaN(volume)) continue
    sum += volume
    count++
  }
  return count === 0 ? Number.NaN : sum / count
}
