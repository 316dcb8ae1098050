import { MINUTES_PER_DAY } from '../../../../solver/domain/horizon.ts'
import { cellAt, OPEN_ROW } from '../model/board-roster.ts'
import { dayLeft, rowHeightOf, rowTop } from './board-geometry.ts'
import { SHIFT_COLORS } from './board-palette.ts'
import type { DrawnCell, DrawnShift } from './drawn-cell.ts'
import { type Bar, eachBar } from './hour-bars.ts'
import type { Part } from './paint-board.ts'
import { paintBars } from './paint-hours.ts'
import { LOCK_WIDTH } from './paint-lock.ts'
import { baseline, type Picture } from './picture.ts'
import { placeOf } from './row-place.ts'

/** A shift as a card in the cell of its day. CSS pixels. */
export interface Card {
  readonly shift: DrawnShift
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Room at the right that a lock takes. */
  readonly reserved: number
}

/** Cards of open shifts that are shown one above the other; the rest are counted. */
const MOST_OPEN = 2

export function paintCards(picture: Picture, part: Part): void {
  if (picture.geometry.zoom === 'hours') {
    const bars: Bar[] = []
    eachBar(picture, part, (bar) => bars.push(bar))
    paintBars(picture, bars)
    return
  }
  const byColor: Card[][] = Array.from({ length: SHIFT_COLORS }, () => [])
  eachCard(picture, part, (card) => byColor[card.shift.template % SHIFT_COLORS]!.push(card))
  paintBodies(picture, byColor)
  paintTexts(picture, byColor)
}

/** Cards of a part of the board; colours change rarely when cards of one colour are painted together. */
function eachCard(picture: Picture, { rows, days }: Part, visit: (card: Card) => void): void {
  const { roster, drawn, clockOf } = picture
  for (let row = rows.first; row <= rows.last; row++) {
    const person = placeOf(picture.rows[row])
    if (person === undefined) continue
    const clock = clockOf(roster.people[person]?.zone ?? roster.horizon.zone)
    for (let day = days.first; day <= days.last; day++) {
      const cell = cellAt(roster, { person, day })
      if (cell.shifts.length === 0) continue
      cardsOf(picture, row, day, drawn.of(cell, clock, day), cell.locked).forEach(visit)
    }
  }
}

/** Where the shifts of a cell lie: one below the other, those of a person sharing the height. */
export function cardsOf(
  { geometry, scroll, rows }: Pick<Picture, 'geometry' | 'scroll' | 'rows'>,
  row: number,
  day: number,
  { shifts }: DrawnCell,
  isLocked: boolean,
): Card[] {
  const left = dayLeft(geometry, scroll, day) + 1
  const width = dayLeft(geometry, scroll, day + 1) - left - 2
  const top = rowTop(geometry, scroll, row) + 2
  const isOpen = placeOf(rows[row]) === OPEN_ROW
  const shown = isOpen ? shifts.slice(0, MOST_OPEN) : shifts
  const height = (rowHeightOf(geometry, row) - 5) / (isOpen ? MOST_OPEN : shown.length)
  return shown.map((shift, index) => ({
    shift,
    left,
    top: Math.round(top + index * height),
    width,
    height: Math.round(height) - (shown.length > 1 ? 1 : 0),
    reserved: isLocked || shift.assignment.pinned ? LOCK_WIDTH - 3 : 0,
  }))
}

function paintBodies({ ctx, palette, geometry }: Picture, byColor: readonly (readonly Card[])[]): void {
  byColor.forEach((cards, color) => {
    ctx.fillStyle = palette.fills[color]!
    for (const { left, top, width, height, shift } of cards) {
      if (shift.assignment.onCall !== true) ctx.fillRect(left, top, width, height)
    }
    ctx.fillStyle = palette.edges[color]!
    for (const card of cards) {
      ctx.fillRect(card.left, card.top, 3, card.height)
      if (geometry.zoom === 'week' && card.height > 20) paintClock(ctx, card)
    }
    ctx.strokeStyle = palette.edges[color]!
    for (const { left, top, width, height, shift } of cards) {
      if (shift.assignment.onCall === true) ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1)
    }
  })
}

/** Where in the 24 hours the shift lies, its breaks left out, along the foot of a wide card. */
function paintClock(ctx: CanvasRenderingContext2D, { shift, left, top, width, height }: Card): void {
  const from = left + 7
  const at = (minute: number) => from + (Math.min(minute, MINUTES_PER_DAY) / MINUTES_PER_DAY) * (width - 12)
  let start = shift.from
  for (const { from: pause, to } of [...shift.breaks, { from: shift.to, to: shift.to }]) {
    ctx.fillRect(at(start), top + height - 4, Math.max(0, at(pause) - at(start)), 2)
    start = to
  }
}

function paintTexts(picture: Picture, byColor: readonly (readonly Card[])[]): void {
  const { ctx, palette, faces, geometry } = picture
  const isWide = geometry.zoom === 'week'
  const face = isWide ? faces.cardStrong : faces.card
  ctx.font = face.font
  ctx.fillStyle = palette.ink
  for (const cards of byColor) {
    for (const card of cards) {
      const text = face.widths.fit(card.shift.texts, card.width - 5 - card.reserved)
      if (text !== '') ctx.fillText(text, card.left + 5, cardBaseline(picture, card))
    }
  }
  if (isWide) paintTemplates(picture, byColor)
}

const cardBaseline = ({ faces, geometry }: Picture, { top, height }: Card): number =>
  baseline(top, geometry.zoom === 'week' && height > 20 ? height - 4 : height, faces.card)

/** The template's name beside the times, where both have room. */
function paintTemplates(picture: Picture, byColor: readonly (readonly Card[])[]): void {
  const { ctx, palette, faces, words } = picture
  ctx.font = faces.small.font
  ctx.fillStyle = palette.inkSoft
  for (const cards of byColor) {
    for (const card of cards) {
      const used = faces.cardStrong.widths.widthOf(card.shift.texts[0]!) + 12
      const room = card.width - used - card.reserved - 3
      const name = room < 20 ? '' : faces.small.widths.cut(words.template(card.shift.assignment.templateId), room)
      if (name !== '') ctx.fillText(name, card.left + used, cardBaseline(picture, card))
    }
  }
}
