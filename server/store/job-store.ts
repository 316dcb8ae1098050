import { type Kysely, type Selectable, sql, type Transaction } from 'kysely'
import type { RunError } from '../contracts/run.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { recordEffect } from './effect-store.ts'
import { jsonText } from './json-text.ts'
import { isRowId } from './plan-store.ts'
import type { JobTable, Tables } from './tables.ts'

type AnyJobRow = Selectable<JobTable<object, object, object>>

export type JobRow<Request, Progress, Result> = Omit<AnyJobRow, 'request' | 'progress' | 'result'> & {
  readonly request: Request
  readonly progress: Progress | null
  readonly result: Result | null
}

/** What the table of a kind of job is called, and its rows in the audit log. */
export type JobTableKind =
  | { readonly table: 'comparison'; readonly entity: 'comparison' }
  | { readonly table: 'headcount_plan'; readonly entity: 'headcountPlan' }

export interface NewJob<Request> {
  readonly id: string
  readonly unitId: string
  readonly planId: string
  readonly actorId: string
  readonly request: Request
}

/** How a job that is over ended. */
export type JobEnding<Result> =
  | { readonly state: 'succeeded'; readonly result: Result }
  | { readonly state: 'failed' | 'interrupted'; readonly error: RunError }
  | { readonly state: 'cancelled' }

export interface FinishWith {
  /** Of a worker, whose ending counts only if nobody has begun the job again; absent for people. */
  readonly attempt?: number
  /** What else belongs to the transaction. */
  readonly also?: (transaction: Transaction<Tables>) => Promise<void>
}

/** All tables of jobs have the same columns, so that one set of statements serves each. */
type AnyJobTables = { readonly job: JobTable<object, object, object> }
const jobsOf = (db: Database) => db as unknown as Kysely<AnyJobTables>

/** Jobs of one kind in the database; every change but progress leaves an entry in the audit log. */
export class JobStore<Request extends object, Progress extends object, Result extends object> {
  readonly #db: Database
  readonly #table: 'job'
  readonly #entity: JobTableKind['entity']

  constructor(db: Database, { table, entity }: JobTableKind) {
    this.#db = db
    this.#table = table as 'job'
    this.#entity = entity
  }

  insert(
    job: NewJob<Request>,
    also?: (transaction: Transaction<Tables>, row: JobRow<Request, Progress, Result>) => Promise<void>,
  ): Promise<JobRow<Request, Progress, Result>> {
    const { actorId, request: detail } = job
    return this.#change({ step: 'queued', actorId, detail, also }, (jobs) =>
      jobs
        .insertInto(this.#table)
        .values({
          ...{ id: job.id, unit_id: job.unitId, plan_id: job.planId, request: jsonText(job.request), state: 'queued' },
          ...{ created_by: job.actorId, updated_by: job.actorId },
        })
        .returningAll()
        .executeTakeFirstOrThrow(),
    ) as Promise<JobRow<Request, Progress, Result>>
  }

  /**
   * Begins a job, or begins it again when who had begun it is gone.
   * @returns undefined when it is over, or was begun by a later attempt
   */
  start(id: string, attempt = 1): Promise<JobRow<Request, Progress, Result> | undefined> {
    return this.#change({ step: 'started', detail: { attempt } }, (jobs) =>
      jobs
        .updateTable(this.#table)
        .set({ state: 'running', attempt, progress: null, started_at: sql`now()`, updated_at: sql`now()` })
        .where('id', '=', id)
        .where('finished_at', 'is', null)
        .where('attempt', '<', attempt)
        .returningAll()
        .executeTakeFirst(),
    )
  }

