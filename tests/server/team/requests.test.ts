import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { OwnRequests, PersonRequest, RequestCheck, RequestList } from '../../../server/contracts/request.ts'
import { changeSettings } from '../../../server/jobs/change-settings.ts'
import { publishedTeam, shiftOf, teamPlan } from './team-app.ts'

type Team = Awaited<ReturnType<typeof publishedTeam>>

const timeOff = (day: string, days = 1) => ({
  ...{ kind: 'timeOff', start: `${day}T00:00`, reason: 'paid' },
  end: `${new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)}T00:00`,
})
async function asked({ as }: Team, who: string, ask: object, note = ''): Promise<PersonRequest> {
  const reply = await as(who).post('/api/own/requests', { unitId: 'main', note, ask })
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json()
}
const decide = ({ as }: Team, who: string, step: 'approve' | 'refuse', { id, revision }: PersonRequest) =>
  as(who).post(`/api/requests/${id}/${step}`, { revision, answer: '' })
const fileOf = async ({ db, planId }: Team, path: string) =>
  (
    await db.selectFrom('plan_file').select('content').where('plan_id', '=', planId).where('path', '=', path).execute()
  )[0]?.content

describe('time off', () => {
  test('is asked for, checked, approved, and then in the plan under the approver', async () => {
    const team = await publishedTeam()
    const request = await asked(team, 'an', timeOff('2026-11-09'), 'my sister marries')
    expect(request).toMatchObject({ state: 'asked', revision: 1, employeeName: '安安', note: 'my sister marries' })
    const check = (await team.as('acme').get(`/api/requests/${request.id}/check`)).json<RequestCheck>()
    expect(check).toMatchObject({ isRefused: false, reasons: [], peopleOff: { most: 1, limit: 1, date: '2026-11-09' } })
    expect(check.shifts.map(({ employeeId, start }) => [employeeId, start])).toEqual([['an', '2026-11-09T09:00+08:00']])
    const approved = (await decide(team, 'acme', 'approve', request)).json<PersonRequest>()
    expect(approved).toMatchObject({
      ...{ state: 'approved', revision: 2, decidedBy: 'acme' },
      effect: { kind: 'plan', planId: team.planId, revision: 2 },
    })
    expect(await fileOf(team, 'availability.csv')).toContain('an,timeOff,2026-11-09T00:00,2026-11-10T00:00,,paid')
    const plan = await team.db.selectFrom('plan').selectAll().executeTakeFirstOrThrow()
    expect(plan).toMatchObject({ revision: 2, updated_by: 'acme' })
    const audit = await team.db.selectFrom('audit_log').select(['action', 'actor_id']).orderBy('id').execute()
    expect(audit.map(({ action, actor_id }) => `${action} ${actor_id}`).slice(-3)).toEqual([
      ...['request.asked an', 'plan.availabilityChanged acme', 'request.approved acme'],
    ])
  })

  test('beyond the most people of a group off on a day is refused with the day and the count', async () => {
    const team = await publishedTeam()
    // bo is off on 2026-11-14 already, and one of the group may be.
    const request = await asked(team, 'an', timeOff('2026-11-13', 3))
    const message = 'The rules do not allow it: On 2026-11-14 2 people of the group would be off, and 1 may be.'
    const reply = await decide(team, 'scheduler', 'approve', request)
    expect([reply.statusCode, reply.json().error.message]).toEqual([409, message])
    const own = (await team.as('an').get('/api/own/requests')).json<OwnRequests>()
    expect(own.requests[0]).toMatchObject({ state: 'asked', revision: 1 })
    const other = await asked(team, 'cy', timeOff('2026-11-14'))
    expect((await decide(team, 'scheduler', 'approve', other)).statusCode).toBe(200)
  })

  test.each([
    [{ ...timeOff('2026-11-09'), end: '2026-11-09T00:00' }, 'is not after the start'],
    [timeOff('2026-10-01'), 'is over already'],
    [timeOff('2026-11-09', 400), 'is more than 366 days'],
    [{ ...timeOff('2026-11-09'), reason: 'migraine' }, 'reason'],
    [{ ...timeOff('2026-11-09'), start: 'tomorrow' }, 'not a local time'],
  ])('that cannot be is refused, and nothing stored: %o', async (ask, words) => {
    const team = await publishedTeam()
    const reply = await team.as('an').post('/api/own/requests', { unitId: 'main', ask })
    expect(reply.statusCode).toBe(400)
    expect(reply.body).toContain(words)
    expect(await team.db.selectFrom('team_request').selectAll().execute()).toEqual([])
  })
})

