import type { BoardRow, CellPlace } from '../model/board-roster.ts'
import type { Carried } from './carried.ts'
import { placeOf } from './row-place.ts'

/** Where each of the carried cells is, and where it would go. Rows are those shown; undefined past the last. */
export interface CarriedPlace {
  readonly place: CellPlace
  readonly row: number | undefined
  readonly day: number
  readonly toRow: number | undefined
  readonly toDay: number
}

/** The carried cells keep their places to each other, counted in rows that take shifts: heads of groups are stepped over. */
export function carriedPlaces(
  { from, toRow, dayOffset }: Extract<Carried, { kind: 'shifts' }>,
  rows: readonly BoardRow[],
): CarriedPlace[] {
  const cellRows: number[] = []
  const orderOf = new Map<number, number>()
  rows.forEach((row, index) => {
    const person = placeOf(row)
    if (person === undefined) return
    orderOf.set(person, cellRows.length)
    cellRows.push(index)
  })
  const first = orderOf.get(from[0]?.person ?? Number.NaN) ?? 0
  const target = cellRows.indexOf(toRow)
  return from.map((place) => {
    const order = orderOf.get(place.person)
    return {
      place,
      row: order === undefined ? undefined : cellRows[order],
      day: place.day,
      toRow: order === undefined ? undefined : cellRows[order - first + target],
      toDay: place.day + dayOffset,
    }
  })
}
