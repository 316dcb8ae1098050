import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ACTOR } from '../stored-plan.ts'
import { type ActualsApp, buildActualsApp, countsOf, DAY, knownAt, NONE, row } from './actuals-app.ts'

/** What is told of one row that is refused. */
async function refusalOf(app: ActualsApp, batch: object) {
  const receipt = await app.send(batch)
  expect(countsOf(receipt)).toEqual({ ...NONE, refused: 1 })
  return receipt.issues.map(({ column, value, problem, hint }) => [column, value, problem, hint])
}

describe('refused by name', () => {
  const hint = 'Check the export. Leave it empty where it is not known; 0 says that there was none.'
  test.each<[string, object, readonly [string, string, string, string]]>([
    ['negative', { offered: -1 }, ['intervals.0.offered', '-1', 'is negative', hint]],
    [
      'more contacts than an interval has',
      { handled: 100_001 },
      ['intervals.0.handled', '100001', 'is more than 100000 contacts in an interval', hint],
    ],
    [
      'a handling time of more than a day',
      { ahtSeconds: 86_401 },
      ['intervals.0.ahtSeconds', '86401', 'is more than a day', hint],
    ],
    [
      'a backlog beyond all measure',
      { backlog: 1_000_001 },
      ['intervals.0.backlog', '1000001', 'is more than 1000000 open items', hint],
    ],
    [
      'more that the bot settled than an interval has',
      { botHandled: 100_001 },
      ['intervals.0.botHandled', '100001', 'is more than 100000 contacts in an interval', hint],
    ],
    [
      'fewer than none that the bot settled',
      { offered: 3, botHandled: -0.5 },
      ['intervals.0.botHandled', '-0.5', 'is negative', hint],
    ],
    [
      'a queue that there is not',
      { queueId: 'chats', offered: 1 },
      ['intervals.0.queueId', 'chats', 'is not a queue of the plan', 'Maybe you meant "chat".'],
    ],
    [
      'off the grid',
      { start: `${DAY}T09:30`, offered: 1 },
      [
        'intervals.0.start',
        `${DAY}T09:30`,
        'is off the grid of 60-minute intervals that the plan is on',
        'Give every row the start of its interval.',
      ],
    ],
    [
      'yet to come',
      { start: `${DAY}T13:00`, offered: 1 },
      [
        'intervals.0.start',
        `${DAY}T13:00`,
        'is yet to come',
        `It is ${DAY}T12:00+08:00 by the server's clock; 120 seconds more are taken. Check the clock and the time zone of the sender.`,
      ],
    ],
    [
      'older than it is kept',
      { start: '2025-10-01T09:00', offered: 1 },
      [
        'intervals.0.start',
        '2025-10-01T09:00',
        'is older than the 400 days for which what the days brought is kept',
        'Bring older counts in as history: import them into the plan.',
      ],
    ],
    [
      'not a time',
      { start: 'noon', offered: 1 },
      [
        'intervals.0.start',
        'noon',
        'is not a time',
        'Write local time as 2026-11-09T08:00, with an offset such as +08:00 where it is not local.',
      ],
    ],
  ])('%s', async (_name, changes, issue) => {
    const app = await buildActualsApp()
    expect(await refusalOf(app, { intervals: [{ ...row('09:00', {}), ...changes }] })).toEqual([issue])
    expect(knownAt(await app.day(), '09:00')[0]).toBe(null)
  })

  test('a second row for one interval; the first is stored', async () => {
    const app = await buildActualsApp()
    const receipt = await app.send({ intervals: [row('09:00', { offered: 1 }), row('09:00', { offered: 2 })] })
    expect(countsOf(receipt)).toEqual({ ...NONE, stored: 1, refused: 1 })
    expect(receipt.issues).toEqual([
      {
        ...{ column: 'intervals.1.start', value: `${DAY}T09:00` },
        problem: 'is a second row for this interval of queue "chat"',
        hint: 'Send one row for each queue and interval, as it is to be.',
      },
    ])
    expect(knownAt(await app.day(), '09:00')[0]).toBe(1)
  })

  test('many times the forecast, where there is one', async () => {
    const app = await buildActualsApp()
    const intervals = [row('09:00', { offered: 1200 })]
    expect(countsOf(await app.send({ intervals }))).toEqual({ ...NONE, stored: 1 })
    const content = { starts: [`${DAY}T09:00+08:00`], queues: [{ queueId: 'chat', mean: [23.04] }] }
    await app.db
      .insertInto('forecast')
      .values({
        ...{ id: randomUUID(), unit_id: 'main', plan_id: app.planId, from_date: '2026-11-09', days: 7 },
        ...{ input_hash: '0'.repeat(64), made_with: '1.2.3', state: 'succeeded', created_by: ACTOR },
        ...{ content_gzip: gzipSync(JSON.stringify(content)), csv_gzip: gzipSync('') },
      })
      .execute()
    expect(await refusalOf(app, { intervals })).toEqual([
      [
        'intervals.0.offered',
        '1200',
        'is more than 50 times the 23 contacts of the forecast',
        'Check that it counts one interval of one queue. If it is right, make a new forecast.',
      ],
    ])
    // A burst is none of it, nor is an interval that the forecast does not know.
    const burst = [row('09:00', { offered: 1000 }), row('10:00', { offered: 1200 })]
    expect((await app.send({ intervals: burst })).refused).toBe(0)
  })

  test('every row that is wrong, and the others are stored', async () => {
    const app = await buildActualsApp()
    const intervals = Array.from({ length: 10 }, (_, index) =>
      index % 2 ? row('09:00', { queueId: `q${index}`, offered: -1 }) : row(`0${index}:00`, { offered: index }),
    )
    const receipt = await app.send({ intervals })
    expect(countsOf(receipt)).toEqual({ ...NONE, stored: 5, refused: 5 })
    expect(receipt.issues.map(({ column }) => column)).toEqual(
      [1, 3, 5, 7, 9].flatMap((index) => [`intervals.${index}.queueId`, `intervals.${index}.offered`]),
    )
  })

  test('a clock that is a day ahead: the whole batch', async () => {
    const app = await buildActualsApp()
    const ahead = (seconds: number) => new Date(app.clock.ms + seconds * 1000).toISOString()
    const batch = { batchId: randomUUID(), sentAt: ahead(86_401), intervals: [row('09:00', { offered: 1 })] }
    const reply = await app.post(`/api/plans/${app.planId}/actuals`, batch)
    expect([reply.statusCode, reply.json().error.message]).toEqual([
      400,
      "The sender's clock is more than a day ahead; nothing was stored.",
    ])
    expect((await app.send({ ...batch, sentAt: ahead(90) })).clockSkewSeconds).toBe(90)
    expect((await app.day()).clockSkewSeconds).toBe(90)
  })

  test('by the contract: too many rows, an id that is none, a figure that is no number', async () => {
    const app = await buildActualsApp()
    const sentAt = new Date(app.clock.ms).toISOString()
    const many = Array.from({ length: 5001 }, () => row('09:00', { offered: 1 }))
    for (const batch of [
      { batchId: randomUUID(), sentAt, intervals: many },
      { batchId: 'first', sentAt, intervals: [] },
      { batchId: randomUUID(), sentAt, intervals: [row('09:00', { offered: '5' })] },
      { batchId: randomUUID(), sentAt, intervals: [row('09:00', { volume: 5 })] },
    ]) {
      const reply = await app.post(`/api/plans/${app.planId}/actuals`, batch)
      expect([reply.statusCode, reply.json().error.code]).toEqual([400, 'invalidRequest'])
    }
    expect((await app.day()).revision).toBe(0)
  })
})
