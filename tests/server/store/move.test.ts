import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { newClient, openAsOwner } from '../../../server/store/database.ts'
import { USE_LOCK } from '../../../server/store/hold.ts'
import { SCHEMA_VERSION } from '../../../server/store/migrate.ts'
import { moveBetween } from '../../../server/store/move.ts'
import { bringUpToDate, openStore } from '../../../server/store/open-store.ts'
import { makeDatabase } from '../database.ts'
import { contentOf, fill } from '../filled-database.ts'

async function database(template: 'tideline' | 'bare' = 'tideline') {
  const { url, close } = await makeDatabase(template)
  const owner = openAsOwner(url)
  onTestFinished(async () => {
    await owner.destroy()
    await close()
  })
  return { url, owner, place: { databaseUrl: url, dataFolder: '/' } }
}

async function filled() {
  const source = await database()
  await fill(source.owner)
  return source
}

test('every row arrives as it was, the source stays as it is, and the target can be worked with', async () => {
  const source = await filled()
  const before = await contentOf(source.owner)
  const target = await database('bare')
  const totals = await moveBetween(source.place, target.place)
  expect(await contentOf(target.owner)).toEqual(before)
  expect(await contentOf(source.owner)).toEqual(before)
  expect([totals.plan?.rows, totals.publication?.rows]).toEqual([before.plan!.length, 2])
  // Triggers are on again: what happened cannot be changed.
  await expect(sql`delete from audit_log`.execute(target.owner)).rejects.toThrow('audit_log')
  const nextId = async (url: string) => {
    const owner = openAsOwner(url)
    await sql`insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
      values ('main', 'local-planner', 'plan.imported', 'plan', 'x', '{}')`.execute(owner)
    const { rows } = await sql<{ id: number }>`select max(id) as id from audit_log`.execute(owner)
    await owner.destroy()
    return rows[0]!.id
  }
  expect(await nextId(target.url)).toBe(before.audit_log!.length + 1)
})

test('a target with plans is refused, and left alone', async () => {
  const source = await filled()
  const target = await filled()
  const before = await contentOf(target.owner)
  await expect(moveBetween(source.place, target.place)).rejects.toThrow('This database holds plans already.')
  expect(await contentOf(target.owner)).toEqual(before)
})

test('a row that does not arrive is noticed, and nothing of the others stays', async () => {
  const source = await filled()
  const target = await database()
  await sql`create or replace rule quiet as on insert to given_roster do instead nothing`.execute(target.owner)
  const before = await contentOf(target.owner)
  await expect(moveBetween(source.place, target.place)).rejects.toThrow(
    'Table given_roster reads otherwise after the restore than in the source. Nothing was restored.',
  )
  expect(await contentOf(target.owner)).toEqual(before)
})

test('while a server works with either side nothing is moved', async () => {
  const source = await filled()
  const target = await database()
  const working = async (url: string, name: string) => {
    const server = newClient(url)
    await server.connect()
    await server.query('select pg_advisory_lock_shared($1)', [USE_LOCK])
    await expect(moveBetween(source.place, target.place)).rejects.toThrow(`A Tideline works with ${name}.`)
    await server.end()
  }
  await working(source.url, 'the database to be moved')
  await working(target.url, 'the database to move to')
  expect((await contentOf(target.owner)).plan).toEqual([])
})

test('a source of another version is brought up to date by a server first', async () => {
  const source = await database('bare')
  const target = await database()
  await expect(moveBetween(source.place, target.place)).rejects.toThrow(
    `The database to be moved has schema none, and this Tideline has ${SCHEMA_VERSION}.`,
  )
  await bringUpToDate(source.url)
  expect((await moveBetween(source.place, target.place)).plan?.rows).toBe(0)
})

test('the commands back up, restore elsewhere, and move the database of our own to another one', {
  timeout: 120_000,
}, async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'tideline-move-'))
  await chmod(root, 0o711)
  onTestFinished(() => rm(root, { recursive: true }))
  const own = path.join(root, 'own')
  const store = await openStore({ databaseUrl: undefined, dataFolder: own }, () => undefined)
  const owner = openAsOwner(store.url)
  await fill(owner)
  const before = await contentOf(owner)
  const run = (args: readonly string[], dataFolder = own) =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const cli = new URL('../../../server/store-cli.ts', import.meta.url).pathname
      const environment = { ...process.env, TIDELINE_DATA: dataFolder, DATABASE_URL: '' }
      const child = spawn(process.execPath, [cli, ...args], { env: environment })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => {
          output += chunk
        })
      }
      child.on('close', (code) => resolve({ code, output }))
    })
  const target = await database('bare')
  // Its server runs still.
  const refused = await run(['move', '--to', target.url])
  expect(refused).toEqual({
    code: 1,
    output: expect.stringContaining('A Tideline works with the database to be moved.'),
  })
  // A backup can be taken all the same, and put back elsewhere.
  const file = path.join(root, 'backup.gz')
  const backedUp = await run(['backup', file])
  expect(backedUp).toEqual({ code: 0, output: expect.stringMatching(/^Backed up \d+ rows\. /) })
  const restored = await run(['restore', file], path.join(root, 'restored'))
  expect(restored).toEqual({ code: 0, output: backedUp.output.replace('Backed up', 'Restored') })
  const again = await run(['restore', file])
  expect(again).toEqual({ code: 1, output: expect.stringContaining('Another Tideline uses') })
  await owner.destroy()
  await store.close()

  const moved = await run(['move', '--to', target.url])
  expect(moved.output).toMatch(/^plan +1 {2}[0-9a-f]{16}$/m)
  expect(moved).toEqual({ code: 0, output: expect.stringContaining('every table reads the same on both sides.') })
  expect(await contentOf(target.owner)).toEqual(before)
  expect(await run(['move', '--to', 'somewhere'])).toEqual({ code: 2, output: expect.stringContaining('Usage:') })
})
