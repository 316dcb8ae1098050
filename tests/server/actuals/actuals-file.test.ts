import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type ActualsApp, buildActualsApp, countsOf, DAY, knownAt, NONE } from './actuals-app.ts'

const post = (app: ActualsApp, body: string | Buffer, query = '') =>
  app.app.inject({
    ...{ method: 'POST', url: `/api/plans/${app.planId}/actuals/file${query}`, body },
    headers: { 'content-type': 'text/csv' },
  })

async function sent(app: ActualsApp, body: string | Buffer, query?: string) {
  const reply = await post(app, body, query)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}

test('a file in the shape of a history is taken, and empty cells are not known', async () => {
  const app = await buildActualsApp()
  const file = `queue,start,volume,aht_seconds\nchat,${DAY}T09:00,12,300\nchat,${DAY}T10:00,0,\ntickets,${DAY}T09:00,,\n`
  const receipt = await sent(app, file)
  expect(receipt).toMatchObject({ ...NONE, stored: 3, clockSkewSeconds: null, issues: [] })
  const day = await app.day()
  expect(knownAt(day, '09:00')).toEqual([12, null, null, 300, null, null])
  expect(knownAt(day, '10:00')).toEqual([0, null, null, null, null, null])
  expect(knownAt(day, '09:00', 'tickets')[0]).toBe(null)
  app.clock.ms += 1000
  expect(countsOf(await sent(app, file))).toEqual({ ...NONE, unchanged: 3 })
  const all = `queue;start;volume;handled;abandoned;aht_seconds;answered_within;backlog\nchat;${DAY} 09:00;12;10;2;310;8;3\n`
  app.clock.ms += 1000
  expect(countsOf(await sent(app, all))).toEqual({ ...NONE, restated: 1 })
  expect(knownAt(await app.day(), '09:00')).toEqual([12, 10, 2, 310, 8, 3])
})

test('what the bot settled is a column of its own, and an empty cell of it is not known', async () => {
  const app = await buildActualsApp()
  const rows = [
    `chat,${DAY}T09:00,12,8`,
    `chat,${DAY}T10:00,12,`,
    `chat,${DAY}T11:00,12,-1`,
    `chat,${DAY}T08:00,1,some`,
  ]
  const receipt = await sent(app, ['queue,start,volume,bot_handled', ...rows].join('\n'))
  expect(countsOf(receipt)).toEqual({ ...NONE, stored: 2, refused: 2 })
  expect(receipt.issues.map(({ row, column, problem }: Record<string, unknown>) => [row, column, problem])).toEqual([
    [5, 'bot_handled', 'is not a number'],
    [4, 'bot_handled', 'is negative'],
  ])
  const { botHandled, offered } = (await app.day()).queues[0]!
  expect([botHandled.slice(8, 12), offered.slice(8, 12)]).toEqual([
    [null, 8, null, null],
    [null, 12, 12, null],
  ])
  // Sent with the other columns alone it is what was sent before there was this one: the batch is the same.
  const batch = `?batch=${randomUUID()}`
  app.clock.ms += 1000
  await sent(app, `queue,start,volume\nchat,${DAY}T10:00,13\n`, batch)
  const again = await sent(app, `queue,start,volume,bot_handled\nchat,${DAY}T10:00,13,\n`, batch)
  expect(again.isRepeated).toBe(true)
})

test('rows that are wrong are refused by their numbers and the others stored', async () => {
  const app = await buildActualsApp()
  const file = [
    'queue,start,volume,handled,backlog',
    `chat,${DAY}T09:00,many,,`,
    `chat,${DAY}T10:00,-2,,`,
    `chat,${DAY}T11:00,3,,`,
    `chatt,${DAY}T11:00,3,,`,
    `chat,${DAY}T11:00,4,,`,
    `chat,${DAY}T08:00,1,2,3,4`,
    '',
    `chat,${DAY}T14:00,1,,`,
  ].join('\n')
  const receipt = await sent(app, file)
  expect(countsOf(receipt)).toEqual({ ...NONE, stored: 1, refused: 6 })
  expect(receipt.issues.map(({ row, column, problem }: Record<string, unknown>) => [row, column, problem])).toEqual([
    [7, undefined, 'has 6 cells, the header 5'],
    [2, 'volume', 'is not a number'],
    [3, 'volume', 'is negative'],
    [5, 'queue', 'is not a queue of the plan'],
    [6, 'start', 'is a second row for this interval of queue "chat"'],
    [9, 'start', 'is yet to come'],
  ])
  expect(knownAt(await app.day(), '11:00')[0]).toBe(3)
})

test('a file may be in GB18030, and one without rows, columns or text is refused whole', async () => {
  const app = await buildActualsApp()
  const note = Buffer.from([0xb1, 0xb8, 0xd7, 0xa2])
  const file = Buffer.concat([Buffer.from('queue,start,volume,'), note, Buffer.from(`\nchat,${DAY}T09:00,5,\n`)])
  expect(countsOf(await sent(app, file))).toEqual({ ...NONE, stored: 1 })
  for (const [body, problem] of [
    ['queue,start,volume\n', undefined],
    [`queue,volume\nchat,5\n`, 'the column is missing'],
    [Buffer.from([0x71, 0xff, 0xff, 0x0a]), 'is neither UTF-8 nor GB18030 text'],
  ] as const) {
    const { statusCode, ...reply } = await post(app, body)
    const { message, issues = [] } = reply.json().error
    expect([statusCode, message, issues[0]?.problem]).toEqual([
      400,
      'The file has no rows that can be read; nothing was stored.',
      problem,
    ])
  }
  const many = `queue,start,volume\n${`chat,${DAY}T09:00,5\n`.repeat(5001)}`
  expect((await post(app, many)).json().error.message).toBe('The file has 5001 rows. Send at most 5000 at a time.')
})

test('sent twice under one id a file counts once', async () => {
  const app = await buildActualsApp()
  const batch = randomUUID()
  const first = await sent(app, `queue,start,volume\nchat,${DAY}T09:00,5\n`, `?batch=${batch}`)
  expect(await sent(app, `queue,start,volume\nchat,${DAY}T09:00,5\n`, `?batch=${batch}`)).toEqual({
    ...first,
    isRepeated: true,
  })
  const other = await post(app, `queue,start,volume\nchat,${DAY}T09:00,6\n`, `?batch=${batch}`)
  expect([other.statusCode, other.json().error.code]).toEqual([409, 'conflict'])
})
