import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { boardGeometry } from '../../../../web/features/roster/canvas/board-geometry.ts'
import { DrawnCells } from '../../../../web/features/roster/canvas/drawn-cell.ts'
import type { HitPicture } from '../../../../web/features/roster/canvas/hit-test.ts'
import {
  type BoardRoster,
  type BoardRow,
  type BoardZoom,
  type Cell,
  EMPTY_CELL,
} from '../../../../web/features/roster/model/board-roster.ts'
import { dayClocks } from '../../../../web/features/roster/model/day-clocks.ts'

const LETTERS = 'ABCDEFGHIJ'

export interface FixtureShift {
  /** Index of the person; -1 for an open shift. */
  readonly person: number
  readonly day: number
  /** Wall-clock minutes after the day's midnight. */
  readonly from: number
  readonly to: number
}

/** People A, B, C ... in groups of two under an open row, a week from 9 November 2026 unless said otherwise. */
export function fixtureBoard({
  people = 4,
  days = 7,
  firstDay = '2026-11-09',
  zone = 'Asia/Shanghai',
  zoom = 'week' as BoardZoom,
  shifts = [] as readonly FixtureShift[],
} = {}) {
  const horizon = dayHorizon(firstDay, days, 15, zone)
  const clock = dayClocks(horizon)(zone)
  const dates = Array.from({ length: days }, (_, day) => clock.dateOf(day))
  const idOf = (person: number) => LETTERS[person] ?? ''
  const assignment = ({ person, day, from, to }: FixtureShift): Assignment => ({
    employeeId: idOf(person),
    templateId: 'day',
    startMs: clock.instantOf(day + Math.floor(from / 1440), from % 1440),
    endMs: clock.instantOf(day + Math.floor(to / 1440), to % 1440),
    breaks: [],
    queueIds: ['chat'],
    pinned: false,
  })
  const cellsOf = (person: number): Cell[] =>
    dates.map((_, day) => {
      const mine = shifts.filter((shift) => shift.person === person && shift.day === day)
      return mine.length === 0 ? EMPTY_CELL : { ...EMPTY_CELL, shifts: mine.map(assignment) }
    })
  const roster: BoardRoster = {
    horizon,
    days: dates,
    people: Array.from({ length: people }, (_, person) => ({
      id: idOf(person),
      name: idOf(person),
      group: `group-${person >> 1}`,
      zone,
      skills: [person < 2 ? 'chat' : 'phone'],
      contractId: 'full',
    })),
    cells: Array.from({ length: people }, (_, person) => cellsOf(person)),
    open: cellsOf(-1),
  }
  const rows: BoardRow[] = [{ kind: 'open' }]
  for (let person = 0; person < people; person++) {
    if (person % 2 === 0) rows.push({ kind: 'group', group: `group-${person >> 1}`, people: [person, person + 1] })
    rows.push({ kind: 'person', person })
  }
  const geometry = boardGeometry({
    zoom,
    days,
    rows: rows.length,
    hasOpen: true,
    isOpenEmpty: false,
    width: 1200,
    height: 400,
    footHeight: 80,
    rem: 16,
  })
  const picture: HitPicture = {
    geometry,
    scroll: { left: 0, top: 0 },
    rows,
    roster,
    drawn: new DrawnCells(() => 0),
    clockOf: dayClocks(horizon),
  }
  return { roster, rows, geometry, picture, clock }
}
