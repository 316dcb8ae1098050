import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { listBotActuals } from '../../../server/store/actuals-store.ts'
import { at, buildActualsApp, countsOf, DAY, NONE, row } from './actuals-app.ts'

/** What the bot settled from 09:00 to 12:00. */
const botOf = (day: { readonly queues: readonly { readonly botHandled: readonly (number | null)[] }[] }) =>
  day.queues[0]!.botHandled.slice(9, 12)

test('what the bot settled is restated, kept and told as any other figure', async () => {
  const app = await buildActualsApp()
  await app.send({ intervals: [row('09:00', { offered: 12, botHandled: 8.5 }), row('10:00', { offered: 3 })] })
  expect(botOf(await app.day())).toEqual([8.5, null, null])
  const before = new Date(app.clock.ms).toISOString()
  app.clock.ms += 60_000
  const intervals = [row('09:00', { offered: 12, botHandled: 9 }), row('10:00', { offered: 3, botHandled: 0 })]
  expect(countsOf(await app.send({ intervals }))).toEqual({ ...NONE, restated: 2 })
  expect(countsOf(await app.send({ intervals }))).toEqual({ ...NONE, unchanged: 2 })
  const late = {
    sentAt: new Date(at('11:00')).toISOString(),
    intervals: [row('09:00', { offered: 12, botHandled: 1 })],
  }
  expect(countsOf(await app.send(late))).toEqual({ ...NONE, older: 1 })
  expect(botOf(await app.day())).toEqual([9, 0, null])
  expect(botOf(await app.day(`day=${DAY}&asOf=${before}`))).toEqual([8.5, null, null])
  // The newest report tells all: what it leaves out is not known.
  expect(countsOf(await app.send({ intervals: [row('09:00', { offered: 12 })] }))).toEqual({ ...NONE, restated: 1 })
  expect(botOf(await app.day())).toEqual([null, 0, null])
})

test('of its share is read what tells both figures, of the length of intervals that is asked for', async () => {
  const app = await buildActualsApp()
  await app.send({
    intervals: [
      row('08:00', { offered: 1, botHandled: 1 }),
      row('09:00', { offered: 12, botHandled: 8 }),
      row('10:00', { offered: 12 }),
      row('11:00', { botHandled: 8 }),
      row('09:00', { queueId: 'tickets', offered: 0, botHandled: 0 }),
    ],
  })
  const span = { planId: app.planId, from: new Date(at('09:00')), to: new Date(at('12:00')), intervalMinutes: 60 }
  const read = async (given: object = {}) =>
    (await listBotActuals(app.db, ['chat', 'tickets'], { ...span, ...given })).map((one) => [
      one.queue_id,
      one.bot_handled,
    ])
  expect((await read()).sort()).toEqual([
    ['chat', 8],
    ['tickets', 0],
  ])
  expect(await read({ intervalMinutes: 30 })).toEqual([])
  expect(await read({ planId: randomUUID() })).toEqual([])
  await expect(sql`update interval_actual set bot_handled = -1`.execute(app.db)).rejects.toThrow('bot_handled')
})
