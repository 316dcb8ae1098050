import type { ImportMapping } from '../../contracts/import.ts'
import type { Contact } from '../contacts/contact.ts'
import { isDayAlone } from './daily-counts.ts'
import { intervalStartReader } from './interval-start.ts'
import { durationReader } from './read-duration.ts'
import { timeReader } from './read-time.ts'
import {
  cellProblem,
  type MappedColumn,
  mappedColumns,
  queueReader,
  type RowContext,
  type RowProblem,
  startProblem,
} from './row-columns.ts'
import { cellText, hasLostDigits, LOST_DIGITS } from './text-values.ts'

/** A row as a contact; `doubts` tell cells that could not be used, for which the contact says that it does not know. */
export type ContactReading =
  | {
      readonly contact: Contact
      /** Whether `contact.key` is the id of its row, and not the row itself. */
      readonly hasId: boolean
      readonly doubts: readonly RowProblem[]
    }
  | { readonly problem: RowProblem }

export type ContactReader = (cells: readonly string[]) => ContactReading

const MAX_EFFORT_SECONDS = 86_400
/** A conversation that is open for longer than a shift was forgotten, not held. */
const MAX_SESSION_SECONDS = 8 * 3600
/** Parts the cells of a row that is its own key; no keyboard has it. */
const PART = '\u001f'
const NO_DOUBTS: readonly RowProblem[] = []

/**
 * Reads rows of a table by a mapping that names `createdAt`, and `timeOfDay` where that is a date alone.
 * @throws PlanningInputError when the mapping does not fit the table or the plan
 */
export function contactReader(mapping: ImportMapping, columns: readonly string[], context: RowContext): ContactReader {
  const mapped = mappedColumns(mapping, columns, ['createdAt'], context)
  const [id, customer, order, agent] = (['id', 'customer', 'order', 'agent'] as const).map((field) => mapped.get(field))
  const isBotOnly = botOnlyReader(mapping, mapped.get('handledBy'))
  const readQueue = queueReader(mapping, mapped.get('queue'), context)
  const readCreation = creationReader(mapping, mapped, context)
  const readUpdate = optionalTimeReader(mapping, mapped.get('updatedAt'))
  const readEffort = optionalDurationReader(mapped.get('effort'), MAX_EFFORT_SECONDS, OVERLONG_EFFORT)
  const readSession = sessionReader(mapping, mapped)

  return (cells) => {
    const createdAtMs = readCreation(cells)
    if (typeof createdAtMs === 'object') return { problem: createdAtMs }
    const queueId = readQueue(cells)
    if (typeof queueId === 'object') return { problem: queueId }
    const doubts: RowProblem[] = []
    const key = id?.text(cells) ?? ''
    if (hasLostDigits(key)) return { problem: cellProblem(id!, cells, LOST_DIGITS.problem, LOST_DIGITS.hint) }
    const hasId = key !== ''
    const contact = {
      key: hasId ? key : cells.join(PART),
      queueId,
      createdAtMs,
      updatedAtMs: readUpdate(cells, doubts),
      effortSeconds: readEffort(cells, doubts),
      sessionSeconds: readSession(cells, createdAtMs, doubts),
      repeatKey: repeatKey(wholeText(customer, cells, doubts), wholeText(order, cells, doubts), queueId),
      agent: agent?.text(cells) ?? '',
      isBotOnly: isBotOnly(cells),
    }
    return { contact, hasId, doubts: doubts.length === 0 ? NO_DOUBTS : doubts }
  }
}

/** Whether a bot alone took part; where nothing says so, a human did. */
function botOnlyReader(
  { botValues }: ImportMapping,
  column: MappedColumn | undefined,
): (cells: readonly string[]) => boolean {
  if (!column || botValues.length === 0) return () => false
  const values = new Set(botValues.map((value) => cellText(value).toLowerCase()))
  return (cells) => values.has(cellText(cells[column.position]).toLowerCase())
}

/** Text of a cell; '' where it has lost its digits, which would make one customer or order of many. */
function wholeText(column: MappedColumn | undefined, cells: readonly string[], doubts: RowProblem[]): string {
  const text = column?.text(cells) ?? ''
  if (!hasLostDigits(text)) return text
  doubts.push(cellProblem(column!, cells, LOST_DIGITS.problem, `Repeats are not known by it. ${LOST_DIGITS.hint}`))
  return ''
}

/** A customer whose name is masked (`t***3`) may be any of many, so that only the order tells them apart. */
function repeatKey(customer: string, order: string, queueId: string): string {
  if (order !== '') return `${customer}${PART}${order}`
  return customer === '' || customer.includes('**') ? '' : `${customer}${PART}${PART}${queueId}`
}

type CreationReader = (cells: readonly string[]) => number | RowProblem

