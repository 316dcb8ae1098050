import { randomUUID } from 'node:crypto'
import { type Selectable, sql, type Transaction } from 'kysely'
import type { PublishedShift } from '../contracts/team.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import type { Tables } from './tables.ts'
import { addMissingPeople, type PersonFacts, syncTeam } from './team-store.ts'

export type ShiftRow = Selectable<Tables['roster_shift']>
export type PublishedRosterRow = Selectable<Tables['published_roster']>

/** A shift of a published roster, as its roster.csv has it. */
export interface NewShift
  extends Pick<PublishedShift, 'employeeId' | 'groupId' | 'zone' | 'templateId' | 'templateName' | 'onCall'>,
    Pick<PublishedShift, 'breaks' | 'activities' | 'queues' | 'paidMinutes' | 'paidCost'> {
  readonly startMs: number
  readonly endMs: number
}

/** What a roster says of people: its shifts, and who they are if no plan of the unit knows them any more. */
export interface RosterToShow {
  readonly currency: string
  readonly shifts: readonly NewShift[]
  readonly people: readonly PersonFacts[]
}

/** Rows of one statement: the driver sends each as text. */
const SHIFTS_AT_ONCE = 2000

/**
 * Stores a publication's shifts in its own transaction, in the place of those of the publications that it replaces: rows
 * are of what stands, and what stood before is in the runs.
 */
export async function storePublishedRoster(
  transaction: Transaction<Tables>,
  publication: Selectable<Tables['publication']>,
  replacedIds: readonly string[],
  roster: RosterToShow,
): Promise<void> {
  const { id, unit_id: unitId, plan_id: planId, created_by: actorId } = publication
  if (replacedIds.length > 0) {
    await transaction.deleteFrom('published_roster').where('publication_id', 'in', replacedIds).execute()
  }
  const plan = await transaction.selectFrom('plan').select('description').where('id', '=', planId).executeTakeFirst()
  await syncTeam(transaction, { unitId, planId, actorId, description: plan?.description, mode: 'takeOver' })
  await addMissingPeople(transaction, { unitId, planId, actorId }, roster.people)
  const { run_id, week, weeks, roster_sha256, created_at } = publication
  await transaction
    .insertInto('published_roster')
    .values({
      ...{ publication_id: id, unit_id: unitId, plan_id: planId, run_id, week, weeks, roster_sha256 },
      ...{ currency: roster.currency, published_at: created_at, created_by: actorId },
    })
    .execute()
  for (let from = 0; from < roster.shifts.length; from += SHIFTS_AT_ONCE) {
    await putShifts(transaction, publication, roster.shifts.slice(from, from + SHIFTS_AT_ONCE))
  }
}

async function putShifts(
  transaction: Transaction<Tables>,
  { id, unit_id, created_by }: Selectable<Tables['publication']>,
  shifts: readonly NewShift[],
): Promise<void> {
  const rows = shifts.map((shift) => ({
    ...{ id: randomUUID(), employee_id: shift.employeeId, group_id: shift.groupId, zone: shift.zone },
    starts_at: new Date(shift.startMs).toISOString(),
    ends_at: new Date(shift.endMs).toISOString(),
    ...{ template_id: shift.templateId, template_name: shift.templateName, on_call: shift.onCall },
    ...{ breaks: shift.breaks, activities: shift.activities, queues: shift.queues },
    ...{ paid_minutes: shift.paidMinutes, paid_cost: shift.paidCost },
  }))
  await sql`
    insert into roster_shift (id, unit_id, publication_id, employee_id, group_id, starts_at, ends_at, zone, template_id,
      template_name, on_call, breaks, activities, queues, paid_minutes, paid_cost, created_by)
    select s.id, ${unit_id}, ${id}, s.employee_id, s.group_id, s.starts_at, s.ends_at, s.zone, s.template_id,
      s.template_name, s.on_call, s.breaks, s.activities, s.queues, s.paid_minutes, s.paid_cost, ${created_by}
    from jsonb_to_recordset(${jsonText(rows)}::jsonb) as s (id uuid, employee_id text, group_id text,
      starts_at timestamptz, ends_at timestamptz, zone text, template_id text, template_name jsonb, on_call boolean,
      breaks jsonb, activities jsonb, queues jsonb, paid_minutes integer, paid_cost bigint)
  `.execute(transaction)
}

/** Which shifts to list, by the days of their own zones: `[from, from + days)`. */
export interface ShiftFilter {
  /** `YYYY-MM-DD` */
  readonly from: string
  readonly days: number
  /** One person's; absent means all that the access sees. */
  readonly employeeId?: string
}

/** Ordered by start, then person. */
export const listShifts = (
  db: Database,
  unitId: string,
  { from, days, employeeId }: ShiftFilter,
): Promise<ShiftRow[]> =>
  db
    .selectFrom('roster_shift')
    .selectAll()
    .where('unit_id', '=', unitId)
    // Broad and indexed first: no two zones are two days apart.
    .where(sql<boolean>`starts_at >= ${from}::date - 2 and starts_at < ${from}::date + ${days}::int + 2`)
    .where(sql<boolean>`(starts_at at time zone zone)::date >= ${from}::date`)
    .where(sql<boolean>`(starts_at at time zone zone)::date < ${from}::date + ${days}::int`)
    .$if(employeeId !== undefined, (query) => query.where('employee_id', '=', employeeId!))
    .orderBy('starts_at')
    .orderBy(sql`employee_id collate "C"`)
    .execute()

/** Rosters that stand for any of the days, ordered by week. */
export const listPublished = (
  db: Database,
  unitId: string,
  { from, days }: Pick<ShiftFilter, 'from' | 'days'>,
): Promise<PublishedRosterRow[]> =>
  db
    .selectFrom('published_roster')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where(sql<boolean>`week < ${from}::date + ${days}::int and ${from}::date < week + 7 * weeks`)
    .orderBy('week')
    .orderBy('publication_id')
    .execute()

export const findShift = (db: Database, unitId: string, id: string): Promise<ShiftRow | undefined> =>
  db.selectFrom('roster_shift').selectAll().where('unit_id', '=', unitId).where('id', '=', id).executeTakeFirst()

export const findPublishedRoster = (db: Database, publicationId: string): Promise<PublishedRosterRow | undefined> =>
  db.selectFrom('published_roster').selectAll().where('publication_id', '=', publicationId).executeTakeFirst()

/** Of a person, those that overlap a span; ordered by start. */
export const shiftsOverlapping = (
  db: Database,
  { unitId, employeeId }: { readonly unitId: string; readonly employeeId: string },
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): Promise<ShiftRow[]> =>
  db
    .selectFrom('roster_shift')
    .selectAll()
    .where('unit_id', '=', unitId)
    .where('employee_id', '=', employeeId)
    .where('starts_at', '<', new Date(endMs))
    .where('ends_at', '>', new Date(startMs))
    .orderBy('starts_at')
    .execute()

/** Of each unit what its published files depend on, as one text. */
export async function publishedStates(db: Database): Promise<{ unit_id: string; state: string }[]> {
  const { rows } = await sql<{ unit_id: string; state: string }>`
    select unit_id, string_agg(publication_id::text, ' ' order by publication_id) || ' ' ||
      coalesce((select max(updated_at)::text || ' ' || count(*) from person p where p.unit_id = published_roster.unit_id), '')
      as state
    from published_roster group by unit_id order by unit_id`.execute(db)
  return rows
}
