import { isOpen, type Queue } from '../../solver/domain/queue.ts'
import { shareWithin } from '../../solver/intraday/risks.ts'
import type { DayActuals, QueueActuals } from '../contracts/actuals.ts'
import type { DayWatch, DayWatchContent, WatchedQueue } from '../contracts/day-watch.ts'
import type { RunCoverage } from '../contracts/run-result.ts'
import type { Wallboard, WallboardQueue } from '../contracts/wallboard.ts'
import { WALLBOARD_AHEAD } from '../contracts/wallboard-limits.ts'
import { ratioOrNull } from './day-report-queue.ts'

type QueueCoverage = RunCoverage['queues'][number]

/** What a queue's part of a wallboard is made from. */
export interface QueueFacts {
  readonly queue: Queue
  readonly today: Pick<DayActuals, 'starts' | 'intervalMinutes'>
  readonly actuals: QueueActuals
  /** Of the published run; undefined where none of the day is, or it has other intervals. */
  readonly planned: { readonly coverage: RunCoverage; readonly queue: QueueCoverage } | undefined
  /** The rest of the day as it was worked out for that run; undefined where it was not. */
  readonly watched: { readonly content: DayWatchContent; readonly queue: WatchedQueue } | undefined
  /** Open ones of the queue. */
  readonly alerts: readonly DayWatch['alerts'][number][]
  readonly people: WallboardQueue['people']
  readonly nowMs: number
  /** Local weekday and minute of the day, now. */
  readonly clock: { readonly weekday: number; readonly minuteOfDay: number }
}

/** Warnings by which a queue is not served as it is to be. */
const GRAVE: ReadonlySet<string> = new Set(['nobodyPresent', 'serviceAtRisk', 'backlogAtRisk'])
/** A share that rounds to the target has reached it. */
const ROUNDED_AWAY = 0.005

/** @param name in the language of the screen */
export function wallboardQueue(facts: QueueFacts, name: string): WallboardQueue {
  const { queue, actuals, people } = facts
  const service = serviceOf(facts)
  return {
    ...{ queueId: queue.id, name, isDeferred: queue.channel === 'ticket', feed: actuals.feed, people },
    ...{ state: stateOf(facts, service), contacts: contactsOf(facts), day: wholeDay(facts), service },
    ...{ waiting: waitingOf(facts), ahead: aheadOf(facts) },
  }
}

/** Place of an instant among the intervals that begin with given starts; undefined outside of them. */
function placeIn(starts: readonly string[], instantMs: number, intervalMinutes: number): number | undefined {
  const at = Math.round((instantMs - Date.parse(starts[0] ?? '')) / (intervalMinutes * 60_000))
  return at >= 0 && at < starts.length ? at : undefined
}

/** Contacts planned for an interval; undefined where nothing is. */
function plannedAt({ planned, today }: QueueFacts, instantMs: number): number | undefined {
  const at = planned && placeIn(planned.coverage.starts, instantMs, today.intervalMinutes)
  return at === undefined ? undefined : planned?.queue.volume[at]
}

function expectedAt({ watched, today }: QueueFacts, instantMs: number): number | undefined {
  const at = watched && placeIn(watched.content.starts, instantMs, today.intervalMinutes)
  return at === undefined ? undefined : watched?.queue.expected[at]
}

function contactsOf(facts: QueueFacts): WallboardQueue['contacts'] {
  const { actuals, today, planned } = facts
  const known = today.starts.flatMap((start, at) => {
    const came = actuals.offered[at] ?? null
    return came === null ? [] : [{ came, planned: plannedAt(facts, Date.parse(start)) ?? 0 }]
  })
  if (known.length === 0) return null
  return { came: total(known, 'came'), planned: planned ? total(known, 'planned') : null }
}

const total = <Field extends string>(rows: readonly Readonly<Record<Field, number>>[], field: Field): number =>
  rows.reduce((sum, row) => sum + row[field], 0)

/**
 * The day's contacts: those that came, and what is expected of the other intervals. Its band is that of the day's level on
 * what is still to come: what differs from interval to interval evens out beside it.
 */
function wholeDay(facts: QueueFacts): WallboardQueue['day'] {
  const { today, actuals, watched, planned } = facts
  const instants = today.starts.map((start) => Date.parse(start))
  const plannedDay = planned ? instants.reduce((sum, ms) => sum + (plannedAt(facts, ms) ?? 0), 0) : null
  const level = watched?.queue.day
  if (!level) return { planned: plannedDay, expected: null, p10: null, p90: null }
  let [came, rest] = [0, 0]
  instants.forEach((ms, at) => {
    const known = actuals.offered[at] ?? null
    if (known !== null) came += known
    else rest += expectedAt(facts, ms) ?? level.level * (plannedAt(facts, ms) ?? 0)
  })
  const within = (edge: number) => came + rest * (edge / level.level)
  return { planned: plannedDay, expected: came + rest, p10: within(level.levelP10), p90: within(level.levelP90) }
}

