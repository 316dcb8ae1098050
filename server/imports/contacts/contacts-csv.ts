import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import { type ContactLedger, IS_BOT_ONLY } from './contact-ledger.ts'
import { HASH_BYTES, hashText, putHalf, takeHalf } from './hash-text.ts'

/** Folder of the ledger's files in a plan, one for each month of UTC in which contacts were created. */
export const CONTACTS_FOLDER = 'contacts/'
export const contactsFileOf = (month: string): string => `${CONTACTS_FOLDER}${month}.csv`
export const isContactsFile = (path: string): boolean => /^contacts\/\d{4}-\d{2}\.csv$/.test(path)

/**
 * Columns of a ledger file: identity, repeat key and agent as hashes, instants in epoch milliseconds, durations in
 * seconds; empty is unknown. `bot` is 1 where no human took part.
 */
const HEADER = 'source,contact,queue,created_ms,updated_ms,effort_seconds,session_seconds,repeat_key,agent,bot\n'

const CHUNK_BYTES = 1 << 20
const COMMA = 44
const NEWLINE = 10
const ZERO = 48
const POINT = 46

/** A file's bytes, made a piece at a time when they are asked for, so that months of millions are never in memory whole. */
export type FileChunks = () => Iterable<Uint8Array>

/** The whole text of a file. */
export const fileText = (chunks: FileChunks): string => Buffer.concat([...chunks()]).toString('utf8')

/**
 * Files of the months that have changed, in order of month.
 * @param rows every row in order (see rowsInOrder), from which equal ledgers get equal bytes
 */
export function changedContactsFiles(ledger: ContactLedger, rows: Uint32Array): Map<string, FileChunks> {
  const files = new Map<string, FileChunks>()
  for (const month of [...ledger.changedMonths].sort(compareIds)) {
    const from = firstRowSince(ledger, rows, Date.parse(`${month}-01T00:00:00Z`))
    const [year, number] = month.split('-').map(Number)
    const to = firstRowSince(ledger, rows, Date.UTC(year!, number!))
    files.set(contactsFileOf(month), () => contactLines(ledger, rows.subarray(from, to)))
  }
  return files
}

/** Position of the first row created at or after an instant. */
function firstRowSince({ columns }: ContactLedger, rows: Uint32Array, ms: number): number {
  let [from, to] = [0, rows.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (columns.createdMs[rows[middle]!]! < ms) from = middle + 1
    else to = middle
  }
  return from
}

function* contactLines(ledger: ContactLedger, rows: Uint32Array): Generator<Uint8Array> {
  yield Buffer.from(HEADER)
  const { columns, sources, queues, agents } = ledger
  const [sourceWords, queueWords, agentWords] = [sources, queues, agents].map((list) => wordBytes(list.words))
  const longest = Math.max(
    ...[sourceWords!, queueWords!].map((words) => Math.max(0, ...words.map((word) => word.length))),
  )
  const lineRoom = 2 * longest + 200
  let bytes = Buffer.allocUnsafe(CHUNK_BYTES)
  let at = 0
  const putWord = (word: Uint8Array) => {
    bytes.set(word, at)
    at += word.length
    bytes[at++] = COMMA
  }
  for (const row of rows) {
    if (at + lineRoom > CHUNK_BYTES) {
      yield bytes.subarray(0, at)
      bytes = Buffer.allocUnsafe(CHUNK_BYTES)
      at = 0
    }
    putWord(sourceWords![columns.source[row]!]!)
    at = putHash(bytes, at, columns.hi[row]!, columns.lo[row]!)
    putWord(queueWords![columns.queue[row]!]!)
    at = putWhole(bytes, at, columns.createdMs[row]!)
    at = putWhole(bytes, at, columns.updatedMs[row]!)
    at = putTenths(bytes, at, columns.effort[row]!)
    at = putTenths(bytes, at, columns.session[row]!)
    at = putHash(bytes, at, columns.repeatHi[row]!, columns.repeatLo[row]!)
    putWord(agentWords![columns.agent[row]!]!)
    if (columns.flags[row]! & IS_BOT_ONLY) bytes[at++] = ZERO + 1
    bytes[at++] = NEWLINE
  }
  if (at > 0) yield bytes.subarray(0, at)
}

