import { intervalStart, localClocks, localStamp } from '../../domain/horizon.ts'
import type { ShadowPrice } from '../../domain/plan-outputs.ts'
import type { Requirement } from '../../domain/requirement-outputs.ts'

/** Less than this is arithmetic: minor currency units. */
const TOO_LITTLE_TO_NAME = 0.5

/**
 * What one more fully trained agent on a queue for an hour of the wall clock would save, his own pay left out: the
 * multipliers of the bound, summed over the hour's intervals. First-order: the first agent saves about so much, further
 * ones less.
 * @param prices minor currency units, `[queue * intervals + interval]`, queues in the requirement's order; empty where
 *   nothing is known
 * @returns hours that save something, in order of queue and time
 */
export function shadowPrices({ horizon, queues }: Requirement, prices: ArrayLike<number>): ShadowPrice[] {
  const hours = wallHours(localClocks(horizon))
  return queues.flatMap(({ queueId }, index) =>
    hours.flatMap(({ from, to }): ShadowPrice[] => {
      let saves = 0
      for (let interval = from; interval < to; interval++) saves += prices[index * horizon.intervals + interval] ?? 0
      if (saves < TOO_LITTLE_TO_NAME) return []
      const stamp = (interval: number) => localStamp(intervalStart(horizon, interval), horizon.zone)
      return [{ queue: queueId, start: stamp(from), end: stamp(to), saves: Math.round(saves) }]
    }),
  )
}

/** Runs of intervals `[from, to)` in one hour of the wall clock; an hour that a clock change repeats is two. */
function wallHours(clocks: ReturnType<typeof localClocks>): { from: number; to: number }[] {
  const hours: { from: number; to: number }[] = []
  clocks.forEach(({ day, minuteOfDay }, interval) => {
    const before = clocks[interval - 1]
    const isSame =
      before?.day === day &&
      Math.floor(before.minuteOfDay / 60) === Math.floor(minuteOfDay / 60) &&
      before.minuteOfDay < minuteOfDay
    if (isSame) hours.at(-1)!.to = interval + 1
    else hours.push({ from: interval, to: interval + 1 })
  })
  return hours
}
