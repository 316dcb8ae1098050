import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { Reject } from '../contracts/import.ts'
import type { RowProblem } from './mapping/row-columns.ts'
import type { RowBatch } from './tables/source-table.ts'

/** Rejects and warnings told in a report; all rejects go to the reject list. */
const REPORTED = 200
const PREVIEWED = 20

/** Counts what becomes of a file's rows and keeps what the report tells of them. */
export class RowTally {
  rows = 0
  blank = 0
  rejected = 0
  readonly rejects: Reject[] = []
  readonly preview: Record<string, string>[] = []
  readonly #file: string
  readonly #onReject: (reject: Reject) => void
  readonly #warnings: InputIssue[] = []
  readonly #doubts = new Map<string, { issue: InputIssue; rows: number }>()

  /** @param onReject takes every rejected row */
  constructor(file: string, onReject: (reject: Reject) => void) {
    this.#file = file
    this.#onReject = onReject
  }

  /** What the reader of the file has found out already: rows that it cannot part into cells, and rows of nothing. */
  takeReading({ problems = [], warnings = [], blankRows = 0 }: RowBatch): void {
    this.rows += problems.length + blankRows
    this.blank += blankRows
    for (const { row, file: _, ...problem } of problems) this.reject(row ?? 1, problem)
    this.#warnings.push(...warnings)
  }

  reject(row: number, problem: RowProblem): void {
    this.rejected++
    const reject = { file: this.#file, row, ...problem }
    if (this.rejects.length < REPORTED) this.rejects.push(reject)
    this.#onReject(reject)
  }

  /** A cell that could not be used though its row could. */
  doubt(row: number, problem: RowProblem): void {
    const key = `${problem.column} ${problem.problem}`
    const known = this.#doubts.get(key)
    if (known) known.rows++
    else this.#doubts.set(key, { issue: { file: this.#file, row, ...problem }, rows: 1 })
  }

  showRow(row: () => Record<string, string>): void {
    if (this.preview.length < PREVIEWED) this.preview.push(row())
  }

  /** What the reader warned of, and each kind of doubt once, with the first row that raised it. */
  warnings(): InputIssue[] {
    const doubts = [...this.#doubts.values()].map(({ issue, rows }) => ({
      ...issue,
      problem: rows === 1 ? issue.problem : `${issue.problem} (so in ${rows} rows)`,
    }))
    return [...this.#warnings, ...doubts].slice(0, REPORTED)
  }
}

/** A row without anything in it. */
export function isBlankRow(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}
