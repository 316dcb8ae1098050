import { type Selectable, sql, type Transaction } from 'kysely'
import type { RequestEffect, RequestState, RequestSubject } from '../contracts/request.ts'
import { type AuditEntry, recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import { isRowId } from './plan-store.ts'
import type { Tables } from './tables.ts'

export type RequestRow = Selectable<Tables['team_request']>

export interface NewRequest {
  readonly id: string
  readonly unitId: string
  readonly employeeId: string
  readonly groupId: string
  readonly subject: RequestSubject
  readonly colleagueId: string | null
  readonly isOffered: boolean
  /** '' for none. */
  readonly note: string
  readonly actorId: string
}

export const insertRequest = (db: Database, item: NewRequest): Promise<RequestRow> =>
  db.transaction().execute(async (transaction) => {
    const { id, unitId, employeeId, actorId, note } = item
    const row = await transaction
      .insertInto('team_request')
      .values({
        ...{ id, unit_id: unitId, employee_id: employeeId, group_id: item.groupId, kind: item.subject.kind },
        ...{ subject: jsonText(item.subject), colleague_id: item.colleagueId, is_offered: item.isOffered },
        ...{ state: 'asked', created_by: actorId, updated_by: actorId },
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    if (note !== '') {
      await transaction
        .insertInto('team_request_note')
        .values({ unit_id: unitId, request_id: id, employee_id: employeeId, note, created_by: actorId })
        .execute()
    }
    await recordAudit(transaction, auditOf(row, 'request.asked', actorId, { kind: row.kind }))
    return row
  })

export interface RequestChange {
  readonly row: RequestRow
  readonly actorId: string
  readonly action: AuditEntry['action']
  /** Whether the caller has the request in hand: while somebody else has, nothing is changed. */
  readonly isClaimed?: boolean
  readonly set: {
    readonly state?: RequestState
    readonly subject?: RequestSubject
    readonly colleagueId?: string | null
    readonly declinedBy?: readonly string[]
    readonly answer?: string
    readonly effect?: RequestEffect
    readonly isDecided?: boolean
  }
}

/**
 * Changes a request that is as it was seen, and gives it back to whoever comes next.
 * @returns undefined, with nothing changed, when somebody else changed it first
 */
export async function changeRequest(
  transaction: Transaction<Tables>,
  { row, actorId, action, set, isClaimed = false }: RequestChange,
): Promise<RequestRow | undefined> {
  const { state, subject, colleagueId, declinedBy, answer, effect, isDecided = false } = set
  const changed = await transaction
    .updateTable('team_request')
    .set({
      ...(state !== undefined && { state }),
      ...(subject !== undefined && { subject: jsonText(subject) }),
      ...(colleagueId !== undefined && { colleague_id: colleagueId }),
      ...(declinedBy !== undefined && { declined_by: jsonText(declinedBy) }),
      ...(answer !== undefined && { answer }),
      ...(effect !== undefined && { effect: jsonText(effect) }),
      ...(isDecided && { decided_at: sql<Date>`now()`, decided_by: actorId }),
      ...{ revision: row.revision + 1, claimed_until: null, updated_at: sql<Date>`now()`, updated_by: actorId },
    })
    .where('id', '=', row.id)
    .where('revision', '=', row.revision)
    .$if(!isClaimed, (query) =>
      query.where((where) =>
        where.or([where('claimed_until', 'is', null), where('claimed_until', '<', sql<Date>`now()`)]),
      ),
    )
    .returningAll()
    .executeTakeFirst()
  if (!changed) return undefined
  const facts = { kind: row.kind, revision: changed.revision, ...(effect && { effect }) }
  await recordAudit(transaction, auditOf(changed, action, actorId, facts))
  return changed
}

/** How long whoever decides a request, or follows it, keeps others away, should the process die meanwhile. */
const CLAIM_SECONDS = 90

/**
 * Takes a request in hand: nobody else decides or follows it until `changeRequest`, `releaseRequest` or the claim's end.
 * @returns false when somebody else has it in hand, or changed it
 */
export async function claimRequest(db: Database, { id, revision }: Pick<RequestRow, 'id' | 'revision'>) {
  const { numUpdatedRows } = await db
    .updateTable('team_request')
    .set({ claimed_until: sql<Date>`now() + ${CLAIM_SECONDS}::int * interval '1 second'` })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .where((where) => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', sql<Date>`now()`)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function releaseRequest(db: Database, { id, revision }: Pick<RequestRow, 'id' | 'revision'>) {
  await db
    .updateTable('team_request')
    .set({ claimed_until: null })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .execute()
}

export async function findRequest(db: Database, id: string): Promise<RequestRow | undefined> {
  return isRowId(id) ? db.selectFrom('team_request').selectAll().where('id', '=', id).executeTakeFirst() : undefined
}

const requests = (db: Database) => db.selectFrom('team_request').selectAll().orderBy('created_at', 'desc').orderBy('id')

/** Newest first. */
export const listRequests = (
  db: Database,
  unitId: string,
  { isOpen, limit }: { readonly isOpen: boolean; readonly limit: number },
): Promise<RequestRow[]> =>
  requests(db)
    .where('unit_id', '=', unitId)
    .$if(isOpen, (query) => query.where('state', 'in', ['asked', 'agreed']))
    .limit(limit)
    .execute()

/** A person's own, newest first. */
export const listRequestsOf = (
  db: Database,
  { unitId, employeeId }: { readonly unitId: string; readonly employeeId: string },
  limit: number,
): Promise<RequestRow[]> =>
  requests(db).where('unit_id', '=', unitId).where('employee_id', '=', employeeId).limit(limit).execute()

/** Swaps that a person is asked for by name, or as one of the group; newest first. */
export const listRequestsTo = (
  db: Database,
  { unitId, employeeId, groupId }: { readonly unitId: string; readonly employeeId: string; readonly groupId: string },
  limit: number,
): Promise<RequestRow[]> =>
  requests(db)
    .where('unit_id', '=', unitId)
    .where('employee_id', '<>', employeeId)
    .where((where) =>
      where.or([
        where('colleague_id', '=', employeeId),
        where.and([where('is_offered', '=', true), where('state', '=', 'asked'), where('group_id', '=', groupId)]),
      ]),
    )
    .where(sql<boolean>`not declined_by ? ${employeeId}`)
    .limit(limit)
    .execute()

export async function countOpenRequests(db: Database, unitId: string, employeeId: string): Promise<number> {
  const { count } = await db
    .selectFrom('team_request')
    .select(sql<number>`count(*)`.as('count'))
    .where('unit_id', '=', unitId)
    .where('employee_id', '=', employeeId)
    .where('state', 'in', ['asked', 'agreed'])
    .executeTakeFirstOrThrow()
  return count
}

/** Approved ones whose roster is still being checked, the oldest first. */
export const listToFollow = (db: Database, limit: number): Promise<RequestRow[]> =>
  db
    .selectFrom('team_request')
    .selectAll()
    .where(sql<boolean>`effect ->> 'state' = 'checking'`)
    .orderBy('decided_at')
    .limit(limit)
    .execute()

/** Of a unit those that changed rosters. */
export const listApprovedOfRosters = (db: Database, unitId: string): Promise<RequestRow[]> =>
  db
    .selectFrom('team_request')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('state', '=', 'approved')
    .where(sql<boolean>`effect ->> 'kind' = 'roster'`)
    .execute()

/** By request; those that the access does not see are absent. */
export async function findNotes(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('team_request_note')
    .select(['request_id', 'note'])
    .where('request_id', 'in', ids)
    .execute()
  return new Map(rows.map(({ request_id, note }) => [request_id, note]))
}

const auditOf = (
  row: RequestRow,
  action: AuditEntry['action'],
  actorId: string,
  detail: Record<string, unknown>,
): AuditEntry => ({ unitId: row.unit_id, actorId, action, entity: 'request', entityId: row.id, detail })
