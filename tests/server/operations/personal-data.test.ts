import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { backupDatabase } from '../../../server/store/backup.ts'
import { type Database, openAsOwner } from '../../../server/store/database.ts'
import { buildTestApp, type TestApp } from '../api/build-test-app.ts'
import { makeDatabase } from '../database.ts'
import { tableNames } from '../filled-database.ts'
import { storeTeamPlan, storeTeamRun, teamPlan } from '../team/team-app.ts'

const NAME = '欧阳保密'
const MAIL = 'ouyang@example.org'
const NOTE = '家里有事请勿外传'
const SECRETS = [NAME, MAIL, NOTE]

const files = teamPlan({
  'employees.csv': teamPlan()
    .get('employees.csv')!
    .replace(
      'an,安安,care,chat:1|tickets:1,full-time,32.50,,0',
      `an,${NAME},care,chat:1|tickets:1,full-time,32.50,nursing,0`,
    ),
  'availability.csv':
    'employee,kind,start,end\nan,timeOff,2026-11-14T00:00,2026-11-15T00:00\nbo,timeOff,2026-11-15T00:00,2026-11-16T00:00\n',
})

/** Everything that the database holds of every table, packed things unpacked. */
async function textOf(owner: Database): Promise<string> {
  const texts: string[] = []
  for (const table of await tableNames(owner)) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(owner)
    for (const row of rows) {
      texts.push(
        JSON.stringify(row, (_key, value) => (value?.type === 'Buffer' ? told(Buffer.from(value.data)) : value)),
      )
    }
  }
  return texts.join('\n')
}

function told(bytes: Buffer): string {
  try {
    return gunzipSync(bytes).toString('utf8')
  } catch {
    return bytes.toString('utf8')
  }
}

const secretsIn = (text: string) => SECRETS.filter((secret) => text.includes(secret))

async function serverWithPerson(): Promise<{ server: TestApp; owner: Database; planId: string; runId: string }> {
  const { url, db, close } = await makeDatabase()
  const owner = openAsOwner(url)
  onTestFinished(async () => {
    await owner.destroy()
    await close()
  })
  const server = await buildTestApp({ db, slots: 0 })
  const planId = await storeTeamPlan(db, files)
  const runId = await storeTeamRun(db, planId, { files })
  const published = await server.post(`/api/runs/${runId}/publication`, {})
  if (published.statusCode !== 201 && published.statusCode !== 200) throw new Error(published.body)
  await giveAccount(owner)
  return { server, owner, planId, runId }
}

/** A sign-in of the person, a request with a note, a calendar's address and an earlier text of the plan's file. */
async function giveAccount(owner: Database): Promise<void> {
  await sql`insert into actor (id, kind, display_name) values ('u-an', 'person', ${NAME})`.execute(owner)
  await sql`insert into auth.person (id, name, email, email_verified) values ('u-an', ${NAME}, ${MAIL}, true)`.execute(
    owner,
  )
  await sql`insert into membership (id, unit_id, actor_id, role, scope, extra_rights, employee_id, created_by, updated_by)
    values (${randomUUID()}, 'main', 'u-an', 'agent', '{"kind":"unit"}', '[]', 'an', 'local-planner', 'local-planner')`.execute(
    owner,
  )
  const id = randomUUID()
  await sql`insert into team_request (id, unit_id, employee_id, group_id, kind, subject, state, answer, created_by, updated_by)
    values (${id}, 'main', 'an', 'care', 'timeOff', '{}', 'refused', ${NOTE}, 'u-an', 'u-an')`.execute(owner)
  await sql`insert into team_request_note (unit_id, request_id, employee_id, note, created_by)
    values ('main', ${id}, 'an', ${NOTE}, 'u-an')`.execute(owner)
  await sql`insert into calendar_feed (unit_id, employee_id, secret_sha256, created_by)
    values ('main', 'an', repeat('a', 64), 'u-an')`.execute(owner)
  await sql`insert into audit_log (unit_id, actor_id, action, entity, entity_id, detail)
    values ('main', 'u-an', 'request.asked', 'request', ${id}, '{}')`.execute(owner)
}

const ERASURE = '/api/units/main/people/an/erasure'

