import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { WATCH_SETTING_DEFAULT } from '../../../server/contracts/watch-setting.ts'
import { at } from '../actuals/actuals-app.ts'
import { partOf } from './mail-server.ts'
import { buildMailedApp, LATE, ladderOf, type MailedApp, publishWatched } from './mailed-app.ts'

const MINUTE = 60_000
const told = ({ mail }: MailedApp) =>
  mail.received
    .splice(0)
    .map(({ to, subject }) => `${to}: ${subject}`)
    .sort()
const lookAfter = async (app: MailedApp, minutes: number) => {
  app.clock.ms += minutes * MINUTE
  await app.look()
  await app.deliver()
}
const LATE_ZH = 'chat：14:00–15:00 最差一小时服务水平将降至 62 %，要求 80 %。'

test('a warning is told to the first step, then to the next ones, and to all of them when it is over', async () => {
  const app = await buildMailedApp()
  await publishWatched(app)
  await app.set({ ladder: ladderOf(['an@example.com'], ['bo@example.com', 'cy@example.com']) })
  await lookAfter(app, 0)
  const [first] = app.mail.received
  expect(told(app)).toEqual([`an@example.com: Tideline | 小队 预警：${LATE_ZH}`])
  expect(first!.raw).toContain('Auto-Submitted: auto-generated')
  expect(partOf(first!.raw, 'text/plain').toString()).toContain(
    `https://plan.example.com/?view=intraday&plan=${app.planId}`,
  )
  await lookAfter(app, 9)
  expect(told(app)).toEqual([])
  await lookAfter(app, 1)
  const step = `Tideline | 小队 预警升级（第 1 级，无人处理）：${LATE_ZH}`
  expect(told(app)).toEqual([`bo@example.com: ${step}`, `cy@example.com: ${step}`])
  await lookAfter(app, 30)
  expect(told(app)).toEqual([])
  app.risks = []
  await lookAfter(app, 241)
  const over = `Tideline | 小队 预警解除：${LATE_ZH}`
  expect(told(app)).toEqual(['an', 'bo', 'cy'].map((name) => `${name}@example.com: ${over}`))
  await app.deliver()
  expect(told(app)).toEqual([])
})

test('what somebody takes care of is told to nobody more, and is over for those who were told', async () => {
  const app = await buildMailedApp()
  await publishWatched(app)
  await app.set({ language: 'en', ladder: ladderOf(['an@example.com'], ['bo@example.com']) })
  await lookAfter(app, 0)
  expect(told(app)).toEqual([
    expect.stringContaining('an@example.com: Tideline | Small team: chat: service falls to 62 %'),
  ])
  const { alerts } = (await app.get(`/api/plans/${app.planId}/day-watch`)).json()
  await app.post(`/api/alerts/${alerts[0].id}/acknowledge`)
  await lookAfter(app, 20)
  expect(told(app)).toEqual([])
  app.risks = []
  await lookAfter(app, 241)
  expect(told(app)).toEqual([expect.stringContaining('an@example.com: Tideline | Small team: over.')])
})

test('of processes that send at once one does', async () => {
  const app = await buildMailedApp()
  await publishWatched(app)
  await app.set({ ladder: ladderOf(['an@example.com', 'bo@example.com', 'cy@example.com']) })
  await Promise.all([app.look(), app.look()])
  await Promise.all([1, 2, 3].map(() => app.deliverDue()))
  expect(app.mail.received.map(({ to }) => to).sort()).toEqual(['an', 'bo', 'cy'].map((name) => `${name}@example.com`))
  expect(new Set(app.mail.received.map(({ messageId }) => messageId)).size).toBe(3)
  for (const { messageId } of app.mail.received) expect(messageId).toMatch(/^<[0-9a-f-]{36}@example\.com>$/)
})

