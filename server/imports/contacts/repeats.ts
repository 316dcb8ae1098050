import { type ContactLedger, IS_BOT_ONLY, IS_REPEAT } from './contact-ledger.ts'
import { RowIndex } from './row-index.ts'

/**
 * Marks the contacts that follow another one of the same customer about the same order, in the same source and within
 * its window. Bot-only sessions neither are repeats nor make one.
 * @param rows every row in order of creation
 * @param windowMs longest time since the contact before, `[source]`
 */
export function markRepeats({ columns }: ContactLedger, rows: Uint32Array, windowMs: readonly number[]): void {
  const { createdMs, repeatHi, repeatLo, source, flags } = columns
  const latest = new RowIndex({ hi: repeatHi, lo: repeatLo })
  for (const row of rows) {
    flags[row]! &= ~IS_REPEAT
    if (flags[row]! & IS_BOT_ONLY || (repeatHi[row] === 0 && repeatLo[row] === 0)) continue
    const before = latest.set(row)
    // The hash of a repeat key depends on its source.
    if (before >= 0 && createdMs[row]! - createdMs[before]! <= windowMs[source[row]!]!) flags[row]! |= IS_REPEAT
  }
  latest.clear()
}
