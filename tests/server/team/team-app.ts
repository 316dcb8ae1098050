import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { Identity } from '../../../server/auth/identity.ts'
import type { Membership } from '../../../server/contracts/access.ts'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'
import { rosterCsv } from '../../../server/exports/plan-files.ts'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { parseRoster } from '../../../server/imports/roster-csv.ts'
import { boardReply } from '../../../server/jobs/board-reply.ts'
import { describePlan } from '../../../server/jobs/describe-plan.ts'
import { everythingAs, withAccess } from '../../../server/store/access.ts'
import type { Database } from '../../../server/store/database.ts'
import { insertPlan } from '../../../server/store/plan-store.ts'
import { finishRun, startRun } from '../../../server/store/run-store.ts'
import { inputsFor } from '../../../solver/domain/plan-inputs.ts'
import { orderAssignments } from '../../../solver/domain/roster.ts'
import { plainScoreBasis } from '../../../solver/domain/score-basis.ts'
import { zonesOfPeople } from '../../../solver/domain/site.ts'
import { weekHorizon } from '../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { buildTestApp, type TestApp, type TestAppOptions } from '../api/build-test-app.ts'
import { dayShift } from '../draftable-run.ts'
import { ACTOR, OPEN_GATE, storeRun } from '../stored-plan.ts'

/** Monday of the week before that of the rosters. */
const NOW_MS = Date.parse('2026-11-02T09:00+08:00')

const GROUPS = `groups:
  - { id: care, name: Care, site: shanghai, vendor: acme, maxOffPerDay: 1 }
  - { id: night, name: Night, site: dalian, vendor: bolt }
`
const EMPLOYEES = `id,name,group,skills,contract,hourly_cost,restrictions,overtime_minutes_this_month
an,安安,care,chat:1|tickets:1,full-time,32.50,,0
bo,Bo,care,chat:1,full-time,30,,120
cy,Cy,night,tickets:0.8,full-time,28,,
di,Di,night,chat:0.9|tickets:1,full-time,31,,
`

/** The small plan with two groups, each of a site and a vendor of its own. */
export const teamPlan = (changes: Readonly<Record<string, string | undefined>> = {}) =>
  smallPlan({
    'plan.yaml': smallPlan().get('plan.yaml')!.replace('groups:\n  - id: care\n', GROUPS),
    'employees.csv': EMPLOYEES,
    ...changes,
  })

export async function storeTeamPlan(db: Database, files = teamPlan(), unitId = 'main'): Promise<string> {
  const id = randomUUID()
  const list = Array.from(files, ([path, content]) => ({ path, content }))
  await insertPlan(db, { id, unitId, actorId: ACTOR, files: list, ...describePlan(files) })
  return id
}

/** Days of the week that people work, `[person, day]`. */
export const WORKED = [
  ['an', '2026-11-09'],
  ['an', '2026-11-10'],
  ['bo', '2026-11-11'],
  ['cy', '2026-11-09'],
  ['di', '2026-11-10'],
] as const

/** Stores a succeeded run of the team plan. @returns its id */
export async function storeTeamRun(
  db: Database,
  planId: string,
  { worked = WORKED, report = OPEN_GATE, files = teamPlan() }: Partial<TeamRun> = {},
): Promise<string> {
  const given = parsePlanFolder(files)
  const skills = new Map(given.employees.map(({ id, skills }) => [id, skills.map(({ queueId }) => queueId)]))
  const assignments = worked.map(([employeeId, day]) => {
    const { start, end, breaks, ...shift } = dayShift(day, skills.get(employeeId))
    return {
      ...{ employeeId, templateId: shift.templateId, queueIds: shift.queueIds, pinned: false },
      ...{ startMs: Date.parse(start), endMs: Date.parse(end) },
      breaks: breaks.map(({ kind, paid, ...at }) => ({
        ...{ kind, paid, startMs: Date.parse(at.start), endMs: Date.parse(at.end) },
      })),
    }
  })
  const id = await storeRun(db, planId)
  await startRun(db, id)
  const contents = runContents(files, rosterCsv({ assignments: orderAssignments(assignments) }, zonesOfPeople(given)))
  await finishRun(db, id, ACTOR, { state: 'succeeded', report, contents })
  return id
}

