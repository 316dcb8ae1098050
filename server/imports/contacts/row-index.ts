const FIRST_SLOTS = 1 << 10

/** Finds rows by a 64-bit key that columns of them hold: open addressing, since a Map of millions takes ten times the room. */
export class RowIndex {
  /** Row + 1; 0 is free. */
  #slots = new Int32Array(FIRST_SLOTS)
  #used = 0
  readonly #columns: { readonly hi: Uint32Array; readonly lo: Uint32Array }

  /** @param columns read afresh at each look-up, since columns that grow are other arrays then */
  constructor(columns: { readonly hi: Uint32Array; readonly lo: Uint32Array }) {
    this.#columns = columns
  }

  /** Row with the key, -1 where there is none. */
  find(hi: number, lo: number): number {
    return this.#slots[this.#slotOf(hi, lo)]! - 1
  }

  /**
   * Puts a row, whose columns hold its key by now, in the place of any that has the same key.
   * @returns that one, -1 where there was none
   */
  set(row: number): number {
    const { hi, lo } = this.#columns
    const slot = this.#slotOf(hi[row]!, lo[row]!)
    const before = this.#slots[slot]! - 1
    this.#slots[slot] = row + 1
    if (before < 0 && ++this.#used * 10 > this.#slots.length * 7) this.#grow()
    return before
  }

  #slotOf(hi: number, lo: number): number {
    const slots = this.#slots
    const columns = this.#columns
    const mask = slots.length - 1
    let slot = lo & mask
    for (;;) {
      const row = slots[slot]! - 1
      if (row < 0 || (columns.lo[row] === lo && columns.hi[row] === hi)) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Int32Array(old.length * 2)
    const { lo } = this.#columns
    const mask = this.#slots.length - 1
    for (const entry of old) {
      if (entry === 0) continue
      let slot = lo[entry - 1]! & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = entry
    }
  }
}
