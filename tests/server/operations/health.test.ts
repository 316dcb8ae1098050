import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { healthService } from '../../../server/services/health-service.ts'
import { openAsOwner } from '../../../server/store/database.ts'
import { buildTestApp } from '../api/build-test-app.ts'
import { makeDatabase } from '../database.ts'

const READY = { status: 'ready', database: 'ok', schema: 'ok', worker: 'none', isStopping: false }

test('a server that can work is live, ready and healthy, for whoever asks', async () => {
  const { get } = await buildTestApp({ identify: async () => undefined })
  const live = await get('/api/health/live')
  expect([live.statusCode, live.json()]).toEqual([200, { status: 'ok' }])
  const ready = await get('/api/health/ready')
  expect([ready.statusCode, ready.json()]).toEqual([
    200,
    expect.objectContaining({ ...READY, worker: expect.any(String) }),
  ])
  expect((await get('/api/health')).json()).toEqual({ status: 'ok', version: '1.2.3', database: 'ok' })
})

test('a server says whether its own worker works, and is not ready when that has stopped', async () => {
  const { get, stopWorker } = await buildTestApp()
  const ready = await get('/api/health/ready')
  expect([ready.statusCode, ready.json()]).toEqual([200, { ...READY, worker: 'ok' }])
  await stopWorker()
  const stopped = await get('/api/health/ready')
  expect([stopped.statusCode, stopped.json()]).toEqual([503, { ...READY, status: 'notReady', worker: 'stopped' }])
  const without = await buildTestApp({ slots: 0 })
  expect((await without.get('/api/health/ready')).json()).toEqual(READY)
})

test('without its database it is live and not ready', async () => {
  const { get, db } = await buildTestApp()
  expect((await get('/api/health/ready')).statusCode).toBe(200)
  await db.destroy()
  const ready = await get('/api/health/ready')
  expect([ready.statusCode, ready.headers['retry-after'], ready.json()]).toEqual([
    ...[503, '5', expect.objectContaining({ status: 'notReady', database: 'unreachable', schema: 'unknown' })],
  ])
  expect((await get('/api/health/live')).statusCode).toBe(200)
  expect((await get('/api/health')).statusCode).toBe(503)
})

test('on the tables of a newer version, with a worker that has stopped, or while it stops it is not ready', async () => {
  const database = await makeDatabase()
  const service = healthService(database.db, '1.2.3')
  expect(await service.readiness()).toEqual(READY)
  expect(await healthService(database.db, '1.2.3', () => true).readiness()).toEqual({ ...READY, worker: 'ok' })
  const stopped = await healthService(database.db, '1.2.3', () => false).readiness()
  expect(stopped).toEqual({ ...READY, status: 'notReady', worker: 'stopped' })
  service.beginStopping()
  expect(await service.readiness()).toEqual({ ...READY, status: 'notReady', isStopping: true })

  const owner = openAsOwner(database.url)
  await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(owner)
  await owner.destroy()
  expect(await healthService(database.db, '1.2.3').readiness()).toEqual({
    ...READY,
    status: 'notReady',
    schema: 'other',
  })
  await database.close()
})
