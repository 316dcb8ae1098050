import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'
import type { RawRows } from './raw-rows.ts'

/** Longest text of one cell, and of one row. */
export const MAX_CELL_CHARACTERS = 1_000_000
const MAX_ROW_CHARACTERS = 8_000_000

/** How the text of a delimited file is laid out. */
export interface DelimitedLayout {
  readonly file: string
  readonly delimiter: string
  /** `\r` where a file has no `\n` at all; a `\r` before the `\n` belongs to the line break. */
  readonly lineBreak: '\n' | '\r'
  /** Number of columns once known: tells a cell that has swallowed whole rows. */
  readonly width?: number
}

const QUOTE = 34
const TAB = 9
const APOSTROPHE = 39
const EQUALS = 61

/** A row in quotation marks as far as it could be read: `more` needs text that is yet to come. */
type QuotedRow = { readonly cells: string[]; readonly end: number } | { readonly fault: Fault } | 'more'
interface Fault {
  readonly problem: string
  readonly hint: string
}

/**
 * Splits delimited text (RFC 4180, line breaks inside quotation marks included) into rows, piece by piece. A quotation
 * mark counts only at the start of a cell, as in spreadsheets. A line that cannot be split is given as a problem and the
 * next line is read anew, so that one stray quotation mark never costs more than its own line.
 *
 * Written here because an import of millions of rows is bound by this loop: on the same file csv-parse took six times
 * and Papa Parse one and a half times as long, and neither tells of rows that a stray quotation mark has swallowed.
 */
export class DelimitedSplitter {
  readonly #layout: DelimitedLayout
  #rest = ''
  /** Line at which `#rest` begins, as an editor counts. */
  #line = 1
  #isSkippingLine = false

  constructor(layout: DelimitedLayout) {
    this.#layout = layout
  }

