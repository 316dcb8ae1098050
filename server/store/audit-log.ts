import type { Transaction } from 'kysely'
import type { AUDIT_ENTITIES, AuditAction } from '../contracts/audit.ts'
import type { Tables } from './tables.ts'

export interface AuditEntry {
  readonly unitId: string
  readonly actorId: string
  readonly action: AuditAction
  readonly entity: (typeof AUDIT_ENTITIES)[number]
  readonly entityId: string
  /** Facts, never personal data. */
  readonly detail: Record<string, unknown>
}

/** Says who did what. It asks for a transaction, so that a write and its entry stand or fall together. */
export async function recordAudit(transaction: Transaction<Tables>, entry: AuditEntry): Promise<void> {
  await transaction
    .insertInto('audit_log')
    .values({
      unit_id: entry.unitId,
      actor_id: entry.actorId,
      action: entry.action,
      entity: entry.entity,
      entity_id: entry.entityId,
      detail: JSON.stringify(entry.detail),
    })
    .execute()
}