function creationReader(
  { zone }: ImportMapping,
  mapped: ReturnType<typeof mappedColumns>,
  context: RowContext,
): CreationReader {
  const clock = mapped.get('timeOfDay')
  const column = mapped.get('createdAt')!
  const format = column.timeFormat ?? 'iso'
  const readWhole = timeReader(format, zone)
  const readParts = intervalStartReader(format, zone)
  const isDay = isDayAlone(format)
  const isWritten = format === 'iso' || format === 'dayFirst' || format === 'monthFirst'
  return (cells) => {
    const text = cellText(cells[column.position])
    const time = clock ? readParts(text, cellText(cells[clock.position])) : readWhole(text)
    if ('problem' in time) {
      const { problem, hint } = text === '' ? NO_CREATION : time
      return cellProblem(clock && text !== '' ? clock : column, cells, problem, hint)
    }
    // A date alone reads as its midnight, when nobody wrote.
    const isDateAlone = isWritten && !clock && text.length <= LONGEST_DATE && !text.includes(':') && isDay(text)
    const wrong = isDateAlone ? NO_TIME_OF_DAY : startProblem(time.ms, context)
    return wrong ? cellProblem(column, cells, wrong.problem, wrong.hint) : time.ms
  }
}

const LONGEST_DATE = 'September 30, 2026'.length

const NO_CREATION = { problem: 'is empty', hint: 'A contact needs the time at which it began.' }
const NO_TIME_OF_DAY = {
  problem: 'has no time of day',
  hint: 'Export the time too; if it stands in a column of its own, name that one as timeOfDay.',
}

type OptionalReader = (cells: readonly string[], doubts: RowProblem[]) => number
const NEVER_KNOWN: OptionalReader = () => Number.NaN

/** Epoch milliseconds of a cell; NaN where it is empty or, with a doubt, where it cannot be read. */
function optionalTimeReader({ zone }: ImportMapping, column: MappedColumn | undefined): OptionalReader {
  if (!column) return NEVER_KNOWN
  const read = timeReader(column.timeFormat ?? 'iso', zone)
  return (cells, doubts) => {
    const text = column.text(cells)
    // Systems write a time that has not come as the zero of their calendar.
    if (text === '' || isZero(text)) return Number.NaN
    const time = read(text)
    if (!('problem' in time)) return time.ms
    doubts.push(cellProblem(column, cells, time.problem, time.hint))
    return Number.NaN
  }
}

const isZero = (text: string): boolean => text.startsWith('0') && !/[1-9]/.test(text)

interface TooLong {
  readonly problem: string
  readonly hint: string
}
const OVERLONG_EFFORT: TooLong = {
  problem: 'is more than a day of work on one contact',
  hint: 'The contact counts without its handling time. Check the unit of the column.',
}

/** Seconds of a cell; NaN where it is empty or 0 or, with a doubt, where it cannot be read or is too long. */
function optionalDurationReader(
  column: MappedColumn | undefined,
  most: number,
  tooLong: TooLong | undefined,
): OptionalReader {
  if (!column) return NEVER_KNOWN
  const read = durationReader(column.durationUnit ?? 'seconds')
  return (cells, doubts) => {
    const seconds = read(cellText(cells[column.position]))
    if (seconds === undefined) {
      doubts.push(cellProblem(column, cells, 'is not a duration', NOT_A_DURATION_HINT))
      return Number.NaN
    }
    // Systems write 0 where nothing was measured.
    if (seconds > 0 && seconds <= most) return seconds
    if (seconds > most && tooLong) doubts.push(cellProblem(column, cells, tooLong.problem, tooLong.hint))
    return Number.NaN
  }
}

const NOT_A_DURATION_HINT = 'The contact counts without it. Write seconds, 00:01:20 or 1分20秒.'

/** Length of a conversation as recorded, else from its creation to its end. */
function sessionReader(
  mapping: ImportMapping,
  mapped: ReturnType<typeof mappedColumns>,
): (cells: readonly string[], createdAtMs: number, doubts: RowProblem[]) => number {
  const readLength = optionalDurationReader(mapped.get('sessionLength'), MAX_SESSION_SECONDS, undefined)
  const endColumn = mapped.get('sessionEnd')
  const readEnd = optionalTimeReader(mapping, endColumn)
  return (cells, createdAtMs, doubts) => {
    const length = readLength(cells, doubts)
    if (!endColumn || !Number.isNaN(length)) return length
    const seconds = (readEnd(cells, doubts) - createdAtMs) / 1000
    if (seconds < 0) doubts.push(cellProblem(endColumn, cells, 'is before the beginning', END_HINT))
    return seconds > 0 && seconds <= MAX_SESSION_SECONDS ? seconds : Number.NaN
  }
}

const END_HINT = 'The contact counts without the length of its conversation. Check which column is which.'
