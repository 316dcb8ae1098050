import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { unitAs, withAccess } from '../../../server/store/access.ts'
import { openDatabase } from '../../../server/store/database.ts'
import { ownerOf, urlOf } from '../database.ts'
import { ACTOR } from '../stored-plan.ts'
import { at, buildActualsApp, countsOf, DAY, knownAt, NONE, row } from './actuals-app.ts'

describe('a report', () => {
  test('is told with what it says and null for what it does not', async () => {
    const app = await buildActualsApp()
    const first = await app.send({ intervals: [row('09:00', { offered: 12, abandoned: 0, ahtSeconds: null })] })
    expect(first).toMatchObject({ ...NONE, stored: 1, revision: 1, isRepeated: false, clockSkewSeconds: 0, issues: [] })
    const day = await app.day()
    expect(knownAt(day, '09:00')).toEqual([12, null, 0, null, null, null])
    expect(knownAt(day, '10:00')).toEqual([null, null, null, null, null, null])
    expect(day).toMatchObject({
      ...{ planId: app.planId, day: DAY, zone: 'Asia/Shanghai', intervalMinutes: 60, revision: 1 },
      ...{ asOf: `${DAY}T10:00+08:00`, receivedAt: new Date(app.clock.ms).toISOString(), clockSkewSeconds: 0 },
    })
    expect([day.starts.length, day.queues.map(({ queueId }) => queueId)]).toEqual([24, ['chat', 'tickets']])
  })

  test('that is restated holds from then on, and what was known before is still told', async () => {
    const app = await buildActualsApp()
    await app.send({ intervals: [row('09:00', { offered: 12, handled: 10 })] })
    const before = new Date(app.clock.ms).toISOString()
    app.clock.ms += 60_000
    const second = await app.send({ intervals: [row('09:00', { offered: 15 })] })
    expect(countsOf(second)).toEqual({ ...NONE, restated: 1 })
    // The newest report tells all: what it leaves out is not known.
    expect(knownAt(await app.day(), '09:00')).toEqual([15, null, null, null, null, null])
    const then = await app.day(`day=${DAY}&asOf=${before}`)
    expect(knownAt(then, '09:00')).toEqual([12, 10, null, null, null, null])
    expect([then.revision, then.receivedAt]).toEqual([1, before])
    const earlier = await app.day(`day=${DAY}&asOf=${new Date(at('11:00')).toISOString()}`)
    expect([earlier.revision, earlier.receivedAt, earlier.asOf]).toEqual([0, null, null])
    expect(knownAt(earlier, '09:00')[0]).toBe(null)
  })

  test('that comes late does not take the place of a newer one', async () => {
    const app = await buildActualsApp()
    const sentAt = (ms: number) => ({ sentAt: new Date(ms).toISOString() })
    await app.send({ ...sentAt(at('11:59')), intervals: [row('09:00', { offered: 20 })] })
    const late = await app.send({ ...sentAt(at('11:00')), intervals: [row('09:00', { offered: 12 })] })
    expect(countsOf(late)).toEqual({ ...NONE, older: 1 })
    // A correction holds whenever it was sent.
    const corrected = await app.send({ ...sentAt(at('10:00')), intervals: [row('09:00', { offered: 7, revision: 1 })] })
    expect(countsOf(corrected)).toEqual({ ...NONE, restated: 1 })
    expect(knownAt(await app.day(), '09:00')[0]).toBe(7)
    const { rows } = await sql<{ offered: number; was_newest: boolean }>`
      select offered, was_newest from interval_actual_report order by received_at`.execute(app.db)
    expect(rows).toEqual([
      { offered: 20, was_newest: true },
      { offered: 12, was_newest: false },
      { offered: 7, was_newest: true },
    ])
  })

  test('of the intervals of another length is not shown as one of these', async () => {
    const app = await buildActualsApp()
    await app.send({ intervals: [row('09:00', { offered: 12 })] })
    await sql`update interval_actual set interval_minutes = 30`.execute(app.db)
    expect(knownAt(await app.day(), '09:00')[0]).toBe(null)
  })
})

