import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { Identify } from '../../server/auth/identity.ts'
import type { Membership } from '../../server/contracts/access.ts'
import { comparisonRequestSchema } from '../../server/contracts/comparison.ts'
import { headcountRequestSchema } from '../../server/contracts/headcount.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import { insertPerson } from '../../server/store/account-store.ts'
import type { Database } from '../../server/store/database.ts'
import { insertFileImport } from '../../server/store/file-import-store.ts'
import { JobStore } from '../../server/store/job-store.ts'
import { smallPlan } from '../fixtures/small-plan.ts'
import { buildTestApp, type TestApp, type TestAppOptions } from '../server/api/build-test-app.ts'
import { cellOf, dayShift, editOf, storeDraftableRun } from '../server/draftable-run.ts'
import { storeAlert } from '../server/stored-alert.ts'
import { OPEN_GATE, storeFinishedRun } from '../server/stored-plan.ts'

/** Everything of a planning unit that has an id. Both units hold the same plan, so that only ids tell them apart. */
export interface World {
  readonly unitId: string
  readonly planId: string
  /** Succeeded; `publicationId` stands for it. */
  readonly runId: string
  /** Succeeded, of the same week, not published. */
  readonly otherRunId: string
  readonly publicationId: string
  readonly forecastId: string
  readonly importId: string
  readonly comparisonId: string
  readonly headcountPlanId: string
  readonly editId: string
  /** Published, of an, who is of the first vendor. */
  readonly shiftId: string
  /** Time off that an asks for. */
  readonly requestId: string
  /** A draft of a roster. */
  readonly versionId: string
  readonly webhookId: string
  readonly alertId: string
  /** Invited, an agent. */
  readonly accountId: string
}

/** Who sends requests, named by the header `x-sender`; the units are `main` and `other`. */
export const SENDERS = {
  admin: [membership('main', 'admin')],
  manager: [membership('main', 'manager')],
  scheduler: [membership('main', 'scheduler')],
  hr: [membership('main', 'hr')],
  vendorScheduler: [membership('main', 'vendorScheduler', { scope: { kind: 'vendor', ids: ['alpha'] } })],
  agent: [membership('main', 'agent', { employeeId: 'an' })],
  otherVendorScheduler: [membership('main', 'vendorScheduler', { scope: { kind: 'vendor', ids: ['beta'] } })],
  otherVendorAgent: [membership('main', 'agent', { employeeId: 'di' })],
  otherTeamAdmin: [membership('other', 'admin')],
  otherTeamAgent: [membership('other', 'agent', { employeeId: 'an' })],
  memberOfNone: [],
  nobody: undefined,
} as const satisfies Record<string, readonly Membership[] | undefined>
export type Sender = keyof typeof SENDERS
export const SENDER_NAMES = Object.keys(SENDERS) as Sender[]

function membership(unitId: string, role: Membership['role'], more: Partial<Membership> = {}): Membership {
  return { unitId, role, scope: { kind: 'unit' }, extraRights: [], employeeId: null, ...more }
}

/** Who a request's headers name: the decisions behind it are the server's own. */
const identify: Identify = async ({ headers }) => {
  const sender = String(headers['x-sender'] ?? 'nobody') as Sender
  const memberships = SENDERS[sender]
  if (memberships === undefined) return undefined
  const actorId = String(headers['x-actor'] ?? actorOf(sender))
  return { actorId, displayName: sender, email: `${sender}@example.com`, memberships }
}

const actorOf = (sender: Sender): string => `sender-${sender}`

/** People of each kind: where many requests are tried, they take turns, lest the limit of requests a minute meets them. */
const PEOPLE_OF_A_KIND = 20

/** Two groups, each of another vendor: an and bo of alpha, cy and di of beta. */
export function vendorPlan(): Map<string, string> {
  const plan = smallPlan()
  const yaml = plan.get('plan.yaml')!.replace('  - id: care\n', CARE_AND_DESK)
  const employees = plan.get('employees.csv')!.replaceAll(/^(cy|di)(.*),care,/gm, '$1$2,desk,')
  return new Map([...plan, ['plan.yaml', yaml], ['employees.csv', employees]])
}
const CARE_AND_DESK = '  - { id: care, vendor: alpha, site: north }\n  - { id: desk, vendor: beta, site: south }\n'

