import type { RunCoverage } from '../../../server/contracts/run-result.ts'

type QueueCoverage = RunCoverage['queues'][number]

/** Agents below which a difference is the rounding of what was computed. */
const NOTABLE = 1e-6

/** Agents that an interval needs on the roster: of tickets, those there and those that the overdue ones would take. */
export const neededAt = (queue: QueueCoverage, at: number): number =>
  queue.kind === 'instant'
    ? (queue.scheduledAgents[at] ?? 0)
    : (queue.coveredAgents[at] ?? 0) - (queue.netStaffing[at] ?? 0)

/** How one queue stands at a moment, and what comes within some hours after it. */
export interface QueueOutlook {
  readonly queueId: string
  readonly needed: number
  readonly covered: number
  /** covered - needed */
  readonly net: number
  /** Contacts planned for from the moment's interval on. */
  readonly contacts: number
  /** Least net staffing of what comes, and the start of that interval; undefined where nothing comes. */
  readonly tightest: { readonly net: number; readonly start: string } | undefined
}

/** @param spanMs of what comes, from the start of the moment's interval */
export function queueOutlooks(coverage: RunCoverage, momentMs: number, spanMs: number): QueueOutlook[] {
  const now = intervalAt(coverage, momentMs)
  const ahead = intervalsWithin(coverage, momentMs, momentMs + spanMs)
  return coverage.queues.map((queue) => {
    const net = (at: number) => queue.netStaffing[at] ?? 0
    const live = ahead.filter((at) => neededAt(queue, at) > 0 || (queue.coveredAgents[at] ?? 0) > 0)
    const tightest = live.reduce<number | undefined>(
      (least, at) => (least === undefined || net(at) < net(least) ? at : least),
      undefined,
    )
    return {
      queueId: queue.queueId,
      needed: now === undefined ? 0 : neededAt(queue, now),
      covered: now === undefined ? 0 : (queue.coveredAgents[now] ?? 0),
      net: now === undefined ? 0 : net(now),
      contacts: ahead.reduce((sum, at) => sum + (queue.volume[at] ?? 0), 0),
      tightest: tightest === undefined ? undefined : { net: net(tightest), start: coverage.starts[tightest] ?? '' },
    }
  })
}

/** A stretch in which a queue has fewer agents than it needs. */
export interface Shortage {
  readonly queueId: string
  readonly start: string
  readonly endMs: number
  /** Agents missing in its worst interval. */
  readonly worst: number
  readonly agentHours: number
}

/** Stretches between two instants in which agents are missing, by start; a running one begins with its interval. */
export function shortagesWithin(coverage: RunCoverage, fromMs: number, toMs: number): Shortage[] {
  const minutes = coverage.intervalMinutes
  const within = intervalsWithin(coverage, fromMs, toMs)
  const found: Shortage[] = []
  for (const { queueId, netStaffing } of coverage.queues) {
    let last: Shortage | undefined
    for (const at of within) {
      const missing = -(netStaffing[at] ?? 0)
      if (missing <= NOTABLE) continue
      const start = coverage.starts[at] ?? ''
      const startMs = Date.parse(start)
      const isNew: boolean = last?.endMs !== startMs
      if (isNew && last) found.push(last)
      last = {
        queueId,
        start: isNew || !last ? start : last.start,
        endMs: startMs + minutes * 60_000,
        worst: Math.max(missing, isNew ? 0 : (last?.worst ?? 0)),
        agentHours: (missing * minutes) / 60 + (isNew ? 0 : (last?.agentHours ?? 0)),
      }
    }
    if (last) found.push(last)
  }
  return found.sort((a, b) => Date.parse(a.start) - Date.parse(b.start) || b.agentHours - a.agentHours)
}

/** The interval in which an instant lies. */
function intervalAt(coverage: RunCoverage, instant: number): number | undefined {
  return intervalsWithin(coverage, instant, instant + 1)[0]
}

/** Intervals that touch a span, epoch milliseconds, half-open. */
function intervalsWithin({ starts, intervalMinutes }: RunCoverage, fromMs: number, toMs: number): number[] {
  return starts.flatMap((start, at) => {
    const startMs = Date.parse(start)
    return startMs < toMs && startMs + intervalMinutes * 60_000 > fromMs ? [at] : []
  })
}
