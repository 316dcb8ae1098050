import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { backupDatabase } from '../../server/store/backup.ts'
import { restoreDatabase } from '../../server/store/restore.ts'
import { testDatabaseAsOwner } from '../server/database.ts'
import { contentOf, fill } from '../server/filled-database.ts'
import { storeFinishedRun, storePlan } from '../server/stored-plan.ts'
import { below, makeTries, TRIES_MS } from './tries.ts'

/** The first bytes of a gzip file say when and by what it was packed. */
const GZIP_HEADER_BYTES = 10

test(
  'a backup that is taken while people write is put back elsewhere row for row; one with a flipped byte is refused',
  async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tideline-backups-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const source = await testDatabaseAsOwner()
    await fill(source)
    await makeTries(14, async ({ index, random }) => {
      const writing = (async () => {
        for (let plans = 0; plans < 5; plans++) await storeFinishedRun(source, await storePlan(source))
      })()
      const [first, second, bad] = ['first', 'second', 'bad'].map((name) => path.join(folder, `${index}-${name}.gz`))
      const totals = await backupDatabase(source, first!)
      await writing
      const target = await testDatabaseAsOwner()
      expect(await restoreDatabase(target, first!)).toEqual(totals)
      // Each plan was committed with its six files and its audit entry, or is not there at all.
      const { rows } =
        await sql`select p.id from plan p where 6 <> (select count(*) from plan_file where plan_id = p.id)
        or 1 <> (select count(*) from audit_log where action = 'plan.imported' and entity_id = p.id::text)`.execute(
          target,
        )
      expect(rows).toEqual([])

      // The restored database stands still: what is put back of it can be compared row for row.
      await backupDatabase(target, second!)
      const again = await testDatabaseAsOwner()
      await restoreDatabase(again, second!)
      expect(await contentOf(again)).toEqual(await contentOf(target))

      const bytes = await readFile(second!)
      // The last eight bytes are the packing's own checksum and length; those before are rows.
      const at = GZIP_HEADER_BYTES + below(random, bytes.length - GZIP_HEADER_BYTES - 8)
      // A whole byte: single bits fill up the packing here and there, and say nothing.
      bytes[at]! ^= 0xff
      await writeFile(bad!, bytes)
      const empty = await testDatabaseAsOwner()
      await expect(restoreDatabase(empty, bad!), `byte ${at} of ${bytes.length}`).rejects.toThrow(/^\S+ is /)
      expect(await empty.selectFrom('plan').select('id').execute()).toEqual([])
    })
  },
  TRIES_MS,
)
