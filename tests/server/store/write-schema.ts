/** Writes server/store/schema.sql from a freshly migrated database: `npm run schema`. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openAsOwner } from '../../../server/store/database.ts'
import { startEmbeddedPostgres } from '../../../server/store/embedded-postgres.ts'
import { migrate } from '../../../server/store/migrate.ts'
import { schemaText } from '../../../server/store/schema-text.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'tideline-schema-'))
const postgres = await startEmbeddedPostgres(folder)
const db = openAsOwner(postgres.url)
try {
  await migrate(db)
  await writeFile(path.join(import.meta.dirname, '../../../server/store/schema.sql'), await schemaText(db))
} finally {
  await db.destroy()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
}
