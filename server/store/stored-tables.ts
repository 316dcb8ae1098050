import { sql, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** A table whose rows a backup holds, as the database itself tells it. */
export interface StoredTable {
  /** With its schema where that is not `public`: `auth.account`. */
  readonly name: string
  /** Columns that are written; what the database works out by itself is left out. */
  readonly columns: readonly string[]
  /** Of the rows, so that the same rows are always told in the same order: the primary key, texts by their bytes. */
  readonly order: string
  /** Tables that its rows refer to. */
  readonly refersTo: readonly string[]
  /** Columns that count by themselves. */
  readonly counted: readonly string[]
}

/**
 * Tables of sign-in that are of the moment: after a restore elsewhere, or of an old state, nobody may be signed in by a
 * session that was ended meanwhile, or by a link that was used. What cookies are signed with is made anew.
 */
const PASSING = ['auth.session', 'auth.secret', 'auth.verification', 'auth.one_time_link', 'auth.sign_in_try']

const TABLES = sql<StoredTable>`
  select case n.nspname when 'public' then c.relname else n.nspname || '.' || c.relname end as name,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
      and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
      and not a.attisdropped and (a.attidentity <> '' or pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null)
      order by a.attnum) as counted,
    (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
        order by k.place)
      from pg_index i cross join unnest(i.indkey::smallint[]) with ordinality k (number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
      where i.indrelid = c.oid and i.indisprimary) as order,
    array(select distinct case fn.nspname when 'public' then f.relname else fn.nspname || '.' || f.relname end
      from pg_constraint o join pg_class f on f.oid = o.confrelid join pg_namespace fn on fn.oid = f.relnamespace
      where o.conrelid = c.oid and o.contype = 'f' and f.oid <> c.oid) as "refersTo"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and n.nspname in ('public', 'auth') and c.relname not like 'kysely%'
  order by 1`

/** Every table of the database, those that others refer to first: the order in which rows can be put back. */
export async function storedTables(transaction: Transaction<Tables>): Promise<StoredTable[]> {
  const { rows } = await TABLES.execute(transaction)
  const waiting = new Map(rows.filter(({ name }) => !PASSING.includes(name)).map((table) => [table.name, table]))
  const ordered: StoredTable[] = []
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(({ refersTo }) => !refersTo.some((name) => waiting.has(name)))
    if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`)
    for (const table of free) waiting.delete(table.name)
    ordered.push(...free)
  }
  const unordered = ordered.find(({ order }) => order === null)
  if (unordered) throw new Error(`Table ${unordered.name} has no primary key to order its rows by.`)
  return ordered
}

const BATCH_ROWS = 50

/** Makes every server write a row as the same text, whatever its own settings. */
export async function writeAlike(transaction: Transaction<Tables>): Promise<void> {
  await sql`select set_config('TimeZone', 'UTC', true), set_config('bytea_output', 'hex', true),
    set_config('extra_float_digits', '1', true)`.execute(transaction)
}

/** Every row of a table as one line of JSON, as PostgreSQL writes it. */
export async function* rowLines(transaction: Transaction<Tables>, table: StoredTable): AsyncGenerator<string> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)))
  const rows = sql`select row_to_json(t)::text as line from
    (select ${columns} from ${sql.table(table.name)} order by ${sql.raw(table.order)}) t`
  await sql`declare backup_rows no scroll cursor for ${rows}`.execute(transaction)
  for (;;) {
    const batch = await sql<{ line: string }>`fetch ${sql.lit(BATCH_ROWS)} from backup_rows`.execute(transaction)
    if (batch.rows.length === 0) break
    for (const { line } of batch.rows) yield line
  }
  await sql`close backup_rows`.execute(transaction)
}

/** What counts by itself goes on after the last row that is there. */
export async function countOn(transaction: Transaction<Tables>, { name, counted }: StoredTable): Promise<void> {
  for (const column of counted) {
    await sql`select setval(pg_get_serial_sequence(${name}, ${column}),
      (select coalesce(max(${sql.ref(column)}), 0) + 1 from ${sql.table(name)}), false)`.execute(transaction)
  }
}
