import type { TimeFormat } from '../contracts/import.ts'
import { wallClockReader } from './local-time.ts'
import { lengthMinutes, rangeSides, type SheetDate, type SheetMoment, sheetMoment } from './sheet-time.ts'
import type { TimeSpan } from './time-span.ts'

/** The cells of a row that say when; '' where there is none. */
export interface SessionCells {
  readonly date: string
  readonly start: string
  readonly end: string
}

export interface SessionFormats {
  readonly date?: TimeFormat | undefined
  readonly start?: TimeFormat | undefined
  readonly end?: TimeFormat | undefined
  /** Whether cells come from a spreadsheet, whose days are written as their midnights. */
  readonly isSpreadsheet: boolean
}

/** Why a row's time cannot be taken: the cell that it is about, and in words. */
export interface SessionProblem {
  readonly cell: keyof SessionCells
  readonly problem: string
  readonly hint: string
}

export interface Session extends TimeSpan {
  /** Whether it is of whole days, the last one included. */
  readonly isOfDays: boolean
}

const MS_PER_MINUTE = 60_000
const MS_PER_DAY = 1440 * MS_PER_MINUTE
const LONGEST_DAYS = 366

const problemOf = (cell: keyof SessionCells, problem: string, hint: string): SessionProblem => ({ cell, problem, hint })
const UNREADABLE = {
  date: 'Write 2026-11-09, 2026/11/9 or 2026年11月9日.',
  start: 'Write 20:00, or 2026-11-09 20:00.',
  end: 'Write 24:00, 次日01:00 or 2026-11-10 01:00.',
} as const

/**
 * Reads when sessions are from the rows of a schedule, one after another: a row without a day is of the day above it,
 * as merged cells are. An end that is not after its start is of the following day.
 * @param year of days that are written without one; undefined when nobody says
 */
export function sessionReader(
  zone: string,
  year: number | undefined,
  formats: SessionFormats,
): (cells: SessionCells) => Session | SessionProblem {
  const place = wallClockReader(zone)
  let above: { date: SheetDate | undefined } | undefined

  const toMoment = (cell: keyof SessionCells, text: string): SheetMoment | SessionProblem => {
    const moment = sheetMoment(text, formats[cell])
    if (!moment) return problemOf(cell, 'cannot be read for sure', UNREADABLE[cell])
    const wrong = moment.date && dateProblem(moment.date, year)
    if (wrong) return { cell, ...wrong }
    // The midnight of a cell with a day only.
    if (!formats.isSpreadsheet || !/T00:00:00$/.test(text) || !moment.date) return moment
    return { date: moment.date, isNextDay: false }
  }
  const dayMs = (date: SheetDate) => Date.UTC(date.year ?? year!, date.month - 1, date.day)

  const instantsOf = (fromWall: number, toWall: number, isOfDays: boolean): Session | SessionProblem => {
    const [from, to] = [place(fromWall), place(toWall)]
    if ('problem' in from) return { cell: 'start', ...from }
    if ('problem' in to) return { cell: 'end', ...to }
    const endMs = to.ms <= from.ms && to.laterMs !== undefined ? to.laterMs : to.ms
    if (endMs <= from.ms) return problemOf('end', 'is not after the start', 'Check both days.')
    const days = (endMs - from.ms) / MS_PER_DAY
    if (days > LONGEST_DAYS + 1) return problemOf('end', 'is more than a year after the start', 'Check the years.')
    return { startMs: from.ms, endMs, isOfDays }
  }

  return (cells) => {
    const [firstDay = '', lastDay] = cells.date === '' ? [''] : rangeSides(cells.date)
    const dates = [firstDay, lastDay ?? ''].map((text) => (text === '' ? undefined : toMoment('date', text)))
    if (cells.date !== '') above = { date: undefined }
    for (const date of dates) if (date && 'problem' in date) return date
    const [first, last] = dates as (SheetMoment | undefined)[]
    if (first && !first.date) return problemOf('date', 'is not a day', UNREADABLE.date)
    const [from = '', to = cells.end] = cells.start !== '' && cells.end === '' ? rangeSides(cells.start) : [cells.start]
    const start = from === '' ? (first ?? NO_MOMENT) : toMoment('start', from)
    if ('problem' in start) return start
    if (above && !above.date && !first && !start.date) {
      return problemOf('date', 'is empty, and the day above it could not be read', 'Correct the day above.')
    }
    const date = start.date ?? first?.date ?? above?.date
    if (!date) return problemOf('date', 'has no day', 'Write the day of the first row, or a column with days.')
    above = { date: first?.date ?? date }
    const length = to === '' ? undefined : lengthMinutes(to)
    const end = to === '' || length !== undefined ? (last ?? NO_MOMENT) : toMoment('end', to)
    if ('problem' in end) return end
    const fromWall = dayMs(date) + (start.minutes ?? 0) * MS_PER_MINUTE
    if (length !== undefined) return instantsOf(fromWall, fromWall + length * MS_PER_MINUTE, false)
    if (start.minutes === undefined && end.minutes === undefined) {
      return instantsOf(fromWall, dayMs(end.date ?? last?.date ?? date) + MS_PER_DAY, true)
    }
    if (to === '' && !last)
      return problemOf('end', 'has no end', 'Write when it ends, or how long it lasts: 4小时, 4h.')
    if (last && !end.date) {
      const hint = 'Write a row for each day, or the day with the time in both start and end.'
      return problemOf('date', 'are several days with a time: it may be one event or one each day', hint)
    }
    if (end.minutes === undefined && !/T00:00:00$/.test(to))
      return problemOf('end', 'has no time of day', UNREADABLE.end)
    return instantsOf(fromWall, endWall(date, start, end, dayMs), false)
  }
}

const NO_MOMENT: SheetMoment = { isNextDay: false }

/** An end without a day of its own is of the start's day, or of the one after where it would not be after the start. */
function endWall(date: SheetDate, start: SheetMoment, end: SheetMoment, dayMs: (date: SheetDate) => number): number {
  const minutes = end.minutes ?? 0
  if (end.date) return dayMs(end.date) + minutes * MS_PER_MINUTE
  const startMinutes = start.minutes ?? 0
  return dayMs(date) + (minutes < startMinutes && !end.isNextDay ? minutes + 1440 : minutes) * MS_PER_MINUTE
}

function dateProblem(date: SheetDate, year: number | undefined): { problem: string; hint: string } | undefined {
  if (date.year === undefined && year === undefined) {
    const hint = 'Write the year in the days, or one year such as 2026 in the name of the file or the sheet.'
    return { problem: 'has no year', hint }
  }
  const at = new Date(Date.UTC(date.year ?? year!, date.month - 1, date.day))
  if (at.getUTCDate() !== date.day)
    return { problem: 'is not a day of the calendar', hint: 'Check the month and the day.' }
  if (date.weekday === undefined || date.weekday === ((at.getUTCDay() + 6) % 7) + 1) return undefined
  const name = at.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' })
  return {
    problem: `is a ${name} in ${at.getUTCFullYear()}, not the weekday written`,
    hint: 'Correct the day or its weekday.',
  }
}