const wordBytes = (words: readonly string[]): Uint8Array[] => words.map((word) => Buffer.from(word))

/** A hash of 0 is no hash. */
function putHash(bytes: Uint8Array, at: number, hi: number, lo: number): number {
  let end = at
  if (hi !== 0 || lo !== 0) {
    putHalf(bytes, at, hi)
    putHalf(bytes, at + HASH_BYTES / 2, lo)
    end = at + HASH_BYTES
  }
  bytes[end] = COMMA
  return end + 1
}

function putTenths(bytes: Uint8Array, at: number, tenths: number): number {
  if (tenths < 0) {
    bytes[at] = COMMA
    return at + 1
  }
  const end = putWhole(bytes, at, Math.floor(tenths / 10))
  if (tenths % 10 === 0) return end
  bytes[end - 1] = POINT
  bytes[end] = ZERO + (tenths % 10)
  bytes[end + 1] = COMMA
  return end + 2
}

/** Digits of a whole number of 0 or more and a comma; NaN is the comma alone. */
function putWhole(bytes: Uint8Array, at: number, value: number): number {
  let end = at
  if (!Number.isNaN(value)) {
    let digits = 1
    for (let power = 10; value >= power; power *= 10) digits++
    end = at + digits
    putDigits(bytes, at, end, value)
  }
  bytes[end] = COMMA
  return end + 1
}

const MILLION = 1e6

/** The last digits of a number, as many as there are places. Halves of six are whole numbers of 32 bits, which are fast. */
function putDigits(bytes: Uint8Array, from: number, to: number, value: number): void {
  const high = Math.floor(value / MILLION)
  if (to - from > 6) putDigits(bytes, from, to - 6, high)
  let rest = (value - high * MILLION) | 0
  for (let place = to - 1; place >= from && place >= to - 6; place--) {
    const tenth = (rest / 10) | 0
    bytes[place] = ZERO + (rest - 10 * tenth)
    rest = tenth
  }
}

const CELLS = 10

/**
 * Joins the contacts of a ledger file with those in the ledger.
 * @throws PlanningInputError when the file is not as it was written
 */
export function readContactsFile(file: string, bytes: Uint8Array, ledger: ContactLedger): void {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER.length)).toString('latin1')
  if (header !== HEADER) throw new PlanningInputError(damaged(file, 1, 'has another header than a contact ledger'))
  const reader = new LedgerLines(bytes, HEADER.length)
  for (let line = 2; reader.next(); line++) {
    const problem = reader.problem()
    if (problem !== undefined) throw new PlanningInputError(damaged(file, line, problem))
    setCandidate(ledger, reader)
    ledger.join(false)
  }
}

const damaged = (file: string, row: number, problem: string): InputIssue => ({
  file,
  row,
  problem,
  hint: 'Take the file back from a backup, or remove it and import its exports again.',
})

function setCandidate(ledger: ContactLedger, line: LedgerLines): void {
  const { columns } = ledger
  const row = ledger.candidate()
  columns.source[row] = line.numberOf(0, ledger.sources)
  columns.hi[row] = line.half(1, 0)
  columns.lo[row] = line.half(1, HASH_BYTES / 2)
  columns.queue[row] = line.numberOf(2, ledger.queues)
  columns.createdMs[row] = line.number(3)
  columns.updatedMs[row] = line.number(4)
  columns.effort[row] = line.tenths(5)
  columns.session[row] = line.tenths(6)
  columns.repeatHi[row] = line.isEmpty(7) ? 0 : line.half(7, 0)
  columns.repeatLo[row] = line.isEmpty(7) ? 0 : line.half(7, HASH_BYTES / 2)
  columns.agent[row] = line.isEmpty(8) ? 0 : ledger.agents.numberOf(hashText(line.half(8, 0), line.half(8, 6)))
  columns.flags[row] = line.isEmpty(9) ? 0 : IS_BOT_ONLY
}

