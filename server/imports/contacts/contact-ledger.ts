import { compareIds } from '../../../solver/domain/roster.ts'
import { ContactColumns } from './contact-columns.ts'
import { RowIndex } from './row-index.ts'
import { WordList } from './word-list.ts'

/** Bits of a row's flags. All but the first are about the import under way and are not kept. */
export const IS_BOT_ONLY = 1
/** A row of the imported file is about this contact. */
export const IS_TOUCHED = 2
export const IS_ADDED = 4
export const IS_UPDATED = 8
export const IS_REPEAT = 16

const FIRST_ROWS = 1 << 12
/** An estimate may be wrong: beyond this many rows, room is made as they come. */
const MOST_RESERVED = 1 << 23

/**
 * The contacts of a plan, each once. Two records of a contact are joined by taking the greater one: the later updated,
 * else the one that says more, else the one that is greater by its content. That order is total, so the ledger is the
 * same whatever the order, the number and the repetition of the files that its contacts came in.
 */
export class ContactLedger {
  readonly columns = new ContactColumns()
  readonly queues = new WordList(1 << 16)
  readonly sources = new WordList(1 << 16)
  /** Hashes of agents as text; number 0 is no agent. */
  readonly agents = new WordList(2 ** 32)
  /** Months, `2026-11` of UTC, whose contacts differ from those that were loaded. */
  readonly changedMonths = new Set<string>()
  readonly #index = new RowIndex(this.columns)
  /** Imported records of contacts that are known to have begun at another time: their ids may not be ids. */
  contradictions = 0
  #size = 0
  #capacity = 0
  #month = { name: '', fromMs: 0, toMs: 0 }

  constructor() {
    this.agents.numberOf('')
  }

  /** Contacts; the rows of the columns from here on hold nothing. */
  get size(): number {
    return this.#size
  }

  /** Row of the contact with this hash of its identity, -1 where the ledger has none. */
  find(hi: number, lo: number): number {
    return this.#index.find(hi, lo)
  }

  /** Gives up the memory that only finding and joining need; nothing may be joined after it. */
  close(): void {
    this.#index.clear()
  }

  /** Makes room for so many contacts at once: columns that grow step by step leave holes that nothing else fits into. */
  reserve(rows: number): void {
    const expected = Math.min(Math.ceil(rows), MOST_RESERVED)
    if (expected <= this.#capacity) return
    this.#capacity = expected
    this.columns.resize(expected)
    this.#index.reserve(expected)
  }

  /** Row behind the last one, for the record that is joined next: every column of it must be set. */
  candidate(): number {
    if (this.#size === this.#capacity) {
      this.#capacity = Math.max(FIRST_ROWS, Math.ceil(this.#capacity * 1.5))
      this.columns.resize(this.#capacity)
    }
    return this.#size
  }

  /**
   * Joins the candidate with what is known of its contact.
   * @param isImported whether it comes from the file being imported, not from the plan
   */
  join(isImported: boolean): void {
    const { hi, lo, flags, createdMs } = this.columns
    const candidate = this.#size
    const row = this.#index.find(hi[candidate]!, lo[candidate]!)
    if (row < 0) {
      if (isImported) {
        flags[candidate]! |= IS_TOUCHED | IS_ADDED
        this.changedMonths.add(this.monthOf(createdMs[candidate]!))
      }
      this.#index.set(candidate)
      this.#size++
      return
    }
    if (isImported) {
      flags[row]! |= IS_TOUCHED
      if (createdMs[candidate]! !== createdMs[row]!) this.contradictions++
    }
    if (this.#compare(candidate, row) > 0) this.#replace(row, candidate, isImported)
    // A contact that stands twice in the plan's own files is written once.
    else if (!isImported) this.changedMonths.add(this.monthOf(createdMs[candidate]!))
  }

  #replace(row: number, candidate: number, isImported: boolean): void {
    const { flags, createdMs } = this.columns
    this.changedMonths.add(this.monthOf(createdMs[row]!))
    this.changedMonths.add(this.monthOf(createdMs[candidate]!))
    const marks = flags[row]! & ~IS_BOT_ONLY
    for (const column of this.#ownColumns()) column[row] = column[candidate]!
    const isUpdate = isImported && (marks & IS_ADDED) === 0
    flags[row] = (flags[candidate]! & IS_BOT_ONLY) | marks | (isUpdate ? IS_UPDATED : 0)
  }

  #ownColumns() {
    const { createdMs, updatedMs, effort, session, repeatHi, repeatLo, queue, source, agent } = this.columns
    return [createdMs, updatedMs, effort, session, repeatHi, repeatLo, queue, source, agent]
  }

  /** Positive when record `a` is greater than `b`, 0 when they are equal. */
  #compare(a: number, b: number): number {
    const { createdMs, updatedMs, effort, session, repeatHi, repeatLo, queue, agent, flags } = this.columns
    const updated = (row: number) => (Number.isNaN(updatedMs[row]) ? -1 : updatedMs[row]!)
    return (
      updated(a) - updated(b) ||
      this.#facts(a) - this.#facts(b) ||
      createdMs[a]! - createdMs[b]! ||
      effort[a]! - effort[b]! ||
      session[a]! - session[b]! ||
      repeatHi[a]! - repeatHi[b]! ||
      repeatLo[a]! - repeatLo[b]! ||
      (flags[a]! & IS_BOT_ONLY) - (flags[b]! & IS_BOT_ONLY) ||
      compareIds(this.queues.words[queue[a]!]!, this.queues.words[queue[b]!]!) ||
      compareIds(this.agents.words[agent[a]!]!, this.agents.words[agent[b]!]!)
    )
  }

  /** How many of the things that a source may leave out the record says. */
  #facts(row: number): number {
    const { effort, session, repeatHi, repeatLo, agent } = this.columns
    const hasRepeatKey = repeatHi[row] !== 0 || repeatLo[row] !== 0
    return (effort[row]! >= 0 ? 1 : 0) + (session[row]! >= 0 ? 1 : 0) + (hasRepeatKey ? 1 : 0) + (agent[row] ? 1 : 0)
  }

  /** Month of an instant, `2026-11` of UTC. Exports run in order of time, so that the month is nearly always the last one. */
  monthOf(ms: number): string {
    if (ms < this.#month.fromMs || ms >= this.#month.toMs) {
      const date = new Date(ms)
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()]
      const name = date.toISOString().slice(0, 7)
      this.#month = { name, fromMs: Date.UTC(year, month), toMs: Date.UTC(year, month + 1) }
    }
    return this.#month.name
  }
}
