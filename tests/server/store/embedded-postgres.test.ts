import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { openAsOwner, openDatabase } from '../../../server/store/database.ts'
import { startEmbeddedPostgres } from '../../../server/store/embedded-postgres.ts'
import { openStore, type Store, visitStore } from '../../../server/store/open-store.ts'
import { storePlan } from '../stored-plan.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tideline-embedded-'))
  // The database's own user must be able to pass.
  await chmod(root, 0o711)
})
afterAll(() => rm(root, { recursive: true }))

const HOLDER = new URL('./hold-store.ts', import.meta.url).pathname
const place = (dataFolder: string) => ({ databaseUrl: undefined, dataFolder })
const silent = () => undefined

async function open(dataFolder: string): Promise<Store> {
  const store = await openStore(place(dataFolder), silent)
  // As the owner, who sees every row without saying who asks.
  const db = openAsOwner(store.url)
  let isOpen = true
  const close = async () => {
    if (isOpen) await Promise.all([db.destroy(), store.close()])
    isOpen = false
  }
  onTestFinished(close)
  return { ...store, db, close }
}

/** A process of its own that stores a plan and holds the database until it is killed. */
async function holdingProcess(dataFolder: string) {
  const child = spawn(process.execPath, [HOLDER, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await (await startEmbeddedPostgres(dataFolder)).stop()
  })
  const planId = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()))
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
  })
  const kill = () =>
    new Promise((resolve) => {
      child.once('exit', resolve)
      child.kill('SIGKILL')
    })
  return { planId, kill }
}

