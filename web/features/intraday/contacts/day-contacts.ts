import type { DayActuals, QueueActuals } from '../../../../server/contracts/actuals.ts'
import type { DayWatchContent } from '../../../../server/contracts/day-watch.ts'
import type { RunCoverage } from '../../../../server/contracts/run-result.ts'
import { intervalsOfDay, sum } from '../../../lib/week-grid.ts'

type QueueCoverage = RunCoverage['queues'][number]

/** Planned and come contacts of a queue's day, `[interval of the day]`. */
export interface DayContacts {
  /** Starts of the intervals, local time with offset. */
  readonly starts: readonly string[]
  readonly planned: readonly number[]
  /** Null where nothing was reported. */
  readonly come: readonly (number | null)[]
  /** Expected as the day goes, with its band; null where it is over, or nothing is worked out. */
  readonly expected: readonly (number | null)[]
  readonly p10: readonly (number | null)[]
  readonly p90: readonly (number | null)[]
}

/** Of a plan whose intervals are no longer those of the run, nothing is known that could be held against it. */
export function dayContacts(
  coverage: RunCoverage,
  queue: QueueCoverage,
  day: string,
  actuals: DayActuals | undefined,
  watched?: DayWatchContent | null,
): DayContacts {
  const intervals = intervalsOfDay(coverage, day)
  const isComparable = actuals?.intervalMinutes === coverage.intervalMinutes
  const reported = isComparable ? reportedOf(actuals, queue.queueId) : new Map<number, number | null>()
  const starts = intervals.map((at) => coverage.starts[at] ?? '')
  return {
    starts,
    planned: intervals.map((at) => queue.volume[at] ?? 0),
    come: starts.map((start) => reported.get(Date.parse(start)) ?? null),
    ...expectedOf(watched, queue.queueId, starts),
  }
}

function expectedOf(watched: DayWatchContent | null | undefined, queueId: string, starts: readonly string[]) {
  const queue = watched?.queues.find((other) => other.queueId === queueId)
  const place = new Map(watched?.starts.map((start, at) => [Date.parse(start), at]))
  const column = (values: readonly number[] | undefined) =>
    starts.map((start) => values?.[place.get(Date.parse(start)) ?? -1] ?? null)
  return { expected: column(queue?.expected), p10: column(queue?.p10), p90: column(queue?.p90) }
}

/** Contacts that came, by the instant at which their interval starts. */
function reportedOf({ starts, queues }: DayActuals, queueId: string): Map<number, number | null> {
  const queue = queues.find((other) => other.queueId === queueId)
  return new Map(starts.map((start, at) => [Date.parse(start), queue?.offered[at] ?? null]))
}

/** How far the day has come in the intervals that were reported. */
export interface SoFar {
  readonly come: number
  /** Of the same intervals, so that a gap in the reports is no difference. */
  readonly planned: number
  /** Share by which more came than was planned; below 0 fewer; null where nothing was planned. */
  readonly over: number | null
  /** Intervals between the first and the last report that were planned for and not reported. */
  readonly missing: number
}

/** Undefined where nothing was reported. */
export function soFar({ planned, come }: DayContacts): SoFar | undefined {
  const known = come.flatMap((value, at) => (value === null ? [] : [at]))
  const last = known.at(-1)
  if (last === undefined) return undefined
  const total = sum(known.map((at) => come[at] ?? 0))
  const wanted = sum(known.map((at) => planned[at] ?? 0))
  const missing = planned.slice(0, last).filter((value, at) => value > 0 && come[at] === null).length
  return { come: total, planned: wanted, over: wanted > 0 ? total / wanted - 1 : null, missing }
}

/** Queues whose reports have stopped, those that stopped together as one, in the order in which they did. */
export function silences(queues: readonly Pick<QueueActuals, 'queueId' | 'feed'>[]): [since: string, string[]][] {
  const since = new Map<string, string[]>()
  for (const { queueId, feed } of queues) {
    if (feed.state !== 'silent' || feed.lastEnd === null) continue
    since.set(feed.lastEnd, [...(since.get(feed.lastEnd) ?? []), queueId])
  }
  return [...since].sort(([a], [b]) => Date.parse(a) - Date.parse(b))
}
