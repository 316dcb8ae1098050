import { RISK_KINDS, type Risk } from '../domain/day-risk.ts'
import { openIntervals } from '../domain/deadline-clock.ts'
import { intervalMs, intervalStart } from '../domain/horizon.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import type { Assignment } from '../domain/roster.ts'
import type { IntervalService } from '../domain/service-outputs.ts'
import type { DayOutlook, DaySituation, QueueDay } from './day-outlook.ts'

/** Somebody is on position, or is not, by their newest report. */
export interface Presence {
  readonly employeeId: string
  readonly isServing: boolean
}

export interface RiskFacts {
  readonly situation: DaySituation
  readonly outlook: DayOutlook
  /** Of those of whom something was reported; empty where states are not sent. */
  readonly presence: readonly Presence[]
  /** Queues of which reports have stopped coming. */
  readonly silent: readonly string[]
}

/** Looked ahead for, hours. */
const AHEAD_HOURS = 4
/** Service is told of over an hour: less is chance. */
const WINDOW_MINUTES = 60
/** Contacts in an hour below which a share says little. */
const LEAST_CONTACTS = 10
/** Below the target by so much is told; until it is within so much, it stays told. Shares. */
const SHARE_TOLD = 0.04
const SHARE_KEPT = 0.01
/** Of the day's contacts over or under plan, beyond doubt. */
const LEVEL_TOLD = 0.1
const LEVEL_KEPT = 0.05
/** People missing on position: so many, and so large a share of those scheduled. */
const MISSING_TOLD = 2
const MISSING_SHARE_TOLD = 0.1
const MISSING_SHARE_KEPT = 0.05

/** What may go wrong in the hours after a moment, the gravest kind first, then by queue in the order of the plan. */
export function risksOf(facts: RiskFacts): Risk[] {
  const { situation, outlook, silent } = facts
  const queues = situation.inputs.settings.queues
  const found = queues.flatMap((queue) => {
    const day = outlook.queues.find(({ queueId }) => queueId === queue.id)
    if (!day) return []
    return [
      nobodyPresent(queue, facts),
      isInstant(queue) ? serviceAtRisk(queue, day, outlook) : backlogAtRisk(queue, day, outlook),
      peopleMissing(queue, facts),
      surprise(day, outlook),
      ...levelRisks(day, outlook),
    ]
  })
  const { asOf } = outlook
  const silence = silent.map(
    (queueId): Risk => ({
      ...{ kind: 'feedSilent', queueId, startMs: asOf, endMs: asOf, isGrave: true, value: 0, limit: 0 },
    }),
  )
  return [...found, ...silence]
    .filter((risk) => risk !== undefined)
    .sort((a, b) => RISK_KINDS.indexOf(a.kind) - RISK_KINDS.indexOf(b.kind))
}

/** The worst hour ahead if contacts go on as they come, and the hours about it that are as bad as would be told. */
function serviceAtRisk(queue: Queue, day: QueueDay, outlook: DayOutlook): Risk | undefined {
  const { horizon, asOf } = outlook
  const { serviceLevelTarget } = queue.target
  const width = Math.max(1, Math.round(WINDOW_MINUTES / horizon.intervalMinutes))
  const last = Math.min(horizon.intervals - width, Math.ceil((AHEAD_HOURS * 60) / horizon.intervalMinutes))
  const bad: { readonly at: number; readonly share: number }[] = []
  for (let at = 0; at <= last; at++) {
    const share = shareWithin(day.serviceAtPace, at, at + width)
    if (share !== undefined && share < serviceLevelTarget - SHARE_KEPT) bad.push({ at, share })
  }
  const worst = bad.reduce((least, one) => (one.share < least.share ? one : least), bad[0] ?? { at: 0, share: 1 })
  if (bad.length === 0) return undefined
  const told = bad.filter(({ share }) => share < serviceLevelTarget - SHARE_TOLD)
  const [first, end] = [told[0] ?? bad[0]!, told.at(-1) ?? bad.at(-1)!]
  return {
    ...{
      kind: 'serviceAtRisk',
      queueId: queue.id,
      isGrave: told.length > 0,
      value: worst.share,
      limit: serviceLevelTarget,
    },
    startMs: Math.max(asOf, intervalStart(horizon, first.at)),
    endMs: intervalStart(horizon, end.at + width),
  }
}

/** Share answered in time of all that come within a span; undefined where hardly anybody does. */
export function shareWithin(service: IntervalService, from: number, to: number): number | undefined {
  let [inTime, all] = [0, 0]
  for (let interval = from; interval < to; interval++) {
    const contacts = service.contacts[interval]!
    if (!(contacts > 0)) continue
    all += contacts
    inTime += contacts * service.serviceLevel[interval]!
  }
  return all >= LEAST_CONTACTS ? inTime / all : undefined
}

