import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { ImportMapping } from '../../contracts/import.ts'
import { intervalStartReader } from './interval-start.ts'
import { durationReader } from './read-duration.ts'
import {
  cellProblem,
  type MappedColumn,
  mappedColumns,
  queueReader,
  type RowContext,
  type RowProblem,
  startProblem,
} from './row-columns.ts'
import { amountFrom, cellText } from './text-values.ts'

/** Contacts of a queue in an interval, as a system counted them. */
export interface IntervalCount {
  readonly queueId: string
  readonly startMs: number
  /** The second occurrence of a start that comes twice when the clocks go back. */
  readonly laterStartMs?: number
  /** Contacts offered; NaN where the cells are empty, which says that nothing was counted. */
  readonly volume: number
  /** NaN when not known. */
  readonly ahtSeconds: number
}

/** A row as counts of an interval; `doubts` tell cells that could not be used. */
export type IntervalReading =
  | { readonly interval: IntervalCount; readonly doubts: readonly RowProblem[] }
  | { readonly problem: RowProblem }

export type IntervalReader = (cells: readonly string[]) => IntervalReading

const MAX_VOLUME = 1e7
const MAX_AHT_SECONDS = 86_400

/**
 * Reads rows of a table by a mapping that names `start` (or `date` and `timeOfDay`) and `offered` or `handled`.
 * The volume is what was offered, else handled and abandoned together.
 * @throws PlanningInputError when the mapping does not fit the table or the plan
 */
export function intervalReader(
  mapping: ImportMapping,
  columns: readonly string[],
  context: RowContext,
): IntervalReader {
  const mapped = mappedColumns(mapping, columns, [], context)
  const startColumn = mapped.get('start') ?? mapped.get('date')
  const offered = mapped.get('offered')
  const counts = offered ? [offered] : [mapped.get('handled'), mapped.get('abandoned')].filter((column) => !!column)
  if (!startColumn || !(offered ?? mapped.get('handled'))) {
    throw new PlanningInputError(!startColumn ? NO_START : NO_COUNT)
  }
  const readStart = intervalStartReader(startColumn.timeFormat ?? 'iso', mapping.zone)
  const clockColumn = mapped.get('timeOfDay')
  const readQueue = queueReader(mapping, mapped.get('queue'), context)
  const ahtColumn = mapped.get('aht')

  return (cells) => {
    const start = readStart(cellText(cells[startColumn.position]), clockColumn && cellText(cells[clockColumn.position]))
    if ('problem' in start)
      return { problem: cellProblem(clockColumn ?? startColumn, cells, start.problem, start.hint) }
    const implausible = startProblem(start.ms, context)
    if (implausible) return { problem: cellProblem(startColumn, cells, implausible.problem, implausible.hint) }
    const queueId = readQueue(cells)
    if (typeof queueId === 'object') return { problem: queueId }
    const doubts: RowProblem[] = []
    const volume = volumeFrom(counts, cells, doubts)
    if (typeof volume === 'object') return { problem: volume }
    const ahtSeconds = ahtColumn ? ahtFrom(ahtColumn, cells, doubts) : Number.NaN
    const later = start.laterMs === undefined ? {} : { laterStartMs: start.laterMs }
    return { interval: { queueId, startMs: start.ms, ...later, volume, ahtSeconds }, doubts }
  }
}

/** What is doubtful about an interval mapping as a whole, to be told once and not with each row. */
export function intervalMappingDoubts({ columns }: ImportMapping): RowProblem[] {
  const column = (field: string) => columns.find((mapped) => mapped.field === field)?.column
  const handled = column('handled')
  if (column('offered') !== undefined || column('abandoned') !== undefined || handled === undefined) return []
  return [
    {
      column: handled,
      problem: 'counts the contacts that were handled, and no column those that gave up',
      hint: 'The volumes are too small by the abandoned contacts: export the offered ones too.',
    },
  ]
}

/** Contacts; NaN where all the cells are empty. Parts of contacts are taken with a doubt: means have them. */
function volumeFrom(
  columns: readonly MappedColumn[],
  cells: readonly string[],
  doubts: RowProblem[],
): number | RowProblem {
  let volume = Number.NaN
  for (const column of columns) {
    const text = column.text(cells)
    if (text === '') continue
    const count = amountFrom(text)
    if (count === undefined) {
      const isNegative = text.startsWith('-') && amountFrom(text.slice(1)) !== undefined
      return cellProblem(column, cells, isNegative ? 'is negative' : 'is not a number of contacts', COUNT_HINT)
    }
    if (count > MAX_VOLUME) return cellProblem(column, cells, 'is more than 10 million contacts', COUNT_HINT)
    if (!Number.isInteger(count)) doubts.push(cellProblem(column, cells, 'is no whole number of contacts', PART_HINT))
    volume = (Number.isNaN(volume) ? 0 : volume) + count
  }
  return volume
}

/** Seconds; NaN where nothing was measured or, with a doubt, where the cell cannot be used. */
function ahtFrom(column: MappedColumn, cells: readonly string[], doubts: RowProblem[]): number {
  const seconds = durationReader(column.durationUnit ?? 'seconds')(cellText(cells[column.position]))
  if (seconds === undefined) doubts.push(cellProblem(column, cells, 'is not a duration', AHT_HINT))
  else if (seconds > MAX_AHT_SECONDS) doubts.push(cellProblem(column, cells, 'is more than a day', AHT_HINT))
  // Systems write a mean of 0 where there was nothing to take a mean of.
  else if (seconds > 0) return seconds
  return Number.NaN
}

const PART_HINT = 'It was taken as it stands. If the mark in it parts thousands, export numbers without such marks.'
const COUNT_HINT = 'Use 0 when nobody contacted, an empty cell when nothing was counted.'
const AHT_HINT =
  'The interval counts without its handling time. Write seconds or 00:01:20, and check the unit of the column.'
const NO_START: InputIssue = {
  problem: 'no column tells when an interval starts',
  hint: 'Say which column is start, or which are date and timeOfDay.',
}
const NO_COUNT: InputIssue = {
  problem: 'no column tells how many contacts an interval had',
  hint: 'Say which column is offered, or which are handled and abandoned.',
}
