import { type Horizon, horizonEnd, intervalMs, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../solver/domain/plan-inputs.ts'

/** End of what is known of a queue, epoch milliseconds. */
export const historyEnd = ({ startsAt, volume, intervalMinutes }: QueueHistory): number =>
  startsAt + volume.length * intervalMinutes * MS_PER_MINUTE

/**
 * Contacts of a queue's history on another grid, `[interval]`: longer intervals take the sum of those in them, shorter
 * ones their share. NaN where the history knows nothing of any part of the interval.
 */
export function historyOnGrid(history: QueueHistory, horizon: Horizon): Float64Array {
  const from = history.startsAt
  const given = history.intervalMinutes * MS_PER_MINUTE
  const asked = intervalMs(horizon)
  const volume = new Float64Array(horizon.intervals).fill(Number.NaN)
  const first = Math.max(0, Math.floor((horizon.startsAt - from) / given))
  const last = Math.min(history.volume.length, Math.ceil((horizonEnd(horizon) - from) / given))
  for (let at = first; at < last; at++) {
    const contacts = history.volume[at]!
    if (Number.isNaN(contacts)) continue
    const start = from + at * given
    const end = start + given
    for (let to = Math.max(0, Math.floor((start - horizon.startsAt) / asked)); to < horizon.intervals; to++) {
      const toStart = horizon.startsAt + to * asked
      if (toStart >= end) break
      const shared = Math.min(end, toStart + asked) - Math.max(start, toStart)
      if (shared <= 0) continue
      const before = volume[to]!
      volume[to] = (Number.isNaN(before) ? 0 : before) + (contacts * shared) / given
    }
  }
  return volume
}