describe('sent again', () => {
  test('under its id a batch changes nothing and is answered as before', async () => {
    const app = await buildActualsApp()
    const batch = { batchId: randomUUID(), intervals: [row('09:00', { offered: 12 }), row('09:00', { offered: -1 })] }
    const first = await app.send(batch)
    expect(countsOf(first)).toEqual({ ...NONE, stored: 1, refused: 1 })
    app.clock.ms += 3_600_000
    const again = await app.send(batch)
    expect(again).toEqual({ ...first, isRepeated: true })
    expect((await app.day()).receivedAt).toBe(first.receivedAt)
  })

  test('under its id with other rows, or for another plan, it is refused', async () => {
    const app = await buildActualsApp()
    const batchId = randomUUID()
    const batch = { batchId, sentAt: new Date(app.clock.ms).toISOString(), intervals: [row('09:00', { offered: 1 })] }
    await app.send(batch)
    const other = { ...batch, intervals: [row('09:00', { offered: 2 })] }
    const reply = await app.post(`/api/plans/${app.planId}/actuals`, other)
    expect([reply.statusCode, reply.json().error.message]).toEqual([
      409,
      `Batch ${batchId} was sent before with other rows. Give each batch an id of its own.`,
    ])
    expect(knownAt(await app.day(), '09:00')[0]).toBe(1)
  })

  test('the same facts in another batch change nothing but when something was heard last', async () => {
    const app = await buildActualsApp()
    const intervals = [row('09:00', { offered: 12 }), row('10:00', { offered: 3, queueId: 'tickets' })]
    await app.send({ intervals })
    app.clock.ms += 60_000
    const again = await app.send({ intervals })
    expect(again).toMatchObject({ ...NONE, unchanged: 2, revision: 1 })
    expect((await app.day()).receivedAt).toBe(new Date(app.clock.ms).toISOString())
    const { rows } = await sql`select 1 from interval_actual_report`.execute(app.db)
    expect(rows.length).toBe(2)
    const entries = await sql<{ detail: object }>`
      select detail from audit_log where action = 'actuals.received'`.execute(app.db)
    expect(entries.rows.length).toBe(1)
  })
})

