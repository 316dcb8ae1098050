import { expect, test } from 'vitest'
import { at, DAY, row } from '../actuals/actuals-app.ts'
import { buildWatchedApp, type WatchedApp } from './watched-app.ts'

const HOURS = ['09:00', '10:00', '11:00']
/** Contacts of the morning, so many times the plan's. */
async function morning(app: WatchedApp, times: number, revision = 0) {
  const forecast = (await app.get(`/api/runs/${app.runId}/forecast`)).json()
  const chat = forecast.queues.find(({ queueId }: { queueId: string }) => queueId === 'chat')
  const planned = (hour: string) => chat.mean[forecast.starts.indexOf(`${DAY}T${hour}+08:00`)]
  return HOURS.map((hour) => row(hour, { offered: Math.round(planned(hour) * times), revision }))
}
const chatOf = ({ content }: Awaited<ReturnType<WatchedApp['watched']>>) =>
  content!.queues.find(({ queueId }) => queueId === 'chat')!
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

test('a plan of which nothing was reported is not looked at', async () => {
  const app = await buildWatchedApp({ isPublished: false })
  await app.look()
  expect(await app.watched()).toMatchObject({ madeAt: null, content: null, alerts: [] })
})

test('without a published roster there is nothing to hold the day against', async () => {
  const app = await buildWatchedApp({ isPublished: false })
  await app.send({ intervals: [row('09:00', { offered: 5 })] })
  // By the clock of UTC it is still the day before.
  app.clock.ms = at('02:00', '2026-11-12')
  await app.look()
  expect((await app.watched()).content).toMatchObject({ day: '2026-11-12', runId: null, queues: [] })
})

test('a morning far over plan raises alerts once, people take care of them, and corrected counts clear them', async () => {
  const app = await buildWatchedApp()
  await app.send({ intervals: await morning(app, 2.5) })
  await app.look()
  const first = await app.watched()
  expect(first.content).toMatchObject({ day: DAY, runId: app.runId, asOf: new Date(app.clock.ms).toISOString() })
  expect(first.content!.starts[0]).toBe(`${DAY}T12:00+08:00`)
  const chat = chatOf(first)
  expect(sum(chat.expected)).toBeGreaterThan(1.5 * sum(chat.planned))
  expect(chat.day).toMatchObject({ evidence: 'today' })
  const kinds = first.alerts.map(({ kind, queueId }) => `${kind} ${queueId}`)
  expect(kinds).toContain('serviceAtRisk chat')
  expect(new Set(kinds).size).toBe(kinds.length)
  const late = first.alerts.find(({ kind }) => kind === 'serviceAtRisk')!
  expect(late).toMatchObject({ limit: 0.8, clearedAt: null, acknowledged: null, muted: null, step: 0 })
  expect(late.value).toBeLessThan(0.75)

  // The same look again floods nobody.
  app.clock.ms += 60_000
  await app.look()
  expect((await app.watched()).alerts.map(({ id }) => id).sort()).toEqual(first.alerts.map(({ id }) => id).sort())

  // Nobody took care of it.
  app.clock.ms += 10 * 60_000
  await app.look()
  const climbed = (await app.watched()).alerts.find(({ id }) => id === late.id)!
  expect(climbed.step).toBe(1)
  const said = await app.post(`/api/alerts/${late.id}/acknowledge`)
  expect(said.json().acknowledged).toMatchObject({ by: { id: 'local-planner' } })
  app.clock.ms += 11 * 60_000
  await app.look()
  expect((await app.watched()).alerts.find(({ id }) => id === late.id)!.step).toBe(1)

  // The morning was counted twice and a half: corrected, all is calm again.
  const seenAt = new Date(app.clock.ms).toISOString()
  await app.send({ intervals: await morning(app, 1, 1) })
  app.clock.ms += 60_000
  await app.look()
  const eased = (await app.watched()).alerts.find(({ id }) => id === late.id)!
  expect(eased).toMatchObject({ clearedAt: null, seenAt })
  // After closing nothing is ahead any more.
  app.clock.ms += 7 * 3_600_000
  await app.look()
  const after = (await app.watched()).alerts.find(({ id }) => id === late.id)!
  expect(after.clearedAt).not.toBeNull()
  expect((await app.post(`/api/alerts/${late.id}/acknowledge`)).statusCode).toBe(409)
  const told = await app.db
    .selectFrom('audit_log')
    .select('action')
    .where('entity_id', '=', late.id)
    .orderBy('id')
    .execute()
  expect(told.map(({ action }) => action)).toEqual([
    'alert.raised',
    'alert.escalated',
    'alert.acknowledged',
    'alert.cleared',
  ])
})

