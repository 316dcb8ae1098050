import { MINUTES_PER_DAY } from '../../../../solver/domain/horizon.ts'
import type { BoardZoom } from '../model/board-roster.ts'

/** What the places of everything follow from. Lengths are CSS pixels. */
export interface BoardFrame {
  readonly zoom: BoardZoom
  readonly days: number
  readonly rows: number
  /** The first row is that of the open shifts; it stays under the heads. */
  readonly hasOpen: boolean
  /** Nothing is open: the row is no higher than others. */
  readonly isOpenEmpty: boolean
  readonly width: number
  /** Of heads and rows, the coverage strip left out. */
  readonly height: number
  /** Of the coverage strip below. */
  readonly footHeight: number
  readonly rem: number
}

/**
 * Places on the board, CSS pixels from the window's top left corner once the scroll place is taken off. Every day has the
 * same width, whatever its clocks do: across lie wall-clock minutes, so that people of several zones share the columns.
 */
export interface BoardGeometry extends BoardFrame {
  readonly nameWidth: number
  readonly headHeight: number
  readonly openHeight: number
  readonly rowHeight: number
  /** Of a day's column; not whole, so that columns fill the window: edges are rounded where they are drawn. */
  readonly dayWidth: number
  /** Where the rows below the open shifts begin when nothing is scrolled. */
  readonly bodyTop: number
  readonly contentWidth: number
  readonly contentHeight: number
}

/** How far the board is scrolled, CSS pixels. */
export interface ScrollPlace {
  readonly left: number
  readonly top: number
}

/** Indices, both ends included; `last < first` when there are none. */
export interface Span {
  readonly first: number
  readonly last: number
}

const ROW_REM = 1.875
const OPEN_REM = 3
const LEAST_DAY_REM = 2.8125
const WEEK_DAYS = 7

export function boardGeometry(frame: BoardFrame): BoardGeometry {
  const { rem, width, days, rows, hasOpen } = frame
  const nameWidth = Math.round(Math.min(13 * rem, width * 0.4))
  const headHeight = Math.round(2.75 * rem)
  const rowHeight = Math.round(ROW_REM * rem)
  const openHeight = hasOpen ? (frame.isOpenEmpty ? rowHeight : Math.round(OPEN_REM * rem)) : 0
  const dayWidth = widthOfDay(frame, width - nameWidth)
  const bodyTop = headHeight + openHeight
  return {
    ...frame,
    nameWidth,
    headHeight,
    openHeight,
    rowHeight,
    dayWidth,
    bodyTop,
    contentWidth: Math.round(nameWidth + dayWidth * days),
    contentHeight: bodyTop + (rows - (hasOpen ? 1 : 0)) * rowHeight,
  }
}

function widthOfDay({ zoom, days, rem }: BoardFrame, room: number): number {
  const shown = zoom === 'days' ? days : zoom === 'week' ? Math.min(days, WEEK_DAYS) : 1
  const least = zoom === 'hours' ? 30 * rem : LEAST_DAY_REM * rem
  return Math.max(least, room / Math.max(1, shown))
}

/** Left edge of a day's column; that of the day after the last is the right edge of all. */
export const dayLeft = ({ nameWidth, dayWidth }: BoardGeometry, { left }: ScrollPlace, day: number): number =>
  nameWidth + Math.round(day * dayWidth) - left

/** Where a wall-clock minute of a day lies; minutes past 1440 lie in the days after it. */
export const minuteLeft = (
  { nameWidth, dayWidth }: BoardGeometry,
  { left }: ScrollPlace,
  day: number,
  minute: number,
): number => nameWidth + Math.round((day + minute / MINUTES_PER_DAY) * dayWidth) - left

export function rowTop({ hasOpen, headHeight, bodyTop, rowHeight }: BoardGeometry, scroll: ScrollPlace, row: number) {
  if (!hasOpen) return bodyTop + row * rowHeight - scroll.top
  return row === 0 ? headHeight : bodyTop + (row - 1) * rowHeight - scroll.top
}

export const rowHeightOf = ({ hasOpen, openHeight, rowHeight }: BoardGeometry, row: number): number =>
  hasOpen && row === 0 ? openHeight : rowHeight

/** Days of which anything is in the window. */
export function visibleDays({ days, dayWidth, width, nameWidth }: BoardGeometry, { left }: ScrollPlace): Span {
  const last = Math.ceil((left + width - nameWidth) / dayWidth) - 1
  return { first: Math.max(0, Math.floor(left / dayWidth)), last: Math.min(days - 1, last) }
}

/** Rows below the open shifts of which anything is in the window. */
export function visibleRows({ rows, hasOpen, rowHeight, height, bodyTop }: BoardGeometry, { top }: ScrollPlace): Span {
  const before = hasOpen ? 1 : 0
  const last = before + Math.ceil((top + height - bodyTop) / rowHeight) - 1
  return { first: before + Math.max(0, Math.floor(top / rowHeight)), last: Math.min(rows - 1, last) }
}

/** Row under a height of the window, or undefined over the heads and past the last row. */
export function rowAt(geometry: BoardGeometry, scroll: ScrollPlace, y: number): number | undefined {
  const { hasOpen, headHeight, bodyTop, rowHeight, rows } = geometry
  if (y < headHeight) return undefined
  if (y < bodyTop) return 0
  const row = Math.floor((y - bodyTop + scroll.top) / rowHeight) + (hasOpen ? 1 : 0)
  return row < rows ? row : undefined
}

/** Day and wall-clock minute under a breadth of the window, or undefined over the names and past the last day. */
export function dayAt(geometry: BoardGeometry, scroll: ScrollPlace, x: number): DayMinute | undefined {
  if (x < geometry.nameWidth) return undefined
  const at = (x - geometry.nameWidth + scroll.left) / geometry.dayWidth
  const day = Math.floor(at)
  return day < geometry.days ? { day, minute: (at - day) * MINUTES_PER_DAY } : undefined
}

export interface DayMinute {
  readonly day: number
  /** Minutes after midnight on the wall clock. */
  readonly minute: number
}

/** The scroll place nearest to the present one at which a cell is wholly in the window, as far as it fits. */
export function scrollToCell(geometry: BoardGeometry, scroll: ScrollPlace, row: number, day: number): ScrollPlace {
  const { hasOpen, nameWidth, dayWidth, width, bodyTop, height, rowHeight } = geometry
  const left = within(scroll.left, Math.round(day * dayWidth), Math.min(dayWidth, width - nameWidth), width - nameWidth)
  if (hasOpen && row === 0) return { left, top: 0 }
  return { left, top: within(scroll.top, (row - (hasOpen ? 1 : 0)) * rowHeight, rowHeight, height - bodyTop) }
}

/** Scrolled so far that `[start, start + length)` is in a window of `room`. */
const within = (scrolled: number, start: number, length: number, room: number): number =>
  Math.max(0, Math.min(start, Math.max(scrolled, Math.ceil(start + length - room))))

const LANE_REM = 2.125
/** Of the window that the strip takes at most. */
const MOST_STRIP = 0.35

/** Height of a coverage strip of so many lanes. It has its place from the first, so that nothing jumps when its figures come. */
export const stripHeight = (lanes: number, rem: number, windowHeight: number): number =>
  Math.round(Math.min(lanes * LANE_REM * rem, windowHeight * MOST_STRIP))
