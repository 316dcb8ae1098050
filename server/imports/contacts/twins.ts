import { type ContactLedger, IS_ADDED } from './contact-ledger.ts'

/** Contacts that another source has too, of those that an import added. */
export interface Twins {
  readonly contacts: number
  readonly added: number
  /** The source that has most of them; '' when none has any. */
  readonly source: string
}

/**
 * Counts added contacts that began at the same instant, in the same queue and as long as a contact of another source:
 * where most did, one system's contacts were imported under two names.
 * @param rows every row of the ledger, ordered by creation
 */
export function twinsOf({ columns, sources }: ContactLedger, rows: Uint32Array): Twins {
  const { createdMs, queue, source, effort, session, flags } = columns
  const twinsBySource = new Uint32Array(sources.words.length)
  let [contacts, added, first] = [0, 0, 0]
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!
    if (createdMs[row] !== createdMs[rows[first]!]) first = at
    if ((flags[row]! & IS_ADDED) === 0) continue
    added++
    for (let other = first; other < rows.length && createdMs[rows[other]!] === createdMs[row]; other++) {
      const twin = rows[other]!
      if (source[twin] === source[row] || queue[twin] !== queue[row]) continue
      if (effort[twin] !== effort[row] || session[twin] !== session[row]) continue
      contacts++
      twinsBySource[source[twin]!]!++
      break
    }
  }
  const most = twinsBySource.indexOf(Math.max(...twinsBySource))
  return { contacts, added, source: contacts === 0 ? '' : sources.words[most]! }
}
