import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDialect,
  type PostgresDialectConfig,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import pg from 'pg'
import { type Access, accessSettings } from './access.ts'

/**
 * PostgreSQL in which every statement runs in a transaction that is held to an access. `set local` ends with the
 * transaction, so that nothing of it is left on a connection when the pool lends it to somebody else.
 */
export class ScopedDialect extends PostgresDialect {
  readonly #access: () => Access

  constructor(config: PostgresDialectConfig, access: () => Access) {
    super(config)
    this.#access = access
  }

  override createDriver(): Driver {
    return new ScopedDriver(super.createDriver(), this.#access)
  }
}

class ScopedDriver implements Driver {
  readonly #inner: Driver
  readonly #access: () => Access
  /** One for each connection of the pool, as the inner driver has them. */
  readonly #scoped = new WeakMap<DatabaseConnection, ScopedConnection>()

  constructor(inner: Driver, access: () => Access) {
    this.#inner = inner
    this.#access = access
  }

  init: Driver['init'] = (options) => this.#inner.init(options)
  destroy: Driver['destroy'] = (options) => this.#inner.destroy(options)

  acquireConnection: Driver['acquireConnection'] = async (options) => {
    const inner = await this.#inner.acquireConnection(options)
    let scoped = this.#scoped.get(inner)
    if (!scoped) {
      scoped = new ScopedConnection(inner, this.#inner, this.#access)
      this.#scoped.set(inner, scoped)
    }
    return scoped
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { inner } = connection as ScopedConnection
    try {
      await allInTurn([this.#inner.beginTransaction(inner, settings), setAccess(inner, this.#access())])
    } catch (error) {
      // Nobody rolls back what did not begin: the pool would lend the connection out in the middle of a transaction.
      await this.#inner.rollbackTransaction(inner).catch(() => undefined)
      throw error
    }
    ;(connection as ScopedConnection).isInTransaction = true
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    ;(connection as ScopedConnection).isInTransaction = false
    await this.#inner.commitTransaction((connection as ScopedConnection).inner)
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    ;(connection as ScopedConnection).isInTransaction = false
    await this.#inner.rollbackTransaction((connection as ScopedConnection).inner)
  }

  savepoint: NonNullable<Driver['savepoint']> = async (connection, ...rest) =>
    this.#inner.savepoint?.((connection as ScopedConnection).inner, ...rest)
  rollbackToSavepoint: NonNullable<Driver['rollbackToSavepoint']> = async (connection, ...rest) =>
    this.#inner.rollbackToSavepoint?.((connection as ScopedConnection).inner, ...rest)
  releaseSavepoint: NonNullable<Driver['releaseSavepoint']> = async (connection, ...rest) =>
    this.#inner.releaseSavepoint?.((connection as ScopedConnection).inner, ...rest)

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as ScopedConnection).isInTransaction = false
    await this.#inner.releaseConnection((connection as ScopedConnection).inner)
  }
}

class ScopedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection
  readonly #driver: Driver
  readonly #access: () => Access
  isInTransaction = false

  constructor(inner: DatabaseConnection, driver: Driver, access: () => Access) {
    this.inner = inner
    this.#driver = driver
    this.#access = access
  }

  /** A transaction of one statement takes one trip to the database: where its beginning fails, so does all behind it. */
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.isInTransaction) return this.inner.executeQuery<Row>(query)
    try {
      const [, result] = await allInTurn([
        this.inner.executeQuery(CompiledQuery.raw(`begin; ${settingText(this.#access())}`)),
        this.inner.executeQuery<Row>(query),
        this.#driver.commitTransaction(this.inner),
      ])
      return result
    } catch (error) {
      // A connection that cannot roll back is given up by the driver; the first error is the one to tell.
      await this.#driver.rollbackTransaction(this.inner).catch(() => undefined)
      throw error
    }
  }

  // biome-ignore lint/correctness/useYield: it is refused
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('A stream would outlive its transaction: read in batches, with a cursor.')
  }
}

/**
 * Statements that are sent one behind the other (see `pipeline` of the driver), none of which waits for an answer.
 * @throws what the first that failed says; the others failed because of it
 */
async function allInTurn<const Sent extends readonly Promise<unknown>[]>(sent: Sent) {
  const failed = (await Promise.allSettled(sent)).find(({ status }) => status === 'rejected')
  if (failed) throw (failed as PromiseRejectedResult).reason
  return Promise.all(sent)
}

const setAccess = (connection: DatabaseConnection, access: Access): Promise<unknown> =>
  connection.executeQuery(CompiledQuery.raw(settingText(access)))

const settingText = (access: Access): string =>
  `select ${Object.entries(accessSettings(access))
    .map(([name, value]) => `set_config('${name}', ${pg.escapeLiteral(value)}, true)`)
    .join(', ')}`
