import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { TeamPeople, TeamShifts } from '../../../server/contracts/team.ts'
import { describePlan } from '../../../server/jobs/describe-plan.ts'
import { showEarlierPublications } from '../../../server/services/earlier-publications.ts'
import { type Access, withAccess } from '../../../server/store/access.ts'
import type { Database } from '../../../server/store/database.ts'
import { erasePersonOfTeam } from '../../../server/store/team-store.ts'
import { smallPlan } from '../../fixtures/small-plan.ts'
import { publishedTeam, shiftOf, storeTeamPlan, storeTeamRun, teamPlan, WORKED } from './team-app.ts'

const WEEK = 'from=2026-11-09&days=7'

const workedBy = ({ shifts }: TeamShifts) => shifts.map(({ employeeId, start }) => [employeeId, start.slice(0, 10)])
const inOrder = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(' ')).toSorted()

describe('the team of a unit', () => {
  test.each([
    ['scheduler', ['an', 'bo', 'cy', 'di'], ['care', 'night']],
    ['acme', ['an', 'bo'], ['care']],
    ['bolt', ['cy', 'di'], ['night']],
    ['dalian', ['cy', 'di'], ['night']],
  ])('%s sees the people, groups and shifts of the own scope alone', async (who, people, groups) => {
    const { as } = await publishedTeam()
    const seen = (await as(who).get('/api/units/main/people')).json<TeamPeople>()
    expect(seen.people.map(({ employeeId }) => employeeId)).toEqual(people)
    expect(seen.groups.map(({ id }) => id)).toEqual(groups)
    expect(seen.templates).toEqual([{ id: 'day', name: 'day' }])
    const shifts = (await as(who).get(`/api/units/main/shifts?${WEEK}`)).json<TeamShifts>()
    const own = WORKED.filter(([employeeId]) => people.includes(employeeId))
    expect(inOrder(workedBy(shifts) as string[][])).toEqual(inOrder(own))
    expect(shifts.published).toHaveLength(1)
  })

  test('costs are for those with the right to them, of the scope or the unit', async () => {
    const { as } = await publishedTeam()
    const costs = async (who: string) => {
      const { shifts } = (await as(who).get(`/api/units/main/shifts?${WEEK}`)).json<TeamShifts>()
      return shifts.find(({ employeeId }) => employeeId === 'cy')?.paidCost
    }
    // 8 paid hours at 28.00
    expect(await costs('scheduler')).toBe(22_400)
    expect(await costs('dalian')).toBe(22_400)
    expect(await costs('bolt')).toBeNull()
  })

  test('another unit is not found, and an agent may not look at the team', async () => {
    const { as } = await publishedTeam()
    for (const url of ['/api/units/main/people', `/api/units/main/shifts?${WEEK}`, '/api/units/main/requests']) {
      expect((await as('stranger').get(url)).statusCode).toBe(404)
      expect((await as('stranger').get(url.replace('main', 'nowhere'))).statusCode).toBe(404)
      expect((await as('an').get(url)).statusCode).toBe(403)
      expect((await as('nobody').get(url)).statusCode).toBe(401)
    }
  })

  test('a person of another group, and one who left, change hands with the plan', async () => {
    const { as, db } = await publishedTeam()
    const moved = teamPlan()
    moved.set(
      'employees.csv',
      moved
        .get('employees.csv')!
        .replace('bo,Bo,care', 'bo,Bo,night')
        .replace(/^cy,.*\n/m, ''),
    )
    await storeTeamPlan(db, moved)
    const people = async (who: string) =>
      (await as(who).get('/api/units/main/people')).json<TeamPeople>().people.map(({ employeeId }) => employeeId)
    expect(await people('acme')).toEqual(['an'])
    // cy is in the plan before alone, which the new one says nothing of.
    expect(await people('bolt')).toEqual(['bo', 'cy', 'di'])
    const { shifts } = (await as('bolt').get(`/api/units/main/shifts?${WEEK}`)).json<TeamShifts>()
    expect(shifts.some(({ employeeId }) => employeeId === 'bo')).toBe(true)
  })
})

