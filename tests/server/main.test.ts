import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startEmbeddedPostgres } from '../../server/store/embedded-postgres.ts'
import { importOf } from './api/build-test-app.ts'
import { launch, launchOn } from './launch-server.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tideline-main-'))
  // The database's own user must be able to pass.
  await chmod(root, 0o711)
})
afterAll(() => rm(root, { recursive: true }))

test('a killed server loses nothing that it said it had, and the next one goes on from there', async () => {
  const folder = path.join(root, 'killed')
  const first = launchOn(folder)
  const address = await first.address()
  const ready = await fetch(`${address}/api/health/ready`)
  expect([ready.status, await ready.json()]).toEqual([200, expect.objectContaining({ status: 'ready', worker: 'ok' })])
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(`${address}/api/plans`, { method: 'POST', headers, body: JSON.stringify(importOf()) })
  expect(reply.status).toBe(201)
  const plan = await reply.json()
  first.child.kill('SIGKILL')
  await first.ended

  const second = launchOn(folder)
  const { plans } = await (await fetch(`${await second.address()}/api/plans`)).json()
  expect(plans).toEqual([plan])
  second.child.kill('SIGTERM')
  const { code, output } = await second.ended
  expect([code, output]).toEqual([0, expect.stringContaining('took over the database that an earlier process left')])
  // It stopped its database with itself.
  const postgres = await startEmbeddedPostgres(folder)
  expect(postgres.startedHere).toBe(true)
})

test('a second server on one folder joins the first, and the last that leaves stops the database', async () => {
  const folder = path.join(root, 'twice')
  const [first, second] = [launchOn(folder), launchOn(folder)]
  const addresses = await Promise.all([first.address(), second.address()])
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(importOf())
  const plan = await (await fetch(`${addresses[0]}/api/plans`, { method: 'POST', headers, body })).json()
  first.child.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
  expect(await (await fetch(`${addresses[1]}/api/plans/${plan.id}`)).json()).toEqual(plan)
  second.child.kill('SIGTERM')
  const { code, output } = await second.ended
  expect([code, output]).toEqual([0, expect.not.stringContaining('took over')])
  const postgres = await startEmbeddedPostgres(folder)
  expect(postgres.startedHere).toBe(true)
})

test('a taken port is told with a way on, and the database is stopped again', async () => {
  const first = launchOn(path.join(root, 'port-a'))
  const port = new URL(await first.address()).port
  const second = launch({ PORT: port, TIDELINE_DATA: path.join(root, 'port-b') })
  expect(await second.ended).toEqual({
    code: 1,
    output: expect.stringContaining(`Port ${port} is taken. Set PORT to a free one, or leave it out`),
  })
  const postgres = await startEmbeddedPostgres(path.join(root, 'port-b'))
  onTestFinished(() => postgres.stop())
  expect(postgres.startedHere).toBe(true)
  first.child.kill('SIGTERM')
  expect((await first.ended).code).toBe(0)
})

test('every mistake of the environment is listed, and a password is not shown', async () => {
  const { ended } = launch({ PORT: '99999', HOST: '0.0.0.0', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://me:secret@db' })
  const { code, output } = await ended
  expect(code).toBe(1)
  expect(output).toContain('PORT="99999" is not a port (0 to 65535).')
  expect(output).toContain('HOST="0.0.0.0" is not this machine, and the server speaks plain HTTP.')
  expect(output).toContain('LOG_LEVEL="loud" is none of fatal, error, warn, info, debug, trace, silent.')
  expect(output).toContain('DATABASE_URL=(hidden) does not begin with postgres://.')
  expect(output).not.toContain('secret')
})