describe('availability and preferences', () => {
  test.each([
    [{ kind: 'availability', what: 'unavailable' }, 'bo,timeOff,2026-11-20T09:00,2026-11-20T18:00,,unavailable'],
    [{ kind: 'availability', what: 'preferredHours' }, 'bo,preferredHours,2026-11-20T09:00,2026-11-20T18:00,,'],
    [{ kind: 'preference', what: 'dayOff' }, 'bo,dayOffRequest,2026-11-20T09:00,2026-11-20T18:00,,'],
    [
      { kind: 'preference', what: 'wanted', templateId: 'day' },
      'bo,shiftOnRequest,2026-11-20T09:00,2026-11-20T18:00,day,',
    ],
    [{ kind: 'preference', what: 'unwanted' }, 'bo,shiftOffRequest,2026-11-20T09:00,2026-11-20T18:00,,'],
  ])('become the words that the plan has for them: %o', async (ask, line) => {
    const team = await publishedTeam()
    const request = await asked(team, 'bo', { ...ask, start: '2026-11-20T09:00', end: '2026-11-20T18:00' })
    const reply = await decide(team, 'scheduler', 'approve', request)
    expect(reply.statusCode, reply.body).toBe(200)
    expect((await fileOf(team, 'availability.csv'))!.split('\n')).toContain(line)
  })

  test('are entered by a vendor for its own people, and for nobody else', async () => {
    const team = await publishedTeam()
    const body = (employeeId: string) => ({ employeeId, approve: true, ask: timeOff('2026-11-20') })
    const done = await team.as('acme').post('/api/units/main/requests', body('bo'))
    expect(done.json()).toMatchObject({ state: 'approved', employeeId: 'bo', askedBy: 'acme', decidedBy: 'acme' })
    expect((await team.as('acme').post('/api/units/main/requests', body('cy'))).statusCode).toBe(404)
    expect((await team.as('an').post('/api/units/main/requests', body('an'))).statusCode).toBe(403)
    expect((await team.as('stranger').post('/api/units/main/requests', body('an'))).statusCode).toBe(404)
  })
})

describe('who sees and decides', () => {
  test('requests are seen, and decided, within the scope alone', async () => {
    const team = await publishedTeam()
    const request = await asked(team, 'an', timeOff('2026-11-20'), 'why')
    await asked(team, 'cy', timeOff('2026-11-20'))
    const seen = async (who: string) =>
      (await team.as(who).get('/api/units/main/requests')).json<RequestList>().requests.map((row) => row.employeeId)
    expect((await seen('scheduler')).toSorted()).toEqual(['an', 'cy'])
    expect(await seen('acme')).toEqual(['an'])
    expect(await seen('bolt')).toEqual(['cy'])
    for (const who of ['bolt', 'stranger']) {
      expect((await decide(team, who, 'approve', request)).statusCode).toBe(404)
      expect((await team.as(who).get(`/api/requests/${request.id}/check`)).statusCode).toBe(404)
    }
    expect((await decide(team, 'an', 'approve', request)).statusCode).toBe(403)
    expect((await team.as('bo').post(`/api/own/requests/${request.id}/withdraw`, { revision: 1 })).statusCode).toBe(404)
    expect((await decide(team, 'acme', 'refuse', request)).json()).toMatchObject({ state: 'refused' })
    expect((await decide(team, 'acme', 'approve', request)).json().error.message).toBe(
      'Somebody else was first: the request is refused now (revision 2). Look at it again.',
    )
  })

  test('a withdrawn request is decided by nobody', async () => {
    const team = await publishedTeam()
    const request = await asked(team, 'an', timeOff('2026-11-20'))
    const withdrawn = await team.as('an').post(`/api/own/requests/${request.id}/withdraw`, { revision: 1 })
    expect(withdrawn.json()).toMatchObject({ state: 'withdrawn' })
    expect((await decide(team, 'scheduler', 'approve', { ...request, revision: 2 })).statusCode).toBe(409)
  })
})