test('two who post the same intervals at once lose nothing, and the later of each holds', async () => {
  const app = await buildActualsApp()
  const starts = Array.from({ length: 12 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
  const sentAt = (seconds: number) => new Date(app.clock.ms - 100_000 + seconds * 1000).toISOString()
  const batches = Array.from({ length: 24 }, (_, index) => ({
    sentAt: sentAt(index),
    // Each poster names the intervals in another order: rows that are locked in turn must not wait for each other.
    intervals: (index % 2 ? starts : starts.toReversed()).map((start) => row(start, { offered: index })),
  }))
  const receipts = await Promise.all(batches.map((batch) => app.send(batch)))
  const sum = (count: 'stored' | 'restated' | 'older') => receipts.reduce((total, one) => total + one[count], 0)
  expect(sum('stored')).toBe(12)
  expect(sum('stored') + sum('restated') + sum('older')).toBe(24 * 12)
  expect(new Set(receipts.map(({ receivedAt }) => receivedAt)).size).toBe(24)
  const day = await app.day()
  expect(starts.map((start) => knownAt(day, start)[0])).toEqual(starts.map(() => 23))
  expect(day.revision).toBe(Math.max(...receipts.map(({ revision }) => revision)))
})

test('each revision is told to those who follow within two seconds, the one that stands first', async () => {
  const app = await buildActualsApp()
  await app.send({ intervals: [row('09:00', { offered: 1 })] })
  const address = await app.app.listen({ host: '127.0.0.1', port: 0 })
  const reader = new AbortController()
  const reply = await fetch(`${address}/api/plans/${app.planId}/actuals/events`, { signal: reader.signal })
  const decoder = new TextDecoder()
  let text = ''
  const revisions = () =>
    [...text.matchAll(/event: ?actuals\ndata: ?(.+)\n/g)].map(([, data]) => JSON.parse(data!).revision)
  let sentMs = 0
  for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (revisions().length === 1 && sentMs === 0) {
      sentMs = performance.now()
      await app.send({ intervals: [row('09:00', { offered: 2 })] })
    }
    if (revisions().length >= 2) break
  }
  expect(performance.now() - sentMs).toBeLessThan(2000)
  reader.abort()
  expect(revisions()).toEqual([1, 2])
  expect((await app.get('/api/plans/nothing/actuals/events')).statusCode).toBe(404)
})

test('another unit sees none of it, whatever the statement', async () => {
  const app = await buildActualsApp()
  await app.send({
    intervals: [row('09:00', { offered: 1 })],
    agentStates: [{ employeeId: 'an', state: 'busy', from: `${DAY}T09:00` }],
  })
  const tables = ['actuals_batch', 'interval_actual', 'interval_actual_report', 'agent_state', 'agent_state_report']
  const db = openDatabase(urlOf(app.db))
  try {
    const counts = (access: Parameters<typeof withAccess>[0]) =>
      withAccess(access, () =>
        Promise.all(
          tables.map(async (table) => (await sql`select 1 from ${sql.table(table)}`.execute(db)).rows.length),
        ),
      )
    expect(await counts(unitAs(ACTOR, 'main'))).toEqual([1, 1, 1, 1, 1])
    expect(await counts(unitAs(ACTOR, 'east'))).toEqual([0, 0, 0, 0, 0])
    // Who sees a part of a unit, as a vendor does, sees its people and none of this.
    const vendor = { actorId: ACTOR, units: [], groups: [{ unitId: 'main', groupId: 'care' }], people: [] }
    expect(await counts(vendor)).toEqual([0, 0, 0, 0, 0])
  } finally {
    await db.destroy()
  }
})

test.each(['interval_actual_report', 'agent_state_report'])('%s is never changed', async (table) => {
  const app = await buildActualsApp()
  const owner = ownerOf(app.db)
  for (const statement of [`update ${table} set sent_at = now()`, `delete from ${table}`, `truncate ${table}`]) {
    await expect(sql.raw(statement).execute(owner)).rejects.toThrow(`rows of ${table} are never changed`)
  }
})

test('what is kept no longer goes, and how far the plan has come stays', async () => {
  const app = await buildActualsApp()
  await app.send({ intervals: [row('09:00', { offered: 1 })] })
  await app.send({ intervals: [row('09:00', { offered: 2 })] })
  app.clock.ms += 399 * 86_400_000
  expect(await app.services.retention.sweep()).toEqual({})
  app.clock.ms += 2 * 86_400_000
  const gone = { requestNotes: 0, rejects: 0, results: 0, actuals: 1 }
  expect((await app.get('/api/units/main/retention/next-sweep?actualDays=400')).json()).toEqual(gone)
  expect(await app.services.retention.sweep()).toEqual({ main: gone })
  const left = async (table: string) => (await sql`select 1 from ${sql.table(table)}`.execute(app.db)).rows.length
  expect(await left('interval_actual_report')).toBe(0)
  expect(await left('actuals_batch')).toBe(1)
  expect((await app.day()).revision).toBe(2)
})

test('a day that no plan has is refused, and a plan that there is not is not found', async () => {
  const app = await buildActualsApp()
  for (const query of ['day=0001-01-01', 'day=soon', 'asOf=yesterday']) {
    const reply = await app.get(`/api/plans/${app.planId}/actuals?${query}`)
    expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'invalidRequest'])
  }
  expect((await app.get(`/api/plans/${randomUUID()}/actuals`)).statusCode).toBe(404)
  // Today without a day.
  expect((await app.day('')).day).toBe(DAY)
})
