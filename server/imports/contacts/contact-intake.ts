import type { Contact } from './contact.ts'
import { type ContactLedger, IS_BOT_ONLY, IS_TOUCHED } from './contact-ledger.ts'
import { hashText } from './hash-text.ts'
import { type TextHash, textHash } from './sip-hash.ts'

const MAX_TENTHS = 2 ** 31 - 1
/** Agents remembered with their numbers; a column taken for agents by mistake may have millions of values. */
const MAX_AGENTS_KNOWN = 100_000

/** Puts the contacts of one source into a ledger, with hashes in the place of everything that names a person or an order. */
export class ContactIntake {
  readonly #ledger: ContactLedger
  readonly #keyHash: TextHash
  readonly #repeatHash: TextHash
  readonly #agentHash: TextHash
  readonly #source: number
  readonly #agents = new Map<string, number>()
  readonly #occurrences = new Map<number, number>()

  /**
   * @param salt secret of the plan's ledger
   * @param source name that ids are unique within
   */
  constructor(ledger: ContactLedger, salt: string, source: string) {
    this.#ledger = ledger
    this.#source = ledger.sources.numberOf(source)
    this.#keyHash = textHash(salt, source, 'contact')
    this.#repeatHash = textHash(salt, source, 'repeat')
    this.#agentHash = textHash(salt, source, 'agent')
  }

  /** Makes room for so many contacts, which are expected to come. */
  expect(contacts: number): void {
    this.#ledger.reserve(contacts)
  }

  /** @param hasId false when the contact's key is its whole row: equal rows of one file are then so many contacts */
  take(contact: Contact, hasId: boolean): void {
    const key = this.#keyHash
    key.of(contact.key)
    if (!hasId) this.#nextOccurrence(contact.key)
    const { columns } = this.#ledger
    const row = this.#ledger.candidate()
    columns.hi[row] = key.hi
    columns.lo[row] = key.lo
    columns.source[row] = this.#source
    columns.queue[row] = this.#ledger.queues.numberOf(contact.queueId)
    columns.createdMs[row] = Math.round(contact.createdAtMs)
    columns.updatedMs[row] = Math.round(contact.updatedAtMs)
    columns.effort[row] = tenths(contact.effortSeconds)
    columns.session[row] = tenths(contact.sessionSeconds)
    this.#setRepeatKey(row, contact.repeatKey)
    columns.agent[row] = this.#agentNumber(contact.agent)
    columns.flags[row] = contact.isBotOnly ? IS_BOT_ONLY : 0
    this.#ledger.join(true)
  }

  /** The second of equal rows is a contact of its own; imported again, it is the second again. */
  #nextOccurrence(key: string): void {
    const first = this.#ledger.find(this.#keyHash.hi, this.#keyHash.lo)
    if (first < 0 || (this.#ledger.columns.flags[first]! & IS_TOUCHED) === 0) return
    const before = this.#occurrences.get(first) ?? 1
    this.#occurrences.set(first, before + 1)
    this.#keyHash.of(`${key}\0${before}`)
  }

  #setRepeatKey(row: number, repeatKey: string): void {
    const { repeatHi, repeatLo } = this.#ledger.columns
    if (repeatKey === '') {
      repeatHi[row] = 0
      repeatLo[row] = 0
      return
    }
    this.#repeatHash.of(repeatKey)
    repeatHi[row] = this.#repeatHash.hi
    repeatLo[row] = this.#repeatHash.lo
  }

  #agentNumber(agent: string): number {
    if (agent === '') return 0
    const known = this.#agents.get(agent)
    if (known !== undefined) return known
    if (this.#agents.size === MAX_AGENTS_KNOWN) this.#agents.clear()
    this.#agentHash.of(agent)
    const number = this.#ledger.agents.numberOf(hashText(this.#agentHash.hi, this.#agentHash.lo))
    this.#agents.set(agent, number)
    return number
  }
}

/** NaN is -1. */
const tenths = (seconds: number): number => (seconds >= 0 ? Math.min(Math.round(seconds * 10), MAX_TENTHS) : -1)