test('an erased person is named nowhere any more, in no new backup either, and published hours stay', async () => {
  const { server, owner, planId, runId } = await serverWithPerson()
  expect(secretsIn(await textOf(owner))).toEqual(SECRETS)
  const hours = await sql`select employee_id, starts_at, paid_minutes from roster_shift order by id`.execute(owner)
  const roster = await server.get(`/api/runs/${runId}/files/roster.csv`)

  const reply = await server.post(ERASURE, { confirm: 'an' })
  expect([reply.statusCode, reply.json()]).toEqual([
    200,
    { employeeId: 'an', plans: 1, unreadablePlans: 0, results: expect.any(Number), hadAccount: true },
  ])
  expect(secretsIn(await textOf(owner))).toEqual([])
  const folder = await mkdtemp(path.join(tmpdir(), 'tideline-erased-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await backupDatabase(owner, path.join(folder, 'backup.gz'))
  expect(secretsIn(gunzipSync(await readFile(path.join(folder, 'backup.gz'))).toString('utf8'))).toEqual([])

  const { content } = (await server.get(`/api/plans/${planId}/files`))
    .json()
    .files.find((file: { path: string }) => file.path === 'employees.csv')
  expect(content).toContain('an,–,care,chat:1|tickets:1,full-time,32.50,,0')
  expect(await sql`select employee_id, starts_at, paid_minutes from roster_shift order by id`.execute(owner)).toEqual(
    hours,
  )
  expect((await server.get(`/api/runs/${runId}/files/roster.csv`)).body).toBe(roster.body)
  expect(server.log.join('\n')).not.toContain(NAME)
  // Asked for again there is nothing left to do.
  expect((await server.post(ERASURE, { confirm: 'an' })).json()).toEqual({
    ...{ employeeId: 'an', plans: 0, unreadablePlans: 0, results: 0, hadAccount: false },
  })
  const { rows } = await sql<{
    action: string
  }>`select action from audit_log where entity = 'person' order by id`.execute(owner)
  expect(rows.map(({ action }) => action)).toEqual(['person.erased', 'person.erased'])
})

test('a person gets everything that is stored of them', async () => {
  const { server, owner } = await serverWithPerson()
  const { statusCode, body } = await server.get('/api/units/main/people/an/personal-data')
  expect(statusCode).toBe(200)
  const data = JSON.parse(body)
  expect(data).toMatchObject({
    person: { name: NAME, group_id: 'care' },
    account: { email: MAIL },
    notes: [{ note: NOTE }],
    requests: [{ answer: NOTE }],
    actions: [{ action: 'request.asked' }],
  })
  expect(data.shifts).toHaveLength(2)
  expect(data.planRows.map(({ path: file }: { path: string }) => file)).toEqual(
    expect.arrayContaining(['availability.csv', 'employees.csv']),
  )
  expect(JSON.stringify(data)).not.toMatch(/secret|password/)
  // Nobody else is in it.
  expect(body).not.toContain('"bo"')
  const { rows } = await sql`select action from audit_log where entity = 'person'`.execute(owner)
  expect(rows).toEqual([{ action: 'person.exported' }])
})

test('nobody is erased by a slip, nor an administrator, nor somebody who is not there', async () => {
  const { server, owner } = await serverWithPerson()
  const slip = await server.post(ERASURE, { confirm: 'bo' })
  expect([slip.statusCode, slip.json().error.code]).toEqual([400, 'invalidRequest'])
  await sql`update membership set role = 'admin' where employee_id = 'an'`.execute(owner)
  const admin = await server.post(ERASURE, { confirm: 'an' })
  expect([admin.statusCode, admin.json().error.code]).toEqual([409, 'conflict'])
  for (const place of ['/api/units/main/people/nobody', '/api/units/elsewhere/people/an']) {
    expect((await server.post(`${place}/erasure`, { confirm: 'an' })).statusCode).toBe(404)
    expect((await server.get(`${place}/personal-data`)).statusCode).toBe(404)
  }
  expect(secretsIn(await textOf(owner))).toEqual(SECRETS)
})

test('what is kept no longer goes, published results stay, and all of it is told', async () => {
  const { server, owner, planId, runId } = await serverWithPerson()
  const old = await storeTeamRun(server.db, planId, { files })
  const young = await storeTeamRun(server.db, planId, { files })
  // A published run cannot be made older; that it is published is what keeps its results.
  await sql`alter table run disable trigger user`.execute(owner)
  await sql`update run set finished_at = now() - interval '40 days' where id in (${old}, ${runId})`.execute(owner)
  await sql`alter table run enable trigger user`.execute(owner)
  await sql`update team_request_note set created_at = now() - interval '40 days'`.execute(owner)
  const url = '/api/units/main/retention'
  expect((await server.get(url)).json()).toEqual({
    requestNoteDays: 180,
    rejectDays: 90,
    resultDays: null,
    actualDays: 400,
    revision: 0,
  })
  expect(await server.services.retention.sweep()).toEqual({})

  const change = { requestNoteDays: 30, rejectDays: null, resultDays: 30, actualDays: 30 }
  const nextSweep = async (query: string) => (await server.get(`${url}/next-sweep?${query}`)).json()
  expect(await nextSweep('requestNoteDays=30&resultDays=30')).toEqual({
    requestNotes: 1,
    rejects: 0,
    results: 1,
    actuals: 0,
  })
  // Asked with other days, and of what is kept for ever.
  expect(await nextSweep('requestNoteDays=50')).toEqual({ requestNotes: 0, rejects: 0, results: 0, actuals: 0 })
  expect((await server.get(`${url}/next-sweep?resultDays=0`)).statusCode).toBe(400)
  expect((await server.get('/api/units/elsewhere/retention/next-sweep')).statusCode).toBe(404)
  const changed = await server.put(url, { ...change, expectedRevision: 0 })
  expect([changed.statusCode, changed.json()]).toEqual([200, { ...change, revision: 1 }])
  expect((await server.put(url, { ...change, expectedRevision: 0 })).statusCode).toBe(409)
  expect((await server.put(url, { ...change, resultDays: 0, expectedRevision: 1 })).statusCode).toBe(400)
  expect((await server.put('/api/units/elsewhere/retention', { ...change, expectedRevision: 0 })).statusCode).toBe(404)

  expect(await server.services.retention.sweep()).toEqual({
    main: { requestNotes: 1, rejects: 0, results: 1, actuals: 0 },
  })
  expect(await server.services.retention.sweep()).toEqual({})
  const results = async (id: string) =>
    (await sql`select 1 from run_result where run_id = ${id}`.execute(owner)).rows.length > 0
  expect([await results(old), await results(young), await results(runId)]).toEqual([false, true, true])
  expect((await server.get(`/api/runs/${old}`)).statusCode).toBe(200)
  const { rows } =
    await sql`select action, actor_id, detail from audit_log where action like 'retention.%' order by id`.execute(owner)
  expect(rows).toEqual([
    { action: 'retention.changed', actor_id: 'local-planner', detail: change },
    {
      action: 'retention.swept',
      actor_id: 'keep-no-longer',
      detail: { requestNotes: 1, rejects: 0, results: 1, actuals: 0 },
    },
  ])
})
