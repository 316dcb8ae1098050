import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import { type ContactLedger, IS_BOT_ONLY } from './contact-ledger.ts'
import { HASH_BYTES, putHalf } from './hash-text.ts'
import { LedgerLines } from './ledger-lines.ts'
import type { WordList } from './word-list.ts'

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
  const { sources, queues, agents } = ledger
  const words = { sources: wordBytes(sources), queues: wordBytes(queues), agents: wordBytes(agents) }
  const longest = Math.max(0, ...[...words.sources, ...words.queues].map((word) => word.length))
  const lineRoom = 2 * longest + 200
  const rowsAChunk = Math.max(1, Math.floor(CHUNK_BYTES / lineRoom))
  for (let from = 0; from < rows.length; from += rowsAChunk) {
    const chunk = rows.subarray(from, from + rowsAChunk)
    const bytes = Buffer.allocUnsafe(chunk.length * lineRoom)
    yield bytes.subarray(0, putLines(bytes, ledger, words, chunk))
  }
}

/** Words of a ledger's lists as bytes, by their numbers. */
interface LedgerWords {
  readonly sources: readonly Uint8Array[]
  readonly queues: readonly Uint8Array[]
  readonly agents: readonly Uint8Array[]
}

const wordBytes = ({ words }: WordList): Uint8Array[] => words.map((word) => Buffer.from(word))

/** Writes a line for each row from the start of the bytes. @returns where they end */
function putLines(bytes: Uint8Array, { columns }: ContactLedger, words: LedgerWords, rows: Uint32Array): number {
  let at = 0
  for (const row of rows) {
    at = putWord(bytes, at, words.sources[columns.source[row]!]!)
    at = putHash(bytes, at, columns.hi[row]!, columns.lo[row]!)
    at = putWord(bytes, at, words.queues[columns.queue[row]!]!)
    at = putWhole(bytes, at, columns.createdMs[row]!)
    at = putWhole(bytes, at, columns.updatedMs[row]!)
    at = putTenths(bytes, at, columns.effort[row]!)
    at = putTenths(bytes, at, columns.session[row]!)
    at = putHash(bytes, at, columns.repeatHi[row]!, columns.repeatLo[row]!)
    at = putWord(bytes, at, words.agents[columns.agent[row]!]!)
    if (columns.flags[row]! & IS_BOT_ONLY) bytes[at++] = ZERO + 1
    bytes[at++] = NEWLINE
  }
  return at
}

/** A word and a comma; the words are too short for `set` to be the faster. */
function putWord(bytes: Uint8Array, at: number, word: Uint8Array): number {
  for (let index = 0; index < word.length; index++) bytes[at + index] = word[index]!
  bytes[at + word.length] = COMMA
  return at + word.length + 1
}

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
  columns.agent[row] = line.isEmpty(8) ? 0 : line.hashNumber(8, ledger.agents)
  columns.flags[row] = line.isEmpty(9) ? 0 : IS_BOT_ONLY
}
