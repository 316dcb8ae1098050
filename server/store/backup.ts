import { createHash, type Hash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import { z } from 'zod'
import type { Database } from './database.ts'
import { SCHEMA_VERSION } from './migrate.ts'
import { TABLE_NAMES, type Tables } from './tables.ts'

/**
 * A backup is gzipped text, one JSON value a line: a header, each table's name followed by its rows as PostgreSQL
 * writes them, and a closing line with the number and the SHA-256 of each table's row lines. Rows are never parsed
 * on the way: a number that JavaScript cannot hold goes through unchanged.
 */
const FORMAT = 'tideline-backup-1'

const headerSchema = z.object({ format: z.string(), schema: z.string(), tables: z.array(z.string()) })
const tableSchema = z.object({ table: z.enum(TABLE_NAMES) })
const closingSchema = z.object({ end: z.record(z.string(), z.object({ rows: z.int(), sha256: z.string() })) })

export type BackupTotals = z.infer<typeof closingSchema>['end']
type Table = (typeof TABLE_NAMES)[number]

/** Order of the rows of a table; the audit log's is the order in which things happened. */
const ROW_ORDER: Readonly<Record<Table, string>> = {
  planning_unit: 'id collate "C"',
  actor: 'id collate "C"',
  plan: 'id',
  plan_file: 'plan_id, path collate "C"',
  run: 'id',
  run_result: 'run_id, name collate "C"',
  file_import: 'id',
  forecast: 'id',
  comparison: 'id',
  headcount_plan: 'id',
  roster_edit: 'run_id, revision',
  roster_edit_cell: 'run_id, employee_id collate "C", day, revision',
  given_roster: 'run_id',
  publication: 'id',
  audit_log: 'id',
}

const ROWS_AT_ONCE = 50
/** Text sent to the database in one statement, characters. */
const BATCH_LENGTH = 4_000_000

/**
 * Writes one consistent snapshot of every table; writers are not held up. The file appears whole or not at all.
 * @throws Error when the file exists already
 */
export async function backupDatabase(db: Database, file: string): Promise<BackupTotals> {
  const draft = `${file}.${process.pid}.part`
  const totals: BackupTotals = {}
  try {
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (transaction) => {
        await writeAlike(transaction)
        const lines = Readable.from(backupLines(transaction, totals))
        await pipeline(lines, createGzip(), createWriteStream(draft, { flags: 'wx', mode: 0o600 }))
      })
    const handle = await open(draft, 'r+')
    await handle.sync().finally(() => handle.close())
    // Unlike a rename, a link never replaces a file that is there.
    await link(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new Error(`${file} exists already. Name another file, or move that one away.`, { cause: error })
  } finally {
    await rm(draft, { force: true })
  }
  return totals
}

/** Makes every server write a row as the same text, whatever its own settings. */
async function writeAlike(transaction: Transaction<Tables>): Promise<void> {
  await sql`select set_config('TimeZone', 'UTC', true), set_config('bytea_output', 'hex', true),
    set_config('extra_float_digits', '1', true)`.execute(transaction)
}

async function* backupLines(transaction: Transaction<Tables>, totals: BackupTotals): AsyncGenerator<string> {
  yield `${JSON.stringify({ format: FORMAT, schema: await schemaOf(transaction), tables: TABLE_NAMES })}\n`
  for (const table of TABLE_NAMES) {
    yield `${JSON.stringify({ table })}\n`
    const hash = createHash('sha256')
    let rows = 0
    for await (const row of rowLines(transaction, table)) {
      hash.update(row).update('\n')
      rows++
      yield `${row}\n`
    }
    totals[table] = { rows, sha256: hash.digest('hex') }
  }
  yield `${JSON.stringify({ end: totals })}\n`
}

async function* rowLines(transaction: Transaction<Tables>, table: Table): AsyncGenerator<string> {
  const rows = sql`select row_to_json(t)::text as line from ${sql.table(table)} t order by ${sql.raw(ROW_ORDER[table])}`
  await sql`declare backup_rows no scroll cursor for ${rows}`.execute(transaction)
  for (;;) {
    const batch = await sql<{ line: string }>`fetch ${sql.lit(ROWS_AT_ONCE)} from backup_rows`.execute(transaction)
    if (batch.rows.length === 0) break
    for (const { line } of batch.rows) yield line
  }
  await sql`close backup_rows`.execute(transaction)
}

async function schemaOf(transaction: Transaction<Tables>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select max(name) as name from kysely_migration`.execute(transaction)
  return rows[0]!.name
}

/**
 * Puts a backup into an empty, migrated database: all of it or nothing. What was read is compared with the closing
 * line, and what then lies in the database with what was read.
 * @throws Error when the database has plans, or the file is damaged or from another version
 */
export async function restoreDatabase(db: Database, file: string): Promise<BackupTotals> {
  return db.transaction().execute(async (transaction) => {
    await writeAlike(transaction)
    await clearFirstRows(transaction)
    const totals = await readBackup(transaction, file)
    for (const table of TABLE_NAMES) {
      const hash = createHash('sha256')
      for await (const row of rowLines(transaction, table)) hash.update(row).update('\n')
      if (hash.digest('hex') === totals[table]?.sha256) continue
      throw new Error(`Table ${table} reads otherwise after the restore than in ${file}. Nothing was restored.`)
    }
    // The next entry follows the last one restored.
    await sql`select setval(pg_get_serial_sequence('audit_log', 'id'),
      (select coalesce(max(id), 0) + 1 from audit_log), false)`.execute(transaction)
    return totals
  })
}

/** A new installation's unit and actors make way for the backup's. */
async function clearFirstRows(transaction: Transaction<Tables>): Promise<void> {
  for (const table of ['plan', 'audit_log'] as const) {
    const row = await transaction.selectFrom(table).select('id').limit(1).executeTakeFirst()
    if (row)
      throw new Error('This database holds plans already. Restore into a new, empty one (another TIDELINE_DATA).')
  }
  await transaction.deleteFrom('actor').execute()
  await transaction.deleteFrom('planning_unit').execute()
}

class DamagedBackup extends Error {
  constructor(file: string, what: string, cause?: unknown) {
    super(`${file} is not a whole backup: ${what}. Nothing was restored; take another copy of it.`, { cause })
  }
}

async function readBackup(transaction: Transaction<Tables>, file: string): Promise<BackupTotals> {
  const reader = new TableReader(transaction, file)
  const takeAll = async (text: AsyncIterable<Buffer>) => {
    for await (const line of linesOf(text)) await reader.take(line)
  }
  try {
    await pipeline(createReadStream(file), createGunzip(), takeAll)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Error(`There is no file ${file}.`, { cause: error })
    if (code?.startsWith('Z_')) throw new DamagedBackup(file, message, error)
    throw error
  }
  return reader.totals()
}

async function* linesOf(text: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  // Pieces of the line that is not yet whole; joined once, for a line may be many chunks long.
  let pieces: string[] = []
  for await (const chunk of text) {
    const [first, ...others] = decoder.decode(chunk, { stream: true }).split('\n')
    pieces.push(first!)
    for (const next of others) {
      yield pieces.join('')
      pieces = [next]
    }
  }
  const last = pieces.join('') + decoder.decode()
  if (last !== '') yield last
}

/** Follows the lines of a backup and hands rows to the database in batches. */
class TableReader {
  readonly #transaction: Transaction<Tables>
  readonly #file: string
  readonly #read: BackupTotals = {}
  #header: z.infer<typeof headerSchema> | undefined
  #closing: BackupTotals | undefined
  #table: Table | undefined
  #hash: Hash | undefined
  #rows = 0
  #batch: string[] = []
  #batchLength = 0

  constructor(transaction: Transaction<Tables>, file: string) {
    this.#transaction = transaction
    this.#file = file
  }

  async take(line: string): Promise<void> {
    if (this.#closing) throw new DamagedBackup(this.#file, 'it goes on after its end')
    if (!this.#header) return this.#takeHeader(line)
    if (line.startsWith('{"table":')) return this.#begin(this.#parse(tableSchema, line).table)
    if (line.startsWith('{"end":')) return this.#end(this.#parse(closingSchema, line).end)
    if (!this.#hash) throw new DamagedBackup(this.#file, 'a row stands before the first table')
    this.#hash.update(line).update('\n')
    this.#rows++
    this.#batch.push(line)
    this.#batchLength += line.length
    if (this.#batchLength > BATCH_LENGTH) await this.#insertBatch()
  }

  /** Totals of the tables read, which are those that the closing line states. */
  totals(): BackupTotals {
    if (!this.#closing) throw new DamagedBackup(this.#file, 'its end is missing')
    for (const table of TABLE_NAMES) {
      const stated = this.#closing[table]
      const read = this.#read[table]
      if (read && stated?.rows === read.rows && stated.sha256 === read.sha256) continue
      throw new DamagedBackup(this.#file, `the rows of ${table} differ from its checksum`)
    }
    return this.#read
  }

  #takeHeader(line: string): void {
    const header = this.#parse(headerSchema, line)
    if (header.format !== FORMAT || header.schema !== SCHEMA_VERSION) {
      throw new Error(
        `${this.#file} is a backup of format ${header.format}, schema ${header.schema}; this Tideline restores ` +
          `${FORMAT}, ${SCHEMA_VERSION}. Restore it with the version that wrote it, then upgrade.`,
      )
    }
    this.#header = header
  }

  async #begin(table: Table): Promise<void> {
    await this.#endTable()
    this.#table = table
    this.#hash = createHash('sha256')
    this.#rows = 0
  }

  async #end(closing: BackupTotals): Promise<void> {
    await this.#endTable()
    this.#closing = closing
  }

  async #endTable(): Promise<void> {
    await this.#insertBatch()
    if (this.#table && this.#hash) this.#read[this.#table] = { rows: this.#rows, sha256: this.#hash.digest('hex') }
  }

  async #insertBatch(): Promise<void> {
    if (!this.#table || this.#batch.length === 0) return
    const table = sql.table(this.#table)
    const rows = `[${this.#batch.join(',')}]`
    this.#batch = []
    this.#batchLength = 0
    try {
      await sql`insert into ${table} overriding system value
        select * from json_populate_recordset(null::${table}, ${rows}::json)`.execute(this.#transaction)
    } catch (error) {
      throw new DamagedBackup(this.#file, `the database refuses rows of ${this.#table}`, error)
    }
  }

  #parse<Schema extends z.ZodType>(schema: Schema, line: string): z.infer<Schema> {
    try {
      return schema.parse(JSON.parse(line))
    } catch (error) {
      throw new DamagedBackup(this.#file, 'a heading line cannot be read', error)
    }
  }
}
