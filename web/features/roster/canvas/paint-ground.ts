import { cellAt } from '../model/board-roster.ts'
import { dayLeft, minuteLeft, rowHeightOf, rowTop } from './board-geometry.ts'
import type { Part } from './paint-board.ts'
import { baseline, type Picture } from './picture.ts'
import { placeOf } from './row-place.ts'

/** Everything under the cards: days off the week, own colours, what is lit and selected, and the lines between. */
export function paintGround(picture: Picture, part: Part, { top, height }: { top: number; height: number }): void {
  const { ctx, geometry, scroll, palette, words } = picture
  ctx.fillStyle = palette.surface
  ctx.fillRect(0, top, geometry.width, height - top)
  ctx.fillStyle = palette.odd
  for (let day = part.days.first; day <= part.days.last; day++) {
    if (words.isWeekend(day)) fillDay(picture, day, top, height)
  }
  paintOwnColors(picture, part)
  paintLit(picture, part, top, height)
  paintSelected(picture, part)
  paintGroups(picture, part)
  ctx.fillStyle = palette.line
  for (let row = part.rows.first; row <= part.rows.last; row++) {
    ctx.fillRect(0, rowTop(geometry, scroll, row) + rowHeightOf(geometry, row) - 1, geometry.width, 1)
  }
  const foot = Math.min(height, rowTop(geometry, scroll, part.rows.last) + rowHeightOf(geometry, part.rows.last))
  for (let day = part.days.first; day <= part.days.last + 1; day++) {
    ctx.fillStyle = geometry.zoom === 'hours' ? palette.lineStrong : palette.line
    ctx.fillRect(dayLeft(geometry, scroll, day) - 1, top, 1, foot - top)
  }
  if (geometry.zoom === 'hours') paintHourLines(picture, part, top, foot)
}

function fillDay({ ctx, geometry, scroll }: Picture, day: number, top: number, bottom: number): void {
  const left = dayLeft(geometry, scroll, day)
  ctx.fillRect(left, top, dayLeft(geometry, scroll, day + 1) - left, bottom - top)
}

function paintHourLines({ ctx, geometry, scroll, palette }: Picture, { days }: Part, top: number, foot: number): void {
  ctx.fillStyle = palette.line
  for (let day = days.first; day <= days.last; day++) {
    for (let hour = 1; hour < 24; hour++) {
      ctx.fillRect(minuteLeft(geometry, scroll, day, hour * 60), top, 1, foot - top)
    }
  }
}

function paintOwnColors(picture: Picture, { rows, days }: Part): void {
  const { ctx, geometry, scroll, palette, roster } = picture
  for (let row = rows.first; row <= rows.last; row++) {
    const person = placeOf(picture.rows[row])
    if (person === undefined) continue
    const top = rowTop(geometry, scroll, row)
    for (let day = days.first; day <= days.last; day++) {
      const { color } = cellAt(roster, { person, day })
      if (color === null) continue
      ctx.fillStyle = palette.marks[color].wash
      fillDay(picture, day, top, top + rowHeightOf(geometry, row))
    }
  }
}

/** Row and column of the pointer and of the active cell, so that the eye finds the name and the date. */
function paintLit(picture: Picture, { rows, days }: Part, top: number, height: number): void {
  const { ctx, geometry, scroll, palette, pointed, activeRow, selection } = picture
  ctx.fillStyle = palette.lit
  for (const row of new Set([pointed.row, activeRow])) {
    if (row === undefined || row < rows.first || row > rows.last) continue
    ctx.fillRect(0, rowTop(geometry, scroll, row), geometry.width, rowHeightOf(geometry, row))
  }
  for (const day of new Set([pointed.day, selection.active.day])) {
    if (day !== undefined && day >= days.first && day <= days.last) fillDay(picture, day, top, height)
  }
}

function paintSelected(picture: Picture, { rows, days }: Part): void {
  const { ctx, geometry, scroll, palette, selection } = picture
  ctx.fillStyle = palette.selected
  for (const range of selection.ranges) {
    if (range.fromRow === range.toRow && range.fromDay === range.toDay && selection.ranges.length === 1) continue
    const [from, to] = [Math.max(range.fromRow, rows.first), Math.min(range.toRow, rows.last)]
    const [first, last] = [Math.max(range.fromDay, days.first), Math.min(range.toDay, days.last)]
    if (from > to || first > last) continue
    const left = dayLeft(geometry, scroll, first)
    const top = rowTop(geometry, scroll, from)
    const bottom = rowTop(geometry, scroll, to) + rowHeightOf(geometry, to)
    ctx.fillRect(left, top, dayLeft(geometry, scroll, last + 1) - left, bottom - top)
  }
}

/** Heads of groups: people at work of each day, red where a queue of theirs is short. */
function paintGroups(picture: Picture, { rows, days }: Part): void {
  const { ctx, geometry, scroll, palette, faces, groups, words } = picture
  for (let index = rows.first; index <= rows.last; index++) {
    const row = picture.rows[index]
    if (row?.kind !== 'group') continue
    const top = rowTop(geometry, scroll, index)
    ctx.fillStyle = palette.sunken
    ctx.fillRect(0, top, geometry.width, geometry.rowHeight)
    const { working, isShort } = groups.of(row.group, row.people)
    const foot = baseline(top, geometry.rowHeight, faces.strong)
    for (let day = days.first; day <= days.last; day++) {
      const face = isShort[day] ? faces.strong : faces.name
      ctx.font = face.font
      ctx.fillStyle = isShort[day] ? palette.bad : palette.inkSoft
      const left = geometry.zoom === 'hours' ? Math.max(geometry.nameWidth, dayLeft(geometry, scroll, day)) : 0
      const text = words.count(working[day] ?? 0)
      ctx.fillText(text, left > 0 ? left + 6 : middleOfDay(picture, day) - face.widths.widthOf(text) / 2, foot)
    }
  }
}

const middleOfDay = ({ geometry, scroll }: Picture, day: number): number =>
  (dayLeft(geometry, scroll, day) + dayLeft(geometry, scroll, day + 1)) / 2
