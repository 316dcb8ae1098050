import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'
import type { FILE_FORMATS, TEXT_ENCODINGS } from '../../contracts/import.ts'

/**
 * A value of a cell. Cells that a spreadsheet formats as dates come as `2026-11-09T08:00:00`, as times of day or lengths
 * of time as `08:00:00`, as booleans as `TRUE`; others as they are, without what protects ids (`="123"`, `'123`).
 * A cell may be a slice of the text that was read: what is kept of millions of rows must be copied or hashed, since a
 * slice holds the whole of that text in memory.
 */
export type Cell = string

/**
 * Rows as read, a batch at a time, so that a file of millions is never in memory whole. Every row below the header is
 * either among `rows`, or one of `problems`, or counted in `blankRows`.
 */
export interface RowBatch {
  /** Cells of each row as text, trimmed by nobody; as many as there are columns. */
  readonly rows: readonly (readonly Cell[])[]
  /** Row number of each, as a spreadsheet (or an editor, for text) counts from 1. */
  readonly rowNumbers: ArrayLike<number>
  /** Share of the file read so far, 0..1. */
  readonly fraction: number
  /** Rows that cannot be told apart into the columns: to be rejected, each with its row number. */
  readonly problems?: readonly InputIssue[]
  /** What was read but looks odd, each kind told a few times only. */
  readonly warnings?: readonly InputIssue[]
  /** Rows passed over because they hold nothing, or the header once more. */
  readonly blankRows?: number
}

/** A table found in a file, whatever its format. */
export interface SourceTable {
  readonly format: (typeof FILE_FORMATS)[number]
  readonly encoding?: (typeof TEXT_ENCODINGS)[number]
  readonly delimiter?: string
  readonly sheet?: string
  /** Row of the header; 0 where the format has none. */
  readonly headerRow: number
  /** Names of the columns, as written, made unique by a suffix ` (2)` where a file repeats one. */
  readonly columns: readonly string[]
  /** Rows below the header. May be called again: each call reads from the start. */
  rows(): AsyncIterable<RowBatch>
}
