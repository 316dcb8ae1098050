import { type LocalClock, localClocks } from '../../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'

/** Weeks that tell when a queue is open and what a day looks like. */
export const RECENT_WEEKS = 8

/** Wall-clock place of every interval of a history. */
export const historyClocks = ({ startsAt, intervalMinutes, zone, volume }: QueueHistory): LocalClock[] =>
  localClocks({ startsAt, intervalMinutes, zone, intervals: volume.length })

/** Weekday and minute as one number: the week's slot that an interval belongs to. */
export const weekSlot = ({ weekday, minuteOfDay }: LocalClock): number => weekday * 1440 + minuteOfDay

/** Slots of the week with any known count in the last weeks. */
export function openWeekSlots({ volume }: QueueHistory, clocks: readonly LocalClock[]): Set<number> {
  const lastDay = clocks.at(-1)?.day ?? 0
  const open = new Set<number>()
  clocks.forEach((clock, i) => {
    if (clock.day > lastDay - 7 * RECENT_WEEKS && !Number.isNaN(volume[i]!)) open.add(weekSlot(clock))
  })
  return open
}

/** Gaps take the value one season before them, or the mean where there is none: these models know no gaps. */
export function withoutGaps(values: readonly number[], season: number): number[] {
  const known = values.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
  const filled: number[] = []
  values.forEach((value, i) => {
    filled.push(Number.isNaN(value) ? (filled[i - season] ?? mean) : value)
  })
  return filled
}
