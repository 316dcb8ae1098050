import { release } from './release.ts'

const FIRST_SLOTS = 1 << 10

/**
 * Finds rows by a 64-bit key that columns of them hold: open addressing, since a Map of millions takes ten times the
 * room. Beside each slot stands a byte of its key, which tells nearly all other keys apart without a look at the
 * columns: rows with neighbouring hashes lie all over them, and each look waits for the memory.
 */
export class RowIndex {
  #rows = new Uint32Array(FIRST_SLOTS)
  /** 0 is free. */
  #tags = new Uint8Array(FIRST_SLOTS)
  #used = 0
  readonly #columns: { readonly hi: Uint32Array; readonly lo: Uint32Array }

  /** @param columns read afresh at each look-up, since columns that grow are other arrays then */
  constructor(columns: { readonly hi: Uint32Array; readonly lo: Uint32Array }) {
    this.#columns = columns
  }

  /** Makes room for so many keys at once. */
  reserve(keys: number): void {
    let slots = this.#tags.length
    while (keys * 10 > slots * 7) slots *= 2
    if (slots > this.#tags.length) this.#resize(slots)
  }

  /** Row with the key, -1 where there is none. */
  find(hi: number, lo: number): number {
    const slot = this.#slotOf(hi, lo)
    return this.#tags[slot] === 0 ? -1 : this.#rows[slot]!
  }

  /**
   * Puts a row, whose columns hold its key by now, in the place of any that has the same key.
   * @returns that one, -1 where there was none
   */
  set(row: number): number {
    const { hi, lo } = this.#columns
    const slot = this.#slotOf(hi[row]!, lo[row]!)
    const before = this.#tags[slot] === 0 ? -1 : this.#rows[slot]!
    this.#rows[slot] = row
    this.#tags[slot] = tagOf(hi[row]!)
    if (before < 0 && ++this.#used * 10 > this.#tags.length * 7) this.#resize(this.#tags.length * 2)
    return before
  }

  /** Forgets all rows and gives their memory back at once, and not when garbage is next collected. */
  clear(): void {
    this.#used = 0
    release(this.#rows)
    release(this.#tags)
    this.#rows = new Uint32Array(FIRST_SLOTS)
    this.#tags = new Uint8Array(FIRST_SLOTS)
  }

  #slotOf(hi: number, lo: number): number {
    const tags = this.#tags
    const rows = this.#rows
    const columns = this.#columns
    const mask = tags.length - 1
    const tag = tagOf(hi)
    let slot = lo & mask
    for (; tags[slot] !== 0; slot = (slot + 1) & mask) {
      if (tags[slot] !== tag) continue
      const row = rows[slot]!
      if (columns.lo[row] === lo && columns.hi[row] === hi) break
    }
    return slot
  }

  #resize(slots: number): void {
    const [oldRows, oldTags] = [this.#rows, this.#tags]
    const rows = new Uint32Array(slots)
    const tags = new Uint8Array(slots)
    const { lo } = this.#columns
    const mask = slots - 1
    for (let old = 0; old < oldTags.length; old++) {
      if (oldTags[old] === 0) continue
      let slot = lo[oldRows[old]!]! & mask
      while (tags[slot] !== 0) slot = (slot + 1) & mask
      rows[slot] = oldRows[old]!
      tags[slot] = oldTags[old]!
    }
    this.#rows = rows
    this.#tags = tags
    release(oldRows)
    release(oldTags)
  }
}

const tagOf = (hi: number): number => hi >>> 24 || 1