test('in quiet hours nobody is told and nothing climbs; what is still open afterwards is told then', async () => {
  const app = await buildMailedApp()
  await publishWatched(app)
  const quiet = { from: '22:00', to: '07:00', nobodyPresentPierces: true }
  await app.set({ quiet, ladder: ladderOf(['an@example.com'], ['bo@example.com']) })
  app.clock.ms = at('23:00')
  app.risks = [LATE, { ...LATE, kind: 'nobodyPresent', queueId: 'tickets', value: 0, limit: 1 }]
  await lookAfter(app, 0)
  expect(told(app)).toEqual([expect.stringContaining('开放但排班上无人')])
  const waiting = (await app.deliveries()).filter(({ state }) => state === 'waiting')
  expect(waiting).toHaveLength(1)
  const hours = (Date.parse(waiting[0]!.nextAt) - Date.now()) / 3_600_000
  expect(hours).toBeGreaterThan(7.9)
  expect(hours).toBeLessThanOrEqual(8)
  await lookAfter(app, 30)
  expect(told(app)).toEqual([expect.stringContaining('bo@example.com: Tideline | 小队 预警升级（第 1 级')])
  const { alerts } = (await app.get(`/api/plans/${app.planId}/day-watch`)).json()
  expect(alerts.map(({ kind, step }: { kind: string; step: number }) => [kind, step])).toEqual([
    ...[
      ['nobodyPresent', 1],
      ['serviceAtRisk', 0],
    ],
  ])
  await sql`update delivery set next_at = now() where state = 'waiting'`.execute(app.db)
  await app.deliver()
  expect(told(app)).toEqual([`an@example.com: Tideline | 小队 预警：${LATE_ZH}`])
})

test('what was put off by quiet hours and is taken care of meanwhile is told to nobody', async () => {
  const app = await buildMailedApp()
  await publishWatched(app)
  await app.set({
    quiet: { from: '11:00', to: '15:00', nobodyPresentPierces: false },
    ladder: ladderOf(['an@example.com']),
  })
  await lookAfter(app, 0)
  const { alerts } = (await app.get(`/api/plans/${app.planId}/day-watch`)).json()
  await app.post(`/api/alerts/${alerts[0].id}/acknowledge`)
  await sql`update delivery set next_at = now() where state = 'waiting'`.execute(app.db)
  await app.deliver()
  expect(told(app)).toEqual([])
  expect(await app.deliveries()).toMatchObject([
    { state: 'withdrawn', outcome: 'overtaken', receiver: 'an@example.com' },
  ])
})

test('a webhook that the ladder names is told at its step alone, another one at once', async () => {
  const app = await buildMailedApp()
  await publishWatched(app)
  const hook = async (path: string) =>
    (
      await app.post('/api/units/main/webhooks', {
        url: `http://127.0.0.1:9/${path}`,
        events: ['alert.raised', 'alert.escalated', 'alert.cleared'],
      })
    ).json().id as string
  const [named, other] = [await hook('named'), await hook('other')]
  const [first, second] = ladderOf(['an@example.com'], [])
  await app.set({ ladder: [first!, { ...second!, webhooks: [named] }] })
  const events = async (id: string) =>
    (
      await app.db.selectFrom('delivery').select('event').where('webhook_id', '=', id).orderBy('created_at').execute()
    ).map(({ event }) => event)
  await lookAfter(app, 0)
  expect([await events(named), await events(other)]).toEqual([[], ['alert.raised']])
  await lookAfter(app, 10)
  expect([await events(named), await events(other)]).toEqual([['alert.escalated'], ['alert.raised', 'alert.escalated']])
})

test('kinds that are not wanted are not warned of, and limits reach the look', async () => {
  const app = await buildMailedApp()
  await publishWatched(app)
  const limits = {
    ...WATCH_SETTING_DEFAULT.limits,
    belowTarget: 0.1,
    beyondPlan: 0.2,
    missingPeople: 5,
    missingShare: 0.2,
    aheadMinutes: 120,
  }
  await app.set({ kinds: ['surprise'], limits, ladder: ladderOf(['an@example.com']) })
  await lookAfter(app, 0)
  expect(app.lastWork()?.limits).toEqual(limits)
  expect((await app.get(`/api/plans/${app.planId}/day-watch`)).json().alerts).toEqual([])
  expect(told(app)).toEqual([])
})
