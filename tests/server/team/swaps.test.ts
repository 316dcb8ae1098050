import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { OwnRequests, PersonRequest, RequestCheck } from '../../../server/contracts/request.ts'
import { unitAs, withAccess } from '../../../server/store/access.ts'
import type { MakePlan } from '../../../server/work/run-work.ts'
import { cellOf, editOf } from '../draftable-run.ts'
import { OPEN_GATE } from '../stored-plan.ts'
import { buildTeamApp, publishedTeam, runContents, shiftOf, storeTeamRun, teamPlan, WORKED } from './team-app.ts'

type Team = Awaited<ReturnType<typeof publishedTeam>>
const SLOW = { timeout: 60_000 }
const SILENT = { debug() {}, info() {}, warn() {}, error() {} }

/** Checks as the solver would, and finds nothing wrong unless told. */
const checking =
  (report = OPEN_GATE): MakePlan =>
  async ({ check }) => ({ report, contents: runContents(teamPlan(), check!.text) })

async function swapAsked(team: Team, day: string, more: object = {}, note = ''): Promise<PersonRequest> {
  const shiftId = await shiftOf(team, 'an', day)
  const ask = { kind: 'swap', shiftId, colleagueId: 'bo', returnDates: [], ...more }
  const reply = await team.as('an').post('/api/own/requests', { unitId: 'main', ask, note })
  expect(reply.statusCode, reply.body).toBe(201)
  return reply.json()
}
const agree = (team: Team, { id, revision }: PersonRequest, returnShiftId: string | null = null) =>
  team.as('bo').post(`/api/own/requests/${id}/agree`, { revision, employeeId: 'bo', returnShiftId })
const approve = (team: Team, who: string, { id, revision }: PersonRequest) =>
  team.as(who).post(`/api/requests/${id}/approve`, { revision })

async function agreedSwap(team: Team, day: string, more: object = {}): Promise<PersonRequest> {
  const reply = await agree(team, await swapAsked(team, day, more))
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json()
}

/** Follows what was approved until nothing is left to be done. */
async function followed(team: Team): Promise<void> {
  for (let steps = 0; steps < 3; steps++) {
    await team.services.following.follow(SILENT as never)
    await team.settled()
  }
}
const standing = async ({ db }: Team) =>
  (await db.selectFrom('roster_shift').select(['employee_id', 'starts_at']).execute())
    .map(({ employee_id, starts_at }) => `${employee_id} ${starts_at.toISOString().slice(0, 10)}`)
    .toSorted()
const effectOf = async (team: Team, id: string) =>
  (await team.as('an').get('/api/own/requests')).json<OwnRequests>().requests.find((row) => row.id === id)!.effect

