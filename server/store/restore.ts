import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { sql, type Transaction } from 'kysely'
import type { z } from 'zod'
import { type BackupTotals, closingSchema, FORMAT, headerSchema, tableSchema } from './backup.ts'
import type { Database } from './database.ts'
import { SCHEMA_VERSION } from './migrate.ts'
import { countOn, rowLines, type StoredTable, storedTables, writeAlike } from './stored-tables.ts'
import type { Tables } from './tables.ts'

/** Text sent to the database in one statement, characters. */
const BATCH_LENGTH = 4_000_000

/**
 * Puts a backup into an empty, migrated database: all of it or nothing. What was read is compared with the closing
 * line, and what then lies in the database with what was read.
 * @param db as the owner of the tables
 * @throws Error when the database has plans, or the file is damaged or from another version
 */
export const restoreDatabase = (db: Database, file: string): Promise<BackupTotals> =>
  fillDatabase(db, file, (take) => readFile(file, take))

/**
 * Fills an empty, migrated database with the lines of a backup, wherever they come from.
 * @param source as people call it
 * @param read hands each line to the function that it is given
 */
export async function fillDatabase(
  db: Database,
  source: string,
  read: (take: (line: string) => Promise<void>) => Promise<void>,
): Promise<BackupTotals> {
  return db.transaction().execute(async (transaction) => {
    await writeAlike(transaction)
    const tables = await storedTables(transaction)
    // Rows go back as they were: what a trigger would write, or refuse, has been written before.
    await eachTable(transaction, tables, (table) => sql`alter table ${table} disable trigger user`)
    await clearFirstRows(transaction, tables)
    const reader = new TableReader(transaction, source, tables)
    await read((line) => reader.take(line))
    const totals = reader.totals()
    for (const table of tables) {
      const hash = createHash('sha256')
      for await (const row of rowLines(transaction, table)) hash.update(row).update('\n')
      if (hash.digest('hex') === totals[table.name]?.sha256) continue
      throw new Error(`Table ${table.name} reads otherwise after the restore than in ${source}. Nothing was restored.`)
    }
    for (const table of tables) await countOn(transaction, table)
    // Checks that wait for the end of the transaction are made before the tables are changed again.
    await sql`set constraints all immediate`.execute(transaction)
    await eachTable(transaction, tables, (table) => sql`alter table ${table} enable trigger user`)
    return totals
  })
}

async function eachTable(
  transaction: Transaction<Tables>,
  tables: readonly StoredTable[],
  statement: (table: ReturnType<typeof sql.table>) => ReturnType<typeof sql>,
): Promise<void> {
  for (const { name } of tables) await statement(sql.table(name)).execute(transaction)
}

/** Tables that nothing but use fills; what else a new installation holds makes way for the backup. */
const FILLED_BY_USE = ['plan', 'audit_log', 'membership']

async function clearFirstRows(transaction: Transaction<Tables>, tables: readonly StoredTable[]): Promise<void> {
  for (const name of FILLED_BY_USE) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(transaction)
    if (rows.length === 0) continue
    throw new Error('This database holds plans already. Restore into a new, empty one (another TIDELINE_DATA).')
  }
  await eachTable(transaction, tables.toReversed(), (table) => sql`delete from ${table}`)
}

class DamagedBackup extends Error {
  constructor(source: string, what: string, cause?: unknown) {
    super(`${source} is not a whole backup: ${what}. Nothing was restored; take another copy of it.`, { cause })
  }
}

async function readFile(file: string, take: (line: string) => Promise<void>): Promise<void> {
  const takeAll = async (text: AsyncIterable<Buffer>) => {
    for await (const line of linesOf(text)) await take(line)
  }
  try {
    await pipeline(createReadStream(file), createGunzip(), takeAll)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Error(`There is no file ${file}.`, { cause: error })
    if (code?.startsWith('Z_')) throw new DamagedBackup(file, message, error)
    throw error
  }
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
  readonly #source: string
  readonly #tables: ReadonlyMap<string, StoredTable>
  readonly #read: BackupTotals = {}
  #header: z.infer<typeof headerSchema> | undefined
  #closing: BackupTotals | undefined
  #table: StoredTable | undefined
  #hash: Hash | undefined
  #rows = 0
  #batch: string[] = []
  #batchLength = 0

  constructor(transaction: Transaction<Tables>, source: string, tables: readonly StoredTable[]) {
    this.#transaction = transaction
    this.#source = source
    this.#tables = new Map(tables.map((table) => [table.name, table]))
  }

  async take(line: string): Promise<void> {
    if (this.#closing) throw new DamagedBackup(this.#source, 'it goes on after its end')
    if (!this.#header) return this.#takeHeader(line)
    if (line.startsWith('{"table":')) return this.#begin(this.#parse(tableSchema, line).table)
    if (line.startsWith('{"end":')) return this.#end(this.#parse(closingSchema, line).end)
    if (!this.#hash) throw new DamagedBackup(this.#source, 'a row stands before the first table')
    this.#hash.update(line).update('\n')
    this.#rows++
    this.#batch.push(line)
    this.#batchLength += line.length
    if (this.#batchLength > BATCH_LENGTH) await this.#insertBatch()
  }

  /** Totals of the tables read, which are those that the closing line states. */
  totals(): BackupTotals {
    if (!this.#closing) throw new DamagedBackup(this.#source, 'its end is missing')
    for (const name of this.#tables.keys()) {
      const stated = this.#closing[name]
      const read = this.#read[name]
      if (read && stated?.rows === read.rows && stated.sha256 === read.sha256) continue
      throw new DamagedBackup(this.#source, `the rows of ${name} differ from its checksum`)
    }
    return this.#read
  }

  #takeHeader(line: string): void {
    const header = this.#parse(headerSchema, line)
    if (header.format !== FORMAT || header.schema !== SCHEMA_VERSION) {
      throw new Error(
        `${this.#source} is a backup of format ${header.format}, schema ${header.schema}; this Tideline restores ` +
          `${FORMAT}, ${SCHEMA_VERSION}. Restore it with the version that wrote it, then upgrade.`,
      )
    }
    this.#header = header
  }

  async #begin(name: string): Promise<void> {
    await this.#endTable()
    const table = this.#tables.get(name)
    if (!table) throw new DamagedBackup(this.#source, 'a heading line cannot be read')
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
    if (!this.#table || !this.#hash) return
    this.#read[this.#table.name] = { rows: this.#rows, sha256: this.#hash.digest('hex') }
  }

  async #insertBatch(): Promise<void> {
    if (!this.#table || this.#batch.length === 0) return
    const { name, columns } = this.#table
    const table = sql.table(name)
    const written = sql.join(columns.map((column) => sql.ref(column)))
    const rows = `[${this.#batch.join(',')}]`
    this.#batch = []
    this.#batchLength = 0
    try {
      await sql`insert into ${table} (${written}) overriding system value
        select ${written} from json_populate_recordset(null::${table}, ${rows}::json)`.execute(this.#transaction)
    } catch (error) {
      throw new DamagedBackup(this.#source, `the database refuses rows of ${name}`, error)
    }
  }

  #parse<Schema extends z.ZodType>(schema: Schema, line: string): z.infer<Schema> {
    try {
      return schema.parse(JSON.parse(line))
    } catch (error) {
      throw new DamagedBackup(this.#source, 'a heading line cannot be read', error)
    }
  }
}