/** Contacts of the intervals of which both figures are reported, and those answered in time. */
function answered({ offered, answeredWithin }: Pick<QueueActuals, 'offered' | 'answeredWithin'>) {
  const known = offered.flatMap((came, at) => {
    const inTime = answeredWithin[at] ?? null
    // A correction may lag behind: more answered in time than came is all of them.
    return came === null || inTime === null ? [] : [{ came, inTime: Math.min(came, inTime) }]
  })
  return { contacts: total(known, 'came'), inTime: total(known, 'inTime') }
}

function serviceOf(facts: QueueFacts): WallboardQueue['service'] {
  const { actuals, watched, planned, queue } = facts
  const { contacts, inTime } = answered(actuals)
  return {
    soFar: ratioOrNull(inTime, contacts),
    rest: watched ? watched.queue.expectedService : plannedRest(facts),
    target: watched?.queue.target ?? planned?.queue.model?.serviceLevelTarget ?? queue.target.serviceLevelTarget,
  }
}

/** As the run was simulated, from now to the end of its day. */
function plannedRest({ planned, today, nowMs }: QueueFacts): number | null {
  const service = planned?.queue.service
  if (!planned || !service) return null
  const place = (ms: number) => placeIn(planned.coverage.starts, ms, today.intervalMinutes)
  const spanMs = today.intervalMinutes * 60_000
  const ahead = today.starts.flatMap((start) => {
    const ms = Date.parse(start)
    return ms + spanMs > nowMs ? (place(ms) ?? []) : []
  })
  const pick = (values: readonly (number | null)[]) => Float64Array.from(ahead, (at) => values[at] ?? 0)
  const columns = { contacts: pick(service.contacts), serviceLevel: pick(service.serviceLevel) }
  return shareWithin(columns, 0, ahead.length) ?? null
}

function stateOf(facts: QueueFacts, { soFar, rest, target }: WallboardQueue['service']): WallboardQueue['state'] {
  const { queue, alerts, clock } = facts
  const isShort = (share: number | null) => share !== null && target !== null && share < target - ROUNDED_AWAY
  if (isShort(rest) || alerts.some(({ kind }) => GRAVE.has(kind))) return 'belowTarget'
  if (!isOpen(queue, clock.weekday, clock.minuteOfDay)) return 'closed'
  if (isShort(soFar) || alerts.length > 0) return 'watch'
  return rest === null ? 'unknown' : 'onTrack'
}

function waitingOf({ actuals, today, watched, queue }: QueueFacts): WallboardQueue['waiting'] {
  const at = actuals.backlog.findLastIndex((count) => count !== null)
  if (at < 0) return null
  // Of work that is answered at once the age is not worked out.
  const oldest = queue.channel === 'ticket' ? (watched?.queue.oldestHours[0] ?? null) : null
  const end = today.starts[at + 1] ?? actuals.asOf ?? today.starts[at]!
  return { count: actuals.backlog[at]!, at: end, oldestHours: oldest }
}

function aheadOf(facts: QueueFacts): WallboardQueue['ahead'] {
  const { planned, watched, today, nowMs } = facts
  if (!planned) return []
  const spanMs = today.intervalMinutes * 60_000
  const next = planned.coverage.starts.filter((start) => Date.parse(start) + spanMs > nowMs).slice(0, WALLBOARD_AHEAD)
  return next.map((start) => {
    const ms = Date.parse(start)
    const at = watched && placeIn(watched.content.starts, ms, today.intervalMinutes)
    const plannedPlace = placeIn(planned.coverage.starts, ms, today.intervalMinutes) ?? -1
    const service =
      at === undefined ? planned.queue.service?.serviceLevel[plannedPlace] : watched?.queue.serviceLevel[at]
    return {
      ...{ start, planned: planned.queue.volume[plannedPlace] ?? 0, expected: expectedAt(facts, ms) ?? null },
      service: service ?? null,
    }
  })
}

/** @param queues with what was reported of each */
export function wholeSite(
  queues: readonly WallboardQueue[],
  actuals: readonly QueueActuals[],
  people: WallboardQueue['people'],
): Wallboard['site'] {
  const reported = queues.flatMap(({ contacts }) => contacts ?? [])
  const sums = actuals.map(answered)
  const hasAll = (field: 'planned' | 'expected') => queues.every(({ day }) => day[field] !== null)
  const ofDay = (field: 'planned' | 'expected') =>
    queues.length > 0 && hasAll(field) ? queues.reduce((sum, { day }) => sum + (day[field] ?? 0), 0) : null
  return {
    contacts:
      reported.length === 0
        ? null
        : {
            came: total(reported, 'came'),
            planned: reported.every((one) => one.planned !== null)
              ? reported.reduce((sum, one) => sum + (one.planned ?? 0), 0)
              : null,
          },
    day: { planned: ofDay('planned'), expected: ofDay('expected') },
    service: { soFar: ratioOrNull(total(sums, 'inTime'), total(sums, 'contacts')) },
    people,
  }
}
