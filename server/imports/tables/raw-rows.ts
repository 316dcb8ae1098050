import type { InputIssue } from '../../../solver/domain/planning-input-error.ts'

/** Rows of a file as its format gives them, titles and header included; cells may be fewer or more than the columns. */
export interface RawRows {
  readonly rows: readonly string[][]
  readonly rowNumbers: readonly number[]
  /** Share of the file read so far, 0..1. */
  readonly fraction: number
  readonly problems?: readonly InputIssue[]
  readonly warnings?: readonly InputIssue[]
  /** The last row of the file, among these, has no line break behind it. */
  readonly hasOpenEnd?: boolean
}