describe('row-level security alone', () => {
  const part = (changes: Partial<Access>): Access => ({ actorId: 'x', units: [], groups: [], people: [], ...changes })
  const peopleIn = async (db: Database, table: string, access: Access) => {
    const { rows } = await withAccess(access, () =>
      sql<{ employee_id: string }>`select distinct employee_id from ${sql.table(table)} order by 1`.execute(db),
    )
    return rows.map(({ employee_id }) => employee_id)
  }

  test.each(['person', 'roster_shift', 'team_request', 'team_request_note'])(
    'holds %s to groups and people',
    async (table) => {
      const team = await publishedTeam()
      for (const who of ['an', 'bo', 'cy', 'di']) {
        const ask = { kind: 'timeOff', start: '2026-11-20T00:00', end: '2026-11-21T00:00', reason: 'paid' }
        const asked = await team.as(who).post('/api/own/requests', { unitId: 'main', note: `note of ${who}`, ask })
        expect(asked.statusCode).toBe(201)
      }
      const seen = (changes: Partial<Access>) => peopleIn(team.db, table, part(changes))
      expect(await seen({ units: ['main'] })).toEqual(['an', 'bo', 'cy', 'di'])
      expect(await seen({ groups: [{ unitId: 'main', groupId: 'care' }] })).toEqual(['an', 'bo'])
      expect(await seen({ people: [{ unitId: 'main', employeeId: 'di' }] })).toEqual(['di'])
      expect(await seen({ units: ['other'], groups: [{ unitId: 'other', groupId: 'care' }] })).toEqual([])
      expect(await seen({ people: [{ unitId: 'other', employeeId: 'di' }] })).toEqual([])
      expect(await seen({})).toEqual([])
    },
  )

  test('part of a unit sees no plan, run or publication, and writes no shift', async () => {
    const { db } = await publishedTeam()
    const access = part({
      groups: [{ unitId: 'main', groupId: 'care' }],
      people: [{ unitId: 'main', employeeId: 'an' }],
    })
    for (const table of ['plan', 'plan_file', 'run', 'run_result', 'publication', 'audit_log']) {
      const { rows } = await withAccess(access, () => sql`select 1 from ${sql.table(table)}`.execute(db))
      expect(rows, table).toEqual([])
    }
    const written = await withAccess(access, () => sql`update roster_shift set paid_cost = 0`.execute(db))
    expect(written.numAffectedRows).toBe(0n)
    const renamed = await withAccess(access, () => sql`update person set group_id = 'night'`.execute(db))
    expect(renamed.numAffectedRows).toBe(0n)
  })
})

describe('published shifts', () => {
  test('are those of the roster.csv that is published, row for row', async () => {
    const { db, as, runId, publicationId } = await publishedTeam()
    const csv = (await as('scheduler').get(`/api/runs/${runId}/files/roster.csv`)).body.trim().split('\n').slice(1)
    const rows = await db.selectFrom('roster_shift').selectAll().where('publication_id', '=', publicationId).execute()
    const stamp = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).concat('+08:00')
    const told = rows.map((row) =>
      [
        ...[row.employee_id, stamp(row.starts_at), stamp(row.ends_at), row.template_id],
        row.breaks.map(({ kind, start, end }) => `${kind} ${start}/${end}`).join('|'),
        row.queues.map(({ id }) => id).join('|'),
      ].join(','),
    )
    expect(told.toSorted()).toEqual(csv.toSorted())
    expect(csv).toHaveLength(WORKED.length)
  })

  test('of a later publication take the place of the ones before, in one step', async () => {
    const team = await publishedTeam()
    const next = await storeTeamRun(team.db, team.planId, { worked: [['bo', '2026-11-12']] })
    await team.publish(next)
    const rows = await team.db.selectFrom('roster_shift').select(['employee_id']).execute()
    expect(rows).toEqual([{ employee_id: 'bo' }])
    expect(await team.db.selectFrom('published_roster').select('run_id').execute()).toEqual([{ run_id: next }])
  })

  test('of a publication that fails are not there', async () => {
    const team = await publishedTeam()
    const next = await storeTeamRun(team.db, team.planId, { worked: [['bo', '2026-11-12']] })
    const before = await team.db.selectFrom('roster_shift').selectAll().orderBy('id').execute()
    const seen = { replaces: '00000000-0000-4000-8000-000000000000' }
    const reply = await team.as('scheduler').post(`/api/runs/${next}/publication`, seen)
    expect(reply.statusCode).toBe(403)
    await expect(team.services.publications.publish(next, seen, { id: 'local-planner' })).rejects.toThrow('first')
    expect(await team.db.selectFrom('roster_shift').selectAll().orderBy('id').execute()).toEqual(before)
  })
})

