import { type Selectable, sql, type Transaction } from 'kysely'
import type { Alert, AlertChange } from '../../solver/domain/day-risk.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import { type Telling, tellLadder } from './ladder-store.ts'
import { isRowId } from './plan-store.ts'
import { signal, topicOf } from './signals.ts'
import type { Tables } from './tables.ts'

export type DayWatchRow = Selectable<Tables['day_watch']>
export type AlertRow = Selectable<Tables['alert']>

/** When a plan's day is looked at again. */
export interface LookTimes {
  readonly leaseSeconds: number
  /** After the last look, with something new reported, and without. */
  readonly newsSeconds: number
  readonly quietSeconds: number
  /** Plans of which nothing was reported for so long are left alone. */
  readonly forgottenHours: number
}

export type DueLook = DayWatchRow & { /** Of the plan's actuals. */ readonly newest_revision: number }

export interface Looker {
  readonly actorId: string
  /** By the clock that says when reports came, epoch milliseconds. */
  readonly nowMs: number
}

/** Takes the plan whose day has waited longest for a look. @returns undefined when none is due */
export async function takeDueLook(
  db: Database,
  times: LookTimes,
  { actorId, nowMs }: Looker,
): Promise<DueLook | undefined> {
  const { leaseSeconds, newsSeconds, quietSeconds, forgottenHours } = times
  const remembered = new Date(nowMs - forgottenHours * 3_600_000)
  const ago = (seconds: number) => sql`clock_timestamp() - ${seconds} * interval '1 second'`
  // Plan by plan, which the index answers: batches are many.
  await sql`insert into day_watch (plan_id, unit_id, created_by) select p.id, p.unit_id, ${actorId} from plan p
    where exists (select 1 from actuals_batch b where b.plan_id = p.id and b.received_at > ${remembered})
    on conflict do nothing`.execute(db)
  const { rows } = await sql<DueLook>`
    update day_watch w set looks = looks + 1, leased_until = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    from (
      select d.plan_id, b.revision from day_watch d
      cross join lateral (select revision, received_at from actuals_batch where plan_id = d.plan_id
        order by received_at desc limit 1) b
      where (d.leased_until is null or d.leased_until < clock_timestamp())
        and b.received_at > ${remembered}
        and (d.made_at is null or d.made_at < ${ago(quietSeconds)}
          or (b.revision > d.actuals_revision and d.made_at < ${ago(newsSeconds)}))
      order by d.made_at nulls first, d.plan_id limit 1 for update of d skip locked
    ) due
    where w.plan_id = due.plan_id
    returning w.*, due.revision as newest_revision`.execute(db)
  return rows[0]
}

export interface LookToStore {
  readonly contentGzip: Buffer
  /** What was learned of a run's queues, when it was learned at this look. */
  readonly learned?: { readonly runId: string; readonly gzip: Buffer } | undefined
  /** What becomes of the alerts that are open. */
  readonly alertsAfter: (open: readonly AlertRow[]) => {
    readonly open: readonly (Alert & { readonly id: string })[]
    readonly changes: readonly (AlertChange & { readonly id: string })[]
  }
  readonly telling: Telling
  readonly nowMs: number
  readonly actorId: string
}

/** @returns false when a later look was begun meanwhile, or the plan is gone; nothing is stored then */
export const storeLook = (db: Database, look: DueLook, given: LookToStore): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const { contentGzip, learned } = given
    const row = await transaction
      .updateTable('day_watch')
      .set({
        ...{ content_gzip: contentGzip, made_at: sql<Date>`clock_timestamp()`, leased_until: null },
        ...{ actuals_revision: look.newest_revision },
        ...(learned && { learned_for: learned.runId, learned_gzip: learned.gzip }),
      })
      .where('plan_id', '=', look.plan_id)
      .where('looks', '=', look.looks)
      .returning('plan_id')
      .executeTakeFirst()
    if (!row) return false
    await storeAlerts(transaction, look, given)
    await signal(transaction, topicOf('dayWatch', look.plan_id))
    return true
  })

async function storeAlerts(transaction: Transaction<Tables>, look: DueLook, given: LookToStore): Promise<void> {
  const { plan_id, unit_id } = look
  const before = await listOpenAlerts(transaction, plan_id, true)
  const { open, changes } = given.alertsAfter(before)
  const known = new Set(before.map(({ id }) => id))
  const at = (ms: number) => new Date(ms)
  for (const { id, kind, queueId, risk, raisedMs, seenMs, step, stepMs } of open) {
    const seen = { risk: jsonText(risk), seen_at: at(seenMs), step, step_at: at(stepMs) }
    if (known.has(id)) await transaction.updateTable('alert').set(seen).where('id', '=', id).execute()
    else
      await transaction
        .insertInto('alert')
        .values({
          id,
          unit_id,
          plan_id,
          kind,
          queue_id: queueId,
          raised_at: at(raisedMs),
          created_by: given.actorId,
          ...seen,
        })
        .execute()
  }
  for (const change of changes) {
    const { id, what, alert } = change
    if (what === 'cleared')
      await transaction
        .updateTable('alert')
        .set({ cleared_at: at(given.nowMs) })
        .where('id', '=', id)
        .execute()
    await recordAudit(transaction, {
      ...{ unitId: unit_id, actorId: given.actorId, action: `alert.${what}`, entity: 'alert', entityId: id },
      detail: { planId: plan_id, kind: alert.kind, queueId: alert.queueId, step: alert.step },
    })
    const told = { planId: plan_id, unitId: unit_id, actorId: given.actorId }
    await tellLadder(transaction, told, given.telling, change)
  }
}

