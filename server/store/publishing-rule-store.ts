import { sql } from 'kysely'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'

export interface PublishingRuleRow {
  readonly four_eyes: boolean
  readonly revision: number
}

/** How a unit publishes; what nobody changed yet is revision 0. */
export async function findPublishingRule(db: Database, unitId: string): Promise<PublishingRuleRow> {
  const rule = db.selectFrom('publishing_rule').select(['four_eyes', 'revision']).where('unit_id', '=', unitId)
  return (await rule.executeTakeFirst()) ?? { four_eyes: false, revision: 0 }
}

/** @returns undefined, with nothing changed, when it has another revision than the one that was seen */
export async function changePublishingRule(
  db: Database,
  change: {
    readonly unitId: string
    readonly fourEyes: boolean
    readonly seenRevision: number
    readonly actorId: string
  },
): Promise<PublishingRuleRow | undefined> {
  const { unitId, fourEyes, seenRevision, actorId } = change
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<PublishingRuleRow>`
      insert into publishing_rule as rule (unit_id, four_eyes, revision, created_by, updated_by)
        select ${unitId}, ${fourEyes}, 1, ${actorId}, ${actorId} where ${seenRevision}::integer = 0
          or exists (select 1 from publishing_rule where unit_id = ${unitId})
      on conflict (unit_id) do update
        set four_eyes = excluded.four_eyes, revision = rule.revision + 1, updated_at = now(), updated_by = excluded.updated_by
        where rule.revision = ${seenRevision}::integer
      returning four_eyes, revision`.execute(transaction)
    const row = rows[0]
    if (!row) return undefined
    await recordAudit(transaction, {
      ...{ unitId, actorId, action: 'publishingRule.changed', entity: 'unit', entityId: unitId, detail: { fourEyes } },
    })
    return row
  })
}
