import { release } from './release.ts'

/** Contacts as columns, `[row]`: 49 bytes a contact, so that millions fit into memory. */
export class ContactColumns {
  /** Hash of the identity within the source. */
  hi = new Uint32Array(0)
  lo = new Uint32Array(0)
  /** Epoch milliseconds; `updatedMs` is NaN where unknown. */
  createdMs = new Float64Array(0)
  updatedMs = new Float64Array(0)
  /** Tenths of a second; -1 where unknown. */
  effort = new Int32Array(0)
  session = new Int32Array(0)
  /** Hash of the repeat key; 0 and 0 where there is none. */
  repeatHi = new Uint32Array(0)
  repeatLo = new Uint32Array(0)
  /** Numbers of the ledger's word lists. */
  queue = new Uint16Array(0)
  source = new Uint16Array(0)
  agent = new Uint32Array(0)
  flags = new Uint8Array(0)

  /** Moves every column to one with room for so many rows. Pages that no row has reached yet take no memory. */
  resize(rows: number): void {
    this.hi = moved(this.hi, new Uint32Array(rows))
    this.lo = moved(this.lo, new Uint32Array(rows))
    this.createdMs = moved(this.createdMs, new Float64Array(rows))
    this.updatedMs = moved(this.updatedMs, new Float64Array(rows))
    this.effort = moved(this.effort, new Int32Array(rows))
    this.session = moved(this.session, new Int32Array(rows))
    this.repeatHi = moved(this.repeatHi, new Uint32Array(rows))
    this.repeatLo = moved(this.repeatLo, new Uint32Array(rows))
    this.queue = moved(this.queue, new Uint16Array(rows))
    this.source = moved(this.source, new Uint16Array(rows))
    this.agent = moved(this.agent, new Uint32Array(rows))
    this.flags = moved(this.flags, new Uint8Array(rows))
  }
}

/** Moves a column to a longer one. */
function moved<Column extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from)
  release(from)
  return to
}
