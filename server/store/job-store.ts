import { type Kysely, type Selectable, sql } from 'kysely'
import type { RunError } from '../contracts/run.ts'
import { recordAudit } from './audit-log.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import { isRowId } from './plan-store.ts'
import type { JobTable } from './tables.ts'

type AnyJobRow = Selectable<JobTable<object, object, object>>

export type JobRow<Request, Progress, Result> = Omit<AnyJobRow, 'request' | 'progress' | 'result'> & {
  readonly request: Request
  readonly progress: Progress | null
  readonly result: Result | null
}

/** What the table of a kind of job is called, and its rows in the audit log. */
export type JobKind =
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

/** All tables of jobs have the same columns, so that one set of statements serves each. */
type AnyJobTables = { readonly job: JobTable<object, object, object> }
const jobsOf = (db: Database) => db as unknown as Kysely<AnyJobTables>

/** Jobs of one kind in the database; every change but progress leaves an entry in the audit log. */
export class JobStore<Request extends object, Progress extends object, Result extends object> {
  readonly #db: Database
  readonly #table: 'job'
  readonly #entity: JobKind['entity']

  constructor(db: Database, { table, entity }: JobKind) {
    this.#db = db
    this.#table = table as 'job'
    this.#entity = entity
  }

  insert(job: NewJob<Request>): Promise<JobRow<Request, Progress, Result>> {
    return this.#change('queued', job.actorId, job.request, (jobs) =>
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

  /** Takes a queued job in hand. @returns undefined when it was cancelled meanwhile */
  start(id: string): Promise<JobRow<Request, Progress, Result> | undefined> {
    return this.#change('started', undefined, {}, (jobs) =>
      jobs
        .updateTable(this.#table)
        .set({ state: 'running', started_at: sql`now()`, updated_at: sql`now()` })
        .where('id', '=', id)
        .where('state', '=', 'queued')
        .returningAll()
        .executeTakeFirst(),
    )
  }

  /** Latest progress. No audit entry: nobody decided anything. @returns whether the job is still under way */
  async storeProgress(id: string, progress: Progress): Promise<boolean> {
    const row = await jobsOf(this.#db)
      .updateTable(this.#table)
      .set({ progress: jsonText(progress), updated_at: sql`now()` })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .returning('id')
      .executeTakeFirst()
    return row !== undefined
  }

  /**
   * Ends a job: its state, its result and the audit entry together.
   * @returns undefined when it had ended already; the first ending stands
   */
  finish(
    id: string,
    actorId: string,
    ending: JobEnding<Result>,
  ): Promise<JobRow<Request, Progress, Result> | undefined> {
    const error = 'error' in ending ? ending.error : undefined
    return this.#change(ending.state, actorId, error ? { code: error.code } : {}, (jobs) =>
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
      .select(['id', 'unit_id', 'plan_id', 'request', 'state', 'progress', 'error'])
      .select(['created_at', 'created_by', 'started_at', 'finished_at', 'updated_at', 'updated_by'])
      .where('plan_id', '=', planId)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...row, result: null })) as JobRow<Request, Progress, Result>[]
  }

  /** Oldest first. */
  listUnfinished(): Promise<{ id: string }[]> {
    return jobsOf(this.#db)
      .selectFrom(this.#table)
      .select('id')
      .where('finished_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  }

  /** @param actorId absent means whoever asked for the job */
  #change(
    step: 'queued' | 'started' | JobEnding<Result>['state'],
    actorId: string | undefined,
    detail: object,
    write: (jobs: Kysely<AnyJobTables>) => Promise<AnyJobRow | undefined>,
  ): Promise<JobRow<Request, Progress, Result> | undefined> {
    return this.#db.transaction().execute(async (transaction) => {
      const row = await write(jobsOf(transaction))
      if (!row) return undefined
      await recordAudit(transaction, {
        ...{ unitId: row.unit_id, actorId: actorId ?? row.created_by, detail: { ...detail } },
        ...{ action: `${this.#entity}.${step}`, entity: this.#entity, entityId: row.id },
      })
      return row as JobRow<Request, Progress, Result>
    })
  }
}
