import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Names of those who may be seen. */
export async function namesOf(db: Database, ids: Iterable<string>): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('actor')
    .select(['id', 'display_name'])
    .where('id', 'in', ['', ...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, display_name }) => [id, display_name]))
}

/** Of a statement's rows: what whoever made each is called; the id of one who may not be seen. */
export const creatorName = (table: 'publication' | 'roster_edit') =>
  sql<string>`coalesce((select display_name from actor where actor.id = ${sql.table(table)}.created_by),
    ${sql.table(table)}.created_by)`.as('creator')
