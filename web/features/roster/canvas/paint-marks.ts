import type { CellMark } from '../model/board-gesture.ts'
import { type Cell, cellAt } from '../model/board-roster.ts'
import { dayLeft, rowHeightOf, rowTop } from './board-geometry.ts'
import type { Part } from './paint-board.ts'
import { LOCK_WIDTH, paintLock } from './paint-lock.ts'
import { baseline, type Picture, placeNumber } from './picture.ts'
import { placeOf } from './row-place.ts'

/** A cell on the window, CSS pixels; the lines right of it and below it are not part of it. */
interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const CORNER = 8
const BADGE = 12

/** What stands over the cards: own colours, locks, notes, broken rules, what is pointed out, and the active cell's ring. */
export function paintMarks(picture: Picture, { rows, days }: Part): void {
  const { roster, violations, marks } = picture
  for (let row = rows.first; row <= rows.last; row++) {
    const person = placeOf(picture.rows[row])
    if (person === undefined) continue
    for (let day = days.first; day <= days.last; day++) {
      const cell = cellAt(roster, { person, day })
      const place = placeNumber(person, day, roster.days.length)
      const violation = violations.get(place)
      const mark = marks.get(place)
      const isPlain = !cell.locked && cell.color === null && cell.note === '' && !isPinned(cell)
      if (isPlain && violation === undefined && mark === undefined) continue
      const box = boxOf(picture, row, day)
      paintCellSigns(picture, cell, box)
      if (mark) paintMark(picture, mark, box)
      if (violation) paintViolation(picture, violation, box)
    }
  }
  paintActive(picture, rows)
}

const isPinned = (cell: Cell): boolean => cell.shifts.length > 0 && cell.shifts.some(({ pinned }) => pinned)

function boxOf({ geometry, scroll }: Picture, row: number, day: number): Box {
  const left = dayLeft(geometry, scroll, day)
  return {
    left,
    top: rowTop(geometry, scroll, row),
    width: dayLeft(geometry, scroll, day + 1) - left - 1,
    height: rowHeightOf(geometry, row) - 1,
  }
}

function paintCellSigns({ ctx, palette, geometry }: Picture, cell: Cell, { left, top, width, height }: Box): void {
  if (cell.color !== null) {
    ctx.fillStyle = palette.marks[cell.color].edge
    ctx.fillRect(left, top + height - 3, width, 3)
  }
  // Along the hours each bar has its own lock, and an empty day one beside the date's line.
  const isLocked = cell.locked || isPinned(cell)
  if (isLocked && (geometry.zoom !== 'hours' || cell.shifts.length === 0)) {
    paintLock(ctx, palette.ink, left + width - LOCK_WIDTH, top + height - 10)
  }
  if (cell.note !== '') paintCorner(ctx, palette.note, left + width, top, -1)
}

/** @param towards 1 from a left corner, -1 from a right one */
function paintCorner(ctx: CanvasRenderingContext2D, color: string, x: number, top: number, towards: 1 | -1): void {
  ctx.fillStyle = color
  ctx.beginPath()
  ctx.moveTo(x, top)
  ctx.lineTo(x + towards * CORNER, top)
  ctx.lineTo(x, top + CORNER)
  ctx.fill()
}

function paintMark(picture: Picture, mark: CellMark, box: Box): void {
  const { ctx, palette } = picture
  switch (mark) {
    case 'found':
      outline(ctx, palette.found, box, 3)
      break
    case 'theirs':
      outline(ctx, palette.theirs, box, 2)
      break
    case 'differs':
      paintCorner(ctx, palette.differs, box.left, box.top, 1)
      break
    case 'conflict':
      ctx.setLineDash([4, 2])
      outline(ctx, palette.warn, box, 3)
      ctx.setLineDash([])
  }
}

/** Red with a mark where a rule of law or contract is broken, a line below where it is a wish. */
function paintViolation(picture: Picture, severity: 'hard' | 'soft', box: Box): void {
  const { ctx, palette, faces } = picture
  if (severity === 'soft') {
    ctx.fillStyle = palette.warn
    for (let x = box.left + 3; x < box.left + box.width - 3; x += 5) ctx.fillRect(x, box.top + box.height - 3, 3, 2)
    return
  }
  outline(ctx, palette.bad, box, 2)
  const [left, top] = [box.left + box.width - BADGE, box.top + box.height - BADGE]
  ctx.fillStyle = palette.bad
  ctx.fillRect(left, top, BADGE, BADGE)
  ctx.fillStyle = palette.surface
  ctx.font = faces.strong.font
  ctx.fillText('!', left + BADGE / 2 - faces.strong.widths.widthOf('!') / 2, baseline(top, BADGE, faces.strong))
}

function outline(ctx: CanvasRenderingContext2D, color: string, { left, top, width, height }: Box, line: number): void {
  ctx.strokeStyle = color
  ctx.lineWidth = line
  ctx.strokeRect(left + line / 2, top + line / 2, width - line, height - line)
  ctx.lineWidth = 1
}

function paintActive(picture: Picture, rows: { readonly first: number; readonly last: number }): void {
  const { ctx, palette, activeRow, selection, hasFocus } = picture
  if (activeRow < rows.first || activeRow > rows.last) return
  const box = boxOf(picture, activeRow, selection.active.day)
  if (hasFocus) outline(ctx, palette.surface, { ...box, left: box.left + 1, width: box.width - 2 }, 3)
  outline(ctx, hasFocus ? palette.focus : palette.lineStrong, box, 2)
}
