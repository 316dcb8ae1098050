import { dayLeft, visibleDays } from './board-geometry.ts'
import { baseline, type Picture } from './picture.ts'
import type { StripLane } from './strip-lane.ts'

const PAD = 10
/** Above the bars, for the number of the worst shortage. */
const HEAD = 12
/** Agents below which a shortage is not named. */
const LEAST_NAMED = 0.05

/** The lanes from the top of their own canvas. */
export function paintStrip(picture: Picture, lanes: readonly StripLane[], laneHeight: number): void {
  const { ctx, geometry, palette } = picture
  ctx.fillStyle = palette.raised
  ctx.fillRect(0, 0, geometry.width, geometry.footHeight)
  for (const [index, lane] of lanes.entries()) {
    paintLane(picture, lane, Math.round(index * laneHeight), Math.round(laneHeight))
  }
  ctx.fillStyle = palette.lineStrong
  ctx.fillRect(0, 0, geometry.width, 1)
  ctx.fillRect(geometry.nameWidth - 1, 0, 1, geometry.footHeight)
}

function paintLane(picture: Picture, lane: StripLane, top: number, height: number): void {
  const { ctx, geometry, scroll, palette } = picture
  const { first, last } = visibleDays(geometry, scroll)
  for (let day = first; day <= last; day++) paintDay(picture, lane, day, top, height)
  ctx.fillStyle = palette.line
  ctx.fillRect(0, top + height - 1, geometry.width, 1)
  paintName(picture, lane, top, height)
}

function paintDay(picture: Picture, lane: StripLane, day: number, top: number, height: number): void {
  const { ctx, geometry, scroll, palette, faces, words } = picture
  const isByHours = geometry.zoom === 'hours'
  const edge = dayLeft(geometry, scroll, day)
  const [left, right] = isByHours
    ? [edge, dayLeft(geometry, scroll, day + 1)]
    : [edge + 2, dayLeft(geometry, scroll, day + 1) - 3]
  const width = right - left
  const { bars, worst } = lane.dayOf(day, Math.floor(width / (isByHours ? 3 : 1)))
  const foot = top + height - 2
  const scale = (height - HEAD - 3) / lane.most
  const rise = (agents: number) => Math.round(agents * scale)
  for (const { start, end, required, covered } of bars) {
    const x = left + Math.round(start * width)
    const w = left + Math.round(end * width) - x
    const [met, there, asked] = [rise(Math.min(required, covered)), rise(covered), rise(required)]
    fill(ctx, palette.covered, x, foot - met, w, met)
    if (there > met) fill(ctx, palette.over, x, foot - there, w, there - met)
    if (asked > met) fill(ctx, palette.short, x, foot - asked, w, asked - met)
    if (isByHours) fill(ctx, palette.required, x, foot - asked, w, 1)
  }
  ctx.fillStyle = isByHours ? palette.lineStrong : palette.line
  ctx.fillRect(dayLeft(geometry, scroll, day + 1) - 1, top, 1, height)
  if (worst < LEAST_NAMED) return
  const text = faces.small.widths.cut(words.short(worst), width)
  ctx.font = faces.small.font
  ctx.fillStyle = palette.short
  const middle = Math.max(left, (left + right - faces.small.widths.widthOf(text)) / 2)
  ctx.fillText(text, isByHours ? Math.max(left, geometry.nameWidth) + 6 : middle, top + HEAD - 2)
}

function fill(ctx: CanvasRenderingContext2D, color: string, x: number, y: number, width: number, height: number): void {
  ctx.fillStyle = color
  ctx.fillRect(x, y, width, height)
}

function paintName(picture: Picture, lane: StripLane, top: number, height: number): void {
  const { ctx, geometry, palette, faces, words } = picture
  const { nameWidth } = geometry
  ctx.fillStyle = palette.raised
  ctx.fillRect(0, top + 1, nameWidth - 1, height - 2)
  const short = lane.shortHours < LEAST_NAMED ? '' : words.hoursShort(lane.shortHours)
  const shortWidth = faces.small.widths.widthOf(short)
  const room = nameWidth - 2 * PAD - shortWidth - (short === '' ? 0 : 6)
  ctx.font = faces.name.font
  ctx.fillStyle = palette.ink
  ctx.fillText(faces.name.widths.cut(words.queue(lane.queueId), room), PAD, baseline(top, height, faces.name))
  ctx.font = faces.small.font
  ctx.fillStyle = palette.bad
  ctx.fillText(short, nameWidth - PAD - shortWidth, baseline(top, height, faces.small))
}
