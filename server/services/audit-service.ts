import type { AuditEntryReply, AuditList, AuditQuery, ChainVerification } from '../contracts/audit.ts'
import { chainedUnits, verifyChain } from '../store/audit-chain.ts'
import { type AuditRow, listAudit } from '../store/audit-store.ts'
import type { Database } from '../store/database.ts'

export interface AuditService {
  /** Newest first, of the units that are seen. */
  list(query: AuditQuery): Promise<AuditList>
  /** Computes the chain of each unit that is seen anew. */
  verify(): Promise<ChainVerification[]>
}

export const auditService = (db: Database): AuditService => ({
  list: async (query) => {
    const rows = await listAudit(db, { ...query, limit: query.limit + 1 })
    const entries = rows.slice(0, query.limit)
    const isMore = rows.length > entries.length
    return { entries: entries.map(entryFrom), next: isMore ? String(entries.at(-1)!.id) : null }
  },
  verify: async () => {
    const chains: ChainVerification[] = []
    for (const unitId of await chainedUnits(db)) chains.push(await verifyChain(db, unitId))
    return chains
  },
})

const entryFrom = (row: AuditRow): AuditEntryReply => ({
  sequence: row.sequence,
  unitId: row.unit_id,
  at: row.at.toISOString(),
  by: row.actor_id,
  name: row.name ?? row.actor_id,
  isRule: row.kind === 'rule',
  action: row.action,
  entity: row.entity,
  entityId: row.entity_id,
  reason: typeof row.detail.reason === 'string' ? row.detail.reason : null,
  detail: row.detail,
  hash: row.hash,
})
