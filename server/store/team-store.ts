import { type Selectable, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { nameSchema } from '../../solver/domain/queue.ts'
import type { Membership } from '../contracts/access.ts'
import { currentAccess, unitAs, withAccess } from './access.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import type { Tables } from './tables.ts'

export type PersonRow = Selectable<Tables['person']>
export type GroupRow = Selectable<Tables['team_group']>

/** Groups that a membership of part of a unit reaches: those named, or those of its sites or vendors as they are now. */
export async function groupsOfScope(db: Database, { unitId, scope }: Pick<Membership, 'unitId' | 'scope'>) {
  if (scope.kind === 'unit') return []
  if (scope.kind === 'group') return scope.ids
  const rows = await db
    .selectFrom('team_group')
    .select('group_id')
    .where('unit_id', '=', unitId)
    .where(scope.kind, 'in', scope.ids)
    .orderBy('group_id')
    .execute()
  return rows.map(({ group_id }) => group_id)
}

/** What a plan's description says of its team; an earlier version's may say less. */
const teamSchema = z.object({
  zone: z.string(),
  groups: z.array(
    z.object({
      id: z.string(),
      name: nameSchema,
      zone: z.string().optional(),
      site: z.string().optional(),
      vendor: z.string().optional(),
      maxOffPerDay: z.int().optional(),
    }),
  ),
  employees: z.array(z.object({ id: z.string(), name: z.string(), group: z.string() })),
})

export interface TeamOfPlan {
  readonly unitId: string
  readonly planId: string
  readonly actorId: string
  /** `plan.description`, of whatever version. */
  readonly description: unknown
  /** `takeOver`: the plan has the last word of all its people. `own`: of those that were read from it, or are new. */
  readonly mode: 'takeOver' | 'own'
}

/**
 * Brings the unit's people and groups in step with a plan. Who is no longer in the plan that they were read from has left:
 * the row stays for the shifts and requests that name it. Erased people stay erased.
 */
export async function syncTeam(transaction: Transaction<Tables>, team: TeamOfPlan): Promise<void> {
  const { success, data } = teamSchema.safeParse(team.description)
  if (!success) return
  const groupById = new Map(data.groups.map((group) => [group.id, group]))
  await putGroups(transaction, team, data.groups)
  const people = data.employees.map(({ id, name, group }) => {
    const { site = null, vendor = null, zone = data.zone } = groupById.get(group) ?? {}
    return { employee_id: id, name, group_id: group, site, vendor, zone }
  })
  await putPeople(transaction, team, people)
  await markLeft(transaction, team.planId, new Set(people.map(({ employee_id }) => employee_id)))
}

export interface PersonFacts
  extends Pick<PersonRow, 'employee_id' | 'name' | 'group_id' | 'site' | 'vendor' | 'zone'> {}

async function putGroups(
  transaction: Transaction<Tables>,
  { unitId, planId, actorId, mode }: TeamOfPlan,
  groups: z.infer<typeof teamSchema>['groups'],
): Promise<void> {
  const rows = groups.map(({ id, name, site = null, vendor = null, maxOffPerDay = null }) => ({
    ...{ group_id: id, name, site, vendor, max_off_per_day: maxOffPerDay },
  }))
  await sql`
    insert into team_group (unit_id, group_id, name, site, vendor, max_off_per_day, plan_id, created_by)
    select ${unitId}, g.group_id, g.name, g.site, g.vendor, g.max_off_per_day, ${planId}, ${actorId}
    from jsonb_to_recordset(${jsonText(rows)}::jsonb)
      as g (group_id text, name jsonb, site text, vendor text, max_off_per_day integer)
    order by g.group_id
    on conflict (unit_id, group_id) do update set name = excluded.name, site = excluded.site, vendor = excluded.vendor,
      max_off_per_day = excluded.max_off_per_day, plan_id = excluded.plan_id
    where (${mode} = 'takeOver' or team_group.plan_id is null or team_group.plan_id = excluded.plan_id)
      and (team_group.name, team_group.site, team_group.vendor, team_group.max_off_per_day, team_group.plan_id)
        is distinct from (excluded.name, excluded.site, excluded.vendor, excluded.max_off_per_day, excluded.plan_id)
  `.execute(transaction)
}

/** In one order for all, so that two plans of the same people do not wait for each other. */
async function putPeople(
  transaction: Transaction<Tables>,
  { unitId, planId, actorId, mode }: TeamOfPlan,
  people: readonly PersonFacts[],
): Promise<void> {
  await sql`
    insert into person (unit_id, employee_id, plan_id, name, group_id, site, vendor, zone, created_by, updated_by)
    select ${unitId}, p.employee_id, ${planId}, p.name, p.group_id, p.site, p.vendor, p.zone, ${actorId}, ${actorId}
    from jsonb_to_recordset(${jsonText(people)}::jsonb)
      as p (employee_id text, name text, group_id text, site text, vendor text, zone text)
    order by p.employee_id collate "C"
    on conflict (unit_id, employee_id) do update set plan_id = excluded.plan_id, group_id = excluded.group_id,
      site = excluded.site, vendor = excluded.vendor, zone = excluded.zone, left_at = null, updated_at = now(),
      updated_by = excluded.updated_by,
      name = case when person.erased_at is null then excluded.name else person.name end
    where (${mode} = 'takeOver' or person.plan_id is null or person.plan_id = excluded.plan_id)
      and (person.left_at is not null
        or (person.plan_id, person.name, person.group_id, person.site, person.vendor, person.zone) is distinct from
          (excluded.plan_id, excluded.name, excluded.group_id, excluded.site, excluded.vendor, excluded.zone))
  `.execute(transaction)
}

async function markLeft(transaction: Transaction<Tables>, planId: string, present: ReadonlySet<string>): Promise<void> {
  await transaction
    .updateTable('person')
    .set({ left_at: sql`now()`, updated_at: sql`now()` })
    .where('plan_id', '=', planId)
    .where('left_at', 'is', null)
    .where(sql<boolean>`not employee_id = any(${[...present]}::text[])`)
    .execute()
}

/** People of a roster whom no plan of the unit has any more: without a row their shifts could not stand. */
export async function addMissingPeople(
  transaction: Transaction<Tables>,
  team: Pick<TeamOfPlan, 'unitId' | 'planId' | 'actorId'>,
  people: readonly PersonFacts[],
): Promise<void> {
  await sql`
    insert into person (unit_id, employee_id, plan_id, name, group_id, site, vendor, zone, left_at, created_by, updated_by)
    select ${team.unitId}, p.employee_id, ${team.planId}, p.name, p.group_id, p.site, p.vendor, p.zone, now(),
      ${team.actorId}, ${team.actorId}
    from jsonb_to_recordset(${jsonText(people)}::jsonb)
      as p (employee_id text, name text, group_id text, site text, vendor text, zone text)
    order by p.employee_id collate "C"
    on conflict (unit_id, employee_id) do nothing
  `.execute(transaction)
}

/** Those of a unit that the access sees, ordered by id. */
export const listPeople = (db: Database, unitId: string): Promise<PersonRow[]> =>
  db
    .selectFrom('person')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('erased_at', 'is', null)
    .orderBy(sql`employee_id collate "C"`)
    .execute()

export const findPerson = (db: Database, unitId: string, employeeId: string): Promise<PersonRow | undefined> =>
  db
    .selectFrom('person')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('employee_id', '=', employeeId)
    .executeTakeFirst()

export const listGroups = (db: Database, unitId: string): Promise<GroupRow[]> =>
  db.selectFrom('team_group').selectAll().where('unit_id', '=', unitId).orderBy(sql`group_id collate "C"`).execute()

/** Of an erased person, who is then known by the id alone. */
export const ERASED_NAME = '–'

/**
 * Takes away what the team's tables know of a person beyond the id: the name, notes, the calendar's address. The published
 * shifts stay, under an id that names nobody. What plans' files have is for the caller to erase.
 * @returns false when there is no such person
 */
export async function erasePersonOfTeam(
  transaction: Transaction<Tables>,
  { unitId, employeeId, actorId }: { readonly unitId: string; readonly employeeId: string; readonly actorId: string },
): Promise<boolean> {
  const erased = await transaction
    .updateTable('person')
    .set({ name: ERASED_NAME, erased_at: sql`now()`, updated_at: sql`now()`, updated_by: actorId })
    .where('unit_id', '=', unitId)
    .where('employee_id', '=', employeeId)
    .returning('employee_id')
    .executeTakeFirst()
  for (const table of ['team_request_note', 'calendar_feed'] as const) {
    await transaction.deleteFrom(table).where('unit_id', '=', unitId).where('employee_id', '=', employeeId).execute()
  }
  await transaction
    .updateTable('team_request')
    .set({ answer: '', updated_at: sql`now()`, updated_by: actorId })
    .where('unit_id', '=', unitId)
    .where('employee_id', '=', employeeId)
    .where('answer', '<>', '')
    .execute()
  return erased !== undefined
}

const templatesSchema = z.object({ shiftTemplates: z.array(z.object({ id: z.string(), name: nameSchema })) })
type Template = z.infer<typeof templatesSchema>['shiftTemplates'][number]

/** Shift templates of plans, as they say of themselves; ordered by plan, each id once. */
export async function findTemplates(db: Database, planIds: readonly string[]): Promise<Template[]> {
  if (planIds.length === 0) return []
  const rows = await db.selectFrom('plan').select('description').where('id', 'in', planIds).orderBy('id').execute()
  const all = rows.flatMap(({ description }) => templatesSchema.safeParse(description).data?.shiftTemplates ?? [])
  return [...new Map(all.map((template) => [template.id, template])).values()]
}

/**
 * Names by id. Requests name colleagues whose rows the access may not see: who sees a request knows who is in it. Of those
 * who are erased there is none.
 */
export async function findNames(db: Database, unitId: string, ids: readonly string[]): Promise<[string, string][]> {
  if (ids.length === 0) return []
  const { actorId } = currentAccess() ?? { actorId: 'nobody' }
  const rows = await withAccess(unitAs(actorId, unitId), () =>
    db
      .selectFrom('person')
      .select(['employee_id', 'name'])
      .where('unit_id', '=', unitId)
      .where('employee_id', 'in', ids)
      .where('erased_at', 'is', null)
      .execute(),
  )
  return rows.map(({ employee_id, name }) => [employee_id, name])
}
