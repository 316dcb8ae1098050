import type { BoardRow } from '../model/board-roster.ts'
import { cellAt, OPEN_ROW } from '../model/board-roster.ts'
import { dayLeft, minuteLeft, rowHeightOf, rowTop, type Span } from './board-geometry.ts'
import type { Part } from './paint-board.ts'
import { baseline, type Face, type Picture } from './picture.ts'
import { hoursSpan } from './shown-days.ts'

const PAD = 10

/** Days, and hours where they are shown, over the columns; the head of the names in the corner. */
export function paintHeads(picture: Picture, days: Span): void {
  const { ctx, geometry, palette, words, faces, scroll } = picture
  const { headHeight, nameWidth, width } = geometry
  ctx.fillStyle = palette.raised
  ctx.fillRect(0, 0, width, headHeight)
  for (let day = days.first; day <= days.last; day++) paintDayHead(picture, day)
  ctx.fillStyle = palette.raised
  ctx.fillRect(0, 0, nameWidth, headHeight)
  paintText(picture, words.person, PAD, baseline(0, headHeight, faces.small), faces.small, palette.inkSoft, nameWidth)
  const { first, last } = hoursSpan(geometry, scroll)
  const span = `${words.dates(first)[0]}–${words.dates(last)[0]}`
  const spanLeft = nameWidth - PAD - faces.small.widths.widthOf(span)
  paintText(picture, span, spanLeft, baseline(0, headHeight, faces.small), faces.small, palette.inkSoft, nameWidth)
  ctx.fillStyle = palette.lineStrong
  ctx.fillRect(0, headHeight - 1, width, 1)
  ctx.fillRect(nameWidth - 1, 0, 1, headHeight)
}

function paintDayHead(picture: Picture, day: number): void {
  const { ctx, geometry, scroll, palette, words, faces, pointed, selection } = picture
  const { headHeight, nameWidth, zoom } = geometry
  const left = dayLeft(geometry, scroll, day)
  const right = dayLeft(geometry, scroll, day + 1)
  if (day === pointed.day || day === selection.active.day) {
    ctx.fillStyle = palette.lit
    ctx.fillRect(left, 0, right - left, headHeight)
  }
  ctx.fillStyle = palette.line
  ctx.fillRect(right - 1, 0, 1, headHeight)
  const half = Math.round(headHeight / 2)
  const ink = words.isWeekend(day) ? palette.inkSoft : palette.ink
  if (zoom === 'hours') {
    const from = Math.max(left, nameWidth) + 6
    paintText(picture, words.day(day), from, baseline(2, half, faces.strong), faces.strong, ink, right - from - 6)
    paintHours(picture, day, half)
    return
  }
  const room = right - left - 6
  const center = (text: string, face: Face) => (left + right - face.widths.widthOf(text)) / 2
  const weekday = faces.small.widths.cut(words.weekday(day), room)
  paintText(picture, weekday, center(weekday, faces.small), baseline(3, half, faces.small), faces.small, ink)
  const date = faces.strong.widths.fit(words.dates(day), room)
  paintText(picture, date, center(date, faces.strong), baseline(half - 2, half, faces.strong), faces.strong, ink)
}

function paintHours(picture: Picture, day: number, top: number): void {
  const { geometry, scroll, palette, faces } = picture
  const hourWidth = geometry.dayWidth / 24
  const step = hourWidth >= 22 ? 1 : hourWidth >= 12 ? 2 : 3
  const foot = baseline(top - 2, geometry.headHeight - top, faces.small)
  for (let hour = 0; hour < 24; hour += step) {
    const x = minuteLeft(geometry, scroll, day, hour * 60) + 3
    if (x < geometry.nameWidth - 20 || x > geometry.width) continue
    paintText(picture, String(hour).padStart(2, '0'), x, foot, faces.small, palette.inkSoft)
  }
}

/** Names down the left, over what is scrolled behind them. */
export function paintNames(picture: Picture, { rows }: Part, right: number): void {
  const { ctx, geometry, scroll, palette } = picture
  for (let index = rows.first; index <= rows.last; index++) {
    const row = picture.rows[index]
    if (!row) continue
    const top = rowTop(geometry, scroll, index)
    const height = rowHeightOf(geometry, index)
    ctx.fillStyle = row.kind === 'group' ? palette.sunken : palette.surface
    ctx.fillRect(0, top, right - 1, height - 1)
    if (index === picture.pointed.row || index === picture.activeRow) {
      ctx.fillStyle = palette.lit
      ctx.fillRect(0, top, right - 1, height - 1)
    }
    paintName(picture, row, top, height)
  }
  const foot = rowTop(geometry, scroll, rows.last) + rowHeightOf(geometry, rows.last)
  ctx.fillStyle = palette.lineStrong
  ctx.fillRect(right - 1, 0, 1, foot)
  if (rows.first === 0 && picture.rows[0]?.kind === 'open') ctx.fillRect(0, foot - 1, geometry.width, 1)
}

function paintName(picture: Picture, row: BoardRow, top: number, height: number): void {
  const { palette, faces, geometry } = picture
  const [name, figure] = nameOf(picture, row)
  const face = row.kind === 'person' ? faces.name : faces.strong
  const figureWidth = figure === '' ? 0 : faces.small.widths.widthOf(figure)
  const room = geometry.nameWidth - 2 * PAD - figureWidth - (figure === '' ? 0 : 6)
  paintText(picture, face.widths.cut(name, room), PAD, baseline(top, height, face), face, palette.ink)
  const left = geometry.nameWidth - PAD - figureWidth
  if (figure === '') return
  paintText(picture, figure, left, baseline(top, height, faces.small), faces.small, palette.inkSoft)
}

/** What a row is called, and the figure at the end of its name. */
function nameOf({ roster, words, geometry, scroll, drawn, clockOf }: Picture, row: BoardRow): [string, string] {
  if (row.kind === 'group') return [words.group(row.group), words.people(row.people.length)]
  const { first, last } = hoursSpan(geometry, scroll)
  if (row.kind === 'open') {
    let open = 0
    for (let day = first; day <= last; day++) open += cellAt(roster, { person: OPEN_ROW, day }).shifts.length
    return [words.openShifts, words.count(open)]
  }
  const person = roster.people[row.person]
  if (!person) return ['', '']
  let minutes = 0
  for (let day = first; day <= last; day++) {
    minutes += drawn.of(cellAt(roster, { person: row.person, day }), clockOf(person.zone), day).paidMinutes
  }
  return [person.name, words.hours(minutes)]
}

function paintText(
  { ctx }: Picture,
  text: string,
  left: number,
  foot: number,
  face: Face,
  color: string,
  room?: number,
): void {
  ctx.font = face.font
  ctx.fillStyle = color
  ctx.fillText(room === undefined ? text : face.widths.cut(text, room), left, foot)
}
