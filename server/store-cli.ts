/** `npm run backup -- FILE` and `npm run restore -- FILE`: the database to a file and back. */
import path from 'node:path'
import { ConfigError, configFrom } from './config.ts'
import { type BackupTotals, backupDatabase, restoreDatabase } from './store/backup.ts'
import { openStore, visitStore } from './store/open-store.ts'

const USAGE = `Usage:
  npm run backup -- FILE     write everything stored to a new file; the server may be running
  npm run restore -- FILE    put a backup into an empty database; the server must not be running
The database is that of DATABASE_URL, or the one in TIDELINE_DATA.`

const rowsOf = (totals: BackupTotals) => Object.values(totals).reduce((sum, { rows }) => sum + rows, 0)

async function main([command, file, ...rest]: readonly string[]): Promise<void> {
  const isKnown = command === 'backup' || command === 'restore'
  if (!isKnown || file === undefined || file.startsWith('-') || rest.length > 0) {
    console.error(USAGE)
    process.exitCode = 2
    return
  }
  const place = configFrom(process.env)
  const store = command === 'backup' ? await visitStore(place) : await openStore(place, () => undefined)
  try {
    const work = command === 'backup' ? backupDatabase : restoreDatabase
    const totals = await work(store.db, path.resolve(file))
    console.log(`${command === 'backup' ? 'Backed up' : 'Restored'} ${rowsOf(totals)} rows. ${file}`)
  } finally {
    await store.close()
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof Error ? error.message : error)
  process.exitCode = 1
}
