import { type Selectable, sql, type Transaction } from 'kysely'
import { type AuthTables, authTables } from './auth-tables.ts'
import type { Database } from './database.ts'
import { isRowId } from './plan-store.ts'
import { signal, topicOf } from './signals.ts'
import type { Tables } from './tables.ts'

export type ApiTokenRow = Selectable<AuthTables['api_token']>

export const insertApiToken = (
  transaction: Database,
  token: Omit<ApiTokenRow, 'created_at' | 'revoked_at' | 'last_used_on'>,
): Promise<ApiTokenRow> =>
  authTables(transaction)
    .insertInto('api_token')
    .values({ ...token, rights: JSON.stringify(token.rights), revoked_at: null, last_used_on: null })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Those of a person that may still be used, newest first. */
export const listApiTokens = (db: Database, personId: string): Promise<ApiTokenRow[]> =>
  authTables(db)
    .selectFrom('api_token')
    .selectAll()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('created_at', 'desc')
    .execute()

/** Open streams hear of it. @returns whether there was one that could still be used */
export async function revokeApiToken(transaction: Transaction<Tables>, personId: string, id: string): Promise<boolean> {
  if (!isRowId(id)) return false
  const { numUpdatedRows } = await authTables(transaction)
    .updateTable('api_token')
    .set({ revoked_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  await signal(transaction, topicOf('person', personId))
  return numUpdatedRows > 0n
}

/** The token of a secret with its person, if both may be used; notes the day of its use. */
export async function findUsableToken(db: Database, sha256: string, now: Date): Promise<ApiTokenRow | undefined> {
  const auth = authTables(db)
  const row = await auth
    .selectFrom('api_token')
    .innerJoin('person', 'person.id', 'api_token.person_id')
    .selectAll('api_token')
    .where('api_token.sha256', '=', sha256)
    .where('api_token.revoked_at', 'is', null)
    .where('api_token.expires_at', '>', now)
    .where('person.disabled_at', 'is', null)
    .executeTakeFirst()
  const today = now.toISOString().slice(0, 10)
  if (row && row.last_used_on !== today) {
    await auth.updateTable('api_token').set({ last_used_on: today }).where('id', '=', row.id).execute()
  }
  return row
}
