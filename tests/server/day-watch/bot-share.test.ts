import { expect, test } from 'vitest'
import { at, DAY } from '../actuals/actuals-app.ts'
import { buildWatchedApp, type WatchedApp } from './watched-app.ts'

const DAYS_BEFORE = ['2026-11-06', '2026-11-07', '2026-11-08', '2026-11-09', '2026-11-10']
const hour = (day: string, clock: number, offered: number, botHandled: number) => ({
  ...{ queueId: 'chat', start: `${day}T${clock}:00`, offered, botHandled },
})
const usualHours = (day: string, ...clocks: readonly number[]) => clocks.map((clock) => hour(day, clock, 60, 40))

async function lookedAt(app: WatchedApp, time: string) {
  app.clock.ms = at(time)
  await app.look()
  const { alerts, content } = await app.watched()
  return { alert: alerts.find(({ kind }) => kind === 'botShareDropped'), queues: content!.queues }
}

test('a bot that goes out is warned of within the hour, with what it means for people, and over once it is back', async () => {
  const app = await buildWatchedApp()
  app.clock.ms = at('14:00')
  await app.send({
    intervals: [...DAYS_BEFORE.flatMap((day) => usualHours(day, 13, 14, 15, 16)), ...usualHours(DAY, 10, 11, 12, 13)],
  })
  const calm = await lookedAt(app, '14:01')
  expect(calm.alert).toBeUndefined()
  expect(calm.queues.map(({ bot }) => bot)).toEqual([
    {
      ...{ from: `${DAY}T13:00+08:00`, to: `${DAY}T14:00+08:00`, share: 0.4, usual: 0.4 },
      extraContacts: expect.closeTo(0),
    },
    null,
  ])
  app.clock.ms = at('15:00')
  await app.send({ intervals: [hour(DAY, 14, 100, 0)] })
  const out = await lookedAt(app, '15:01')
  expect(out.alert).toMatchObject({
    ...{ queueId: 'chat', start: `${DAY}T14:00+08:00`, end: `${DAY}T15:00+08:00`, clearedAt: null, step: 0 },
    ...{ value: 0, limit: 0.4, extraContacts: expect.closeTo(40) },
  })
  expect(out.queues[0]!.bot).toMatchObject({ share: 0, usual: 0.4 })
  // Nobody takes care of it.
  expect((await lookedAt(app, '15:12')).alert?.step).toBe(1)
  app.clock.ms = at('16:00')
  await app.send({ intervals: usualHours(DAY, 15) })
  expect((await lookedAt(app, '16:01')).alert?.clearedAt).toBeNull()
  expect((await lookedAt(app, '16:13')).alert?.clearedAt).not.toBeNull()
})

test('a plan that does not warn of it shows the share all the same, and nothing where nobody reports it', async () => {
  const app = await buildWatchedApp()
  const { revision, content } = (await app.get(`/api/plans/${app.planId}/watch-setting`)).json()
  const kinds = content.kinds.filter((kind: string) => kind !== 'botShareDropped')
  expect(kinds.length).toBe(content.kinds.length - 1)
  const change = { expectedRevision: revision, content: { ...content, kinds } }
  expect((await app.put(`/api/plans/${app.planId}/watch-setting`, change)).statusCode).toBe(200)
  await app.send({ intervals: [{ ...hour(DAY, 10, 5, 5), botHandled: null }] })
  const { alert, queues } = await lookedAt(app, '12:00')
  expect([alert, ...queues.map(({ bot }) => bot)]).toEqual([undefined, null, null])
  await app.send({ intervals: [...DAYS_BEFORE.flatMap((day) => usualHours(day, 11)), hour(DAY, 11, 100, 0)] })
  const told = await lookedAt(app, '12:10')
  expect([told.alert, told.queues[0]!.bot?.share]).toEqual([undefined, 0])
})
