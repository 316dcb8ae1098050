import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Transaction } from 'kysely'
import { z } from 'zod'
import type { Database } from './database.ts'
import { appliedSchema } from './migrate.ts'
import { rowLines, storedTables, writeAlike } from './stored-tables.ts'
import type { Tables } from './tables.ts'

/**
 * A backup is gzipped text, one JSON value a line: a header, each table's name followed by its rows as PostgreSQL
 * writes them, and a closing line with the number and the SHA-256 of each table's row lines. Rows are never parsed
 * on the way: a number that JavaScript cannot hold goes through unchanged.
 */
export const FORMAT = 'tideline-backup-2'

export const headerSchema = z.object({ format: z.string(), schema: z.string(), tables: z.array(z.string()) })
export const tableSchema = z.object({ table: z.string() })
export const closingSchema = z.object({ end: z.record(z.string(), z.object({ rows: z.int(), sha256: z.string() })) })

export type BackupTotals = z.infer<typeof closingSchema>['end']

/**
 * Writes one consistent snapshot of every table; writers are not held up. The file appears whole or not at all.
 * @param db as the owner of the tables
 * @throws Error when the file exists already
 */
export async function backupDatabase(db: Database, file: string): Promise<BackupTotals> {
  const draft = `${file}.${process.pid}.part`
  const totals: BackupTotals = {}
  try {
    await inSnapshot(db, async (transaction) => {
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

/** Reads one moment of the database, whatever is written meanwhile. */
export const inSnapshot = <Result>(db: Database, read: (transaction: Transaction<Tables>) => Promise<Result>) =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await writeAlike(transaction)
      return read(transaction)
    })

/** @param totals filled on the way */
export async function* backupLines(transaction: Transaction<Tables>, totals: BackupTotals): AsyncGenerator<string> {
  const tables = await storedTables(transaction)
  const names = tables.map(({ name }) => name)
  yield `${JSON.stringify({ format: FORMAT, schema: await appliedSchema(transaction), tables: names })}\n`
  for (const table of tables) {
    yield `${JSON.stringify({ table: table.name })}\n`
    const hash = createHash('sha256')
    let rows = 0
    for await (const row of rowLines(transaction, table)) {
      hash.update(row).update('\n')
      rows++
      yield `${row}\n`
    }
    totals[table.name] = { rows, sha256: hash.digest('hex') }
  }
  yield `${JSON.stringify({ end: totals })}\n`
}
