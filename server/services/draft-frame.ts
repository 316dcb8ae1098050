import { type LocalDays, localDays } from '../../solver/check/local-days.ts'
import type { Horizon } from '../../solver/domain/horizon.ts'
import { unpackRoster } from '../../solver/domain/packed-roster.ts'
import type { Assignment, Roster } from '../../solver/domain/roster.ts'
import type { PlainScoreBasis } from '../../solver/domain/score-basis.ts'
import type { ShiftTemplate } from '../../solver/domain/shift-template.ts'
import { siteHorizon, type ZoneOf } from '../../solver/domain/site.ts'
import type { RunBoard } from '../contracts/run-board.ts'

/** Employee of shifts that are nobody's yet. */
export const OPEN_SHIFTS = ''

/** What a run's roster was, and what it may be edited to. */
export interface DraftFrame {
  readonly horizon: Horizon
  /** Days of the roster, `YYYY-MM-DD`, by which cells are named. */
  readonly days: readonly string[]
  /** Names by id. */
  readonly people: ReadonlyMap<string, string>
  readonly templates: ReadonlyMap<string, ShiftTemplate>
  readonly queues: ReadonlySet<string>
  readonly activities: ReadonlySet<string>
  readonly zoneOf: ZoneOf
  /** Local days of a person, those of the roster by number; of the plan for open shifts. */
  daysOf(employeeId: string): LocalDays
  readonly roster: Roster
  /** Shifts of the roster by `placeOf`. */
  readonly shiftsByPlace: ReadonlyMap<string, readonly Assignment[]>
}

/** Names a cell. */
export const placeOf = (employeeId: string, day: string): string => `${employeeId} ${day}`

/** @param board and basis texts of `board.json` and `score-basis.json` of a run */
export function draftFrame(board: string, basis: string): DraftFrame {
  const packed = JSON.parse(board) as Omit<RunBoard, 'runId'>
  const { settings } = (JSON.parse(basis) as PlainScoreBasis).inputs
  const { horizon, days, people } = packed
  const zoneById = new Map(people.map(({ id, zone }) => [id, zone]))
  const zoneOf: ZoneOf = (employeeId) => zoneById.get(employeeId) ?? horizon.zone
  const byZone = new Map<string, LocalDays>()
  const daysOf = (employeeId: string) => {
    const zone = zoneOf(employeeId)
    const known = byZone.get(zone) ?? localDays(siteHorizon(horizon, zone))
    byZone.set(zone, known)
    return known
  }
  const roster = unpackRoster(packed)
  const placeOfShift = ({ employeeId, startMs }: Assignment) =>
    placeOf(employeeId, days[daysOf(employeeId).dayOf(startMs)] ?? '')
  return {
    ...{ horizon, days, zoneOf, daysOf, roster },
    people: new Map(people.map(({ id, name }) => [id, name])),
    templates: new Map(settings.shiftTemplates.map((template) => [template.id, template])),
    queues: new Set(settings.queues.map(({ id }) => id)),
    activities: new Set(settings.activities.map(({ id }) => id)),
    shiftsByPlace: Map.groupBy(roster.assignments, placeOfShift),
  }
}
