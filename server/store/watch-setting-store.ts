import { sql, type Transaction } from 'kysely'
import { WATCH_SETTING_DEFAULT, type WatchSettingContent } from '../contracts/watch-setting.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import type { Tables } from './tables.ts'

/** A plan's setting, the default where nobody set one. */
export interface FoundWatchSetting {
  readonly content: WatchSettingContent
  /** 0 of the default. */
  readonly revision: number
}

export async function findWatchSetting(db: Database, planId: string): Promise<FoundWatchSetting> {
  const row = await db
    .selectFrom('watch_setting')
    .select(['content', 'revision'])
    .where('plan_id', '=', planId)
    .executeTakeFirst()
  return row ?? { content: WATCH_SETTING_DEFAULT, revision: 0 }
}

export interface WatchSettingToStore {
  readonly planId: string
  readonly unitId: string
  readonly expectedRevision: number
  readonly content: WatchSettingContent
  readonly actorId: string
}

/** @returns its revision; undefined when somebody else set it meanwhile */
export async function storeWatchSetting(
  transaction: Transaction<Tables>,
  { planId, unitId, expectedRevision, content, actorId }: WatchSettingToStore,
): Promise<number | undefined> {
  const row = await transaction
    .insertInto('watch_setting')
    .values({
      ...{ plan_id: planId, unit_id: unitId, content: jsonText(content) },
      ...{ created_by: actorId, updated_by: actorId },
    })
    .onConflict((conflict) =>
      conflict
        .column('plan_id')
        .doUpdateSet({
          ...{ content: jsonText(content), revision: expectedRevision + 1, updated_by: actorId },
          updated_at: sql<Date>`now()`,
        })
        .where('watch_setting.revision', '=', expectedRevision),
    )
    .returning('revision')
    .executeTakeFirst()
  if (row?.revision !== expectedRevision + 1) return undefined
  await recordAudit(transaction, {
    ...{ unitId, actorId, action: 'plan.watchSettingChanged', entity: 'plan', entityId: planId },
    detail: withoutAddresses(content),
  })
  return row.revision
}

/** The audit log is kept for good: of receivers it has their number. */
const withoutAddresses = ({ kinds, limits, quiet, language, ladder, dailyReport }: WatchSettingContent) => ({
  ...{ kinds, limits, quiet, language },
  ladder: ladder.map(({ waitMinutes, mails, webhooks }) => ({ waitMinutes, mails: mails.length, webhooks })),
  dailyReport: dailyReport && { ...dailyReport, mails: dailyReport.mails.length },
})

export interface PlanToReport {
  readonly plan_id: string
  readonly unit_id: string
  readonly zone: string
  readonly content: WatchSettingContent
}

/** Plans whose daily report goes out by mail. */
export async function listPlansToReport(db: Database): Promise<PlanToReport[]> {
  const { rows } = await sql<PlanToReport>`
    select s.plan_id, s.unit_id, p.description ->> 'zone' as zone, s.content
    from watch_setting s join plan p on p.id = s.plan_id
    where jsonb_typeof(s.content -> 'dailyReport') = 'object' order by s.plan_id`.execute(db)
  return rows
}