  /** Rows that are complete with this piece; after the last piece, all. */
  push(piece: string, isLast: boolean): Omit<RawRows, 'fraction'> {
    const rows: string[][] = []
    const rowNumbers: number[] = []
    const problems: InputIssue[] = []
    const { lineBreak } = this.#layout
    const text = this.#rest + piece
    let start = this.#isSkippingLine ? this.#skipLine(text) : 0
    let quote = text.indexOf('"', start)
    while (start < text.length) {
      let end = text.indexOf(lineBreak, start)
      if (end < 0 && !isLast) break
      if (end < 0) end = text.length
      if (quote >= 0 && quote < start) quote = text.indexOf('"', start)
      const row = quote < 0 || quote >= end ? this.#plainRow(text, start, end) : this.#quotedRow(text, start, isLast)
      if (row === 'more') break
      if ('fault' in row) {
        problems.push({ file: this.#layout.file, row: this.#line, ...row.fault })
        start = end + 1
        this.#line++
        continue
      }
      rows.push(row.cells)
      rowNumbers.push(this.#line)
      this.#line += row.end === end ? 1 : this.#countBreaks(text, start, row.end) + 1
      start = row.end + 1
    }
    this.#keepRest(text, start, problems)
    const hasOpenEnd = isLast && rows.length > 0 && !text.endsWith(lineBreak)
    return { rows, rowNumbers, problems, ...(hasOpenEnd ? { hasOpenEnd } : {}) }
  }

  #keepRest(text: string, start: number, problems: InputIssue[]): void {
    this.#rest = text.slice(start)
    if (this.#rest.length <= MAX_ROW_CHARACTERS) return
    problems.push({ file: this.#layout.file, row: this.#line, ...TOO_LONG_ROW })
    this.#rest = ''
    this.#isSkippingLine = true
  }

  /** Start of the line after the one that was given up, or the end of the text when it does not end here. */
  #skipLine(text: string): number {
    const end = text.indexOf(this.#layout.lineBreak)
    if (end < 0) return text.length
    this.#isSkippingLine = false
    this.#line++
    return end + 1
  }

  #countBreaks(text: string, start: number, end: number): number {
    let breaks = 0
    for (let at = text.indexOf(this.#layout.lineBreak, start); at >= 0 && at < end; breaks++) {
      at = text.indexOf(this.#layout.lineBreak, at + 1)
    }
    return breaks
  }

  #plainRow(text: string, start: number, end: number): QuotedRow {
    const { delimiter } = this.#layout
    const stop = withoutReturn(text, start, end)
    const cells: string[] = []
    let from = start
    for (;;) {
      let to = text.indexOf(delimiter, from)
      if (to < 0 || to > stop) to = stop
      if (to - from > MAX_CELL_CHARACTERS) return { fault: TOO_LONG_CELL }
      cells.push(unwrapped(text.slice(from, to)))
      if (to === stop) return { cells, end }
      from = to + 1
    }
  }

  #quotedRow(text: string, start: number, isLast: boolean): QuotedRow {
    const { delimiter, lineBreak } = this.#layout
    const cells: string[] = []
    let from = start
    let end = -1
    for (;;) {
      if (end < from) end = text.indexOf(lineBreak, from)
      if (end < 0) end = text.length
      let to: number
      if (text.charCodeAt(from) === QUOTE) {
        const cell = this.#quotedCell(text, from, isLast)
        if (cell === 'more' || 'fault' in cell) return cell
        cells.push(unwrapped(cell.value))
        to = cell.end
        if (to > end) end = text.indexOf(lineBreak, to)
        if (end < 0) end = text.length
      } else {
        to = text.indexOf(delimiter, from)
        if (to < 0 || to > end) to = withoutReturn(text, from, end)
        if (to - from > MAX_CELL_CHARACTERS) return { fault: TOO_LONG_CELL }
        if (end === text.length && !isLast) return 'more'
        cells.push(unwrapped(text.slice(from, to)))
      }
      if (text[to] !== delimiter) return { cells, end }
      from = to + 1
    }
  }

  /** The cell whose quotation mark opens at `start`, and the place behind it: a delimiter or the end of the line. */
  #quotedCell(
    text: string,
    start: number,
    isLast: boolean,
  ): { value: string; end: number } | { fault: Fault } | 'more' {
    let hasDoubled = false
    let close = start
    for (;;) {
      close = text.indexOf('"', close + 1)
      if (close < 0 && !isLast && text.length - start <= MAX_CELL_CHARACTERS) return 'more'
      if (close < 0) return { fault: UNCLOSED }
      if (text.charCodeAt(close + 1) !== QUOTE) break
      hasDoubled = true
      close++
    }
    let end = close + 1
    while (text[end] === ' ') end++
    // A quotation mark or a carriage return at the end of a piece may be the first half of a pair.
    if (end + 1 >= text.length && !isLast) return 'more'
    const { delimiter, lineBreak } = this.#layout
    const isEnd = end === text.length || text[end] === delimiter || text[end] === lineBreak
    if (!isEnd && !text.startsWith('\r\n', end)) return { fault: STRAY_QUOTE }
    const value = text.slice(start + 1, close)
    if (value.length > MAX_CELL_CHARACTERS) return { fault: TOO_LONG_CELL }
    if (this.#hasSwallowedRows(value)) return { fault: SWALLOWED_ROWS }
    return { value: hasDoubled ? value.replaceAll('""', '"') : value, end }
  }

  /** Whether a whole line inside the cell has as many separators as a row of the table. */
  #hasSwallowedRows(value: string): boolean {
    const { width = 0, delimiter, lineBreak } = this.#layout
    if (width < 3 || !value.includes(lineBreak)) return false
    return value
      .split(lineBreak)
      .slice(1, -1)
      .some((line) => line.split(delimiter).length >= width)
  }
}

/** End of a line without the carriage return before its line feed. */
const withoutReturn = (text: string, start: number, end: number): number =>
  end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end

/** The cell without what spreadsheets and exports put around ids to keep their digits: `="123"`, a tab, an apostrophe. */
function unwrapped(cell: string): string {
  const first = cell.charCodeAt(0)
  if (first === EQUALS) return /^="([^"]*)"$/.exec(cell)?.[1] ?? cell
  if (first === TAB) return cell.replace(/^\t+|\t+$/g, '')
  if (first === APOSTROPHE && /^'\d/.test(cell)) return cell.slice(1)
  return cell
}

const UNCLOSED: Fault = {
  problem: 'opens a quotation mark that is never closed',
  hint: 'Put the whole cell in quotation marks and double those inside it.',
}
const STRAY_QUOTE: Fault = {
  problem: 'has a quotation mark inside a cell in quotation marks',
  hint: 'Double the quotation marks inside a cell.',
}
const SWALLOWED_ROWS: Fault = {
  problem: 'has a cell in quotation marks that holds whole rows: one of the two marks is probably stray',
  hint: 'Remove the stray quotation mark.',
}
const TOO_LONG_CELL: Fault = {
  problem: 'has a cell of more than 1,000,000 characters',
  hint: 'Leave that column out of the export, or shorten the cell.',
}
const TOO_LONG_ROW: Fault = {
  problem: 'has more than 8,000,000 characters',
  hint: 'Leave long texts out of the export; if the whole file is one line, export it again with line breaks.',
}