describe('a swap', () => {
  test('that a colleague agrees to and a scheduler approves is checked, published and seen by both', SLOW, async () => {
    const team = await publishedTeam({ slots: 1, makePlan: checking() })
    const asked = await swapAsked(team, '2026-11-10', {}, 'for the scheduler alone')
    const seen = (await team.as('bo').get('/api/own/requests')).json<OwnRequests>()
    expect(seen.asked).toMatchObject([{ id: asked.id, employeeName: '安安', subject: { colleagueName: 'Bo' } }])
    expect(asked.note).toBe('for the scheduler alone')
    expect(seen.asked[0]).not.toHaveProperty('note')
    expect((await approve(team, 'acme', asked)).json().error.message).toBe('No colleague has agreed to the swap yet.')
    const agreed = (await agree(team, asked)).json<PersonRequest>()
    expect(agreed).toMatchObject({ state: 'agreed', revision: 2 })
    const approved = (await approve(team, 'acme', agreed)).json<PersonRequest>()
    expect(approved).toMatchObject({
      state: 'approved',
      effect: { kind: 'roster', state: 'checking', runId: team.runId },
    })
    await followed(team)
    expect(await effectOf(team, asked.id)).toMatchObject({ state: 'published' })
    expect(await standing(team)).toEqual(
      ['an 2026-11-09', 'bo 2026-11-10', 'bo 2026-11-11', 'cy 2026-11-09', 'di 2026-11-10'].toSorted(),
    )
    const publications = await team.db.selectFrom('publication').selectAll().orderBy('created_at').execute()
    expect(publications.map(({ created_by, superseded_at }) => [created_by, superseded_at === null])).toEqual([
      ['local-planner', false],
      ['acme', true],
    ])
    // Whoever serves other queues serves them with the shift.
    const taken = await team.db.selectFrom('roster_shift').selectAll().where('employee_id', '=', 'bo').execute()
    expect(taken.map(({ queues }) => queues.map(({ id }) => id))).toEqual([['chat'], ['chat']])
  })

  test('for a shift in return gives each the other, on a day that was asked for', SLOW, async () => {
    const team = await publishedTeam({ slots: 1, makePlan: checking() })
    const asked = await swapAsked(team, '2026-11-10', { returnDates: ['2026-11-11'] })
    expect((await agree(team, asked)).json().error.issues[0].problem).toBe('is no shift of your own')
    expect((await agree(team, asked, await shiftOf(team, 'an', '2026-11-09'))).statusCode).toBe(400)
    const agreed = (await agree(team, asked, await shiftOf(team, 'bo', '2026-11-11'))).json<PersonRequest>()
    expect((await approve(team, 'scheduler', agreed)).statusCode).toBe(200)
    await followed(team)
    expect(await standing(team)).toEqual(
      ['an 2026-11-09', 'an 2026-11-11', 'bo 2026-11-10', 'cy 2026-11-09', 'di 2026-11-10'].toSorted(),
    )
  })

  test.each([
    ['two shifts at once', [...WORKED, ['bo', '2026-11-10']], '2026-11-10', /Bo|bo/],
    ['a shift on a day off that was given', [['an', '2026-11-14'], ...WORKED], '2026-11-14', /Bo|bo/],
  ] as const)('that would mean %s is refused with the rule in words', async (_, worked, day, words) => {
    const team = await buildTeamApp()
    const runId = await storeTeamRun(team.db, team.planId, { worked })
    const published = { ...team, runId, publicationId: await team.publish(runId) }
    const asked = await swapAsked(published, day)
    const reply = await agree(published, asked)
    expect(reply.statusCode).toBe(409)
    expect(reply.json().error.message).toMatch(/^The rules do not allow it: /)
    expect(reply.json().error.message).toMatch(words)
    const stored = await team.db.selectFrom('team_request').select(['state', 'revision']).execute()
    expect(stored).toEqual([{ state: 'asked', revision: 1 }])
    expect(await team.db.selectFrom('roster_edit').selectAll().execute()).toEqual([])
  })

  test('that became illegal after the agreement is refused at its approval, and its check says so', async () => {
    const team = await publishedTeam()
    const agreed = await agreedSwap(team, '2026-11-10')
    const ask = { kind: 'timeOff', start: '2026-11-10T00:00', end: '2026-11-11T00:00', reason: 'paid' }
    const off = await team.as('acme').post('/api/units/main/requests', { employeeId: 'bo', approve: true, ask })
    expect(off.statusCode, off.body).toBe(201)
    const check = (await team.as('acme').get(`/api/requests/${agreed.id}/check`)).json<RequestCheck>()
    expect(check.isRefused).toBe(true)
    expect((await approve(team, 'acme', agreed)).json().error.message).toContain(check.reasons[0])
  })

  test('is not left to somebody who plans for one of the two alone', async () => {
    const plan = teamPlan()
    plan.set('employees.csv', plan.get('employees.csv')!.replace('cy,Cy,night', 'cy,Cy,care'))
    const team = await publishedTeam()
    const agreed = await agreedSwap(team, '2026-11-10')
    await team.db.updateTable('person').set({ group_id: 'night' }).where('employee_id', '=', 'bo').execute()
    expect((await approve(team, 'acme', agreed)).statusCode).toBe(403)
    expect((await approve(team, 'bolt', agreed)).statusCode).toBe(404)
  })

  test('whose check finds more against the roster than stood against it is left to the scheduler', SLOW, async () => {
    const blocker = {
      kind: 'brokenRule',
      id: 'brokenRule:rest',
      overridable: false,
      ruleId: 'rest',
      count: 1,
      message: 'x',
    }
    const report = { ...OPEN_GATE, gate: { publishable: false, blockers: [blocker] } } as typeof OPEN_GATE
    const team = await publishedTeam({ slots: 1, makePlan: checking(report) })
    const before = await standing(team)
    const agreed = await agreedSwap(team, '2026-11-10')
    expect((await approve(team, 'acme', agreed)).statusCode).toBe(200)
    await followed(team)
    expect(await effectOf(team, agreed.id)).toMatchObject({
      state: 'left',
      message: expect.stringContaining('brokenRule:rest'),
    })
    expect(await standing(team)).toEqual(before)
  })

  test('does not publish what a planner has drafted besides', SLOW, async () => {
    const team = await publishedTeam({ slots: 1, makePlan: checking() })
    const edit = editOf([cellOf('cy', '2026-11-09', { shifts: [] })])
    await team.services.drafts.edit(team.runId, edit, { id: 'scheduler' })
    const before = await standing(team)
    const agreed = await agreedSwap(team, '2026-11-10')
    expect((await approve(team, 'acme', agreed)).statusCode).toBe(200)
    await followed(team)
    expect(await effectOf(team, agreed.id)).toMatchObject({
      state: 'left',
      message: expect.stringContaining('other changes'),
    })
    expect(await standing(team)).toEqual(before)
  })

  test('where two people publish waits as a version for another than its approver', SLOW, async () => {
    const team = await publishedTeam({ slots: 1, makePlan: checking() })
    const { versions } = team.services
    const rule = { expectedRevision: 0, fourEyes: true }
    const as = <Result>(actorId: string, work: () => Promise<Result>) => withAccess(unitAs(actorId, 'main'), work)
    await as('scheduler', () => versions.changeRule('main', rule, { id: 'scheduler' }))
    const before = await standing(team)
    const agreed = await agreedSwap(team, '2026-11-10')
    expect((await approve(team, 'acme', agreed)).statusCode).toBe(200)
    await followed(team)
    const [version, ...others] = await as('acme', () => versions.list(team.planId))
    expect(version).toMatchObject({ kind: 'roster', state: 'review', submitted: { by: 'acme' } })
    expect(others.filter(({ state }) => state === 'review')).toEqual([])
    expect(await effectOf(team, agreed.id)).toMatchObject({
      state: 'left',
      message: `This unit publishes by two people: somebody else has to publish version ${version!.number}, which waits in the history.`,
    })
    expect(await standing(team)).toEqual(before)
    const publish = { expectedRevision: 1, id: randomUUID(), replaces: [team.publicationId] }
    const by = (id: string) => as(id, () => versions.publish(version!.id, publish, { id }))
    await expect(by('acme')).rejects.toThrow('This unit publishes by two people')
    expect(await by('scheduler')).toMatchObject({ state: 'published' })
    expect(await standing(team)).toContain('bo 2026-11-10')
  })

  test('approved with another of the same roster goes out with it', SLOW, async () => {
    const team = await publishedTeam({ slots: 1, makePlan: checking() })
    const [one, other] = [await agreedSwap(team, '2026-11-10'), await agreedSwap(team, '2026-11-09')]
    expect((await approve(team, 'acme', one)).statusCode).toBe(200)
    expect((await approve(team, 'acme', other)).statusCode).toBe(200)
    await followed(team)
    for (const { id } of [one, other]) expect(await effectOf(team, id)).toMatchObject({ state: 'published' })
    expect((await standing(team)).filter((shift) => shift.startsWith('an'))).toEqual([])
  })
})

