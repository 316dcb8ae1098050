import { RISK_KINDS, RISK_LIMITS, type Risk, type RiskLimits } from '../domain/day-risk.ts'
import { openIntervals } from '../domain/deadline-clock.ts'
import { intervalMs, intervalStart } from '../domain/horizon.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import type { Assignment } from '../domain/roster.ts'
import type { IntervalService } from '../domain/service-outputs.ts'
import { type BotShareNow, botShareDrop } from './bot-share.ts'
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
  /** By queue id; left out, or without a queue, where the bot's work is not reported. */
  readonly botShares?: ReadonlyMap<string, BotShareNow>
  /** Queues of which reports have stopped coming. */
  readonly silent: readonly string[]
}

/** Service is told of over an hour: less is chance. */
const WINDOW_MINUTES = 60
/** Contacts in an hour below which a share says little. */
const LEAST_CONTACTS = 10
/** What was told stays told until it is within such a part of its limit. */
const TARGET_KEPT = 1 / 4
const PLAN_KEPT = 1 / 2
const MISSING_KEPT = 1 / 2

/** What may go wrong in the hours after a moment, the gravest kind first, then by queue in the order of the plan. */
export function risksOf(facts: RiskFacts, limits: RiskLimits = RISK_LIMITS): Risk[] {
  const { situation, outlook, silent } = facts
  const queues = situation.inputs.settings.queues
  const found = queues.flatMap((queue) => {
    const day = outlook.queues.find(({ queueId }) => queueId === queue.id)
    if (!day) return []
    return [
      nobodyPresent(queue, facts, limits),
      isInstant(queue) ? serviceAtRisk(queue, day, outlook, limits) : backlogAtRisk(queue, day, outlook, limits),
      peopleMissing(queue, facts, limits),
      botShareDropped(queue, facts, limits),
      surprise(day, outlook),
      ...levelRisks(day, outlook, limits),
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
function serviceAtRisk(
  queue: Queue,
  day: QueueDay,
  outlook: DayOutlook,
  { belowTarget, aheadMinutes }: RiskLimits,
): Risk | undefined {
  const { horizon, asOf } = outlook
  const { serviceLevelTarget } = queue.target
  const width = Math.max(1, Math.round(WINDOW_MINUTES / horizon.intervalMinutes))
  const last = Math.min(horizon.intervals - width, Math.ceil(aheadMinutes / horizon.intervalMinutes))
  const bad: { readonly at: number; readonly share: number }[] = []
  for (let at = 0; at <= last; at++) {
    const share = shareWithin(day.serviceAtPace, at, at + width)
    if (share !== undefined && share < serviceLevelTarget - TARGET_KEPT * belowTarget) bad.push({ at, share })
  }
  const worst = bad.reduce((least, one) => (one.share < least.share ? one : least), bad[0] ?? { at: 0, share: 1 })
  if (bad.length === 0) return undefined
  const told = bad.filter(({ share }) => share < serviceLevelTarget - belowTarget)
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
export function shareWithin(
  service: Pick<IntervalService, 'contacts' | 'serviceLevel'>,
  from: number,
  to: number,
): number | undefined {
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
function backlogAtRisk(
  queue: Queue,
  day: QueueDay,
  outlook: DayOutlook,
  { belowTarget }: RiskLimits,
): Risk | undefined {
  const { horizon, asOf } = outlook
  const share = shareWithin(day.service, 0, horizon.intervals)
  const { serviceLevelTarget } = queue.target
  const kept = serviceLevelTarget - TARGET_KEPT * belowTarget
  if (share === undefined || share >= kept) return undefined
  const late = day.service.serviceLevel.findIndex(
    (level, interval) => day.service.contacts[interval]! > 0 && level < kept,
  )
  return {
    ...{ kind: 'backlogAtRisk', queueId: queue.id, value: share, limit: serviceLevelTarget },
    isGrave: share < serviceLevelTarget - belowTarget,
    startMs: Math.max(asOf, intervalStart(horizon, Math.max(0, late))),
    endMs: intervalStart(horizon, horizon.intervals),
  }
}

/** The first stretch ahead in which a queue that answers at once is open and the roster has nobody on it. */
function nobodyPresent(
  queue: Queue,
  { situation, outlook }: RiskFacts,
  { aheadMinutes }: RiskLimits,
): Risk | undefined {
  if (!isInstant(queue)) return undefined
  const { horizon, asOf } = outlook
  const open = openIntervals(queue, horizon)
  const last = Math.min(horizon.intervals, Math.ceil(aheadMinutes / horizon.intervalMinutes))
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
function peopleMissing(
  queue: Queue,
  { situation, outlook, presence }: RiskFacts,
  { missingPeople, missingShare }: RiskLimits,
): Risk | undefined {
  if (presence.length === 0) return undefined
  const { asOf, horizon } = outlook
  const known = new Map(presence.map(({ employeeId, isServing }) => [employeeId, isServing]))
  const due = situation.roster.assignments.filter(
    (shift) => serves(shift, queue.id, asOf) && known.has(shift.employeeId),
  )
  const missing = due.filter(({ employeeId }) => !known.get(employeeId)).length
  const limit = Math.max(missingPeople, missingShare * due.length)
  if (missing === 0 || missing < MISSING_KEPT * missingShare * due.length) return undefined
  return {
    ...{ kind: 'peopleMissing', queueId: queue.id, startMs: asOf, endMs: asOf + intervalMs(horizon) },
    ...{ isGrave: missing >= limit, value: missing, limit: due.length },
  }
}

/** The bot settles a smaller part than usual; how many more come to people for it, the re-forecast has seen already. */
function botShareDropped(queue: Queue, { botShares }: RiskFacts, limits: RiskLimits): Risk | undefined {
  const now = botShares?.get(queue.id)
  const drop = now ? botShareDrop(now, limits.botShareDrop) : 'none'
  if (!now?.usual || drop === 'none') return undefined
  return {
    ...{ kind: 'botShareDropped', queueId: queue.id, isGrave: drop === 'grave' },
    ...{ startMs: now.fromMs, endMs: now.toMs, value: now.share, limit: now.usual.share },
    extraContacts: now.extraContacts,
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
function levelRisks(
  { queueId, against }: QueueDay,
  { asOf, horizon }: DayOutlook,
  { beyondPlan }: RiskLimits,
): (Risk | undefined)[] {
  const { day } = against
  if (!day || day.evidence === 'none') return []
  const span = { startMs: asOf, endMs: intervalStart(horizon, horizon.intervals) }
  const risk = (kind: 'overPlan' | 'underPlan', beyond: number): Risk | undefined =>
    beyond < PLAN_KEPT * beyondPlan
      ? undefined
      : { kind, queueId, ...span, isGrave: beyond >= beyondPlan, value: day.level, limit: 1 }
  return [risk('overPlan', day.levelP10 - 1), risk('underPlan', 1 - day.levelP90)]
}
