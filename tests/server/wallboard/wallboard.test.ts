import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Wallboard, WallboardLink } from '../../../server/contracts/wallboard.ts'
import { onlyShowing, withAccess } from '../../../server/store/access.ts'
import { TABLE_NAMES } from '../../../server/store/tables.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { type ActualsApp, at, buildActualsApp, DAY, row } from '../actuals/actuals-app.ts'
import { importSmallPlan } from '../api/build-test-app.ts'
import { buildWatchedApp } from '../day-watch/watched-app.ts'

const LINK = { name: 'Hall 2', language: 'en' }

interface Made {
  readonly id: string
  readonly secret: string
}

async function makeLink({ post, planId }: ActualsApp, body: object = LINK): Promise<Made> {
  const reply = await post(`/api/plans/${planId}/wallboards`, body)
  expect(reply.statusCode, reply.body).toBe(201)
  const { wallboard, path } = reply.json()
  expect(path).toMatch(/^\/wall\/[\w-]{43}$/)
  return { id: wallboard.id, secret: path.slice('/wall/'.length) }
}

const links = async ({ get, planId }: ActualsApp): Promise<WallboardLink[]> =>
  (await get(`/api/plans/${planId}/wallboards`)).json().wallboards
const endLink = ({ app, planId }: ActualsApp, id: string) =>
  app.inject({ method: 'DELETE', url: `/api/plans/${planId}/wallboards/${id}` })

async function shown({ get }: ActualsApp, { secret }: Made): Promise<Wallboard> {
  const reply = await get(`/api/wallboards/${secret}`)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}

/** An answer without what differs between any two. */
async function answerTo({ get }: ActualsApp, secret: string) {
  const reply = await get(`/api/wallboards/${secret}`)
  const { error } = reply.json()
  return { status: reply.statusCode, error: { ...error, requestId: '' } }
}

/** Nobody of this team is called as anything else. */
function distinctiveTeam(): Map<string, string> {
  const renamed = (text: string) =>
    text.replaceAll(/^(an|bo|cy|di),/gm, 'zqx-$1,').replaceAll(/^(zqx-\w+),(安安|Bo|Cy|Di),/gm, '$1,Zqxperson $1,')
  return new Map(Array.from(smallPlan(), ([path, text]) => [path, renamed(text)]))
}

const HOURS = ['09:00', '10:00', '11:00']

