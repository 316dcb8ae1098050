import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import type { NewCalendarFeed, OwnPeople, OwnShifts } from '../../../server/contracts/team.ts'
import { publishedTeam, storeTeamRun, teamPlan } from './team-app.ts'

type Team = Awaited<ReturnType<typeof publishedTeam>>

describe('what people see of themselves', () => {
  test('is their own place and published shifts, without costs', async () => {
    const { as } = await publishedTeam()
    const { people } = (await as('an').get('/api/own')).json<OwnPeople>()
    expect(people).toMatchObject([
      {
        unitId: 'main',
        employeeId: 'an',
        name: '安安',
        groupId: 'care',
        groupName: 'Care',
        vendor: 'acme',
        balances: {},
      },
    ])
    const own = (await as('an').get('/api/own/shifts?from=2026-11-09&days=28')).json<OwnShifts>()
    expect(own.shifts.map(({ employeeId, start, paidCost }) => [employeeId, start, paidCost])).toEqual([
      ['an', '2026-11-09T09:00+08:00', null],
      ['an', '2026-11-10T09:00+08:00', null],
    ])
    expect(own.published).toMatchObject([{ week: '2026-11-09', weeks: 1 }])
    expect((await as('scheduler').get('/api/own')).json()).toEqual({ people: [] })
    expect((await as('scheduler').get('/api/own/shifts?from=2026-11-09')).json()).toEqual({ published: [], shifts: [] })
  })

  test('balances are those that the plan has of the person', async () => {
    const balances = 'employee,balance,value\nbo,nights,3\nan,weekends,2\nan,nights,1\n'
    const team = await publishedTeam({}, teamPlan({ 'balances.csv': balances }))
    const { people } = (await team.as('an').get('/api/own')).json<OwnPeople>()
    expect(people[0]!.balances).toEqual({ nights: 1, weekends: 2 })
  })

  test('colleagues are the names of the own group', async () => {
    const { as } = await publishedTeam()
    const reply = await as('an').get('/api/own/colleagues?unitId=main')
    expect(reply.json()).toEqual({ unitId: 'main', colleagues: [{ employeeId: 'bo', name: 'Bo' }] })
    expect((await as('an').get('/api/own/colleagues?unitId=other')).statusCode).toBe(404)
  })

  test('the page for keeping has the shifts, no script, and loads nothing', async () => {
    const { as } = await publishedTeam()
    const reply = await as('an').get('/api/own/roster.html?language=en')
    expect(reply.headers['content-disposition']).toContain('attachment')
    expect(reply.body).toContain('Shifts of 安安')
    expect(reply.body.match(/09:00–18:00/g)).toHaveLength(2)
    expect(reply.body).toContain('<td>2026-11-11 Wed</td><td>Off</td>')
    expect(reply.body).not.toMatch(/<script|<link|src=|https?:/)
  })
})

describe('the calendar by secret address', () => {
  const makeFeed = async ({ as }: Team, who: string) =>
    (await as(who).post('/api/own/feed', { unitId: 'main' })).json<NewCalendarFeed>().path
  const read = ({ app }: Team, url: string, headers = {}) => app.inject({ method: 'GET', url, headers })
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => ({
      uid: event.getFirstPropertyValue('uid'),
      start: String(event.getFirstPropertyValue('dtstart')),
      title: event.getFirstPropertyValue('summary'),
      sequence: Number(event.getFirstPropertyValue('sequence')),
      description: event.getFirstPropertyValue('description'),
    }))

  test('has the own shifts, their titles alone', async () => {
    const team = await publishedTeam()
    const reply = await read(team, await makeFeed(team, 'an'))
    expect(reply.statusCode).toBe(200)
    expect(eventsOf(reply.body)).toMatchObject([
      { uid: 'an.2026-11-09.1@tideline', start: '2026-11-09T09:00:00', title: 'day', description: null },
      { uid: 'an.2026-11-10.1@tideline', start: '2026-11-10T09:00:00', title: 'day', description: null },
    ])
    // Numbers that tell when it was published may hold any digits.
    expect(reply.body.replaceAll(/^(SEQUENCE|DTSTAMP):.*$/gm, '')).not.toMatch(/Bo|chat|32/)
    expect((await read(team, reply.raw.req.url!, { 'if-none-match': reply.headers.etag })).statusCode).toBe(304)
  })

  test('keeps nothing that the address could be read from', async () => {
    const team = await publishedTeam()
    const secret = /feeds\/(.*)\.ics/.exec(await makeFeed(team, 'an'))![1]!
    expect(JSON.stringify(await team.db.selectFrom('calendar_feed').selectAll().execute())).not.toContain(secret)
    expect(JSON.stringify(await team.db.selectFrom('audit_log').selectAll().execute())).not.toContain(secret)
    await read(team, `/api/feeds/${secret}.ics`)
    expect(team.log.join('\n')).not.toContain(secret)
  })

  test('a new address ends the one before at once, and the end ends it', async () => {
    const team = await publishedTeam()
    const first = await makeFeed(team, 'an')
    const second = await makeFeed(team, 'an')
    expect(second).not.toBe(first)
    expect((await read(team, first)).statusCode).toBe(404)
    expect((await read(team, second)).statusCode).toBe(200)
    expect((await team.as('an').get('/api/own/feed?unitId=main')).json().readAt).not.toBeNull()
    expect((await team.as('an').post('/api/own/feed/end', { unitId: 'main' })).json().madeAt).toBeNull()
    expect((await read(team, second)).statusCode).toBe(404)
    expect((await read(team, '/api/feeds/%2e%2e%2fx.ics')).statusCode).toBe(404)
    expect((await read(team, '/api/feeds/short.ics')).statusCode).toBe(404)
  })

  test('a later publication changes the events under the same ids, with a higher sequence', async () => {
    const team = await publishedTeam()
    await team.db
      .updateTable('published_roster')
      .set({ published_at: new Date('2026-11-01T00:00Z') })
      .execute()
    const path = await makeFeed(team, 'an')
    const before = eventsOf((await read(team, path)).body)
    await team.publish(await storeTeamRun(team.db, team.planId, { worked: [['an', '2026-11-09']] }))
    const after = eventsOf((await read(team, path)).body)
    expect(after.map(({ uid }) => uid)).toEqual([before[0]!.uid])
    expect(after[0]!.sequence).toBeGreaterThan(before[0]!.sequence)
  })

  test('of somebody who left is no more', async () => {
    const team = await publishedTeam()
    const path = await makeFeed(team, 'an')
    await team.db.updateTable('person').set({ left_at: new Date() }).where('employee_id', '=', 'an').execute()
    expect((await read(team, path)).statusCode).toBe(404)
  })
})