test('rosters that an earlier version published are given to their people, once', async () => {
  const team = await publishedTeam()
  const rows = () =>
    team.db
      .selectFrom('roster_shift')
      .select(['employee_id', 'starts_at', 'paid_cost', 'publication_id', 'created_by'])
      .orderBy('starts_at')
      .orderBy('employee_id')
      .execute()
  const before = await rows()
  await team.db.deleteFrom('published_roster').execute()
  expect(await rows()).toEqual([])
  const shown = () => showEarlierPublications(team.db, { warn() {}, info() {}, error() {}, debug() {} } as never)
  expect((await Promise.all([shown(), shown()])).toSorted()).toEqual([0, 1])
  expect(await rows()).toEqual(before)
})

test('an erased person is an id without a name, note, or calendar', async () => {
  const team = await publishedTeam()
  const ask = { kind: 'timeOff', start: '2026-11-20T00:00', end: '2026-11-21T00:00', reason: 'other' }
  await team.as('an').post('/api/own/requests', { unitId: 'main', note: 'private', ask })
  await team.as('an').post('/api/own/feed', { unitId: 'main' })
  const erased = await team.db
    .transaction()
    .execute((transaction) => erasePersonOfTeam(transaction, { unitId: 'main', employeeId: 'an', actorId: 'hr' }))
  expect(erased).toBe(true)
  const texts = await Promise.all(
    ['person', 'team_request', 'team_request_note', 'calendar_feed', 'roster_shift'].map(async (table) =>
      JSON.stringify((await sql`select * from ${sql.table(table)}`.execute(team.db)).rows),
    ),
  )
  for (const text of texts) expect(text).not.toMatch(/安安|private/)
  expect(texts[3]).toBe('[]')
  const { people } = (await team.as('scheduler').get('/api/units/main/people')).json<TeamPeople>()
  expect(people.map(({ employeeId }) => employeeId)).toEqual(['bo', 'cy', 'di'])
  expect(await shiftOf(team, 'an', '2026-11-09')).toBeTypeOf('string')
})

describe('sites, vendors and limits of groups', () => {
  test.each([
    ['vendor: acme', 'vendor: two words', 'groups[0].vendor'],
    ['site: shanghai', 'site: ""', 'groups[0].site'],
    ['maxOffPerDay: 1', 'maxOffPerDay: -1', 'groups[0].maxOffPerDay'],
    ['vendor: acme', 'provider: acme', 'groups[0]'],
  ])('that cannot be are refused at their place: %s as %s', (known, wrong, column) => {
    const files = teamPlan()
    const broken = files.set('plan.yaml', files.get('plan.yaml')!.replace(known, wrong))
    expect(() => describePlan(broken)).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ column: expect.stringContaining(column) })] }),
    )
  })

  test('are told of groups that have them, and of no others', () => {
    expect(describePlan(teamPlan()).description.groups).toEqual([
      { id: 'care', name: 'Care', site: 'shanghai', vendor: 'acme', maxOffPerDay: 1 },
      { id: 'night', name: 'Night', site: 'dalian', vendor: 'bolt' },
    ])
    expect(describePlan(smallPlan()).description.groups).toEqual([{ id: 'care', name: 'care' }])
  })
})
