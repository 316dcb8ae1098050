import { localClocks } from '../../../../solver/domain/horizon.ts'
import type { CellMark } from '../model/board-gesture.ts'
import { type BoardRoster, type BoardRow, OPEN_ROW } from '../model/board-roster.ts'
import { type DayClocks, dayClocks } from '../model/day-clocks.ts'
import type { BoardScore } from '../score/use-score.ts'
import type { BoardInput } from './board-input.ts'
import { DrawnCells } from './drawn-cell.ts'
import { GroupDays, shortHoursByDay } from './group-days.ts'
import { placeNumber } from './picture.ts'
import { placeOf } from './row-place.ts'

/** What drawing looks up, worked out when the input changes and never while scrolling. */
export interface BoardState {
  readonly clockOf: DayClocks
  readonly drawn: DrawnCells
  readonly groups: GroupDays
  readonly violations: ReadonlyMap<number, 'hard' | 'soft'>
  readonly marks: ReadonlyMap<number, CellMark>
  /** Row of a person, or of `OPEN_ROW`, among those shown. */
  readonly rowOf: ReadonlyMap<number, number>
  /** Day of the plan's zone, `[interval]`. */
  readonly dayOfInterval: readonly number[]
}

/** The state for an input; what did not change is taken over from the input before it. */
export function boardState(input: BoardInput, before?: { readonly input: BoardInput; readonly state: BoardState }) {
  const { roster, rows, score, marks } = input
  const old = before?.input
  const state = before?.state
  const isSameHorizon = old?.roster.horizon === roster.horizon
  const isSameScore = old?.score === score && old?.roster.people === roster.people
  const dayOfInterval = isSameHorizon && state ? state.dayOfInterval : localClocks(roster.horizon).map(({ day }) => day)
  const isSameDrawing = isSameHorizon && old?.templateAt === input.templateAt
  const next: BoardState = {
    clockOf: isSameHorizon && state ? state.clockOf : dayClocks(roster.horizon),
    drawn: isSameDrawing && state ? state.drawn : new DrawnCells(input.templateAt),
    groups:
      isSameScore && old?.roster === roster && old.rows === rows && state
        ? state.groups
        : new GroupDays(roster, shortHours(roster, score, dayOfInterval)),
    violations: isSameScore && state ? state.violations : violationPlaces(roster, score),
    marks: old?.marks === marks && state ? state.marks : markPlaces(roster, marks),
    rowOf: old?.rows === rows && state ? state.rowOf : rowsByPerson(rows),
    dayOfInterval,
  }
  return next
}

const shortHours = (
  { days, horizon }: BoardRoster,
  score: BoardScore | undefined,
  dayOfInterval: readonly number[],
): ReadonlyMap<string, Float64Array> =>
  shortHoursByDay(score?.coverage ?? [], dayOfInterval, days.length, horizon.intervalMinutes)

function violationPlaces({ people, days }: BoardRoster, score: BoardScore | undefined): Map<number, 'hard' | 'soft'> {
  const places = new Map<number, 'hard' | 'soft'>()
  if (!score || score.violationsByCell.size === 0) return places
  const personOf = new Map(people.map(({ id }, index) => [id, index]))
  const dayOf = new Map(days.map((date, index) => [date, index]))
  for (const [key, violations] of score.violationsByCell) {
    const gap = key.lastIndexOf(' ')
    const person = personOf.get(key.slice(0, gap))
    const day = dayOf.get(key.slice(gap + 1))
    if (person === undefined || day === undefined) continue
    const isHard = violations.some(({ severity }) => severity === 'hard')
    places.set(placeNumber(person, day, days.length), isHard ? 'hard' : 'soft')
  }
  return places
}

function markPlaces({ days }: BoardRoster, marks: BoardInput['marks']): Map<number, CellMark> {
  const places = new Map<number, CellMark>()
  for (const [key, mark] of marks ?? []) {
    const [person, day] = key.split(' ').map(Number)
    places.set(placeNumber(person ?? OPEN_ROW, day ?? 0, days.length), mark)
  }
  return places
}

function rowsByPerson(rows: readonly BoardRow[]): Map<number, number> {
  const rowOf = new Map<number, number>()
  rows.forEach((row, index) => {
    const person = placeOf(row)
    if (person !== undefined) rowOf.set(person, index)
  })
  return rowOf
}
