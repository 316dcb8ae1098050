import { DateTime } from 'luxon'
import { GRACE_MINUTES, type TimeSpan } from '../../solver/intraday/report/agent-times.ts'
import { eveningClock, spreadOf, turnsOf } from '../../solver/intraday/report/fair-turns.ts'
import type { GroupFigures, PersonFigures, TeamFigures } from '../contracts/day-report.ts'
import { currentAccess, unitAs, withAccess } from '../store/access.ts'
import { listAgentStates, type StateRow } from '../store/actuals-store.ts'
import type { Database } from '../store/database.ts'
import { listPublished, listShifts, type ShiftRow } from '../store/roster-shift-store.ts'
import { listGroups, listPeople, type PersonRow } from '../store/team-store.ts'
import { type PersonOfDay, peopleOfDay, timeFigures } from './day-report-presence.ts'
import { dayGrid, plusDays } from './day-report-source.ts'
import { refuseUnknownUnit } from './team-service.ts'

const MINUTES_PER_HOUR = 60
/** Days whose shifts are counted as evenings and weekends: four weeks up to the day. */
const LOOKED_BACK_DAYS = 28

export interface TeamFiguresService {
  /** Of those whom the access sees. @param day local date of each person */
  figures(unitId: string, day: string): Promise<TeamFigures>
}

/** Figures of people and groups, held to the sender's scope by the database. */
export const teamFiguresService = (db: Database, now: () => number): TeamFiguresService => ({
  figures: async (unitId, day) => {
    await refuseUnknownUnit(db, unitId)
    dayGrid(day, MINUTES_PER_HOUR, 'UTC')
    const from = plusDays(day, 1 - LOOKED_BACK_DAYS)
    const [groups, everybody, rows, published] = await Promise.all([
      listGroups(db, unitId),
      listPeople(db, unitId),
      // A night that began the day before goes on on the day.
      listShifts(db, unitId, { from, days: LOOKED_BACK_DAYS }),
      listPublished(db, unitId, { from: plusDays(day, -1), days: 2 }),
    ])
    const personById = new Map(everybody.map((person) => [person.employee_id, person]))
    const shiftsOf = Map.groupBy(
      rows.filter(({ employee_id }) => personById.has(employee_id)),
      ({ employee_id }) => employee_id,
    )
    const planIds = [...new Set(published.map(({ plan_id }) => plan_id))]
    const states = await statesOf(db, unitId, planIds, day, personById)
    const seen = everybody.filter(({ left_at, employee_id }) => left_at === null || shiftsOf.has(employee_id))
    const people = seen.map((person) =>
      personOfTeam(person, day, shiftsOf.get(person.employee_id) ?? [], states.get(person.employee_id) ?? [], now()),
    )
    return {
      ...{ unitId, day, serverTime: new Date(now()).toISOString(), graceMinutes: GRACE_MINUTES },
      ...{ eveningFrom: eveningClock(), from },
      groups: groups.map(({ group_id, name }) =>
        groupFigures(
          { groupId: group_id, name },
          people.filter(({ figures }) => figures.groupId === group_id),
        ),
      ),
      people: people.map(({ figures }) => figures),
    }
  },
})

/**
 * States of the people seen, by person. They are stored by unit: who sees somebody's shifts may know whether they were
 * kept, and of nobody else.
 */
async function statesOf(
  db: Database,
  unitId: string,
  planIds: readonly string[],
  day: string,
  seen: ReadonlyMap<string, PersonRow>,
): Promise<Map<string, StateRow[]>> {
  const { actorId } = currentAccess() ?? { actorId: 'nobody' }
  // A day of any zone lies within these.
  const span = { from: new Date(`${plusDays(day, -1)}T00:00:00Z`), to: new Date(`${plusDays(day, 2)}T00:00:00Z`) }
  const found = await withAccess(unitAs(actorId, unitId), async () => {
    const ofPlans = []
    for (const planId of planIds) ofPlans.push(...(await listAgentStates(db, { planId, ...span })))
    return ofPlans
  })
  return Map.groupBy(
    found
      .filter(({ employee_id }) => seen.has(employee_id))
      .sort((a, b) => a.starts_at.getTime() - b.starts_at.getTime()),
    ({ employee_id }) => employee_id,
  )
}

interface PersonOfTeam {
  readonly figures: PersonFigures
  readonly ofDay: PersonOfDay
}

function personOfTeam(
  { employee_id: employeeId, name, group_id: groupId, zone }: PersonRow,
  day: string,
  rows: readonly ShiftRow[],
  states: readonly StateRow[],
  nowMs: number,
): PersonOfTeam {
  const start = DateTime.fromISO(day, { zone })
  const span: TimeSpan = { startMs: start.toMillis(), endMs: start.plus({ days: 1 }).toMillis() }
  const shifts = rows.map((row) => ({ startMs: row.starts_at.getTime(), endMs: row.ends_at.getTime(), row }))
  const working = shifts
    .filter(({ startMs, endMs, row }) => !row.on_call && startMs < span.endMs && endMs > span.startMs)
    .map(({ row, ...at }) => ({
      ...{ employeeId, ...at, queueIds: row.queues.map(({ id }) => id) },
      ...{ breaks: row.breaks.map(spanOf), activities: row.activities.map(spanOf) },
    }))
  const [known] = peopleOfDay(working, states, span, nowMs)
  const ofDay = known ?? { employeeId, shifts: [], states: [] }
  const { scheduledHours, onPositionHours, occupancy, adherence } = timeFigures([ofDay])
  const turns = turnsOf(shifts.map(({ row, ...at }) => ({ ...at, zone: row.zone, onCall: row.on_call })))
  return {
    figures: { employeeId, name, groupId, scheduledHours, onPositionHours, occupancy, adherence, ...turns },
    ofDay,
  }
}

const spanOf = ({ start, end }: { readonly start: string; readonly end: string }): TimeSpan => ({
  ...{ startMs: Date.parse(start), endMs: Date.parse(end) },
})

function groupFigures(group: Pick<GroupFigures, 'groupId' | 'name'>, members: readonly PersonOfTeam[]): GroupFigures {
  const working = members.filter(({ ofDay }) => ofDay.shifts.length > 0)
  const { scheduledHours, onPositionHours, occupancy, adherence } = timeFigures(working.map(({ ofDay }) => ofDay))
  const spread = (count: 'evenings' | 'weekends') => spreadOf(members.map(({ figures }) => figures[count])) ?? null
  return {
    ...group,
    ...{ people: members.length, reported: working.filter(({ ofDay }) => ofDay.states.length > 0).length },
    ...{ scheduledHours, onPositionHours, occupancy, adherence },
    ...{ evenings: spread('evenings'), weekends: spread('weekends') },
  }
}
