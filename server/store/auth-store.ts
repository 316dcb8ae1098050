import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type AuthDatabase, authTables } from './auth-tables.ts'
import type { Database } from './database.ts'

/** As secrets are stored: who reads the table cannot use them. */
export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** 256 bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** The secret that all processes on a database sign with, made by the first of them. */
export async function signingSecret(db: Database): Promise<string> {
  const auth = authTables(db)
  await auth
    .insertInto('secret')
    .values({ name: 'session', value: newSecret() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await auth.selectFrom('secret').select('value').where('name', '=', 'session').executeTakeFirstOrThrow()).value
}

/** What is counted, and failures of it that cost nothing yet: a person may mistype, and an office has one address. */
export interface TryKey {
  readonly kind: 'account' | 'address'
  readonly value: string
}
const FREE_FAILURES: Readonly<Record<TryKey['kind'], number>> = { account: 5, address: 50 }
const MOST_WAIT_SECONDS = 900
/** After so long without a failure all is forgotten. */
const FORGOTTEN_AFTER_SECONDS = 86_400

/** Tries of signing in, counted for all processes together: by account and by address. */
export class SignInTries {
  readonly #auth: AuthDatabase

  constructor(db: Database) {
    this.#auth = authTables(db)
  }

  /**
   * Counts a try as failed before it is made: many at once must not all pass for the first.
   * @returns seconds until any of the keys may be tried again; 0 when it was counted and may be made now
   */
  async take(keys: readonly TryKey[], now: number): Promise<number> {
    for (const tried of keys) {
      if (await this.#count(tried, now)) continue
      // Those before it are given back: what is not tried does not count.
      for (const counted of keys.slice(0, keys.indexOf(tried))) await this.takeBack(counted)
      return Math.max(1, await this.#secondsToWait(tried, now))
    }
    return 0
  }

  /** Each failure beyond the free ones doubles the wait. @returns false while the key has to wait */
  async #count(tried: TryKey, now: number): Promise<boolean> {
    const at = new Date(now)
    // Clocks of processes differ a little: what need not wait is dated before all of them.
    const past = new Date(now - 60_000)
    const free = FREE_FAILURES[tried.kind]
    const failures = sql<number>`case when sign_in_try.last_at < ${new Date(now - FORGOTTEN_AFTER_SECONDS * 1000)}
      then 1 else sign_in_try.failures + 1 end`
    const wait = sql<Date>`case when ${failures} <= ${free} then ${past}::timestamptz else ${at}::timestamptz
      + make_interval(secs => least(${MOST_WAIT_SECONDS}, 2 ^ least(20, ${failures} - ${free}))) end`
    const counted = await this.#auth
      .insertInto('sign_in_try')
      .values({ key: textOf(tried), failures: 1, last_at: at, waits_until: past })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ failures, last_at: at, waits_until: wait })
          .where('sign_in_try.waits_until', '<=', at),
      )
      .returning('key')
      .executeTakeFirst()
    return counted !== undefined
  }

  async #secondsToWait(key: TryKey, now: number): Promise<number> {
    const row = await this.#auth
      .selectFrom('sign_in_try')
      .select('waits_until')
      .where('key', '=', textOf(key))
      .executeTakeFirst()
    return row === undefined ? 0 : Math.ceil((row.waits_until.getTime() - now) / 1000)
  }

  /** @returns whether nothing was told of the key within the longest wait; of many who ask at once one may tell */
  async mayTell(key: TryKey, now: number): Promise<boolean> {
    const at = new Date(now)
    const until = new Date(now + MOST_WAIT_SECONDS * 1000)
    const telling = await this.#auth
      .insertInto('sign_in_try')
      .values({ key: `told:${textOf(key)}`, failures: 0, last_at: at, waits_until: until })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet({ last_at: at, waits_until: until })
          .where('sign_in_try.waits_until', '<=', at),
      )
      .returning('key')
      .executeTakeFirst()
    return telling !== undefined
  }

  async forget(key: TryKey): Promise<void> {
    await this.#auth.deleteFrom('sign_in_try').where('key', '=', textOf(key)).execute()
  }

  /** Of a try that was counted before it turned out right. */
  async takeBack(key: TryKey): Promise<void> {
    const failures = sql<number>`greatest(0, failures - 1)`
    await this.#auth.updateTable('sign_in_try').set({ failures }).where('key', '=', textOf(key)).execute()
  }

  /** @returns how many rows of long ago were taken away */
  async tidy(now: number): Promise<number> {
    const before = new Date(now - FORGOTTEN_AFTER_SECONDS * 1000)
    const done = await this.#auth.deleteFrom('sign_in_try').where('last_at', '<', before).executeTakeFirst()
    return Number(done.numDeletedRows)
  }
}

/** Nobody need read addresses of people out of the table. */
const textOf = ({ kind, value }: TryKey): string => `${kind}:${hashOfSecret(value)}`
