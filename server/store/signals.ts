import { EventEmitter } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import type pg from 'pg'
import { newClient } from './database.ts'
import type { Tables } from './tables.ts'

/** The one channel of a database: what changed, as `kind:id`. Triggers of the tables write to it. */
const CHANNEL = 'tideline'
/** That something waits in the queue. */
export const WORK_WAITS = 'work'

const RETRY_MS = 1000
/** A connection that is gone without a word is found out by asking it something. */
const ASK_EVERY_MS = 10_000
const ANSWER_WITHIN_MS = 5000
/** Listeners for one thing; beyond it something is wrong. */
const MAX_LISTENERS = 2000

/** What people follow: each change of it is told to all processes as `kind:id`. */
export type SignalKind =
  | 'person'
  | 'run'
  | 'comparison'
  | 'headcountPlan'
  | 'forecast'
  | 'fileImport'
  | 'draft'
  | 'actuals'
  | 'dayWatch'
  | 'wallboard'
export const topicOf = (kind: SignalKind, id: string): string => `${kind}:${id}`

/** Tells every process when the transaction commits, and nobody when it does not. */
export async function signal(transaction: Transaction<Tables>, topic: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${topic})`.execute(transaction)
}

/**
 * Hears what other processes on the same database, and this one, have changed: one connection that listens. A signal says
 * that there is something to read, never what. While the connection is lost nothing is heard; once it is back all
 * listeners are told, as if everything had changed.
 */
export class Signals {
  readonly #url: string
  readonly #onLost: (error: Error) => void
  readonly #topics = new EventEmitter()
  readonly #closing = new AbortController()
  #client: pg.Client | undefined
  #asking: NodeJS.Timeout | undefined
  #regaining: Promise<void> | undefined

  /** @param onLost told when the connection breaks; it is made again by itself */
  constructor(url: string, onLost: (error: Error) => void) {
    this.#url = url
    this.#onLost = onLost
    this.#topics.setMaxListeners(MAX_LISTENERS)
  }

  /** Resolves when signals are heard. */
  async start(): Promise<void> {
    await this.#listen()
    this.#asking = setInterval(() => this.#ask(), ASK_EVERY_MS)
    this.#asking.unref()
  }

  /** @returns stops hearing of it */
  on(topic: string, listener: () => void): () => void {
    this.#topics.on(topic, listener)
    return () => this.#topics.off(topic, listener)
  }

  async close(): Promise<void> {
    clearInterval(this.#asking)
    this.#closing.abort()
    await this.#regaining
    const client = this.#client
    this.#client = undefined
    await client?.end().catch(() => undefined)
  }

  async #listen(): Promise<void> {
    const client = newClient(this.#url)
    client.on('error', (error) => this.#lose(client, error))
    client.on('notification', ({ payload }) => payload !== undefined && this.#topics.emit(payload))
    await client.connect()
    await client.query(`listen ${CHANNEL}`)
    this.#client = client
  }

  #lose(client: pg.Client, error: Error): void {
    if (client !== this.#client || this.#closing.signal.aborted) return
    this.#client = undefined
    client.end().catch(() => undefined)
    this.#onLost(error)
    this.#regaining = this.#regain()
  }

  async #regain(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      await setTimeout(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined)
      if (signal.aborted) return
      const isBack = await this.#listen().then(
        () => true,
        () => false,
      )
      if (!isBack) continue
      for (const topic of this.#topics.eventNames()) this.#topics.emit(topic)
      return
    }
  }

  #ask(): void {
    const client = this.#client
    if (!client) return
    const late = globalThis.setTimeout(() => this.#lose(client, new Error('no answer')), ANSWER_WITHIN_MS)
    client.query('select 1').then(
      () => clearTimeout(late),
      (error) => {
        clearTimeout(late)
        this.#lose(client, error)
      },
    )
  }
}
