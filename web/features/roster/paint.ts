import { canvasFont, cssColor, remPixels } from '../../lib/css-color.ts'
import { clockOf } from '../../lib/planning-week.ts'
import type { BoardShift, PersonRow } from './board-rows.ts'

/** Colours and measures of one painting, resolved once. Lengths are CSS pixels. */
export interface Brush {
  readonly rem: number
  readonly ink: string
  readonly line: string
  readonly pause: string
  /** Fill and edge, `[template]`, repeating after the last. */
  readonly fills: readonly string[]
  readonly edges: readonly string[]
}

/** What to paint of a person: the whole week, or one day along the hours. */
export type Scene =
  | { readonly kind: 'week' }
  | { readonly kind: 'day'; readonly day: number; readonly fromHour: number; readonly toHour: number }

export const SHIFT_COLORS = 8

export function makeBrush(): Brush {
  const numbers = Array.from({ length: SHIFT_COLORS }, (_, index) => index + 1)
  return {
    rem: remPixels(),
    ink: cssColor('--ink'),
    line: cssColor('--line'),
    pause: cssColor('--break'),
    fills: numbers.map((number) => cssColor(`--shift-${number}`)),
    edges: numbers.map((number) => cssColor(`--shift-edge-${number}`)),
  }
}

export interface Painting {
  readonly ctx: CanvasRenderingContext2D
  readonly brush: Brush
  readonly width: number
  readonly rowHeight: number
  readonly templateIndex: (templateId: string) => number
  readonly templateName: (templateId: string) => string
}

interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export function paintRow(painting: Painting, scene: Scene, row: PersonRow, top: number): void {
  if (scene.kind === 'day') paintDay(painting, scene, row.shifts[scene.day] ?? [], top)
  else paintWeek(painting, row, top)
}

function paintWeek(painting: Painting, row: PersonRow, top: number): void {
  const { width, rowHeight, brush } = painting
  const dayWidth = width / row.shifts.length
  row.shifts.forEach((shifts, day) => {
    const height = (rowHeight - 6) / Math.max(1, shifts.length)
    shifts.forEach((shift, index) => {
      const box = { left: day * dayWidth + 3, top: top + 3 + index * height, width: dayWidth - 6, height }
      paintCard(painting, shift, box)
      paintClock(painting, shift, {
        left: box.left + brush.rem * 0.5,
        top: box.top + height - brush.rem * 0.42,
        width: box.width - brush.rem,
        height: brush.rem * 0.22,
      })
    })
  })
}

/** A week's cell: template colour, times and, where there is room, the template's name. */
function paintCard(painting: Painting, shift: BoardShift, box: Box): void {
  const { ctx, brush, templateName } = painting
  paintBody(painting, shift, box)
  const { start, end, templateId } = shift.assignment
  const times = `${clockOf(start)}–${clockOf(end)}`
  const left = box.left + brush.rem * 0.5
  const middle = box.top + (box.height - brush.rem * 0.3) / 2
  ctx.fillStyle = brush.ink
  ctx.textBaseline = 'middle'
  ctx.font = canvasFont(brush.rem * 0.75, 500)
  ctx.fillText(times, left, middle)
  const used = ctx.measureText(times).width + brush.rem * 0.9
  ctx.font = canvasFont(brush.rem * 0.72)
  const name = templateName(templateId)
  if (used + ctx.measureText(name).width < box.width) ctx.fillText(name, left + used - brush.rem * 0.4, middle)
}

/** Where in the 24 hours the shift lies, its breaks left out, along the foot of the cell. */
function paintClock({ ctx, brush, templateIndex }: Painting, shift: BoardShift, box: Box): void {
  const at = (minute: number) => box.left + (Math.min(minute, 1440) / 1440) * box.width
  ctx.fillStyle = brush.pause
  ctx.fillRect(box.left, box.top, box.width, box.height)
  ctx.fillStyle = brush.edges[templateIndex(shift.assignment.templateId) % SHIFT_COLORS] ?? brush.ink
  let from = shift.startMinute
  for (const pause of [...shift.breaks, { startMinute: shift.endMinute, endMinute: shift.endMinute }]) {
    ctx.fillRect(at(from), box.top, Math.max(0, at(pause.startMinute) - at(from)), box.height)
    from = pause.endMinute
  }
}

function paintDay(
  painting: Painting,
  scene: Extract<Scene, { kind: 'day' }>,
  shifts: readonly BoardShift[],
  top: number,
): void {
  const { ctx, brush, width, rowHeight } = painting
  const minutes = (scene.toHour - scene.fromHour) * 60
  const at = (minute: number) => ((minute - scene.fromHour * 60) / minutes) * width
  ctx.fillStyle = brush.line
  for (let hour = scene.fromHour; hour < scene.toHour; hour++)
    ctx.fillRect(Math.round(at(hour * 60)), top, 1, rowHeight)
  for (const shift of shifts) {
    const left = at(shift.startMinute)
    const box = { left, top: top + 4, width: at(shift.endMinute) - left, height: rowHeight - 8 }
    paintBody(painting, shift, box)
    ctx.fillStyle = brush.pause
    for (const pause of shift.breaks) {
      ctx.fillRect(at(pause.startMinute), box.top, at(pause.endMinute) - at(pause.startMinute), box.height)
    }
    paintDayText(painting, shift, box, at)
  }
}

/** Times, and the template's name where there is room, in the longest stretch of work between breaks. */
function paintDayText(painting: Painting, shift: BoardShift, box: Box, at: (minute: number) => number): void {
  const { ctx, brush, templateName } = painting
  const { start, end, templateId } = shift.assignment
  const { from, to } = longestWork(shift)
  const room = at(to) - at(from) - brush.rem * 0.7
  ctx.fillStyle = brush.ink
  ctx.textBaseline = 'middle'
  ctx.font = canvasFont(brush.rem * 0.75, 500)
  const times = `${clockOf(start)}–${clockOf(end)}`
  const full = `${times}  ${templateName(templateId)}`
  const text = ctx.measureText(full).width <= room ? full : times
  if (ctx.measureText(text).width <= room) ctx.fillText(text, at(from) + brush.rem * 0.5, box.top + box.height / 2)
}

function longestWork({ startMinute, endMinute, breaks }: BoardShift): { from: number; to: number } {
  const froms = [startMinute, ...breaks.map((pause) => pause.endMinute)]
  const stretches = froms.map((from, index) => ({ from, to: breaks[index]?.startMinute ?? endMinute }))
  return stretches.reduce((best, next) => (next.to - next.from > best.to - best.from ? next : best))
}

function paintBody({ ctx, brush, templateIndex }: Painting, shift: BoardShift, box: Box): void {
  const color = templateIndex(shift.assignment.templateId) % SHIFT_COLORS
  ctx.fillStyle = brush.fills[color] ?? brush.line
  ctx.beginPath()
  ctx.roundRect(box.left, box.top, box.width, box.height, 3)
  ctx.fill()
  ctx.fillStyle = brush.edges[color] ?? brush.ink
  ctx.fillRect(box.left, box.top, 3, box.height)
}
