import { HASH_BYTES, hashText, takeHalf } from './hash-text.ts'
import type { WordList } from './word-list.ts'

const CELLS = 10
const COMMA = 44
const NEWLINE = 10
const ZERO = 48
const POINT = 46

/** Lines of a ledger file, one at a time, whose cells are read where they stand: texts would take most of the time. */
export class LedgerLines {
  readonly #bytes: Uint8Array
  #at: number
  /** Cell `i` is from `#starts[i]` to the comma or line end before `#starts[i + 1]`. */
  readonly #starts = new Uint32Array(CELLS + 2)
  #cells = 0
  readonly #words: { bytes: Uint8Array; number: number }[][] = []
  readonly #hashes = new Map<number, { hi: number; number: number }>()

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

  /** Number of a hash in a list of hashes as text; a text is made only of one that was not met just before. */
  hashNumber(cell: number, list: WordList): number {
    const [hi, lo] = [this.half(cell, 0), this.half(cell, HASH_BYTES / 2)]
    const known = this.#hashes.get(lo)
    if (known?.hi === hi) return known.number
    const number = list.numberOf(hashText(hi, lo))
    this.#hashes.set(lo, { hi, number })
    return number
  }

  /** Number of a word in a list; the few words of a column are found by their bytes. */
  numberOf(cell: number, list: WordList): number {
    this.#words[cell] ??= []
    const known = this.#words[cell]
    const start = this.#starts[cell]!
    const length = this.#length(cell)
    for (const { bytes, number } of known) {
      if (bytes.length === length && startsAt(this.#bytes, start, bytes)) return number
    }
    const bytes = this.#bytes.slice(start, start + length)
    const number = list.numberOf(Buffer.from(bytes).toString('utf8'))
    known.push({ bytes, number })
    return number
  }
}

function startsAt(bytes: Uint8Array, at: number, word: Uint8Array): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word[index]) return false
  return true
}
