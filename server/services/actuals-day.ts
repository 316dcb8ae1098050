import { DateTime } from 'luxon'
import { openIntervals } from '../../solver/domain/deadline-clock.ts'
import {
  dayHorizon,
  type Horizon,
  horizonEnd,
  intervalMs,
  intervalStart,
  localStamp,
  MS_PER_MINUTE,
} from '../../solver/domain/horizon.ts'
import type { Queue } from '../../solver/domain/queue.ts'
import { type QueueActuals, type QueueFeed, SILENT_AFTER_INTERVALS } from '../contracts/actuals.ts'
import type { IntervalRow } from '../store/actuals-store.ts'

/** Opening hours repeat within it: a queue that had no open interval in so many days has no feed to be silent. */
const LOOKED_BACK_DAYS = 9

const FIGURES = [
  ['offered', 'offered'],
  ['handled', 'handled'],
  ['abandoned', 'abandoned'],
  ['ahtSeconds', 'aht_seconds'],
  ['answeredWithin', 'answered_within'],
  ['backlog', 'backlog'],
  ['botHandled', 'bot_handled'],
] as const

/**
 * The reports of one queue on the intervals of a day.
 * @param rows those of the length that the plan's intervals have
 * @param feed start of the queue's last report of any day, and now, epoch milliseconds
 */
export function queueActuals(
  queue: Queue,
  rows: readonly IntervalRow[],
  horizon: Horizon,
  feed: { readonly lastStartMs: number | undefined; readonly nowMs: number },
): QueueActuals {
  const figures = FIGURES.map(([field, column]) => {
    const values = new Array<number | null>(horizon.intervals).fill(null)
    for (const row of rows) values[(row.starts_at.getTime() - horizon.startsAt) / intervalMs(horizon)] = row[column]
    return [field, values] as const
  })
  const lastMs = Math.max(...rows.map(({ starts_at }) => starts_at.getTime()))
  return {
    queueId: queue.id,
    ...(Object.fromEntries(figures) as Pick<QueueActuals, (typeof FIGURES)[number][0]>),
    asOf: rows.length === 0 ? null : localStamp(lastMs + intervalMs(horizon), horizon.zone),
    feed: feedOf(queue, horizon, feed.lastStartMs, feed.nowMs),
  }
}

function feedOf(queue: Queue, grid: Horizon, lastStartMs: number | undefined, nowMs: number): QueueFeed {
  if (lastStartMs === undefined) return { state: 'never', lastEnd: null }
  const lastEndMs = lastStartMs + intervalMs(grid)
  const missed = openIntervalsEnded(queue, grid, lastEndMs, nowMs)
  return {
    state: missed > SILENT_AFTER_INTERVALS ? 'silent' : 'live',
    lastEnd: localStamp(lastEndMs, grid.zone),
  }
}

/** Open intervals of a queue that lie between two instants whole, as far as they are looked for. */
function openIntervalsEnded(queue: Queue, { zone, intervalMinutes }: Horizon, fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 0
  const firstDay = DateTime.fromMillis(fromMs, { zone }).toISODate()!
  const horizon = dayHorizon(firstDay, LOOKED_BACK_DAYS, intervalMinutes, zone)
  return openIntervals(queue, horizon).reduce((count, open, interval) => {
    const start = intervalStart(horizon, interval)
    const isBetween = start >= fromMs && start + intervalMinutes * MS_PER_MINUTE <= toMs
    return count + (isBetween ? open : 0)
  }, 0)
}

export const endOf = (horizon: Horizon): Date => new Date(horizonEnd(horizon))
export const startsOf = (horizon: Horizon): string[] =>
  Array.from({ length: horizon.intervals }, (_, interval) => localStamp(intervalStart(horizon, interval), horizon.zone))
