import type { FILE_FORMATS, TEXT_ENCODINGS } from '../../contracts/import.ts'

/** A value of a cell. Cells that a spreadsheet formats as dates come as `2026-11-09T08:00:00`, others as they are. */
export type Cell = string

/** Rows as read, a batch at a time, so that a file of millions is never in memory whole. */
export interface RowBatch {
  /** Cells of each row as text, trimmed by nobody. */
  readonly rows: readonly (readonly Cell[])[]
  /** Row number of each, as a spreadsheet (or an editor, for text) counts from 1. */
  readonly rowNumbers: ArrayLike<number>
  /** Share of the file read so far, 0..1. */
  readonly fraction: number
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