test('what was stored is there after a stop and a start, and nobody else can read the password', async () => {
  const folder = path.join(root, 'durable')
  const first = await open(folder)
  const planId = await storePlan(first.db)
  await first.close()
  const second = await open(folder)
  expect(second.isTakenOver).toBe(false)
  expect((await second.db.selectFrom('plan').select('id').execute()).map(({ id }) => id)).toEqual([planId])
  expect((await stat(path.join(folder, 'password'))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
})

test('the application is no superuser, and strangers are asked for the password', async () => {
  const postgres = await startEmbeddedPostgres(path.join(root, 'roles'))
  onTestFinished(() => postgres.stop())
  const db = openDatabase(postgres.url)
  onTestFinished(() => db.destroy())
  const { rows } = await sql<{ super: boolean; fsync: string; listen: string }>`select rolsuper as super,
    current_setting('fsync') as fsync, current_setting('listen_addresses') as listen
    from pg_roles where rolname = current_user`.execute(db)
  expect(rows).toEqual([{ super: false, fsync: 'on', listen: '127.0.0.1' }])
  const url = new URL(postgres.url)
  url.password = 'guess'
  const stranger = openDatabase(url.href)
  onTestFinished(() => stranger.destroy())
  await expect(sql`select 1`.execute(stranger)).rejects.toThrow('password authentication failed')
})

test('the database that a killed process left running is taken over with all that was stored, and stopped in the end', async () => {
  const folder = path.join(root, 'orphan')
  const { planId, kill } = await holdingProcess(folder)
  await kill()
  const store = await open(folder)
  expect(store.isTakenOver).toBe(true)
  expect((await store.db.selectFrom('plan').select('id').execute()).map(({ id }) => id)).toEqual([planId])
  await store.close()
  const again = await open(folder)
  expect(again.isTakenOver).toBe(false)
})

test('a second process on one folder joins the first; one that is to be alone is told so and leaves them be', async () => {
  const folder = path.join(root, 'shared')
  const { planId } = await holdingProcess(folder)
  const joined = await open(folder)
  expect(joined.isTakenOver).toBe(false)
  await joined.close()
  await expect(openStore(place(folder), silent, { isAlone: true })).rejects.toThrow(
    `Another Tideline uses the data folder ${folder}. Stop it, or set TIDELINE_DATA to another folder.`,
  )
  // A visitor may read, and goes without stopping anything.
  const visitor = await visitStore(place(folder))
  const visiting = openAsOwner(visitor.url)
  expect((await visiting.selectFrom('plan').select('id').execute()).map(({ id }) => id)).toEqual([planId])
  await visiting.destroy()
  await visitor.close()
  const again = await open(folder)
  expect((await again.db.selectFrom('plan').select('id').execute()).map(({ id }) => id)).toEqual([planId])
})

test('two that leave and one that comes at the same moment: whoever stays has a database', async () => {
  const folder = path.join(root, 'coming-and-going')
  const first = await open(folder)
  const planId = await storePlan(first.db)
  const second = await open(folder)
  const [third] = await Promise.all([open(folder), first.close(), second.close()])
  expect((await third.db.selectFrom('plan').select('id').execute()).map(({ id }) => id)).toEqual([planId])
})

test('a visit makes no database where there is none', async () => {
  const folder = path.join(root, 'mistyped')
  await expect(visitStore(place(folder))).rejects.toThrow(
    `There is no data folder ${folder}. Set TIDELINE_DATA to the one that is meant.`,
  )
})

test('a database that comes back is held again, so that a second process is still refused', async () => {
  const folder = path.join(root, 'restarted')
  const lost: Error[] = []
  const store = await openStore(place(folder), (error) => lost.push(error))
  onTestFinished(() => store.close())
  const held = sql<{ held: number }>`select count(*) as held from pg_locks where locktype = 'advisory'`
  const cut = sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`
  const owner = openAsOwner(store.url)
  onTestFinished(() => owner.destroy())
  await cut.execute(owner)
  await vi.waitFor(() => expect(lost.length).toBe(1), 20_000)
  await vi.waitFor(async () => expect((await held.execute(owner)).rows).toEqual([{ held: 1 }]), 20_000)
  await expect(openStore(place(folder), silent, { isAlone: true })).rejects.toThrow('Another Tideline uses')
})

test('a database of our own that was killed is started again at the same address, with all that was stored', async () => {
  const folder = path.join(root, 'revived')
  const store = await open(folder)
  const planId = await storePlan(store.db)
  const [pid] = (await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  const plans = () => store.db.selectFrom('plan').select('id').execute()
  await vi.waitFor(() => expect(plans()).rejects.toThrow(), { timeout: 5000, interval: 20 })
  await vi.waitFor(async () => expect(await plans()).toEqual([{ id: planId }]), { timeout: 20_000, interval: 200 })
})

test('a data folder that cannot be made, and a database that is not there, are named with a way on', async () => {
  const file = path.join(root, 'a-file')
  await writeFile(file, '')
  await expect(openStore(place(file), silent)).rejects.toThrow(
    `Data folder ${file} cannot be made (EEXIST). Set TIDELINE_DATA to a folder that can be written.`,
  )
  const away = { databaseUrl: 'postgres://me:secret@127.0.0.1:1/none', dataFolder: root }
  await expect(openStore(away, silent)).rejects.toThrow(
    'The database of DATABASE_URL cannot be opened (connect ECONNREFUSED 127.0.0.1:1). Check its address, user and ' +
      'password and that it runs, or leave DATABASE_URL out to use a database of our own.',
  )
})

test('two processes that start at the same moment make one database', async () => {
  const folder = path.join(root, 'race')
  const both = await Promise.all([startEmbeddedPostgres(folder), startEmbeddedPostgres(folder)])
  onTestFinished(() => both[0].stop())
  expect(both[0].url).toBe(both[1].url)
})

test('a folder of another PostgreSQL is refused by name', async () => {
  const folder = path.join(root, 'old')
  await (await open(folder)).close()
  const version = path.join(folder, 'postgres', 'PG_VERSION')
  const now = (await readFile(version, 'utf8')).trim()
  await writeFile(version, '9\n')
  await expect(openStore(place(folder), silent)).rejects.toThrow(
    `Data folder ${folder}/postgres belongs to PostgreSQL 9, and this Tideline brings ${now}. ` +
      'Take a backup with the Tideline that made it and restore it here.',
  )
})

test('a server that cannot start says why', async () => {
  const folder = path.join(root, 'broken')
  await (await open(folder)).close()
  await writeFile(path.join(folder, 'postgres', 'postgresql.conf'), 'no_such_setting = 1\n')
  await expect(openStore(place(folder), silent)).rejects.toThrow(/does not start on [\s\S]*no_such_setting/)
})