test('a muted alert climbs no step until its time is over', async () => {
  const app = await buildWatchedApp()
  await app.send({ intervals: await morning(app, 2.5) })
  await app.look()
  const { id } = (await app.watched()).alerts.find(({ kind }) => kind === 'serviceAtRisk')!
  const said = (await app.post(`/api/alerts/${id}/mute`, { minutes: 15 })).json()
  expect(said.muted).toMatchObject({ until: new Date(app.clock.ms + 15 * 60_000).toISOString() })
  const stepAfter = async (minutes: number) => {
    app.clock.ms += minutes * 60_000
    await app.look()
    return (await app.watched()).alerts.find((alert) => alert.id === id)!.step
  }
  expect([await stepAfter(11), await stepAfter(5)]).toEqual([0, 1])
  expect((await app.post(`/api/alerts/${id}/mute`, { minutes: 0 })).statusCode).toBe(400)
  expect((await app.post('/api/alerts/no-alert/mute', { minutes: 5 })).statusCode).toBe(404)
})

test('people who are to be on position and are not are missed, without saying who', async () => {
  const app = await buildWatchedApp()
  const roster = (await app.get(`/api/runs/${app.runId}/roster`)).json()
  const there = roster.assignments.filter(
    ({ start, end }: { start: string; end: string }) =>
      Date.parse(start) <= at('11:30') && Date.parse(end) > at('11:40'),
  )
  app.clock.ms = at('11:35')
  const agentStates = there.map(({ employeeId }: { employeeId: string }) => ({
    ...{ employeeId, state: 'away', from: `${DAY}T11:30` },
  }))
  await app.send({ agentStates })
  await app.look()
  const { alerts } = await app.watched()
  const chat = there.filter(({ queueIds }: { queueIds: string[] }) => queueIds.includes('chat')).length
  const missing = alerts.find(({ kind, queueId }) => kind === 'peopleMissing' && queueId === 'chat')
  expect(missing?.value).toBe(chat >= 2 ? chat : undefined)
  expect(JSON.stringify(alerts)).not.toContain(there[0].employeeId)
})

test('of two who look at once one does, and what a look that lost its lease found counts for nothing', async () => {
  const app = await buildWatchedApp()
  await app.send({ intervals: await morning(app, 2.5) })
  await Promise.all([app.look(), app.look(), app.look()])
  const rows = await app.db.selectFrom('alert').select(['kind', 'queue_id']).execute()
  expect(new Set(rows.map(({ kind, queue_id }) => `${kind} ${queue_id}`)).size).toBe(rows.length)
  expect(rows.length).toBeGreaterThan(0)
})

test('webhooks that ask for warnings are told of them', async () => {
  const app = await buildWatchedApp()
  const hook = { url: 'https://example.com/hook', events: ['alert.raised'] }
  expect((await app.post('/api/units/main/webhooks', hook)).statusCode).toBe(201)
  await app.send({ intervals: await morning(app, 2.5) })
  await app.look()
  const alerts = (await app.watched()).alerts.map(({ id }) => id)
  const told = await app.db.selectFrom('delivery').select(['event', 'entity_id']).execute()
  expect(told.map(({ entity_id }) => entity_id).sort()).toEqual(alerts.sort())
  expect(new Set(told.map(({ event }) => event))).toEqual(new Set(['alert.raised']))
})
