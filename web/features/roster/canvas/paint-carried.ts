import { cellAt } from '../model/board-roster.ts'
import { dayLeft, minuteLeft, rowHeightOf, rowTop } from './board-geometry.ts'
import type { Carried } from './carried.ts'
import { carriedPlaces } from './carried-places.ts'
import { timeTexts, wallMinute } from './drawn-cell.ts'
import { baseline, type Picture } from './picture.ts'

/** What is being carried: pale where it comes from, and in outline where it would go, with its times. */
export function paintCarried(picture: Picture): void {
  const { ctx, carried, geometry } = picture
  if (!carried) return
  ctx.beginPath()
  ctx.rect(geometry.nameWidth, geometry.headHeight, geometry.width, geometry.height)
  ctx.clip()
  if (carried.kind === 'shifts') paintShifts(picture, carried)
  else paintSpan(picture, carried)
}

function paintShifts(picture: Picture, carried: Extract<Carried, { kind: 'shifts' }>): void {
  const { ctx, geometry, scroll, palette, roster, rows } = picture
  ctx.lineWidth = 2
  for (const { row, day, toRow, toDay, place } of carriedPlaces(carried, rows)) {
    if (carried.how !== 'copy') {
      ctx.globalAlpha = 0.55
      ctx.fillStyle = palette.surface
      if (row !== undefined) fillCell(picture, row, day)
      ctx.globalAlpha = 1
    }
    if (toRow === undefined || toDay < 0 || toDay >= geometry.days) continue
    ctx.fillStyle = palette.selected
    ctx.strokeStyle = palette.accent
    if (geometry.zoom !== 'hours') {
      fillCell(picture, toRow, toDay)
      strokeCell(picture, toRow, toDay)
      continue
    }
    const zone = roster.people[place.person]?.zone ?? roster.horizon.zone
    const clock = picture.clockOf(zone)
    for (const shift of carried.shift ? [carried.shift] : cellAt(roster, place).shifts) {
      const at = (instant: number) =>
        minuteLeft(geometry, scroll, toDay, wallMinute(clock, day, instant) + carried.minuteOffset)
      paintGhost(picture, at(shift.startMs), at(shift.endMs), toRow)
    }
  }
}

function fillCell({ ctx, geometry, scroll }: Picture, row: number, day: number): void {
  const left = dayLeft(geometry, scroll, day)
  const width = dayLeft(geometry, scroll, day + 1) - left - 1
  ctx.fillRect(left, rowTop(geometry, scroll, row), width, rowHeightOf(geometry, row) - 1)
}

function strokeCell({ ctx, geometry, scroll }: Picture, row: number, day: number): void {
  const left = dayLeft(geometry, scroll, day)
  const width = dayLeft(geometry, scroll, day + 1) - left - 3
  ctx.strokeRect(left + 1, rowTop(geometry, scroll, row) + 1, width, rowHeightOf(geometry, row) - 3)
}

function paintGhost({ ctx, geometry, scroll }: Picture, left: number, right: number, row: number): void {
  const top = rowTop(geometry, scroll, row) + 2
  const height = rowHeightOf(geometry, row) - 5
  ctx.fillRect(left, top, right - left, height)
  ctx.strokeRect(left, top, right - left, height)
}

/** An edge being moved or a shift being drawn, with its times beside it. */
function paintSpan(picture: Picture, carried: Exclude<Carried, { kind: 'shifts' }>): void {
  const { ctx, geometry, scroll, palette, roster, faces } = picture
  const { place } = carried
  const row = picture.rows.findIndex((one) =>
    one.kind === 'person' ? one.person === place.person : one.kind === 'open' && place.person < 0,
  )
  if (row < 0) return
  const clock = picture.clockOf(roster.people[place.person]?.zone ?? roster.horizon.zone)
  const [from, to] = spanOf(carried, (instant) => wallMinute(clock, place.day, instant))
  const at = (minute: number) => minuteLeft(geometry, scroll, place.day, minute)
  ctx.fillStyle = palette.selected
  ctx.strokeStyle = palette.accent
  ctx.lineWidth = 2
  paintGhost(picture, at(from), at(to), row)
  const [text] = timeTexts(from, to)
  if (text === undefined) return
  ctx.font = faces.strong.font
  ctx.fillStyle = palette.ink
  ctx.fillText(text, at(from) + 6, baseline(rowTop(geometry, scroll, row), rowHeightOf(geometry, row), faces.strong))
}

function spanOf(
  carried: Exclude<Carried, { kind: 'shifts' }>,
  minuteOf: (instant: number) => number,
): readonly [number, number] {
  if (carried.kind === 'drawn') return [carried.fromMinute, carried.toMinute]
  const { shift, edge, toMinute } = carried
  return edge === 'start' ? [toMinute, minuteOf(shift.endMs)] : [minuteOf(shift.startMs), toMinute]
}
