import type { BoardSelection, CellRange } from '../model/board-gesture.ts'
import type { BoardRow, CellPlace } from '../model/board-roster.ts'
import type { Hit } from './hit-test.ts'
import { cellRow, placeOf } from './row-place.ts'

export const rangeOf = (row: number, day: number, toRow = row, toDay = day): CellRange => ({
  fromRow: Math.min(row, toRow),
  toRow: Math.max(row, toRow),
  fromDay: Math.min(day, toDay),
  toDay: Math.max(day, toDay),
})

export const isWithin = ({ fromRow, toRow, fromDay, toDay }: CellRange, row: number, day: number): boolean =>
  row >= fromRow && row <= toRow && day >= fromDay && day <= toDay

/** Places of the selected cells, each once, the active first when it is one of them; heads of groups have none. */
export function selectedPlaces({ active, ranges }: BoardSelection, rows: readonly BoardRow[]): CellPlace[] {
  const places = new Map<string, CellPlace>()
  const add = (place: CellPlace) => places.set(`${place.person} ${place.day}`, place)
  const isActive = (person: number, day: number) => person === active.person && day === active.day
  for (const { fromRow, toRow, fromDay, toDay } of ranges) {
    for (let row = fromRow; row <= toRow; row++) {
      const person = placeOf(rows[row])
      if (person === undefined) continue
      for (let day = fromDay; day <= toDay; day++) add({ person, day })
    }
  }
  return [...places.values()].sort((a, b) => Number(isActive(b.person, b.day)) - Number(isActive(a.person, a.day)))
}

/** The selection with a cell put in, or taken out where it is a range of its own. */
export function toggled({ ranges }: BoardSelection, active: CellPlace, row: number): BoardSelection {
  const isAlone = (range: CellRange) =>
    range.fromRow === row && range.toRow === row && range.fromDay === active.day && range.toDay === active.day
  const others = ranges.filter((range) => !isAlone(range))
  const kept = others.length < ranges.length && others.length > 0
  return { active, ranges: kept ? others : [...others, rangeOf(row, active.day)] }
}

/** The selection that a click on something makes; undefined where there is nothing to select. */
export function selectionOf(
  hit: Hit,
  rows: readonly BoardRow[],
  days: number,
  /** Extended by the click, where it is held to the selection there is. */
  extended?: { readonly selection: BoardSelection; readonly activeRow: number },
): BoardSelection | undefined {
  const range = rangeOfHit(hit, rows, days)
  const first = range && cellRow(rows, range.fromRow, 1)
  if (!range || first === undefined || first > range.toRow) return undefined
  if (!extended || extended.activeRow < 0) {
    return { active: { person: placeOf(rows[first])!, day: range.fromDay }, ranges: [range] }
  }
  const { activeRow, selection } = extended
  const from = hit.part === 'head' ? 0 : activeRow
  const day = hit.part === 'name' ? 0 : selection.active.day
  return { active: selection.active, ranges: [enclosing(range, rangeOf(from, day))] }
}

function rangeOfHit(hit: Hit, rows: readonly BoardRow[], days: number): CellRange | undefined {
  switch (hit.part) {
    case 'cell':
      return rangeOf(hit.row, hit.day)
    case 'head':
      return rangeOf(0, hit.day, rows.length - 1, hit.day)
    case 'name': {
      const row = rows[hit.row]
      return rangeOf(hit.row, 0, hit.row + (row?.kind === 'group' ? row.people.length : 0), days - 1)
    }
    case 'corner':
      return rangeOf(0, 0, rows.length - 1, days - 1)
    default:
      return undefined
  }
}

const enclosing = (a: CellRange, b: CellRange): CellRange => ({
  fromRow: Math.min(a.fromRow, b.fromRow),
  toRow: Math.max(a.toRow, b.toRow),
  fromDay: Math.min(a.fromDay, b.fromDay),
  toDay: Math.max(a.toDay, b.toDay),
})
