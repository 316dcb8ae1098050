import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import { newClient } from './database.ts'

/** Any number that nothing else in the database uses. Servers and workers share it; who is to be alone has it alone. */
export const USE_LOCK = 7_140_001

const RETRY_MS = 2000
/** One who is just leaving, or just coming, has the lock alone for a moment. */
const PATIENCE_MS = 5000
const LOOK_EVERY_MS = 100

/** The use of a database by one process. The lock lasts as long as its connection, so a killed process leaves none. */
export interface Hold {
  /** Whether nobody else used the database when it was taken. */
  readonly isFirst: boolean
  /**
   * Lets go of it. The last one keeps everybody out, so that it can stop a database of our own, until `done`.
   * @returns whether nobody else uses the database
   */
  end(): Promise<{ readonly isLast: boolean; done(): Promise<void> }>
}

export interface HoldWith {
  /** Whether nobody else may use the database meanwhile. */
  readonly isAlone: boolean
  readonly onLost: (error: Error) => void
  /** Starts a database of our own again. */
  readonly revive: () => Promise<void>
}

interface Held {
  readonly client: pg.Client
  readonly isFirst: boolean
}

/**
 * Joins those who use a database, or uses it alone.
 * @returns undefined when it is used alone by another, or by anybody where this one is to be alone
 * @throws Error when the database cannot be reached
 */
export async function holdDatabase(url: string, { isAlone, onLost, revive }: HoldWith): Promise<Hold | undefined> {
  const first = await patiently(isAlone ? 0 : PATIENCE_MS, revive, () => locked(url, isAlone))
  if (first === undefined) return undefined
  let { client } = first
  let regaining: Promise<void> | undefined
  const ending = new AbortController()
  // The database may be restarting, or, if it is ours, have been killed: the lock is taken again once it is back.
  const regain = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await setTimeout(RETRY_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
      if (ending.signal.aborted) return
      await revive().catch(onLost)
      const next = await locked(url, isAlone).catch(() => undefined)
      if (next !== undefined) return watch(next.client)
    }
  }
  const watch = (watched: pg.Client): void => {
    client = watched
    watched.once('error', (error) => {
      onLost(error)
      regaining = regain()
    })
  }
  watch(client)
  return {
    isFirst: first.isFirst,
    end: async () => {
      ending.abort()
      await regaining
      const isLast = isAlone || (await takeAlone(client))
      const done = () => client.end().catch(() => undefined)
      if (!isLast) await done()
      return { isLast, done }
    },
  }
}

/** One who stops a database of our own while we come to it takes it away under our hands: it is started again. */
async function patiently(
  ms: number,
  revive: () => Promise<void>,
  lock: () => Promise<Held | undefined>,
): Promise<Held | undefined> {
  for (const until = performance.now() + ms; ; ) {
    const isOver = performance.now() >= until
    const held = await lock().catch(async (error) => {
      if (isOver) throw error
      await revive()
      return undefined
    })
    if (held !== undefined || isOver) return held
    await setTimeout(LOOK_EVERY_MS)
  }
}

/** A connection that holds the lock, or undefined when it cannot be had. */
async function locked(url: string, isAlone: boolean): Promise<Held | undefined> {
  const client = newClient(url)
  // A second error of a connection that is lost already has no reader, and must not end the process.
  client.on('error', () => undefined)
  await client.connect()
  const has = async (lock: string) => (await client.query(`select ${lock}($1) as held`, [USE_LOCK])).rows[0].held
  try {
    const isFirst = await has('pg_try_advisory_lock')
    if (isFirst && isAlone) return { client, isFirst }
    if (await has('pg_try_advisory_lock_shared')) {
      if (isFirst) await has('pg_advisory_unlock')
      if (!isAlone) return { client, isFirst }
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  await client.end()
  return undefined
}

/** @returns whether it is now held alone; true also when the database is gone, with nobody left to use it */
async function takeAlone(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [USE_LOCK])
    return (await client.query('select pg_try_advisory_lock($1) as held', [USE_LOCK])).rows[0].held
  } catch {
    return true
  }
}