describe('of two at once', () => {
  const ROUNDS = 20
  test('one shift goes to one of two swaps', { timeout: 240_000 }, async () => {
    const team = await publishedTeam()
    for (let round = 0; round < ROUNDS; round++) {
      if (round > 0) await team.publish(await storeTeamRun(team.db, team.planId))
      const [one, other] = [await agreedSwap(team, '2026-11-10'), await agreedSwap(team, '2026-11-10')]
      const replies = await Promise.all([approve(team, 'acme', one), approve(team, 'scheduler', other)])
      const codes = replies.map(({ statusCode }) => statusCode).toSorted()
      expect(codes, replies.map(({ body }) => body).join()).toEqual([200, 409])
      expect(await team.db.selectFrom('roster_edit').selectAll().execute()).toHaveLength(round + 1)
      const { id } = replies[0]!.statusCode === 409 ? one : other
      await team.as('an').post(`/api/own/requests/${id}/withdraw`, { revision: 2 })
    }
  })

  test('that follow one approval start one check and make one publication', SLOW, async () => {
    const team = await publishedTeam({ slots: 1, makePlan: checking() })
    const agreed = await agreedSwap(team, '2026-11-10')
    expect((await approve(team, 'acme', agreed)).statusCode).toBe(200)
    for (let steps = 0; steps < 3; steps++) {
      await Promise.all(Array.from({ length: 4 }, () => team.services.following.follow(SILENT as never)))
      await team.settled()
    }
    expect(await team.db.selectFrom('run').select('id').execute()).toHaveLength(2)
    expect(await team.db.selectFrom('publication').select('id').execute()).toHaveLength(2)
  })
})

describe('a change that a vendor proposes', () => {
  test('for its own people is decided by the scheduler of the unit', SLOW, async () => {
    const team = await publishedTeam({ slots: 1, makePlan: checking() })
    const shiftId = await shiftOf(team, 'an', '2026-11-10')
    const ask = { kind: 'shiftChange', shiftId, toEmployeeId: 'bo', start: '2026-11-10T10:00' }
    const enter = (approve: boolean) =>
      team.as('acme').post('/api/units/main/requests', { employeeId: 'an', approve, ask })
    expect((await enter(true)).statusCode).toBe(403)
    const proposed = (await enter(false)).json<PersonRequest>()
    expect((await approve(team, 'acme', proposed)).statusCode).toBe(403)
    expect((await approve(team, 'scheduler', proposed)).statusCode).toBe(200)
    await followed(team)
    expect(await effectOf(team, proposed.id)).toMatchObject({ state: 'published' })
    const rows = await team.db.selectFrom('roster_shift').selectAll().where('employee_id', '=', 'bo').execute()
    expect(rows.map(({ starts_at }) => starts_at.toISOString()).toSorted()).toEqual([
      ...['2026-11-10T02:00:00.000Z', '2026-11-11T01:00:00.000Z'],
    ])
  })

  test('may not name people of others', async () => {
    const team = await publishedTeam()
    const shiftId = await shiftOf(team, 'an', '2026-11-10')
    const body = { employeeId: 'an', ask: { kind: 'shiftChange', shiftId, toEmployeeId: 'di' } }
    expect((await team.as('acme').post('/api/units/main/requests', body)).statusCode).toBe(404)
    const others = {
      employeeId: 'an',
      ask: { ...body.ask, shiftId: await shiftOf(team, 'di', '2026-11-10'), toEmployeeId: 'bo' },
    }
    expect((await team.as('acme').post('/api/units/main/requests', others)).statusCode).toBe(404)
  })
})