test('a screen shows counts of what came, what is expected and who is there, and no person at all', async () => {
  const app = await buildWatchedApp({ files: distinctiveTeam() })
  const link = await makeLink(app)
  const roster = (await app.get(`/api/runs/${app.runId}/roster`)).json()
  const now = app.clock.ms
  const holds = ({ start, end }: { start: string; end: string }) => Date.parse(start) <= now && Date.parse(end) > now
  const onPosition = roster.assignments.filter(
    (shift: { start: string; end: string; breaks: { start: string; end: string }[] }) =>
      holds(shift) && !shift.breaks.some(holds),
  ) as { employeeId: string; queueIds: string[] }[]
  expect(onPosition.length).toBeGreaterThan(0)
  const [first, ...others] = onPosition.map(({ employeeId }) => employeeId)
  const states = [
    { employeeId: first, state: 'break', from: `${DAY}T11:50` },
    ...others.map((employeeId) => ({ employeeId, state: 'busy', from: `${DAY}T11:50` })),
  ]
  const coverage = (await app.get(`/api/runs/${app.runId}/coverage`)).json()
  const chat = coverage.queues.find(({ queueId }: { queueId: string }) => queueId === 'chat')
  const planned = HOURS.map((hour) => chat.volume[coverage.starts.indexOf(`${DAY}T${hour}+08:00`)] as number)
  const intervals = HOURS.map((hour, index) =>
    row(hour, { offered: Math.round(2.5 * planned[index]!), answeredWithin: index * 4, backlog: index }),
  )
  await app.send({ intervals, agentStates: states })
  await app.look()

  const board = await shown(app, link)
  expect(board).toMatchObject({ planName: 'Small team', language: 'en', day: DAY, isPublished: true })
  expect(board).toMatchObject({ asOf: `${DAY}T12:00+08:00`, workedOutAt: new Date(app.clock.ms).toISOString() })
  const queue = board.queues.find(({ queueId }) => queueId === 'chat')!
  const came = intervals.reduce((sum, { offered }) => sum + (offered as number), 0)
  const plannedSoFar = planned.reduce((sum, volume) => sum + volume, 0)
  expect(queue.contacts!.came).toBe(came)
  expect(queue.contacts!.planned).toBeCloseTo(plannedSoFar, 6)
  expect(queue.service.soFar).toBeCloseTo(12 / came, 6)
  expect(queue.service.target).toBe(0.8)
  expect(queue).toMatchObject({ state: 'belowTarget', waiting: { count: 2, at: `${DAY}T12:00+08:00` } })
  const { content, alerts } = await app.watched()
  const watched = content!.queues.find(({ queueId }) => queueId === 'chat')!
  const rest = watched.expected.filter((_, index) => content!.starts[index]!.startsWith(DAY))
  expect(queue.day.expected).toBeCloseTo(came + rest.reduce((sum, volume) => sum + volume, 0), 6)
  expect(queue.day.p10).toBeLessThan(queue.day.expected!)
  expect(queue.day.p90).toBeGreaterThan(queue.day.expected!)
  expect(queue.service.rest).toBe(watched.expectedService)
  expect(queue.ahead).toHaveLength(8)
  expect(queue.ahead[0]).toEqual({
    ...{ start: `${DAY}T12:00+08:00`, planned: expect.closeTo(watched.planned[0]!, 4) },
    ...{ expected: watched.expected[0], service: watched.serviceLevel[0] },
  })
  const onChat = onPosition.filter(({ queueIds }) => queueIds.includes('chat')).map(({ employeeId }) => employeeId)
  expect(queue.people).toEqual({ planned: onChat.length, there: onChat.filter((id) => id !== first).length })
  expect(board.site.people).toEqual({ planned: onPosition.length, there: onPosition.length - 1 })
  expect(board.site.contacts).toEqual(queue.contacts)
  expect(board.alerts.map(({ kind, queueId }) => [kind, queueId])).toEqual(
    alerts.map(({ kind, queueId }) => [kind, queueId]),
  )

  // Somebody takes care of it: that is told, and not who.
  const grave = alerts.find(({ kind }) => kind === 'serviceAtRisk')!
  await app.post(`/api/alerts/${grave.id}/acknowledge`)
  const told = await shown(app, link)
  const isTaken = told.alerts.map(({ kind, isAcknowledged }) => [kind, isAcknowledged])
  expect(isTaken).toContainEqual(['serviceAtRisk', true])
  expect(JSON.stringify(told)).not.toMatch(/zqx|local-planner/i)
  // Or the search would have found nothing to find.
  expect(JSON.stringify(roster)).toMatch(/zqx/)

  // Of a run that is published no more nothing is told.
  const stale = at('12:00', '2026-11-25')
  app.clock.ms = stale
  expect(await shown(app, link)).toMatchObject({
    ...{ isPublished: false, asOf: null, workedOutAt: null },
    site: { contacts: null, day: { planned: null, expected: null }, people: { planned: null, there: null } },
  })
})

test('where nothing is published or reported the screen says so, and feeds that fall silent', async () => {
  const app = await buildActualsApp()
  const link = await makeLink(app, { ...LINK, language: 'zh-CN' })
  const blank = await shown(app, link)
  expect(blank).toMatchObject({ planName: '小队', isPublished: false, asOf: null, receivedAt: null, alerts: [] })
  expect(blank.queues).toHaveLength(2)
  for (const queue of blank.queues) {
    expect(queue).toMatchObject({
      ...{ contacts: null, waiting: null, ahead: [], state: 'unknown', feed: { state: 'never' } },
      ...{ day: { planned: null, expected: null }, service: { soFar: null, rest: null } },
      people: { planned: null, there: null },
    })
  }
  await app.send({ intervals: [row('11:00', { offered: 5 })] })
  expect((await shown(app, link)).queues[0]).toMatchObject({
    ...{ contacts: { came: 5, planned: null }, feed: { state: 'live' }, service: { soFar: null } },
  })
  app.clock.ms = at('15:30')
  const silent = { state: 'silent', lastEnd: `${DAY}T12:00+08:00` }
  expect((await shown(app, link)).queues[0]).toMatchObject({ feed: silent, state: 'unknown' })
  app.clock.ms = at('20:00')
  expect((await shown(app, link)).queues[0]).toMatchObject({ state: 'closed' })
})

