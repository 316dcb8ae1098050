/** `npm run backup`, `restore` and `move-database`: the database to a file and back, and from one place to another. */
import path from 'node:path'
import { configFrom } from './config.ts'
import { type BackupTotals, backupDatabase } from './store/backup.ts'
import { openAsOwner } from './store/database.ts'
import { moveBetween } from './store/move.ts'
import { openStore, visitStore } from './store/open-store.ts'
import { restoreDatabase } from './store/restore.ts'

const USAGE = `Usage:
  npm run backup -- FILE                write everything stored to a new file; the server may be running
  npm run restore -- FILE               put a backup into an empty database; the server must not be running
  npm run move-database -- --to PLACE   copy everything to an empty database; the server must not be running
The database is that of DATABASE_URL, or the one in TIDELINE_DATA. PLACE is a postgres:// address, or the absolute path of
a data folder. The file of a backup and both places of a move stay as they are.`

const rowsOf = (totals: BackupTotals) => Object.values(totals).reduce((sum, { rows }) => sum + rows, 0)

class WrongUsage extends Error {}

async function backup(file: string): Promise<string> {
  return onStore(visitStore(configFrom(process.env)), async (owner) => {
    const totals = await backupDatabase(owner, path.resolve(file))
    return `Backed up ${rowsOf(totals)} rows. ${file}`
  })
}

async function restore(file: string): Promise<string> {
  return onStore(
    openStore(configFrom(process.env), () => undefined, { isAlone: true }),
    async (owner) => {
      const totals = await restoreDatabase(owner, path.resolve(file))
      return `Restored ${rowsOf(totals)} rows. ${file}`
    },
  )
}

/** Works on an opened store as the owner of its tables. */
async function onStore(
  opening: Promise<{ readonly url: string; close(): Promise<void> }>,
  work: (owner: ReturnType<typeof openAsOwner>) => Promise<string>,
): Promise<string> {
  const store = await opening
  const owner = openAsOwner(store.url)
  try {
    return await work(owner)
  } finally {
    await owner.destroy()
    await store.close()
  }
}

async function move(to: string): Promise<string> {
  const totals = await moveBetween(configFrom(process.env), placeOf(to))
  const lines = Object.entries(totals).map(
    ([table, { rows, sha256 }]) => `${table.padEnd(24)}${rows}  ${sha256.slice(0, 16)}`,
  )
  const next = to.startsWith('/') ? `TIDELINE_DATA=${to} and no DATABASE_URL` : 'DATABASE_URL as that address'
  return [
    ...lines,
    `Moved ${rowsOf(totals)} rows; every table reads the same on both sides. The source is as it was.`,
    `Start Tideline with ${next}. People sign in again.`,
  ].join('\n')
}

function placeOf(text: string) {
  if (/^postgres(ql)?:\/\//.test(text)) return { databaseUrl: text, dataFolder: '/' }
  if (path.isAbsolute(text)) return { databaseUrl: undefined, dataFolder: text }
  throw new WrongUsage()
}

function asked([command, ...rest]: readonly string[]): Promise<string> {
  const [first, second] = rest
  if (command === 'move' && first === '--to' && second !== undefined && rest.length === 2) return move(second)
  if (first === undefined || first.startsWith('-') || rest.length > 1) throw new WrongUsage()
  if (command === 'backup') return backup(first)
  if (command === 'restore') return restore(first)
  throw new WrongUsage()
}

try {
  console.log(await asked(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof WrongUsage ? USAGE : error instanceof Error ? error.message : error)
  process.exitCode = error instanceof WrongUsage ? 2 : 1
}
