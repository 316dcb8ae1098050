import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Reject } from '../contracts/import.ts'
import { csvRows } from './csv-text.ts'

const HEADER = ['row', 'column', 'value', 'reason', 'hint']
const ROWS_AT_ONCE = 1000

/** Rejected rows as CSV, cells guarded against running as formulas. */
export const rejectRows = (rejects: readonly Reject[]): string =>
  csvRows(
    rejects.map(({ row, column, value, problem, hint }) => [row ?? null, column ?? null, value ?? null, problem, hint]),
  )
export const rejectHeader = (): string => csvRows([HEADER])

/** A list of rejected rows that is written as they come, since a file may have millions, and stands once it is whole. */
export class RejectFile {
  readonly path: string
  #file: number | undefined
  #waiting: Reject[] = []

  constructor(path: string) {
    this.path = path
  }

  add(reject: Reject): void {
    this.#waiting.push(reject)
    if (this.#waiting.length === ROWS_AT_ONCE) this.#flush()
  }

  /** Puts the list in its place. @returns whether there is one: no row was rejected otherwise */
  finish(): boolean {
    if (this.#waiting.length > 0) this.#flush()
    if (this.#file === undefined) return false
    closeSync(this.#file)
    this.#file = undefined
    renameSync(this.#unfinished, this.path)
    return true
  }

  /** Leaves nothing behind of a list that was not finished. */
  discard(): void {
    if (this.#file === undefined) return
    closeSync(this.#file)
    this.#file = undefined
    rmSync(this.#unfinished, { force: true })
  }

  #flush(): void {
    if (this.#file === undefined) {
      mkdirSync(dirname(this.path), { recursive: true })
      this.#file = openSync(this.#unfinished, 'w')
      writeSync(this.#file, rejectHeader())
    }
    writeSync(this.#file, rejectRows(this.#waiting))
    this.#waiting = []
  }

  get #unfinished(): string {
    return `${this.path}.unfinished`
  }
}
