import { type Selectable, sql, type Transaction } from 'kysely'
import type { Membership } from '../contracts/access.ts'
import type { AccountMembership, MembershipChange } from '../contracts/account.ts'
import { type AuthDatabase, type AuthTables, authTables } from './auth-tables.ts'
import type { Database } from './database.ts'
import { signal, topicOf } from './signals.ts'
import type { Tables } from './tables.ts'

export type PersonRow = Selectable<AuthTables['person']>
export type MembershipRow = Selectable<Tables['membership']>
type OneTimeLinkRow = Selectable<AuthTables['one_time_link']>

export const membershipFrom = (row: MembershipRow): Membership => ({
  ...{ unitId: row.unit_id, role: row.role, scope: row.scope },
  ...{ extraRights: row.extra_rights, employeeId: row.employee_id },
})

/** What somebody is in each unit, ordered by unit. */
export const membershipsOf = (db: Database, actorId: string): Promise<MembershipRow[]> =>
  db.selectFrom('membership').selectAll().where('actor_id', '=', actorId).orderBy('unit_id').execute()

export const listMemberships = (db: Database): Promise<MembershipRow[]> =>
  db.selectFrom('membership').selectAll().orderBy('unit_id').orderBy('actor_id').execute()

export const findPerson = (db: Database, id: string): Promise<PersonRow | undefined> =>
  people(db).where('id', '=', id).executeTakeFirst()

export const findPersonByEmail = (db: Database, email: string): Promise<PersonRow | undefined> =>
  people(db).where('email', '=', email).executeTakeFirst()

export const listPeople = (db: Database, ids: readonly string[]): Promise<PersonRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : people(db).where('id', 'in', ids).orderBy('email').execute()

const people = (db: Database) =>
  authTables(db)
    .selectFrom('person')
    .select(['id', 'name', 'email', 'email_verified', 'disabled_at', 'revision', 'created_at'])