export interface TwoWorlds {
  readonly tested: TestApp
  readonly main: World
  readonly other: World
}

/** A server with two units of the same data, and everybody of `SENDERS`. */
export async function buildTwoWorlds(options: TestAppOptions = {}): Promise<TwoWorlds> {
  const tested = await buildTestApp({
    ...{ identify, slots: 0, lagMs: () => 0, signIn: { publicUrl: 'http://localhost' } },
    ...options,
  })
  await tested.db.insertInto('planning_unit').values({ id: 'other', name: 'Other' }).execute()
  for (const sender of SENDER_NAMES) await storeSender(tested.db, sender)
  const main = await buildWorld(tested, 'main', 'admin', 'agent')
  return { tested, main, other: await buildWorld(tested, 'other', 'otherTeamAdmin', 'otherTeamAgent') }
}

async function storeSender(db: Database, sender: Sender): Promise<void> {
  const id = actorOf(sender)
  const others = Array.from({ length: PEOPLE_OF_A_KIND }, (_, index) => `${id}-${index}`)
  await db.transaction().execute(async (transaction) => {
    for (const one of [id, ...others]) {
      await insertPerson(transaction, { id: one, email: `${one}@example.com`.toLowerCase(), name: sender })
    }
  })
  for (const { unitId, role, scope, extraRights, employeeId } of SENDERS[sender] ?? []) {
    await db
      .insertInto('membership')
      .values({
        ...{ id: randomUUID(), unit_id: unitId, actor_id: id, role, employee_id: employeeId },
        ...{ scope: JSON.stringify(scope), extra_rights: JSON.stringify(extraRights) },
        ...{ created_by: id, updated_by: id },
      })
      .execute()
  }
}

export interface Asked {
  readonly method: string
  readonly url: string
  readonly sender: Sender
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** One of many of the sender's kind, who take turns. */
  readonly isOneOfMany?: boolean
}

let asked = 0
/** Of nobody who has asked much: limits of requests a minute are tried elsewhere. */
const nextAddress = () => `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked++ & 255}`

export interface Answer {
  readonly status: number
  /** '' of a stream of events, which goes on. */
  readonly body: string
}

export async function ask(
  { app }: TestApp,
  { method, url, sender, body, headers = {}, isOneOfMany }: Asked,
): Promise<Answer> {
  const actor = isOneOfMany ? { 'x-actor': `${actorOf(sender)}-${asked % PEOPLE_OF_A_KIND}` } : {}
  const isStream = headers.accept === 'text/event-stream'
  const request = {
    ...{
      method: method as 'GET',
      url,
      remoteAddress: nextAddress(),
      headers: { 'x-sender': sender, ...actor, ...headers },
    },
    ...(body === undefined ? {} : { body: body as object }),
  }
  if (!isStream) {
    const reply = await app.inject(request)
    return { status: reply.statusCode, body: reply.body }
  }
  const reply = await app.inject({ ...request, payloadAsStream: true })
  if (reply.statusCode !== 200) return { status: reply.statusCode, body: await text(reply.stream()) }
  reply.stream().destroy()
  return { status: 200, body: '' }
}

const AGENT = { role: 'agent', scope: { kind: 'unit' } }
const TIME_OFF = { kind: 'timeOff', start: '2028-11-13T00:00', end: '2028-11-14T00:00', reason: 'paid' }

