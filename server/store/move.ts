import { existsSync } from 'node:fs'
import { type BackupTotals, backupLines, inSnapshot } from './backup.ts'
import { type Database, newClient, openAsOwner } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { USE_LOCK } from './hold.ts'
import { appliedSchema, SCHEMA_VERSION } from './migrate.ts'
import { bringUpToDate, type StorePlace } from './open-store.ts'
import { fillDatabase } from './restore.ts'

/** A database that nobody works with until it is closed. */
interface Reserved {
  readonly url: string
  readonly owner: Database
  close(): Promise<void>
}

/**
 * Copies everything from one place to another, empty one; the source is only read.
 * @throws Error when a Tideline works with either, or the target is not empty; nothing is moved then
 */
export async function moveBetween(from: StorePlace, to: StorePlace): Promise<BackupTotals> {
  if (from.databaseUrl === undefined && !existsSync(from.dataFolder)) {
    throw new Error(
      `There is no data folder ${from.dataFolder}. Set TIDELINE_DATA or DATABASE_URL to what is to be moved.`,
    )
  }
  const source = await reserve(from, 'the database to be moved')
  try {
    await requireCurrent(source.owner)
    const target = await reserve(to, 'the database to move to')
    try {
      await bringUpToDate(target.url)
      return await moveDatabase(source.owner, target.owner)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

async function requireCurrent(owner: Database): Promise<void> {
  const schema = await appliedSchema(owner).catch(() => 'none')
  if (schema === SCHEMA_VERSION) return
  throw new Error(
    `The database to be moved has schema ${schema}, and this Tideline has ${SCHEMA_VERSION}. ` +
      'Start this version on it once, which brings it up to date, and move it then.',
  )
}

/** Keeps servers and workers away from a database, which is started for it when it is one of our own. */
async function reserve(place: StorePlace, name: string): Promise<Reserved> {
  const postgres = place.databaseUrl === undefined ? await startEmbeddedPostgres(place.dataFolder) : undefined
  const url = place.databaseUrl ?? postgres!.url
  const stop = async () => {
    if (postgres?.startedHere) await postgres.stop()
  }
  try {
    const release = await holdAlone(url, name)
    const owner = openAsOwner(url)
    const close = async () => {
      await owner.destroy()
      await release()
      await stop()
    }
    return { url, owner, close }
  } catch (error) {
    await stop()
    throw error
  }
}

async function holdAlone(url: string, name: string): Promise<() => Promise<void>> {
  const client = newClient(url)
  client.on('error', () => undefined)
  await client.connect().catch((cause: Error) => {
    throw new Error(`${name} cannot be opened (${cause.message}). Check its address, user and password.`, { cause })
  })
  const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [USE_LOCK])
  if (rows[0].held) return () => client.end()
  await client.end()
  throw new Error(`A Tideline works with ${name}. Stop its servers and workers first; nothing was moved.`)
}

/**
 * Copies every row. Rows are counted and hashed as they are read, as they arrive and as they then lie in the target.
 * @param from as the owner of the tables, as is `to`
 */
export async function moveDatabase(from: Database, to: Database): Promise<BackupTotals> {
  const sent: BackupTotals = {}
  const received = await inSnapshot(from, (transaction) =>
    fillDatabase(to, 'the source', async (take) => {
      for await (const line of backupLines(transaction, sent)) await take(line.slice(0, -1))
    }),
  )
  for (const [table, { rows, sha256 }] of Object.entries(sent)) {
    if (received[table]?.rows === rows && received[table].sha256 === sha256) continue
    throw new Error(`Table ${table} did not arrive as it was sent.`)
  }
  return received
}