/** Whether any account exists. */
export async function hasPeople(db: Database): Promise<boolean> {
  return (await authTables(db).selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined
}

/** Any number that nothing else in the database uses. */
const FIRST_ACCOUNT_LOCK = 7_140_002

/** Until the transaction ends: of two who would be the first, the second finds that there is one. */
export async function lockFirstAccount(transaction: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`.execute(transaction)
}

/** Ids of those who have set a password. */
export async function withPassword(db: Database, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await authTables(db).selectFrom('credential').select('person_id').where('person_id', 'in', ids).execute()
  return new Set(rows.map((row) => row.person_id))
}

/** A person who may sign in, and the actor that all their writes are stored under. */
export async function insertPerson(
  transaction: Database,
  { id, email, name }: Pick<PersonRow, 'id' | 'email' | 'name'>,
): Promise<void> {
  await transaction.insertInto('actor').values({ id, kind: 'person', display_name: name }).execute()
  // An administrator vouches for the address: who signs in with it elsewhere is this person.
  await authTables(transaction)
    .insertInto('person')
    .values({ id, email, name, email_verified: true, disabled_at: null })
    .execute()
}

export async function renamePerson(transaction: Database, id: string, name: string): Promise<void> {
  await authTables(transaction).updateTable('person').set({ name }).where('id', '=', id).execute()
  await transaction.updateTable('actor').set({ display_name: name }).where('id', '=', id).execute()
}

/** @returns undefined when the account has another revision by now */
export async function setDisabled(
  transaction: Transaction<Tables>,
  id: string,
  revision: number,
  isDisabled: boolean,
): Promise<PersonRow | undefined> {
  const row = await authTables(transaction)
    .updateTable('person')
    .set({ disabled_at: isDisabled ? sql<Date>`now()` : null, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst()
  if (row) await endSessions(transaction, id)
  return row
}

/** All of a person, or but one; open streams hear of it. */
export async function endSessions(transaction: Transaction<Tables>, personId: string, butId?: string): Promise<void> {
  await authTables(transaction)
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .$if(butId !== undefined, (query) => query.where('id', '!=', butId!))
    .execute()
  await signal(transaction, topicOf('person', personId))
}

/** @returns whether there was one */
export async function endSession(transaction: Transaction<Tables>, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await authTables(transaction)
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  await signal(transaction, topicOf('person', personId))
  return numDeletedRows > 0n
}

export const listSessions = (db: Database, personId: string) =>
  authTables(db)
    .selectFrom('session')
    .select(['id', 'user_agent', 'created_at', 'updated_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('updated_at', 'desc')
    .execute()

/** Sets a password in the place of the one before, if any. */
export async function setPassword(transaction: Database, personId: string, hash: string): Promise<void> {
  await authTables(transaction)
    .deleteFrom('credential')
    .where('person_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .execute()
  await sql`insert into auth.credential (id, person_id, account_id, provider_id, password)
    values (gen_random_uuid()::text, ${personId}, ${personId}, 'credential', ${hash})`.execute(transaction)
}

export async function findPasswordHash(db: Database, personId: string): Promise<string | undefined> {
  const row = await authTables(db)
    .selectFrom('credential')
    .select('password')
    .where('person_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

/** Puts a link in the place of those before it. */
export async function insertLink(
  transaction: Database,
  link: Pick<OneTimeLinkRow, 'sha256' | 'purpose' | 'person_id' | 'expires_at'>,
): Promise<void> {
  const auth = authTables(transaction)
  await auth
    .deleteFrom('one_time_link')
    .where('used_at', 'is', null)
    .$if(link.person_id === null, (query) => query.where('purpose', '=', 'firstAdmin'))
    .$if(link.person_id !== null, (query) => query.where('person_id', '=', link.person_id!))
    .execute()
  await auth
    .insertInto('one_time_link')
    .values({ ...link, used_at: null })
    .execute()
}

const openLinks = (auth: AuthDatabase, sha256: string, now: Date) =>
  auth
    .selectFrom('one_time_link')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)

export const findLink = (db: Database, sha256: string, now: Date): Promise<OneTimeLinkRow | undefined> =>
  openLinks(authTables(db), sha256, now).executeTakeFirst()

/** Of two at once one gets it. @returns undefined for one that was used or is over */
export const takeLink = (transaction: Database, sha256: string, now: Date): Promise<OneTimeLinkRow | undefined> =>
  authTables(transaction)
    .updateTable('one_time_link')
    .set({ used_at: now })
    .where('sha256', '=', sha256)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()

export interface MembershipWrite extends Omit<MembershipChange, 'revision'> {
  readonly id: string
  readonly unitId: string
  readonly personId: string
  readonly actorId: string
}

const columnsOf = ({ role, scope, extraRights, employeeId, actorId }: MembershipWrite) => ({
  ...{ role, scope: JSON.stringify(scope), extra_rights: JSON.stringify(extraRights) },
  ...{ employee_id: employeeId, updated_by: actorId },
})

/** @returns undefined when there is one already */
export const insertMembership = (transaction: Database, write: MembershipWrite): Promise<MembershipRow | undefined> =>
  transaction
    .insertInto('membership')
    .values({
      ...{ id: write.id, unit_id: write.unitId, actor_id: write.personId, created_by: write.actorId },
      ...columnsOf(write),
    })
    .onConflict((conflict) => conflict.columns(['unit_id', 'actor_id']).doNothing())
    .returningAll()
    .executeTakeFirst()

/** @returns undefined when the membership has another revision by now */
export const updateMembership = (
  transaction: Database,
  write: MembershipWrite,
  revision: number,
): Promise<MembershipRow | undefined> =>
  transaction
    .updateTable('membership')
    .set({ ...columnsOf(write), revision: revision + 1, updated_at: sql`now()` })
    .where('unit_id', '=', write.unitId)
    .where('actor_id', '=', write.personId)
    .where('revision', '=', revision)
    .returningAll()
    .executeTakeFirst()

/** @returns whether there was one of that revision */
export async function deleteMembership(
  transaction: Database,
  { unitId, personId, revision }: { readonly unitId: string; readonly personId: string; readonly revision: number },
): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('membership')
    .where('unit_id', '=', unitId)
    .where('actor_id', '=', personId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Administrators of a whole unit who may sign in; the rows are locked, so that the last two do not leave at once. */
export async function administratorsOf(transaction: Database, unitId: string): Promise<string[]> {
  const rows = await transaction
    .selectFrom('membership')
    .select('actor_id')
    .where('unit_id', '=', unitId)
    .where('role', '=', 'admin')
    .where(sql<boolean>`scope ->> 'kind' = 'unit'`)
    .orderBy('actor_id')
    .forUpdate()
    .execute()
  const enabled = await listPeople(
    transaction,
    rows.map((row) => row.actor_id),
  )
  return enabled.filter((row) => row.disabled_at === null).map((row) => row.id)
}

export const accountMembershipFrom = (row: MembershipRow): AccountMembership => ({
  ...membershipFrom(row),
  revision: row.revision,
})
