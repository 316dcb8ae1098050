import { createHash, randomBytes } from 'node:crypto'
import { DateTime } from 'luxon'
import { BALANCE_KINDS } from '../../solver/domain/employee.ts'
import type { Actor } from '../auth/actor.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import type {
  CalendarFeed,
  Colleagues,
  NewCalendarFeed,
  OwnPeople,
  OwnPerson,
  OwnShifts,
  ShiftsQuery,
} from '../contracts/team.ts'
import { ownRosterPage } from '../exports/own-roster-page.ts'
import { tableRows } from '../imports/settings/edit-table.ts'
import { type Access, currentAccess, unitAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import { deleteFeed, type FeedOwner, findFeed, putFeed } from '../store/feed-store.ts'
import { findPlanFile, listUnits } from '../store/plan-store.ts'
import { listPublished, listShifts } from '../store/roster-shift-store.ts'
import { findPerson, listGroups, listPeople, type PersonRow } from '../store/team-store.ts'
import { notFound } from './service-error.ts'
import { personFrom, shiftReader, templatesOf, weeksFrom } from './team-service.ts'

/** Days of a page for keeping, from a week ago on. */
const PAGE_DAYS = 98
const PAGE_DAYS_BEFORE = 7
const SECRET_BYTES = 32

export interface OwnService {
  people(): Promise<OwnPeople>
  shifts(query: ShiftsQuery): Promise<OwnShifts>
  /** A page of its own with everything that is published for the sender. */
  page(language: ExportLanguage): Promise<string>
  colleagues(unitId: string): Promise<Colleagues>
  feed(unitId: string): Promise<CalendarFeed>
  /** The secret is told this once; the one before is good no more. */
  makeFeed(unitId: string, actor: Actor): Promise<NewCalendarFeed>
  endFeed(unitId: string, actor: Actor): Promise<CalendarFeed>
}

/** Who the sender is in the plans of units. */
export const ownPlaces = (): Access['people'] => currentAccess()?.people ?? []

/** Runs work with the sender's own rows alone in sight, whatever else the sender may see. */
export const asOneself = <Result>(work: () => Result): Result =>
  withAccess({ actorId: currentAccess()?.actorId ?? 'nobody', units: [], groups: [], people: ownPlaces() }, work)

/** @throws ServiceError `notFound` for a unit in whose plans the sender is nobody */
export function ownPlaceIn(unitId: string): FeedOwner {
  const place = ownPlaces().find((each) => each.unitId === unitId)
  if (!place) throw notFound('planning unit', unitId)
  return place
}

export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** What people see of themselves. */
export function ownService(db: Database, now: () => number): OwnService {
  const ownRows = async (): Promise<PersonRow[]> => {
    const rows = await Promise.all(ownPlaces().map(({ unitId, employeeId }) => findPerson(db, unitId, employeeId)))
    return rows.filter((row) => row !== undefined && row.erased_at === null) as PersonRow[]
  }

  const shifts = async (query: ShiftsQuery): Promise<OwnShifts> => {
    const parts = await Promise.all(
      ownPlaces().map(async ({ unitId, employeeId }) => ({
        published: await listPublished(db, unitId, query),
        rows: await listShifts(db, unitId, { ...query, employeeId }),
      })),
    )
    return {
      published: parts.flatMap(({ published }) => published.map(weeksFrom)),
      shifts: parts
        .flatMap(({ rows }) => rows)
        .sort((a, b) => a.starts_at.getTime() - b.starts_at.getTime())
        .map(shiftReader(false)),
    }
  }

  return {
    people: () =>
      asOneself(async () => {
        const units = new Map((await listUnits(db)).map(({ id, name }) => [id, name]))
        const people = await ownRows()
        return { people: await Promise.all(people.map((row) => ownPerson(db, row, units.get(row.unit_id)!))) }
      }),
    shifts: (query) => asOneself(() => shifts(query)),
    page: (language) =>
      asOneself(async () => {
        const from = DateTime.fromMillis(now(), { zone: 'utc' }).minus({ days: PAGE_DAYS_BEFORE }).toISODate()!
        const [people, own] = await Promise.all([ownRows(), shifts({ from, days: PAGE_DAYS })])
        const rosters = people.map(({ unit_id, name, zone }) => ({
          ...{ name, zone },
          published: own.published.filter(({ unitId }) => unitId === unit_id),
          shifts: own.shifts.filter(({ unitId }) => unitId === unit_id),
        }))
        return ownRosterPage(rosters, language)
      }),
    colleagues: async (unitId) => {
      const place = ownPlaceIn(unitId)
      const own = await asOneself(() => findPerson(db, unitId, place.employeeId))
      if (!own) throw notFound('planning unit', unitId)
      // Names of the own group, and nothing else of it, are for swapping shifts.
      const { actorId } = currentAccess()!
      const groups = [{ unitId, groupId: own.group_id }]
      const people = await withAccess({ actorId, units: [], groups, people: [] }, () => listPeople(db, unitId))
      return {
        unitId,
        colleagues: people
          .filter(({ employee_id, left_at }) => employee_id !== place.employeeId && left_at === null)
          .map(({ employee_id, name }) => ({ employeeId: employee_id, name })),
      }
    },
    feed: (unitId) => asOneself(async () => feedFrom(unitId, await findFeed(db, ownPlaceIn(unitId)))),
    makeFeed: (unitId, actor) =>
      asOneself(async () => {
        const secret = randomBytes(SECRET_BYTES).toString('base64url')
        const row = await putFeed(db, ownPlaceIn(unitId), secretHash(secret), actor.id)
        return { ...feedFrom(unitId, row), path: `/api/feeds/${secret}.ics` }
      }),
    endFeed: (unitId, actor) =>
      asOneself(async () => {
        await deleteFeed(db, ownPlaceIn(unitId), actor.id)
        return feedFrom(unitId, undefined)
      }),
  }
}

const feedFrom = (unitId: string, row: Awaited<ReturnType<typeof findFeed>>): CalendarFeed => ({
  unitId,
  madeAt: row?.created_at.toISOString() ?? null,
  readAt: row?.read_at?.toISOString() ?? null,
})

async function ownPerson(db: Database, row: PersonRow, unitName: string): Promise<OwnPerson> {
  const groups = await listGroups(db, row.unit_id)
  return {
    ...{ unitId: row.unit_id, unitName, ...personFrom(row) },
    groupName: groups.find(({ group_id }) => group_id === row.group_id)?.name ?? row.group_id,
    templates: await templatesOf(db, row.unit_id, [row]),
    balances: await balancesOf(db, row),
  }
}

/** Read from the plan, which is of the whole unit, for the person's own rows alone. */
async function balancesOf(db: Database, { unit_id, plan_id, employee_id }: PersonRow): Promise<OwnPerson['balances']> {
  if (plan_id === null) return {}
  const { actorId } = currentAccess()!
  const text = await withAccess(unitAs(actorId, unit_id), () => findPlanFile(db, plan_id, 'balances.csv'))
  if (text === undefined) return {}
  const rows = tableRows('balances.csv', text, ['employee', 'balance', 'value'])
  const own = new Map(
    rows.flatMap(({ value }) => (value.employee === employee_id ? [[value.balance, value.value]] : [])),
  )
  return Object.fromEntries(BALANCE_KINDS.flatMap((kind) => (own.has(kind) ? [[kind, Number(own.get(kind))]] : [])))
}