/** Lines of a ledger file, one at a time, whose cells are read where they stand: texts would take most of the time. */
class LedgerLines {
  readonly #bytes: Uint8Array
  #at: number
  /** Cell `i` is from `#starts[i]` to the comma or line end before `#starts[i + 1]`. */
  readonly #starts = new Uint32Array(CELLS + 2)
  #cells = 0
  readonly #words: { bytes: Uint8Array; number: number }[][] = []

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  next(): boolean {
    const bytes = this.#bytes
    if (this.#at >= bytes.length) return false
    let cell = 0
    let at = this.#at
    this.#starts[0] = at
    for (; at < bytes.length && bytes[at] !== NEWLINE; at++) {
      if (bytes[at] === COMMA && cell <= CELLS) this.#starts[++cell] = at + 1
    }
    this.#cells = cell + 1
    this.#starts[Math.min(cell + 1, CELLS + 1)] = at + 1
    this.#at = at + 1
    return true
  }

  problem(): string | undefined {
    if (this.#cells !== CELLS) return `has ${this.#cells} cells in the place of ${CELLS}`
    for (const cell of [1, 7, 8]) {
      if (this.#length(cell) !== HASH_BYTES && (cell === 1 || !this.isEmpty(cell)))
        return 'has a hash of a wrong length'
    }
    if (this.isEmpty(0) || this.isEmpty(2)) return 'names no source or no queue'
    for (const cell of [3, 4, 5, 6]) {
      if (!this.#isNumber(cell) || (cell === 3 && this.isEmpty(cell))) return 'has something that is not a number'
    }
    return undefined
  }

  isEmpty(cell: number): boolean {
    return this.#length(cell) === 0
  }

  #length(cell: number): number {
    return this.#starts[cell + 1]! - 1 - this.#starts[cell]!
  }

  #isNumber(cell: number): boolean {
    for (let at = this.#starts[cell]!; at < this.#starts[cell + 1]! - 1; at++) {
      const byte = this.#bytes[at]!
      if ((byte < ZERO || byte > ZERO + 9) && byte !== POINT) return false
    }
    return true
  }

  half(cell: number, offset: number): number {
    return takeHalf(this.#bytes, this.#starts[cell]! + offset)
  }

  /** NaN when the cell is empty. */
  number(cell: number): number {
    if (this.isEmpty(cell)) return Number.NaN
    let value = 0
    for (let at = this.#starts[cell]!; at < this.#starts[cell + 1]! - 1; at++)
      value = value * 10 + this.#bytes[at]! - ZERO
    return value
  }

  /** Seconds with at most one decimal as tenths; -1 when the cell is empty. */
  tenths(cell: number): number {
    const end = this.#starts[cell + 1]! - 1
    if (this.isEmpty(cell)) return -1
    let value = 0
    let at = this.#starts[cell]!
    for (; at < end && this.#bytes[at] !== POINT; at++) value = value * 10 + this.#bytes[at]! - ZERO
    return value * 10 + (at + 1 < end ? this.#bytes[at + 1]! - ZERO : 0)
  }

  /** Number of a word in a list; the few words of a column are found by their bytes. */
  numberOf(cell: number, list: { numberOf(word: string): number }): number {
    this.#words[cell] ??= []
    const known = this.#words[cell]
    const start = this.#starts[cell]!
    const length = this.#length(cell)
    const found = known.find(
      ({ bytes }) => bytes.length === length && bytes.every((byte, i) => byte === this.#bytes[start + i]),
    )
    if (found) return found.number
    const bytes = this.#bytes.slice(start, start + length)
    const number = list.numberOf(Buffer.from(bytes).toString('utf8'))
    known.push({ bytes, number })
    return number
  }
}