/** Of the tickets that fall due within the outlook, too many are late. */
function backlogAtRisk(queue: Queue, day: QueueDay, outlook: DayOutlook): Risk | undefined {
  const { horizon, asOf } = outlook
  const share = shareWithin(day.service, 0, horizon.intervals)
  const { serviceLevelTarget } = queue.target
  if (share === undefined || share >= serviceLevelTarget - SHARE_KEPT) return undefined
  const late = day.service.serviceLevel.findIndex(
    (level, interval) => day.service.contacts[interval]! > 0 && level < serviceLevelTarget - SHARE_KEPT,
  )
  return {
    ...{ kind: 'backlogAtRisk', queueId: queue.id, value: share, limit: serviceLevelTarget },
    isGrave: share < serviceLevelTarget - SHARE_TOLD,
    startMs: Math.max(asOf, intervalStart(horizon, Math.max(0, late))),
    endMs: intervalStart(horizon, horizon.intervals),
  }
}

/** The first stretch ahead in which a queue that answers at once is open and the roster has nobody on it. */
function nobodyPresent(queue: Queue, { situation, outlook }: RiskFacts): Risk | undefined {
  if (!isInstant(queue)) return undefined
  const { horizon, asOf } = outlook
  const open = openIntervals(queue, horizon)
  const last = Math.min(horizon.intervals, Math.ceil((AHEAD_HOURS * 60) / horizon.intervalMinutes))
  const isEmpty = (interval: number) =>
    open[interval] === 1 && !situation.roster.assignments.some((shift) => serves(shift, queue.id, middleOf(interval)))
  const middleOf = (interval: number) => intervalStart(horizon, interval) + intervalMs(horizon) / 2
  const first = Array.from({ length: last }, (_, interval) => interval).find(isEmpty)
  if (first === undefined) return undefined
  let end = first + 1
  while (end < horizon.intervals && isEmpty(end)) end++
  return {
    ...{ kind: 'nobodyPresent', queueId: queue.id, isGrave: true, value: 0, limit: 1 },
    startMs: Math.max(asOf, intervalStart(horizon, first)),
    endMs: intervalStart(horizon, end),
  }
}

/** Of those who are to be on the queue now, and of whom something is reported, some do not serve. */
function peopleMissing(queue: Queue, { situation, outlook, presence }: RiskFacts): Risk | undefined {
  if (presence.length === 0) return undefined
  const { asOf, horizon } = outlook
  const known = new Map(presence.map(({ employeeId, isServing }) => [employeeId, isServing]))
  const due = situation.roster.assignments.filter(
    (shift) => serves(shift, queue.id, asOf) && known.has(shift.employeeId),
  )
  const missing = due.filter(({ employeeId }) => !known.get(employeeId)).length
  const limit = Math.max(MISSING_TOLD, MISSING_SHARE_TOLD * due.length)
  if (missing === 0 || missing < MISSING_SHARE_KEPT * due.length) return undefined
  return {
    ...{ kind: 'peopleMissing', queueId: queue.id, startMs: asOf, endMs: asOf + intervalMs(horizon) },
    ...{ isGrave: missing >= limit, value: missing, limit: due.length },
  }
}

/** Whether a shift has its person on a queue at an instant. */
export function serves(shift: Assignment, queueId: string, instantMs: number): boolean {
  if (shift.onCall === true || !shift.queueIds.includes(queueId)) return false
  if (shift.startMs > instantMs || shift.endMs <= instantMs) return false
  return ![...shift.breaks, ...(shift.activities ?? [])].some(
    (away) => away.startMs <= instantMs && instantMs < away.endMs,
  )
}

function surprise({ queueId, against }: QueueDay, { asOf }: DayOutlook): Risk | undefined {
  const { surprise: under } = against
  if (!under) return undefined
  return {
    ...{ kind: 'surprise', queueId, isGrave: true, value: under.times, limit: 1 },
    ...{ startMs: under.since, endMs: Math.max(asOf, under.fadedAt) },
  }
}

/** The whole day over or under plan, with the band's near end beyond the limit. */
function levelRisks({ queueId, against }: QueueDay, { asOf, horizon }: DayOutlook): (Risk | undefined)[] {
  const { day } = against
  if (!day || day.evidence === 'none') return []
  const span = { startMs: asOf, endMs: intervalStart(horizon, horizon.intervals) }
  const risk = (kind: 'overPlan' | 'underPlan', beyond: number): Risk | undefined =>
    beyond < LEVEL_KEPT
      ? undefined
      : { kind, queueId, ...span, isGrave: beyond >= LEVEL_TOLD, value: day.level, limit: 1 }
  return [risk('overPlan', day.levelP10 - 1), risk('underPlan', 1 - day.levelP90)]
}