test('a plan that others change again and again is left to them, with words for who may not see it', async () => {
  let tries = 0
  const team: Team = await publishedTeam({
    tasks: {
      changeSettings: async (files, changes) => {
        tries++
        await sql`update plan set revision = revision + 1 where id = ${team.planId}`.execute(team.db)
        return changeSettings(files, changes)
      },
    },
  })
  const request = await asked(team, 'an', timeOff('2026-11-09'))
  const reply = await decide(team, 'acme', 'approve', request)
  const message = 'The plan is being changed by others at the same time. Try again in a moment.'
  expect([reply.statusCode, reply.json().error]).toEqual([409, expect.objectContaining({ code: 'conflict', message })])
  expect(reply.json().error).not.toHaveProperty('issues')
  expect(tries).toBe(5)
  expect(await team.db.selectFrom('team_request').select('state').execute()).toEqual([{ state: 'asked' }])
})

describe('of two at once one is first', () => {
  const ROUNDS = 50
  const codes = (replies: readonly { readonly statusCode: number }[]) =>
    replies.map(({ statusCode }) => statusCode).toSorted()

  test('two who decide one request', async () => {
    const team = await publishedTeam()
    for (let round = 0; round < ROUNDS; round++) {
      const ask = {
        kind: 'preference',
        what: 'dayOff',
        start: `2026-11-20T${String(round % 24).padStart(2, '0')}:00`,
        end: '2026-11-22T00:00',
      }
      const request = await asked(team, 'an', ask)
      const second = round % 2 === 0 ? 'approve' : 'refuse'
      const replies = await Promise.all([
        decide(team, 'scheduler', 'approve', request),
        decide(team, 'acme', second, request),
      ])
      expect(codes(replies), replies.map(({ body }) => body).join()).toEqual([200, 409])
    }
    const rows = await team.db.selectFrom('team_request').select(['state', 'revision']).execute()
    expect(rows.every(({ state, revision }) => revision === 2 && state !== 'asked')).toBe(true)
    const approved = rows.filter(({ state }) => state === 'approved').length
    const written = (await fileOf(team, 'availability.csv'))!.split('\n').filter((line) => line.startsWith('an,dayOff'))
    // One stood there before.
    expect(written).toHaveLength(approved + 1)
  }, 120_000)

  test('two of a group who want the last free place of a day', async () => {
    const team = await publishedTeam()
    for (let round = 0; round < ROUNDS; round++) {
      const day = new Date(Date.UTC(2027, 0, 1 + round)).toISOString().slice(0, 10)
      const [one, other] = [await asked(team, 'an', timeOff(day)), await asked(team, 'bo', timeOff(day))]
      const replies = await Promise.all([
        decide(team, 'scheduler', 'approve', one),
        decide(team, 'acme', 'approve', other),
      ])
      expect(codes(replies), replies.map(({ body }) => body).join()).toEqual([200, 409])
      const left = replies[0]!.statusCode === 409 ? one : other
      await decide(team, 'scheduler', 'refuse', left)
    }
  }, 120_000)

  test('two who take one offered shift', async () => {
    const plan = teamPlan()
    plan.set('employees.csv', plan.get('employees.csv')!.replace('cy,Cy,night,tickets:0.8', 'cy,Cy,care,chat:1'))
    const team = await publishedTeam({}, plan)
    const shiftId = await shiftOf(team, 'an', '2026-11-10')
    for (let round = 0; round < ROUNDS; round++) {
      const request = await asked(team, 'an', { kind: 'swap', shiftId, colleagueId: null, returnDates: [] })
      const take = (who: string) =>
        team
          .as(who)
          .post(`/api/own/requests/${request.id}/agree`, { revision: 1, employeeId: who, returnShiftId: null })
      const replies = await Promise.all([take('bo'), take('cy')])
      expect(codes(replies), replies.map(({ body }) => body).join()).toEqual([200, 409])
      const winner = replies[0]!.statusCode === 200 ? 'bo' : 'cy'
      const late = await take(winner === 'bo' ? 'cy' : 'bo')
      // By whom is not told; and nobody of another group is told that there was an offer.
      expect([late.statusCode, late.json().error]).toMatchObject([
        409,
        { code: 'conflict', message: 'Somebody else was first. Look at the request again.' },
      ])
      expect((await take('di')).statusCode).toBe(404)
      const now = (await team.as('an').get('/api/own/requests')).json<OwnRequests>().requests[0]!
      expect(now).toMatchObject({ state: 'agreed', subject: { colleagueId: winner } })
      await team.as('an').post(`/api/own/requests/${request.id}/withdraw`, { revision: 2 })
    }
  }, 120_000)
})
