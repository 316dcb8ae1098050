import { minuteLeft } from './board-geometry.ts'
import { SHIFT_COLORS } from './board-palette.ts'
import type { DrawnShift, DrawnSpan } from './drawn-cell.ts'
import type { Bar } from './hour-bars.ts'
import { LOCK_WIDTH, paintLock } from './paint-lock.ts'
import { baseline, type Picture } from './picture.ts'

/** Shifts along the hours: their breaks lighter, paid time away from the queues striped, their times within. */
export function paintBars(picture: Picture, bars: readonly Bar[]): void {
  for (const bar of bars) paintBody(picture, bar)
  const { ctx, faces, palette } = picture
  ctx.fillStyle = palette.ink
  ctx.font = faces.cardStrong.font
  for (const bar of bars) paintText(picture, bar)
  for (const { isLocked, right, top, height } of bars) {
    if (isLocked) paintLock(ctx, palette.ink, right - LOCK_WIDTH - 2, top + Math.round(height / 2) - 4)
  }
}

function paintBody({ ctx, palette, geometry, scroll }: Picture, { shift, day, left, right, top, height }: Bar): void {
  const color = shift.template % SHIFT_COLORS
  const at = (minute: number) => minuteLeft(geometry, scroll, day, minute)
  if (shift.assignment.onCall === true) {
    ctx.strokeStyle = palette.edges[color]!
    ctx.strokeRect(left + 0.5, top + 0.5, right - left - 1, height - 1)
  } else {
    ctx.fillStyle = palette.fills[color]!
    ctx.beginPath()
    ctx.roundRect(left, top, Math.max(3, right - left), height, 3)
    ctx.fill()
  }
  ctx.fillStyle = palette.activity
  for (const { from, to } of shift.activities) ctx.fillRect(at(from), top + height - 4, at(to) - at(from), 4)
  ctx.fillStyle = palette.pause
  for (const { from, to } of shift.breaks) ctx.fillRect(at(from), top, at(to) - at(from), height)
  ctx.fillStyle = palette.edges[color]!
  ctx.fillRect(left, top, 3, height)
}

/** Times, and the template's name where there is room, in the longest stretch between breaks that is in the window. */
function paintText({ ctx, faces, words, geometry, scroll }: Picture, bar: Bar): void {
  const { from, to } = longestWork(bar.shift)
  const left = Math.max(minuteLeft(geometry, scroll, bar.day, from), geometry.nameWidth) + 6
  const room = Math.min(minuteLeft(geometry, scroll, bar.day, to), geometry.width) - left - (bar.isLocked ? 14 : 3)
  const { texts, assignment } = bar.shift
  const full = `${texts[0]}  ${words.template(assignment.templateId)}`
  const text = faces.cardStrong.widths.fit([full, ...texts], room)
  if (text !== '') ctx.fillText(text, left, baseline(bar.top, bar.height, faces.cardStrong))
}

function longestWork(shift: DrawnShift): DrawnSpan {
  let best = { from: shift.from, to: shift.breaks[0]?.from ?? shift.to }
  shift.breaks.forEach(({ to }, index) => {
    const next = { from: to, to: shift.breaks[index + 1]?.from ?? shift.to }
    if (next.to - next.from > best.to - best.from) best = next
  })
  return best
}