test('links are listed, limited, audited, and answered alike when they are over or never were', async () => {
  const app = await buildActualsApp()
  const link = await makeLink(app, { ...LINK, days: 2 })
  const other = await makeLink(app)
  const [, listed] = await links(app)
  expect(listed).toMatchObject({ id: link.id, name: 'Hall 2', language: 'en', madeBy: 'Local planner', openedAt: null })
  expect(Date.parse(listed!.expiresAt)).toBe(app.clock.ms + 2 * 86_400_000)
  expect(JSON.stringify(await links(app))).not.toContain(link.secret)
  const stored = await app.db.selectFrom('wallboard').selectAll().execute()
  expect(JSON.stringify(stored)).not.toContain(link.secret)

  const page = await app.get(`/api/wallboards/${link.secret}`)
  expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
  expect((await links(app))[1]!.openedAt).toBe(new Date(app.clock.ms).toISOString())

  for (const days of [0, 401, 1.5]) {
    expect((await app.post(`/api/plans/${app.planId}/wallboards`, { ...LINK, days })).statusCode).toBe(400)
  }
  const never = await answerTo(app, 'x'.repeat(43))
  expect(never).toMatchObject({ status: 404, error: { code: 'notFound' } })
  expect(await answerTo(app, link.id)).toEqual(never)
  expect((await endLink(app, other.id)).statusCode).toBe(204)
  expect(await answerTo(app, other.secret)).toEqual(never)
  expect((await endLink(app, other.id)).statusCode).toBe(404)
  app.clock.ms += 2 * 86_400_000
  expect(await answerTo(app, link.secret)).toEqual(never)
  // It is told with the others until somebody ends it.
  expect((await links(app)).map(({ id }) => id)).toEqual([link.id])

  const told = await app.db.selectFrom('audit_log').select('action').where('entity', '=', 'wallboard').execute()
  expect(told.map(({ action }) => action)).toEqual(['wallboard.made', 'wallboard.made', 'wallboard.ended'])
  for (let made = 1; made < 30; made++) await makeLink(app)
  expect((await app.post(`/api/plans/${app.planId}/wallboards`, LINK)).statusCode).toBe(409)
  expect(app.log.length).toBeGreaterThan(30)
  expect((await app.get('/metrics')).body).not.toContain(link.secret)
  expect(app.log.join('')).not.toContain(link.secret)
  expect(app.log.join('')).not.toContain(other.secret)
})

test('such a request sees one plan, of the tables that a screen is made from, and can change nothing', async () => {
  const app = await buildActualsApp()
  const { id: otherPlan } = await importSmallPlan(app)
  for (const planId of [app.planId, otherPlan]) {
    const batch = { sentAt: new Date(app.clock.ms).toISOString(), intervals: [row('11:00', { offered: 5 })] }
    const sent = await app.post(`/api/plans/${planId}/actuals`, { batchId: crypto.randomUUID(), ...batch })
    expect(sent.statusCode).toBe(200)
  }
  await makeLink(app)
  const seen = await withAccess(onlyShowing('show-wallboard', app.planId), async () => {
    const plans = new Map<string, string[]>()
    for (const table of TABLE_NAMES) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(app.db)
      // What is everybody's has no plan: rules among the actors.
      const found = rows.filter((one) => one.kind !== 'rule').map((one) => String(one.plan_id ?? one.id))
      if (found.length > 0) plans.set(table, [...new Set(found)])
    }
    return plans
  })
  expect([...seen.keys()].toSorted()).toEqual(['actuals_batch', 'interval_actual', 'plan', 'plan_file'])
  expect(new Set([...seen.values()].flat())).toEqual(new Set([app.planId]))
  await withAccess(onlyShowing('show-wallboard', app.planId), async () => {
    const files = await app.db.selectFrom('plan_file').select('path').execute()
    expect(files).toEqual([{ path: 'plan.yaml' }])
    for (const table of ['plan', 'interval_actual', 'plan_file']) {
      const { numAffectedRows } = await sql`delete from ${sql.table(table)}`.execute(app.db)
      expect([table, numAffectedRows]).toEqual([table, 0n])
    }
    const changed = await app.db.updateTable('plan').set({ revision: 9 }).executeTakeFirst()
    expect(changed.numUpdatedRows).toBe(0n)
  })
})