async function buildWorld(tested: TestApp, unitId: string, admin: Sender, agent: Sender): Promise<World> {
  const { db } = tested
  const made = async <Made = { readonly id: string }>(url: string, body: object, sender = admin): Promise<Made> => {
    const reply = await ask(tested, { method: 'POST', url, sender, body })
    if (reply.status !== 201) throw new Error(`${url}: ${reply.status} ${reply.body}`)
    return JSON.parse(reply.body)
  }
  const files = Array.from(vendorPlan(), ([path, content]) => ({ path, content }))
  const plan = (await made('/api/plans', { unitId, files })) as Plan
  const owned = { unitId, planId: plan.id, actorId: `sender-${admin}` }
  const runId = await storeDraftableRun(db, plan.id)
  const publication = await made(`/api/runs/${runId}/publication`, {})
  const otherRunId = await storeFinishedRun(db, plan.id, OPEN_GATE)
  const forecast = await db.selectFrom('forecast').select('id').where('plan_id', '=', plan.id).executeTakeFirstOrThrow()
  const edit = editOf([cellOf('an', '2026-11-13', { shifts: [dayShift('2026-11-13')] })])
  const edited = await ask(tested, { method: 'POST', url: `/api/runs/${runId}/draft/edits`, sender: admin, body: edit })
  if (edited.status !== 201) throw new Error(edited.body)
  const shift = await db.selectFrom('roster_shift').select('id').where('unit_id', '=', unitId).executeTakeFirstOrThrow()
  const asked = await made('/api/own/requests', { unitId, ask: TIME_OFF }, agent)
  const draft = { id: randomUUID(), kind: 'roster', runId, notes: '', submit: false }
  const version = await made(`/api/plans/${plan.id}/versions`, draft)
  const webhook = await made(`/api/units/${unitId}/webhooks`, { url: 'https://example.com/a', events: ['run.failed'] })
  const account = { email: `${unitId}@example.com`, displayName: 'Invited', memberships: [{ unitId, ...AGENT }] }
  const invited = await made<{ account: { id: string } }>('/api/accounts', account)
  return {
    ...{ unitId, planId: plan.id, runId, otherRunId, publicationId: publication.id, forecastId: forecast.id },
    importId: await storeImport(db, owned),
    comparisonId: await storeJob(db, owned, { table: 'comparison', entity: 'comparison' }, SWEEP),
    headcountPlanId: await storeJob(db, owned, { table: 'headcount_plan', entity: 'headcountPlan' }, HIRING),
    editId: edit.id,
    shiftId: shift.id,
    requestId: asked.id,
    versionId: version.id,
    webhookId: webhook.id,
    alertId: await storeAlert(db, plan.id),
    accountId: invited.account.id,
  }
}

type Owned = { readonly unitId: string; readonly planId: string; readonly actorId: string }

async function storeImport(db: Database, owned: Owned): Promise<string> {
  const id = randomUUID()
  const file = { fileName: 'chats.csv', bytes: 10, sha256: '3'.repeat(64) }
  await insertFileImport(db, { id, ...owned, ...file }, async () => undefined)
  return id
}

const SWEEP = comparisonRequestSchema.parse({ kind: 'sweep', week: '2026-11-09', levers: ['volume=1,1.1'] })
const HIRING = headcountRequestSchema.parse({ from: '2026-12', months: 1 })

async function storeJob(
  db: Database,
  owned: Owned,
  kind: ConstructorParameters<typeof JobStore>[1],
  request: object,
): Promise<string> {
  const store = new JobStore<object, object, object>(db, kind)
  const { id } = await store.insert({ id: randomUUID(), ...owned, request })
  return id
}

/** Every id of a row of a unit, by table. */
export async function idsOfUnit(db: Database, unitId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select id.table_name as name from information_schema.columns id join information_schema.columns unit
      on unit.table_schema = id.table_schema and unit.table_name = id.table_name and unit.column_name = 'unit_id'
    where id.table_schema = 'public' and id.column_name = 'id' and id.data_type = 'uuid' order by 1`.execute(db)
  const ids = new Map<string, readonly string[]>()
  for (const { name } of tables) {
    const query = sql<{ id: string }>`select id from ${sql.table(name)} where unit_id = ${unitId} order by 1`
    const { rows } = await query.execute(db)
    if (rows.length > 0)
      ids.set(
        name,
        rows.map(({ id }) => id),
      )
  }
  return ids
}
