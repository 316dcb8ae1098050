import { intervalStart, localStamp } from '../../solver/domain/horizon.ts'
import { spansWhere } from '../../solver/intraday/report/spans.ts'
import type { DayRisks } from '../contracts/day-report.ts'
import type { RunCoverage, RunForecast } from '../contracts/run-result.ts'
import type { RunOfDay } from '../store/day-report-store.ts'
import { dayOfRun, firstInterval } from './day-report-source.ts'

/** Agents below which a difference is the rounding of what was computed. */
const NOTABLE = 1e-6
/** Contacts of fewer say nothing of a share. */
const LEAST_CONTACTS = 5

/** What a day that is planned is short of, by the time of day. */
export function dayRisks(
  day: string,
  run: RunOfDay | undefined,
  coverage: RunCoverage | undefined,
  forecast: RunForecast | undefined,
): DayRisks {
  const named = { day, runId: run?.id ?? null, isPublished: run?.published_at != null }
  if (!coverage) return { ...named, understaffed: [], lowService: [], events: [] }
  const { horizon, startMs, endMs } = dayOfRun(coverage, day)
  const first = firstInterval(coverage, startMs)
  const stamp = (interval: number) => localStamp(intervalStart(horizon, interval), horizon.zone)
  const hours = horizon.intervalMinutes / 60
  const understaffed: DayRisks['understaffed'] = []
  const lowService: DayRisks['lowService'] = []
  for (const queue of coverage.queues) {
    const missing = (at: number) => -(queue.netStaffing[first + at] ?? 0)
    for (const { from, to } of spansWhere(horizon.intervals, (at) => missing(at) > NOTABLE)) {
      const agents = Array.from({ length: to - from }, (_, at) => missing(from + at))
      understaffed.push({
        ...{ queueId: queue.queueId, start: stamp(from), end: stamp(to), worst: Math.max(...agents) },
        agentHours: agents.reduce((sum, each) => sum + each, 0) * hours,
      })
    }
    lowService.push(...lowSpans(queue, horizon.intervals, first, stamp))
  }
  const events = (forecast?.events ?? []).filter(
    (event) => Date.parse(event.start) < endMs && Date.parse(event.end) > startMs,
  )
  const byTime = (a: { start: string }, b: { start: string }) => Date.parse(a.start) - Date.parse(b.start)
  return { ...named, understaffed: understaffed.sort(byTime), lowService: lowService.sort(byTime), events }
}

function lowSpans(
  { queueId, service, model }: RunCoverage['queues'][number],
  intervals: number,
  first: number,
  stamp: (interval: number) => string,
): DayRisks['lowService'] {
  if (!service || !model) return []
  const target = model.serviceLevelTarget
  const shareAt = (at: number) => service.serviceLevel[first + at] ?? 1
  const contactsAt = (at: number) => service.contacts[first + at] ?? 0
  const isLow = (at: number) => shareAt(at) < target && contactsAt(at) >= LEAST_CONTACTS
  return spansWhere(intervals, isLow).map(({ from, to }) => {
    const within = Array.from({ length: to - from }, (_, at) => from + at)
    return {
      ...{ queueId, start: stamp(from), end: stamp(to), least: Math.min(...within.map(shareAt)), target },
      contacts: within.reduce((sum, at) => sum + contactsAt(at), 0),
    }
  })
}
