import { gunzipSync } from 'node:zlib'
import { RISK_KINDS } from '../../solver/domain/day-risk.ts'
import { localStamp, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { Actor } from '../auth/actor.ts'
import {
  ALERTS_TOLD_HOURS,
  type AlertReply,
  type DayWatch,
  type DayWatchContent,
  type DayWatchEventData,
  MOST_ALERTS_TOLD,
} from '../contracts/day-watch.ts'
import type { Database } from '../store/database.ts'
import {
  type AlertWord,
  findAlert,
  findDayWatch,
  findWatchState,
  listAlerts,
  type NamedAlertRow,
  sayOfAlert,
} from '../store/day-watch-store.ts'
import type { Signals } from '../store/signals.ts'
import { ActualsPlans } from './actuals-plan.ts'
import { LiveEvents } from './live-events.ts'
import { notFound, ServiceError } from './service-error.ts'

/** How the rest of plans' days looks, and the warnings that came of it. */
export class DayWatchService {
  readonly #db: Database
  readonly #now: () => number
  readonly #plans: ActualsPlans
  readonly #events: LiveEvents<DayWatchEventData>

  /** @param now epoch milliseconds */
  constructor(db: Database, signals: Signals, now: () => number) {
    this.#db = db
    this.#now = now
    this.#plans = new ActualsPlans(db)
    this.#events = new LiveEvents<DayWatchEventData>(signals, 'dayWatch')
  }

  /** @throws ServiceError for a plan that there is not */
  async get(planId: string): Promise<DayWatch> {
    const { id, zone, intervalMinutes } = await this.#plans.get(planId)
    const since = new Date(this.#now() - ALERTS_TOLD_HOURS * 3_600_000)
    const [row, alerts] = await Promise.all([
      findDayWatch(this.#db, id),
      listAlerts(this.#db, id, since, MOST_ALERTS_TOLD),
    ])
    return {
      ...{ planId: id, zone, intervalMinutes, madeAt: row?.made_at?.toISOString() ?? null },
      content: row?.content_gzip
        ? (JSON.parse(gunzipSync(row.content_gzip).toString('utf8')) as DayWatchContent)
        : null,
      alerts: alerts.map((alert) => alertReply(alert, zone)).sort(openAndGraveFirst),
    }
  }

  /** When it was worked out, and each time that it is worked out anew or an alert changes, until the reader leaves. */
  follow(planId: string, reader: AbortSignal): AsyncGenerator<DayWatchEventData> {
    const current = async () => {
      const { madeAt, alerts } = await findWatchState(this.#db, planId)
      return { madeAt: madeAt?.toISOString() ?? null, alerts }
    }
    return this.#events.follow(planId.toLowerCase(), current, reader)
  }

  /** @throws ServiceError for a plan that there is not */
  async refuseUnknown(planId: string): Promise<void> {
    await this.#plans.get(planId)
  }

  /** Somebody has seen it and takes care of it: it climbs no further. */
  acknowledge = (id: string, actor: Actor): Promise<AlertReply> =>
    this.#say(id, { what: 'acknowledged', at: new Date(this.#now()) }, actor)

  /** It climbs no further for some minutes. */
  mute = (id: string, minutes: number, actor: Actor): Promise<AlertReply> =>
    this.#say(id, { what: 'muted', until: new Date(this.#now() + minutes * MS_PER_MINUTE) }, actor)

  /** Ends every stream. */
  close(): void {
    this.#events.close()
  }

  async #say(id: string, word: AlertWord, actor: Actor): Promise<AlertReply> {
    const known = await findAlert(this.#db, id)
    if (!known) throw notFound('alert', id)
    const { zone } = await this.#plans.get(known.plan_id)
    if (!(await sayOfAlert(this.#db, id, word, actor.id))) throw isOver(known)
    return alertReply((await findAlert(this.#db, id))!, zone)
  }
}

const isOver = ({ id }: NamedAlertRow): ServiceError =>
  new ServiceError('conflict', `Alert ${id} is over: nothing is left to say of it.`)

function alertReply(row: NamedAlertRow, zone: string): AlertReply {
  const { id, kind, queue_id: queueId, risk, step } = row
  const stamp = (ms: number) => localStamp(ms, zone)
  const by = (actorId: string | null, name: string | null) => ({ id: actorId!, name: name ?? actorId! })
  return {
    ...{ id, kind, queueId, step, start: stamp(risk.startMs), end: stamp(risk.endMs) },
    ...{ value: risk.value, limit: risk.limit },
    ...(risk.extraContacts !== undefined && { extraContacts: risk.extraContacts }),
    ...{
      raisedAt: row.raised_at.toISOString(),
      seenAt: row.seen_at.toISOString(),
      clearedAt: row.cleared_at?.toISOString() ?? null,
    },
    acknowledged: row.acknowledged_at && {
      ...{ at: row.acknowledged_at.toISOString(), by: by(row.acknowledged_by, row.acknowledger) },
    },
    muted: row.muted_until && { until: row.muted_until.toISOString(), by: by(row.muted_by, row.muter) },
  }
}

function openAndGraveFirst(a: AlertReply, b: AlertReply): number {
  const isOverA = a.clearedAt === null ? 0 : 1
  const isOverB = b.clearedAt === null ? 0 : 1
  if (isOverA !== isOverB) return isOverA - isOverB
  if (isOverA === 1) return Date.parse(b.clearedAt!) - Date.parse(a.clearedAt!)
  return RISK_KINDS.indexOf(a.kind) - RISK_KINDS.indexOf(b.kind)
}
