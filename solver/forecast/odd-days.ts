import type { OddDay } from '../domain/forecast-outputs.ts'
import { type DayMatrix, dayName } from './day-matrix.ts'
import type { QueueModel } from './queue-model.ts'

/** Standard deviations beyond which a day is odd. */
const ODD = 4.5
const MOST_LISTED = 50

/**
 * Days of history that the model, which has seen them, still holds for odd: an outage or a file cut short, spam, an event
 * that the calendar does not know. They are shown, so that people can tell the calendar; the filter has already kept
 * them from moving the level much. Latest first.
 */
export function oddDays(matrix: DayMatrix, model: QueueModel): OddDay[] {
  const { levels } = model
  const odd: OddDay[] = []
  for (let day = matrix.days - 1; day >= 0 && odd.length < MOST_LISTED; day--) {
    let [contacts, expected, seen] = [0, 0, 0]
    for (let slot = 0; slot < matrix.slots; slot++) {
      const volume = matrix.volume[day * matrix.slots + slot]!
      if (Number.isNaN(volume)) continue
      contacts += volume
      expected += model.mean(day, slot)
      seen++
    }
    if (seen === 0 || expected <= 0) continue
    const deviation = Math.sqrt(expected + (levels.noise * expected) ** 2)
    if (Math.abs(contacts - expected) <= ODD * deviation) continue
    const kind = contacts < expected ? 'few' : 'many'
    odd.push({ date: dayName(day + matrix.firstDay), contacts, expected, kind })
  }
  return odd
}
