import type {
  PublishedShift,
  PublishedWeeks,
  ShiftsQuery,
  TeamGroup,
  TeamPeople,
  TeamPerson,
  TeamShifts,
} from '../contracts/team.ts'
import { stampOnce } from '../exports/hr/export-parts.ts'
import { currentAccess, unitAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { findUnit } from '../store/plan-store.ts'
import { listPublished, listShifts, type PublishedRosterRow, type ShiftRow } from '../store/roster-shift-store.ts'
import { findTemplates, type GroupRow, listGroups, listPeople, type PersonRow } from '../store/team-store.ts'
import { notFound } from './service-error.ts'

export interface TeamService {
  /** Those whom the access sees. */
  people(unitId: string): Promise<TeamPeople>
  /** @param withCosts whether the sender has the right to the unit's costs */
  shifts(unitId: string, query: ShiftsQuery, withCosts: boolean): Promise<TeamShifts>
}

/** People and published shifts, held to the sender's scope by the database. */
export const teamService = (db: Database): TeamService => ({
  people: async (unitId) => {
    await refuseUnknownUnit(db, unitId)
    const [groups, everybody] = await Promise.all([listGroups(db, unitId), listPeople(db, unitId)])
    const people = everybody.filter(({ left_at }) => left_at === null)
    return {
      unitId,
      groups: groups.map(groupFrom),
      people: people.map(personFrom),
      templates: await templatesOf(db, unitId, people),
    }
  },
  shifts: async (unitId, query, withCosts) => {
    await refuseUnknownUnit(db, unitId)
    const [published, groups, everybody, rows] = await Promise.all([
      listPublished(db, unitId, query),
      listGroups(db, unitId),
      listPeople(db, unitId),
      listShifts(db, unitId, query),
    ])
    const seen = new Set(everybody.map(({ employee_id }) => employee_id))
    const shifts = rows.filter(({ employee_id }) => seen.has(employee_id))
    const working = new Set(shifts.map(({ employee_id }) => employee_id))
    return {
      unitId,
      published: published.map(weeksFrom),
      groups: groups.map(groupFrom),
      people: everybody
        .filter(({ left_at, employee_id }) => left_at === null || working.has(employee_id))
        .map(personFrom),
      shifts: shifts.map(shiftReader(withCosts)),
    }
  },
})

/** @throws ServiceError `notFound` for a unit of which the access sees nothing */
export async function refuseUnknownUnit(db: Database, unitId: string): Promise<void> {
  if (!(await findUnit(db, unitId))) throw notFound('planning unit', unitId)
}

/**
 * Shift templates that people's plans have. Plans are of the whole unit, and the names of their shifts are not: who sees a
 * person may know what the person's shifts are called.
 */
export function templatesOf(db: Database, unitId: string, people: readonly PersonRow[]) {
  const planIds = [...new Set(people.flatMap(({ plan_id }) => plan_id ?? []))]
  const { actorId } = currentAccess() ?? { actorId: 'nobody' }
  return withAccess(unitAs(actorId, unitId), () => findTemplates(db, planIds))
}

export const groupFrom = ({ group_id, name, site, vendor, max_off_per_day }: GroupRow): TeamGroup => ({
  ...{ id: group_id, name, site, vendor, maxOffPerDay: max_off_per_day },
})

export const personFrom = ({ employee_id, name, group_id, site, vendor, zone }: PersonRow): TeamPerson => ({
  ...{ employeeId: employee_id, name, groupId: group_id, site, vendor, zone },
})

export const weeksFrom = (row: PublishedRosterRow): PublishedWeeks => ({
  ...{ publicationId: row.publication_id, unitId: row.unit_id, runId: row.run_id, week: row.week, weeks: row.weeks },
  ...{ currency: row.currency, publishedAt: row.published_at.toISOString(), rosterSha256: row.roster_sha256 },
})

export type ShiftReader = (row: ShiftRow) => PublishedShift

/** Shifts of a reply, in which many begin at the same times: each time is looked up once. */
export function shiftReader(withCosts: boolean): ShiftReader {
  const stamp = stampOnce()
  return (row) => ({
    ...{ id: row.id, unitId: row.unit_id, employeeId: row.employee_id, groupId: row.group_id, zone: row.zone },
    start: stamp(row.starts_at.getTime(), row.zone),
    end: stamp(row.ends_at.getTime(), row.zone),
    ...{ templateId: row.template_id, templateName: row.template_name, onCall: row.on_call },
    ...{ breaks: row.breaks, activities: row.activities, queues: row.queues, paidMinutes: row.paid_minutes },
    paidCost: withCosts ? row.paid_cost : null,
    publicationId: row.publication_id,
  })
}