  /** Lets a job wait again that its worker could not go on with. @returns whether it was this attempt's */
  async queueAgain(transaction: Transaction<Tables>, id: string, attempt: number): Promise<boolean> {
    const row = await jobsOf(transaction)
      .updateTable(this.#table)
      .set({ state: 'queued', progress: null, started_at: null, updated_at: sql`now()` })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('attempt', '=', attempt)
      .returning('id')
      .executeTakeFirst()
    return row !== undefined
  }

  /**
   * Latest progress. No audit entry: nobody decided anything.
   * @returns false when the job is over or was begun again by another
   */
  async storeProgress(id: string, attempt: number, progress: Progress): Promise<boolean> {
    const row = await jobsOf(this.#db)
      .updateTable(this.#table)
      .set({ progress: jsonText(progress), updated_at: sql`now()` })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .where('attempt', '=', attempt)
      .returning('id')
      .executeTakeFirst()
    return row !== undefined
  }

  /**
   * Ends a job: its state, its result and the audit entry together.
   * @returns undefined when it had ended already, or was begun again by another; the first ending stands
   */
  finish(
    id: string,
    actorId: string,
    ending: JobEnding<Result>,
    { attempt, also }: FinishWith = {},
  ): Promise<JobRow<Request, Progress, Result> | undefined> {
    const error = 'error' in ending ? ending.error : undefined
    const told = { step: ending.state, actorId, detail: error ? { code: error.code } : {}, also }
    return this.#change(told, (jobs) =>
      jobs
        .updateTable(this.#table)
        .set({
          state: ending.state,
          result: ending.state === 'succeeded' ? jsonText(ending.result) : null,
          error: error ? jsonText(error) : null,
          ...{ finished_at: sql`now()`, updated_at: sql`now()`, updated_by: actorId },
        })
        .where('id', '=', id)
        .where('finished_at', 'is', null)
        .$if(attempt !== undefined, (query) => query.where('attempt', '=', attempt!))
        .returningAll()
        .executeTakeFirst(),
    )
  }

  async find(id: string): Promise<JobRow<Request, Progress, Result> | undefined> {
    if (!isRowId(id)) return undefined
    const row = await jobsOf(this.#db).selectFrom(this.#table).selectAll().where('id', '=', id).executeTakeFirst()
    return row as JobRow<Request, Progress, Result> | undefined
  }

  /** Newest first; results, which may be large, are left out. */
  async list(planId: string, limit: number): Promise<JobRow<Request, Progress, Result>[]> {
    const rows = await jobsOf(this.#db)
      .selectFrom(this.#table)
      .select(['id', 'unit_id', 'plan_id', 'request', 'state', 'attempt', 'progress', 'error'])
      .select(['created_at', 'created_by', 'started_at', 'finished_at', 'updated_at', 'updated_by'])
      .where('plan_id', '=', planId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...row, result: null })) as JobRow<Request, Progress, Result>[]
  }

  /** All in one transaction, that of the caller if there is one already. */
  #change(
    { step, actorId, detail, also }: Change<JobRow<Request, Progress, Result>>,
    write: (jobs: Kysely<AnyJobTables>) => Promise<AnyJobRow | undefined>,
  ): Promise<JobRow<Request, Progress, Result> | undefined> {
    const work = async (transaction: Transaction<Tables>) => {
      const row = await write(jobsOf(transaction))
      if (!row) return undefined
      const by = actorId ?? row.created_by
      if (row.finished_at !== null) {
        await recordEffect(transaction, { key: `${this.#entity}:${row.id}:ended`, unitId: row.unit_id, actorId: by })
      }
      await recordAudit(transaction, {
        ...{ unitId: row.unit_id, actorId: by, detail: { ...detail } },
        ...{ action: `${this.#entity}.${step}`, entity: this.#entity, entityId: row.id },
      })
      const changed = row as JobRow<Request, Progress, Result>
      await also?.(transaction, changed)
      return changed
    }
    return this.#db.isTransaction ? work(this.#db as Transaction<Tables>) : this.#db.transaction().execute(work)
  }
}

interface Change<Row> {
  readonly step: 'queued' | 'started' | JobEnding<object>['state']
  /** Absent means whoever asked for the job. */
  readonly actorId?: string
  readonly detail: object
  readonly also?: ((transaction: Transaction<Tables>, row: Row) => Promise<void>) | undefined
}
