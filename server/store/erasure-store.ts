import { sql, type Transaction } from 'kysely'
import type { Database } from './database.ts'
import { sha256 } from './plan-store.ts'
import type { Tables } from './tables.ts'

/** A person of a unit's plans. */
export interface PersonKey {
  readonly unitId: string
  readonly employeeId: string
}

/**
 * Lets drafts be changed and taken away, and results of published runs be changed, their rosters' files excepted: the
 * database refuses both else. It ends with the transaction.
 */
export async function beginErasing(transaction: Transaction<Tables>): Promise<void> {
  await sql`select set_config('tideline.erasing', 'yes', true)`.execute(transaction)
}

/** Puts a name in the place of a person's in what plans of any version say of themselves. */
export async function eraseFromDescriptions(
  transaction: Transaction<Tables>,
  { unitId, employeeId }: PersonKey,
  name: string,
): Promise<void> {
  await sql`
    update plan set description = jsonb_set(description, '{employees}', (
      select jsonb_agg(case when e ->> 'id' = ${employeeId} then e || jsonb_build_object('name', ${name}::text) else e end
        order by place)
      from jsonb_array_elements(description -> 'employees') with ordinality as listed (e, place)))
    where unit_id = ${unitId} and exists (select 1 from jsonb_array_elements(description -> 'employees') e
      where e ->> 'id' = ${employeeId} and e ->> 'name' <> ${name})`.execute(transaction)
}

/**
 * Earlier texts of files that name people are gone for good where they name this one: history says still who changed what
 * and when, and the revisions that had those files can no longer be put back whole.
 */
export async function eraseFromHistory(
  transaction: Transaction<Tables>,
  { unitId, employeeId }: PersonKey,
  paths: readonly string[],
): Promise<void> {
  await sql`
    update plan_blob b set content = null, erased_at = now()
    where b.unit_id = ${unitId} and b.content is not null and position(${employeeId} in b.content) > 0
      and exists (select 1 from plan_revision_file f
        where f.unit_id = b.unit_id and f.sha256 = b.sha256 and f.path = any (${[...paths]}::text[]))`.execute(
    transaction,
  )
}

/** Takes out what planners wrote about a person's days in drafts. */
export async function eraseDraftNotes(transaction: Transaction<Tables>, { unitId, employeeId }: PersonKey) {
  await beginErasing(transaction)
  await sql`update roster_edit_cell set cell = cell - 'note'
    where unit_id = ${unitId} and employee_id = ${employeeId} and cell ? 'note'`.execute(transaction)
}

/** Takes out what a person was doing when; batches hold it nowhere else than in what is wrong with their rows. */
export async function eraseAgentStates(transaction: Transaction<Tables>, { unitId, employeeId }: PersonKey) {
  await beginErasing(transaction)
  for (const table of ['agent_state', 'agent_state_report'] as const) {
    await transaction.deleteFrom(table).where('unit_id', '=', unitId).where('employee_id', '=', employeeId).execute()
  }
  // What was suggested last tells of people's shifts; whoever wants it asks again.
  await transaction
    .updateTable('day_watch')
    .set({ suggested_for: null, suggestions_gzip: null })
    .where('unit_id', '=', unitId)
    .execute()
}

/** Results that say something of a person, oldest run first; those of a hundred people are megabytes, so one by one. */
export const resultsNaming = (
  db: Database,
  { unitId, employeeId }: PersonKey,
): Promise<{ run_id: string; name: string }[]> =>
  db
    .selectFrom('run_result')
    .select(['run_id', 'name'])
    .where('unit_id', '=', unitId)
    .where('name', 'like', '%.json')
    .where(sql<boolean>`position(${Buffer.from(JSON.stringify(employeeId))} in content) > 0`)
    .orderBy('run_id')
    .orderBy('name')
    .execute()

/**
 * Changes the text of a result.
 * @param change returns the text as it was when there is nothing to change
 * @returns whether it was changed
 */
export async function changeResult(
  transaction: Transaction<Tables>,
  { run_id, name }: { readonly run_id: string; readonly name: string },
  change: (text: string) => string,
): Promise<boolean> {
  await beginErasing(transaction)
  const row = await transaction
    .selectFrom('run_result')
    .select('content')
    .where('run_id', '=', run_id)
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  const before = row?.content.toString('utf8')
  const after = before === undefined ? undefined : change(before)
  if (after === undefined || after === before) return false
  const content = Buffer.from(after)
  await transaction
    .updateTable('run_result')
    .set({ content, sha256: sha256(content) })
    .where('run_id', '=', run_id)
    .where('name', '=', name)
    .execute()
  return true
}

export interface AccountOfPerson {
  readonly actorId: string
  readonly role: string
  readonly otherUnits: number
}

/** Accounts that are this person in the unit. */
export async function accountsOf(db: Database, { unitId, employeeId }: PersonKey): Promise<AccountOfPerson[]> {
  const { rows } = await sql<AccountOfPerson>`
    select m.actor_id as "actorId", m.role,
      (select count(*)::int from membership o where o.actor_id = m.actor_id and o.unit_id <> m.unit_id) as "otherUnits"
    from membership m where m.unit_id = ${unitId} and m.employee_id = ${employeeId} order by 1`.execute(db)
  return rows
}

/** Ends what somebody is in a unit; without any other unit the account goes with its sessions, tokens and address. */
export async function eraseAccount(
  transaction: Transaction<Tables>,
  unitId: string,
  { actorId, otherUnits }: AccountOfPerson,
  name: string,
): Promise<void> {
  await transaction.deleteFrom('membership').where('unit_id', '=', unitId).where('actor_id', '=', actorId).execute()
  if (otherUnits > 0) return
  await sql`delete from auth.person where id = ${actorId}`.execute(transaction)
  await transaction.updateTable('actor').set({ display_name: name }).where('id', '=', actorId).execute()
}

/** What is stored of an account, without what only serves to sign in. It takes access to everything. */
export async function accountStored(db: Database, actorIds: readonly string[]) {
  const { rows } = await sql<Record<string, unknown>>`select id, name, email, created_at from auth.person
    where id = any (${[...actorIds]}::text[])`.execute(db)
  return rows[0] ?? null
}

/** What is stored of a person besides the account. */
export async function storedOf(db: Database, { unitId, employeeId }: PersonKey, actorIds: readonly string[]) {
  const rows = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows as Record<string, unknown>[]
  const ofPerson = sql`unit_id = ${unitId} and employee_id = ${employeeId}`
  const actors = sql`any (${[...actorIds]}::text[])`
  return {
    person: (await rows(sql`select * from person where ${ofPerson}`))[0],
    requests: await rows(sql`select * from team_request where ${ofPerson} order by created_at, id`),
    notes: await rows(sql`select * from team_request_note where ${ofPerson} order by created_at, request_id`),
    shifts: await rows(sql`select * from roster_shift where ${ofPerson} order by starts_at, id`),
    agentStates: await rows(sql`select plan_id, starts_at, state, received_at from agent_state_report
      where ${ofPerson} order by starts_at, received_at`),
    actions: await rows(sql`select at, action, entity, entity_id from audit_log
      where unit_id = ${unitId} and actor_id = ${actors} order by id desc limit 10000`),
  }
}
