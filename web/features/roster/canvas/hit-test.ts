import { cellAt } from '../model/board-roster.ts'
import { dayAt, rowAt } from './board-geometry.ts'
import type { DrawnShift } from './drawn-cell.ts'
import { barsOf } from './hour-bars.ts'
import { cardsOf } from './paint-cards.ts'
import type { Picture } from './picture.ts'
import { placeOf } from './row-place.ts'

export type HitPicture = Pick<Picture, 'geometry' | 'scroll' | 'rows' | 'roster' | 'drawn' | 'clockOf'>

/** What lies under a point of the window. */
export type Hit =
  | { readonly part: 'corner' | 'foot' | 'nothing' }
  | { readonly part: 'head'; readonly day: number }
  | { readonly part: 'name'; readonly row: number }
  | CellHit

export interface CellHit {
  readonly part: 'cell'
  readonly row: number
  /** Index in `people`, or `OPEN_ROW`; undefined on the head of a group. */
  readonly person: number | undefined
  /** That the shift belongs to, or that the point is on. */
  readonly day: number
  /** Wall-clock minutes after midnight of `day`; past 1440 on a shift that reaches into the next. */
  readonly minute: number
  readonly shift: DrawnShift | undefined
  /** Of the shift, near enough to be taken hold of; hours only. */
  readonly edge: 'start' | 'end' | undefined
}

/** How far from an edge it can be taken hold of, CSS pixels. */
const EDGE_REACH = 7

export function hitAt(picture: HitPicture, x: number, y: number): Hit {
  const { geometry, scroll } = picture
  if (y >= geometry.height) return { part: 'foot' }
  const row = rowAt(geometry, scroll, y)
  const at = dayAt(geometry, scroll, x)
  if (row === undefined) {
    if (y >= geometry.headHeight) return { part: 'nothing' }
    return at ? { part: 'head', day: at.day } : { part: 'corner' }
  }
  if (!at) return x < geometry.nameWidth ? { part: 'name', row } : { part: 'nothing' }
  const person = placeOf(picture.rows[row])
  const cell: CellHit = { part: 'cell', row, person, ...at, shift: undefined, edge: undefined }
  if (person === undefined) return cell
  return geometry.zoom === 'hours' ? hitBar(picture, cell, x, y) : hitCard(picture, cell, person, y)
}

function hitCard(picture: HitPicture, cell: CellHit, person: number, y: number): CellHit {
  const { roster, drawn, clockOf } = picture
  const content = cellAt(roster, { person, day: cell.day })
  if (content.shifts.length === 0) return cell
  const clock = clockOf(roster.people[person]?.zone ?? roster.horizon.zone)
  const cards = cardsOf(picture, cell.row, cell.day, drawn.of(content, clock, cell.day), false)
  const card = cards.find(({ top, height }) => y >= top - 2 && y < top + height + 2)
  return { ...cell, shift: card?.shift }
}

/** The bar under the point, those of the day before that reach in too; of bars that meet, the one whose edge is nearer. */
function hitBar(picture: HitPicture, cell: CellHit, x: number, y: number): CellHit {
  const days = [cell.day - 1, cell.day, cell.day + 1].filter((day) => day >= 0 && day < picture.geometry.days)
  const bars = days
    .flatMap((day) => barsOf(picture, cell.row, day))
    .filter(({ top, height }) => y >= top - 2 && y <= top + height + 2)
  const inside = bars.find(({ left, right }) => x >= left && x < right)
  const near = inside ?? bars.find(({ left, right }) => x >= left - EDGE_REACH / 2 && x < right + EDGE_REACH / 2)
  if (!near) return cell
  const reach = Math.min(EDGE_REACH, (near.right - near.left) / 4)
  const edge = x < near.left + reach ? 'start' : x >= near.right - reach ? 'end' : undefined
  return { ...cell, day: near.day, minute: cell.minute + (cell.day - near.day) * 1440, shift: near.shift, edge }
}