/** Of one plan. @param isLocked until the transaction ends nobody else changes them */
async function listOpenAlerts(
  db: Database | Transaction<Tables>,
  planId: string,
  isLocked: boolean,
): Promise<AlertRow[]> {
  const query = db.selectFrom('alert').selectAll().where('plan_id', '=', planId).where('cleared_at', 'is', null)
  return (isLocked ? query.forUpdate() : query).orderBy('raised_at').orderBy('id').execute()
}

export async function findDayWatch(db: Database, planId: string): Promise<DayWatchRow | undefined> {
  return db.selectFrom('day_watch').selectAll().where('plan_id', '=', planId).executeTakeFirst()
}

export type NamedAlertRow = AlertRow & {
  /** What those who acknowledged and muted it are called. */
  readonly acknowledger: string | null
  readonly muter: string | null
}

const named = (db: Database) =>
  db
    .selectFrom('alert')
    .leftJoin('actor as acknowledging', 'acknowledging.id', 'alert.acknowledged_by')
    .leftJoin('actor as muting', 'muting.id', 'alert.muted_by')
    .selectAll('alert')
    .select(['acknowledging.display_name as acknowledger', 'muting.display_name as muter'])

/** Open ones, and those that were cleared since a moment, newest first. */
export const listAlerts = (db: Database, planId: string, clearedSince: Date, most: number): Promise<NamedAlertRow[]> =>
  named(db)
    .where('alert.plan_id', '=', planId)
    .where((where) => where.or([where('alert.cleared_at', 'is', null), where('alert.cleared_at', '>=', clearedSince)]))
    .orderBy('alert.raised_at', 'desc')
    .orderBy('alert.id')
    .limit(most)
    .execute()

export async function findAlert(db: Database, id: string): Promise<NamedAlertRow | undefined> {
  if (!isRowId(id)) return undefined
  return named(db).where('alert.id', '=', id).executeTakeFirst()
}

/** What a person says of an alert. */
export type AlertWord =
  | { readonly what: 'acknowledged'; readonly at: Date }
  | { readonly what: 'muted'; readonly until: Date }

/** The first to acknowledge it holds; a later muting holds over an earlier one. @returns false when it is not open */
export const sayOfAlert = (db: Database, id: string, word: AlertWord, actorId: string): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    const row = await transaction
      .updateTable('alert')
      .set(
        word.what === 'muted'
          ? { muted_until: word.until, muted_by: actorId }
          : {
              acknowledged_at: sql<Date>`coalesce(acknowledged_at, ${word.at})`,
              acknowledged_by: sql<string>`coalesce(acknowledged_by, ${actorId})`,
            },
      )
      .where('id', '=', id)
      .where('cleared_at', 'is', null)
      .returning(['unit_id', 'plan_id', 'kind', 'queue_id'])
      .executeTakeFirst()
    if (!row) return false
    const until = word.what === 'muted' ? { until: word.until.toISOString() } : {}
    await recordAudit(transaction, {
      ...{ unitId: row.unit_id, actorId, action: `alert.${word.what}`, entity: 'alert', entityId: id },
      detail: { planId: row.plan_id, kind: row.kind, queueId: row.queue_id, ...until },
    })
    await signal(transaction, topicOf('dayWatch', row.plan_id))
    return true
  })

/** Of what those who follow a plan's day are told. */
export async function findWatchState(db: Database, planId: string): Promise<{ madeAt: Date | null; alerts: string }> {
  const { rows } = await sql<{ made_at: Date | null; alerts: string }>`
    select (select made_at from day_watch where plan_id = ${planId}::uuid) as made_at,
      coalesce(md5(string_agg(concat_ws(' ', id, step, cleared_at, acknowledged_at, muted_until), ',' order by id)), '') as alerts
    from alert where plan_id = ${planId}::uuid and (cleared_at is null or cleared_at > now() - interval '1 day')`.execute(
    db,
  )
  return { madeAt: rows[0]?.made_at ?? null, alerts: rows[0]?.alerts ?? '' }
}

export interface SuggestionsToStore {
  readonly planId: string
  readonly unitId: string
  readonly runId: string
  readonly gzip: Buffer
  readonly actorId: string
}

/** Keeps what was suggested last for a run's roster, for whoever takes one of them up. */
export const storeSuggestions = async (
  db: Database,
  { planId, unitId, runId, gzip, actorId }: SuggestionsToStore,
): Promise<void> => {
  await db
    .insertInto('day_watch')
    .values({ plan_id: planId, unit_id: unitId, suggested_for: runId, suggestions_gzip: gzip, created_by: actorId })
    .onConflict((conflict) => conflict.column('plan_id').doUpdateSet({ suggested_for: runId, suggestions_gzip: gzip }))
    .execute()
}
