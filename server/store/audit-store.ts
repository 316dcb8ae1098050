import type { Selectable } from 'kysely'
import type { AuditQuery } from '../contracts/audit.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables.ts'

export interface AuditRow extends Selectable<Tables['audit_log']> {
  readonly sequence: number
  readonly hash: string
  /** Of whoever did it; null for those who are not seen. */
  readonly name: string | null
  readonly kind: Selectable<Tables['actor']>['kind'] | null
}

/** Newest first: in the order in which they were written down. */
export function listAudit(db: Database, query: AuditQuery): Promise<AuditRow[]> {
  const { entity, entityId, actor, action, from, to, before, limit } = query
  return db
    .selectFrom('audit_log as entry')
    .innerJoin('audit_link as link', 'link.entry_id', 'entry.id')
    .leftJoin('actor', 'actor.id', 'entry.actor_id')
    .selectAll('entry')
    .select(['link.sequence', 'link.hash', 'actor.display_name as name', 'actor.kind'])
    .$if(entity !== undefined, (rows) => rows.where('entry.entity', '=', entity!))
    .$if(entityId !== undefined, (rows) => rows.where('entry.entity_id', '=', entityId!))
    .$if(actor !== undefined, (rows) => rows.where('entry.actor_id', '=', actor!))
    .$if(action !== undefined, (rows) => rows.where('entry.action', '=', action!))
    .$if(from !== undefined, (rows) => rows.where('entry.at', '>=', new Date(from!)))
    .$if(to !== undefined, (rows) => rows.where('entry.at', '<', new Date(to!)))
    .$if(before !== undefined, (rows) => rows.where('entry.id', '<', Number(before)))
    .orderBy('entry.id', 'desc')
    .limit(limit)
    .execute()
}
