import { MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import { compareIds } from '../../../solver/domain/roster.ts'
import type { ContactLedger } from './contact-ledger.ts'
import { release } from './release.ts'

const DIGIT = 0x10000

/**
 * Rows of the ledger by time of creation, then source and identity: an order that depends on the contacts alone.
 * Radix sort by 16 bits at a time, since a comparison sort of millions takes several seconds.
 */
export function rowsInOrder(ledger: ContactLedger): Uint32Array {
  const { createdMs } = ledger.columns
  let rows = new Uint32Array(ledger.size)
  for (let row = 0; row < rows.length; row++) rows[row] = row
  let sorted = new Uint32Array(ledger.size)
  // Whole minutes since 1970 take 27 bits up to the year 2199.
  const minute = (row: number) => Math.floor(createdMs[row]! / MS_PER_MINUTE)
  const digits = [
    (row: number) => createdMs[row]! % MS_PER_MINUTE,
    (row: number) => minute(row) % DIGIT,
    (row: number) => Math.floor(minute(row) / DIGIT),
  ]
  for (const digit of digits) {
    sortByDigit(rows, sorted, digit)
    ;[rows, sorted] = [sorted, rows]
  }
  release(sorted)
  sortTies(ledger, rows)
  return rows
}

/** Counting sort, which keeps the order of rows with equal digits. */
function sortByDigit(rows: Uint32Array, sorted: Uint32Array, digit: (row: number) => number): void {
  const starts = new Uint32Array(DIGIT + 1)
  for (const row of rows) starts[digit(row) + 1]!++
  for (let value = 0; value < DIGIT; value++) starts[value + 1]! += starts[value]!
  for (const row of rows) {
    const value = digit(row)
    sorted[starts[value]!++] = row
  }
}

function sortTies({ columns, sources }: ContactLedger, rows: Uint32Array): void {
  const { createdMs, source, hi, lo } = columns
  const compare = (a: number, b: number) =>
    compareIds(sources.words[source[a]!]!, sources.words[source[b]!]!) || hi[a]! - hi[b]! || lo[a]! - lo[b]!
  let from = 0
  for (let to = 1; to <= rows.length; to++) {
    if (to < rows.length && createdMs[rows[to]!] === createdMs[rows[from]!]) continue
    if (to - from > 1) rows.subarray(from, to).sort(compare)
    from = to
  }
}
