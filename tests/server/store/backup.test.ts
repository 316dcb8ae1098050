import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backupDatabase } from '../../../server/store/backup.ts'
import type { Database } from '../../../server/store/database.ts'
import { SCHEMA_VERSION } from '../../../server/store/migrate.ts'
import { restoreDatabase } from '../../../server/store/restore.ts'
import { testDatabaseAsOwner } from '../database.ts'
import { contentOf, fill, tableNames } from '../filled-database.ts'
import { storeFinishedRun, storePlan } from '../stored-plan.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tideline-backup-'))
})
afterAll(() => rm(folder, { recursive: true }))

let files = 0
const newFile = () => path.join(folder, `backup-${files++}.gz`)

async function filledDatabase(): Promise<Database> {
  const db = await testDatabaseAsOwner()
  await fill(db)
  return db
}

async function backupOfFilled(): Promise<string> {
  const file = newFile()
  await backupDatabase(await filledDatabase(), file)
  return file
}

/** Writes a changed backup beside the good one. */
async function changed(change: (text: string) => string): Promise<string> {
  const good = await backupOfFilled()
  const bad = newFile()
  await writeFile(bad, gzipSync(change(gunzipSync(await readFile(good)).toString('utf8'))))
  return bad
}

test('a restore puts every row back, and the audit log goes on after its last entry', async () => {
  const source = await filledDatabase()
  const file = newFile()
  const totals = await backupDatabase(source, file)
  const target = await testDatabaseAsOwner()
  expect(await restoreDatabase(target, file)).toEqual(totals)
  const counted = [totals.plan_file, totals.file_import, totals.forecast, totals.publication]
  expect(counted.map((table) => table?.rows)).toEqual([6, 1, 1, 2])
  expect(await contentOf(target)).toEqual(await contentOf(source))

  const lastEntry = async (db: Database) =>
    (await sql<{ id: number }>`select max(id) as id from audit_log`.execute(db)).rows[0]!.id
  const before = await lastEntry(target)
  await storePlan(target)
  expect(await lastEntry(target)).toBe(before + 1)
})

test('no table is left out but those of the moment', async () => {
  const source = await filledDatabase()
  const totals = await backupDatabase(source, newFile())
  const passing = ['auth.one_time_link', 'auth.secret', 'auth.session', 'auth.sign_in_try', 'auth.verification']
  const wanted = (await tableNames(source)).filter((name) => !passing.includes(name))
  expect(wanted.length).toBeGreaterThan(20)
  expect(Object.keys(totals).toSorted()).toEqual(wanted.toSorted())
})

test('numbers that JavaScript cannot hold go through unchanged', async () => {
  const source = await filledDatabase()
  await sql`update plan set description = '{"exact": 12345678901234567890.10}'`.execute(source)
  const file = newFile()
  await backupDatabase(source, file)
  const target = await testDatabaseAsOwner()
  await restoreDatabase(target, file)
  expect(await contentOf(target)).toEqual(await contentOf(source))
})

test('a backup taken while plans are being written is one consistent moment of them', async () => {
  const source = await filledDatabase()
  let isWriting = true
  let written = 0
  const writing = (async () => {
    for (; isWriting; written++) await storeFinishedRun(source, await storePlan(source))
  })()
  const file = newFile()
  while (written < 3) await new Promise((resolve) => setTimeout(resolve, 5))
  const totals = await backupDatabase(source, file)
  isWriting = false
  await writing
  const target = await testDatabaseAsOwner()
  await restoreDatabase(target, file)
  // Each plan was committed with its six files and the audit entry of it, or is not there at all.
  const { rows } = await sql`select p.id from plan p where 6 <> (select count(*) from plan_file where plan_id = p.id)
    or 1 <> (select count(*) from audit_log where entity_id = p.id::text and action = 'plan.imported')`.execute(target)
  expect(rows).toEqual([])
  expect(totals.plan!.rows).toBeGreaterThanOrEqual(4)
  expect(totals.plan!.rows).toBeLessThan((await contentOf(source)).plan!.length + 1)
})

/** What a packed file says; null for one that cannot be unpacked. */
function unpacked(file: Buffer): Buffer | null {
  try {
    return gunzipSync(file)
  } catch {
    return null
  }
}

test('any flipped byte is found, and nothing is restored', async () => {
  const good = await readFile(await backupOfFilled())
  const target = await testDatabaseAsOwner()
  const before = await contentOf(target)
  let filling = 0
  for (let at = 10; at < good.length; at += Math.ceil(good.length / 40)) {
    const bad = newFile()
    const bytes = Buffer.from(good)
    bytes[at]! ^= 0x10
    // A few bits fill up the packing and say nothing.
    if (unpacked(bytes)?.equals(unpacked(good)!)) {
      filling++
      continue
    }
    await writeFile(bad, bytes)
    await expect(restoreDatabase(target, bad), `byte ${at} of ${good.length}`).rejects.toThrow(/^\S+ is /)
  }
  expect(filling).toBeLessThan(4)
  expect(await contentOf(target)).toEqual(before)
})

test.each<[string, (text: string) => string, RegExp]>([
  [
    'a changed value',
    (text) => text.replace('"week":"2026-11-09"', '"week":"2026-11-16"'),
    /the rows of run differ from its checksum/,
  ],
  [
    'a row left out',
    (text) => text.replace(/\{"unit_id":"main","plan_id":"[^"]+","path".*\n/, ''),
    /the rows of plan_file differ from its checksum/,
  ],
  ['an end cut off', (text) => text.replace(/^\{"end".*\n/m, ''), /its end is missing/],
  ['lines after the end', (text) => `${text}{"id":"x"}\n`, /it goes on after its end/],
  [
    'a table unknown here',
    (text) => text.replace('{"table":"run"}', '{"table":"pg_authid"}'),
    /a heading line cannot be read/,
  ],
  ['no backup at all', () => 'hello\n', /a heading line cannot be read/],
  ['an empty file', () => '', /its end is missing/],
])('refused: %s', async (_name, change, message) => {
  const target = await testDatabaseAsOwner()
  const before = await contentOf(target)
  await expect(restoreDatabase(target, await changed(change))).rejects.toThrow(message)
  expect(await contentOf(target)).toEqual(before)
})

test('a backup of another schema is refused with both versions', async () => {
  const file = await changed((text) => text.replace(`"schema":"${SCHEMA_VERSION}"`, '"schema":"0009-later"'))
  await expect(restoreDatabase(await testDatabaseAsOwner(), file)).rejects.toThrow(
    `${file} is a backup of format tideline-backup-2, schema 0009-later; this Tideline restores tideline-backup-2, ` +
      `${SCHEMA_VERSION}. Restore it with the version that wrote it, then upgrade.`,
  )
})

test('a database with plans is left alone', async () => {
  const file = await backupOfFilled()
  await expect(restoreDatabase(await filledDatabase(), file)).rejects.toThrow(
    'This database holds plans already. Restore into a new, empty one (another TIDELINE_DATA).',
  )
})

test('an existing file is never replaced, and a missing one is named', async () => {
  const db = await filledDatabase()
  const file = newFile()
  await writeFile(file, 'mine')
  await expect(backupDatabase(db, file)).rejects.toThrow(`${file} exists already.`)
  expect(await readFile(file, 'utf8')).toBe('mine')
  const missing = newFile()
  await expect(restoreDatabase(await testDatabaseAsOwner(), missing)).rejects.toThrow(`There is no file ${missing}.`)
})
