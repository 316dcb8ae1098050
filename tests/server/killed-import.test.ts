import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { startEmbeddedPostgres } from '../../server/store/embedded-postgres.ts'
import { CHAT_MAPPING } from '../fixtures/chat-export.ts'
import { importOf } from './api/build-test-app.ts'
import { launchOn } from './launch-server.ts'

const CHATS = 'id,created,queue,seconds\nc1,2026-11-09T10:05:00+08:00,chat,120\nc2,2026-11-09T10:20:00+08:00,chat,180\n'

async function call(url: string, method = 'GET', body?: unknown) {
  const isFile = typeof body === 'string'
  const reply = await fetch(url, {
    method,
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
    headers: body === undefined ? {} : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' },
  })
  if (!reply.ok) throw new Error(`${method} ${url}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

async function stateOf(url: string, state: string) {
  for (;;) {
    const item = await call(url)
    if (item.state === state) return item
    expect(item.error).toBeNull()
    await setTimeout(50)
  }
}

/** Holds every transaction that writes to the audit log back in its middle, until it is called again. */
async function holdWritersBack(folder: string) {
  const { adminUrl } = await startEmbeddedPostgres(folder)
  const url = new URL(adminUrl)
  url.pathname = '/tideline'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query('begin; lock table audit_log in exclusive mode')
  const waiting = `select count(*)::int as count from pg_stat_activity where wait_event_type = 'Lock'`
  return {
    someoneWaits: async () => {
      while ((await client.query(waiting)).rows[0].count === 0) await setTimeout(20)
    },
    release: () => client.end(),
  }
}

test('an apply that a killed server was at is begun again by the next one, and done once', {
  timeout: 180_000,
}, async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'tideline-killed-'))
  await chmod(root, 0o711)
  onTestFinished(() => rm(root, { recursive: true }))
  const folder = path.join(root, 'data')
  const first = launchOn(folder)
  const address = `${await first.address()}/api`
  const plan = await call(`${address}/plans`, 'POST', importOf())
  const filesUrl = `/plans/${plan.id}/files?include=contacts`
  const files = await call(`${address}${filesUrl}`)
  const { id } = await call(`${address}/plans/${plan.id}/imports?name=chats.csv`, 'POST', CHATS)
  await stateOf(`${address}/imports/${id}`, 'open')
  const writers = await holdWritersBack(folder)
  await call(`${address}/imports/${id}/read`, 'POST', { mapping: CHAT_MAPPING, apply: true })
  await writers.someoneWaits()
  first.child.kill('SIGKILL')
  await first.ended
  await writers.release()

  const second = launchOn(folder)
  const again = `${await second.address()}/api`
  // Nothing of it is there until its worker is known to be gone.
  expect(await call(`${again}/plans/${plan.id}`)).toEqual(plan)
  expect(await call(`${again}${filesUrl}`)).toEqual(files)
  expect(await call(`${again}/imports/${id}`)).toMatchObject({ state: 'reading', error: null })
  const applied = await stateOf(`${again}/imports/${id}`, 'applied')
  expect(applied.report).toMatchObject({ accepted: 2, added: 2, changes: true })
  expect((await call(`${again}/plans/${plan.id}`)).revision).toBe(2)
  expect(await readdir(path.join(folder, 'uploads'))).toEqual([])
  // The same file, sent again, adds nothing.
  const resent = await call(`${again}/plans/${plan.id}/imports?name=chats.csv`, 'POST', CHATS)
  await stateOf(`${again}/imports/${resent.id}`, 'open')
  await call(`${again}/imports/${resent.id}/read`, 'POST', { mapping: CHAT_MAPPING, apply: true })
  expect((await stateOf(`${again}/imports/${resent.id}`, 'applied')).report).toMatchObject({ added: 0, changes: false })
  second.child.kill('SIGTERM')
  expect((await second.ended).code).toBe(0)
})