/** What a run of the team plan keeps of a roster. @param text as roster.csv */
export function runContents(files: ReadonlyMap<string, string>, text: string): Map<string, string> {
  const given = parsePlanFolder(files)
  const horizon = weekHorizon(given, SMALL_PLAN_WEEK)
  const roster = parseRoster('roster.csv', text, given)
  return new Map([
    ['roster.csv', text],
    ['board.json', JSON.stringify(boardReply(given, { horizon, roster }))],
    ['score-basis.json', JSON.stringify(plainScoreBasis(inputsFor(given, horizon), { horizon, queues: [] }))],
  ])
}

interface TeamRun {
  readonly worked: readonly (readonly [string, string])[]
  readonly report: PlanReportReply
  readonly files: Map<string, string>
}

export interface TeamApp extends TestApp {
  readonly planId: string
  as(who: string): {
    get(url: string): Promise<LightMyRequestResponse>
    post(url: string, body?: object): Promise<LightMyRequestResponse>
  }
  /** Publishes a run. @returns the publication's id */
  publish(runId: string): Promise<string>
}

const member = (role: Membership['role'], changes: Partial<Membership> = {}): Membership => ({
  ...{ unitId: 'main', role, scope: { kind: 'unit' }, extraRights: [], employeeId: null },
  ...changes,
})

/** Who they are; agents by their ids in the plan. */
const MEMBERS: Readonly<Record<string, readonly Membership[]>> = {
  scheduler: [member('scheduler')],
  hr: [member('hr')],
  acme: [member('vendorScheduler', { scope: { kind: 'vendor', ids: ['acme'] } })],
  bolt: [member('vendorScheduler', { scope: { kind: 'vendor', ids: ['bolt'] } })],
  dalian: [member('manager', { scope: { kind: 'site', ids: ['dalian'] } })],
  ...Object.fromEntries(['an', 'bo', 'cy', 'di'].map((id) => [id, [member('agent', { employeeId: id })]])),
  stranger: [member('scheduler', { unitId: 'other' })],
}

/** The server with a team plan and people who are signed in by name. */
export async function buildTeamApp(options: TestAppOptions = {}, files = teamPlan()): Promise<TeamApp> {
  const made = await buildTestApp({
    // However busy the machine is: a refusal for that would be told as a loser of a race.
    lagMs: () => 0,
    ...{ now: () => NOW_MS, slots: 0, identify: async ({ headers }) => identityOf(headers['x-as']) },
    ...options,
  })
  const { db, app } = made
  await db.insertInto('planning_unit').values({ id: 'other', name: 'Other' }).execute()
  for (const id of Object.keys(MEMBERS)) {
    await db.insertInto('actor').values({ id, kind: 'person', display_name: id }).execute()
  }
  const planId = await storeTeamPlan(db, files)
  return {
    ...{ ...made, planId },
    as: (who) => ({
      get: (url) => app.inject({ method: 'GET', url, headers: { 'x-as': who } }),
      post: (url, body) => app.inject({ method: 'POST', url, headers: { 'x-as': who }, ...(body && { body }) }),
    }),
    publish: async (runId) => {
      const work = () => made.services.publications.publish(runId, {}, { id: ACTOR })
      return (await withAccess(everythingAs(ACTOR), work)).publication.id
    },
  }
}

const identityOf = (who: string | string[] | undefined): Identity | undefined =>
  typeof who === 'string' && MEMBERS[who]
    ? { actorId: who, displayName: who, email: `${who}@example.com`, memberships: MEMBERS[who] }
    : undefined

/** A team app with the week published. */
export async function publishedTeam(options: TestAppOptions = {}, files = teamPlan()) {
  const team = await buildTeamApp(options, files)
  const runId = await storeTeamRun(team.db, team.planId, { files })
  return { ...team, runId, publicationId: await team.publish(runId) }
}

/** @returns the id of a person's published shift that starts on a day */
export async function shiftOf({ db }: Pick<TestApp, 'db'>, employeeId: string, day: string): Promise<string> {
  const rows = await db.selectFrom('roster_shift').selectAll().where('employee_id', '=', employeeId).execute()
  const found = rows.find(({ starts_at }) => starts_at.getTime() === Date.parse(`${day}T09:00+08:00`))
  if (!found) throw new Error(`${employeeId} has no shift on ${day}`)
  return found.id
}
