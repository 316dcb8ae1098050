import { type Kysely, sql, type Transaction } from 'kysely'
import { type Clock, fromKysely, PgBoss } from 'pg-boss'
import { currentAccess } from './access.ts'
import { APP_ROLE } from './database.ts'
import { QUEUE, QUEUE_SCHEMA } from './queue-schema.ts'
import { signal, WORK_WAITS } from './signals.ts'
import type { Tables } from './tables.ts'

/** Work that takes long, each kind with a table of its own rows. */
const JOB_KINDS = ['run', 'runPart', 'comparisonPart', 'headcountPlan', 'forecast', 'fileImport'] as const
export type JobKind = (typeof JOB_KINDS)[number]

/**
 * How soon somebody needs it, the most urgent first: what a person waits for and takes seconds (a draft's check, what a
 * file holds), what takes up to minutes, solves, and points of sweeps, of which there are many.
 */
const URGENCIES = ['atOnce', 'soon', 'solve', 'sweep'] as const
export type Urgency = (typeof URGENCIES)[number]

/** A job in the queue: ids only. What is to be done stands in the row that it names. */
export interface QueuedJob {
  readonly kind: JobKind
  /** Of the row. */
  readonly id: string
  readonly unitId: string
  /** Who asked for it. */
  readonly actorId: string
  readonly urgency: Urgency
  /** Of its first beginning; each one after it counts one more. */
  readonly attempt: number
  /** Of a part: what it is a part of, and its place there. */
  readonly partOf?: string
  readonly place?: number
  /** Of the request that asked for it; whoever sends it need not say. */
  readonly requestId?: string | undefined
}

/** A job that this process has taken. */
export interface TakenJob extends QueuedJob {
  readonly queueId: string
  /** How often it was taken before and given up by a process that ended, or by a fault. */
  readonly retries: number
}

/** Between the most and the least urgent turn of one urgency; more jobs than that never wait. */
const BAND = 1_000_000
const bandOf = (urgency: Urgency): number => (URGENCIES.length - URGENCIES.indexOf(urgency)) * BAND

/** Any number that nothing else in the database uses. */
const TURNS_LOCK = 7_140_002

const JOBS = sql.raw(`${QUEUE_SCHEMA}.job`)
const WAITS = sql.raw(`name = '${QUEUE}' and state < 'active'`)

/**
 * Gives every waiting job its turn. Of one urgency, units take turns, and within a unit people do: the n-th job of a
 * person in a unit counts n, those in hand counted in, and the n-th job of a unit so ordered counts n for the unit. So one
 * person's tenth job waits behind another's first, and one unit's second behind another's first; equals go by age.
 */
const TAKE_TURNS = sql`
with job as (
  select id, state, priority, created_on, data ->> 'unitId' as unit, data ->> 'actorId' as actor,
    data ->> 'urgency' as urgency, coalesce((data ->> 'place')::int, 0) as place
  from ${JOBS} where name = ${sql.lit(QUEUE)} and state <= 'active'
), of_person as (
  select j.*, row_number() over (partition by urgency, unit, actor order by created_on, place, id)
    + (select count(*) from job a where a.state = 'active' and a.unit = j.unit and a.actor = j.actor) as turn
  from job j where state < 'active'
), of_unit as (
  select p.*, row_number() over (partition by urgency, unit order by turn, created_on, place, id)
    + (select count(*) from job a where a.state = 'active' and a.unit = p.unit) as unit_turn
  from of_person p
), wanted as (
  select id, (case urgency ${sql.raw(URGENCIES.map((urgency) => `when '${urgency}' then ${bandOf(urgency)}`).join(' '))}
    end - least(unit_turn, ${sql.lit(BAND - 1)}))::int as priority
  from of_unit
)
update ${JOBS} j set priority = wanted.priority from wanted
where j.name = ${sql.lit(QUEUE)} and j.id = wanted.id and j.state < 'active' and j.priority <> wanted.priority`

/** Until the transaction ends nobody else sends: two who give turns at once would each not see the other's jobs. */
export async function lockTurns(transaction: Transaction<Tables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(TURNS_LOCK)})`.execute(transaction)
}

/**
 * Counts what has passed. By a clock that is set back, pg-boss would wait until the old time has come again before it
 * looks for lost jobs, and without pause when that is weeks away.
 */
const STEADY_CLOCK: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  setTimeout: (work, ms) => setTimeout(work, ms),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  setInterval: (work, ms) => setInterval(work, ms),
  clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
}

/** The queue of all work that takes long, in the same database: pg-boss keeps it, and retries what a process left. */
export class JobQueue {
  readonly #boss: PgBoss

  /**
   * @param onError told of what the queue's own upkeep meets; it tries again
   * @param supervises whether this process looks for jobs whose worker is gone
   */
  constructor(url: string, { onError, supervises }: { onError: (error: Error) => void; supervises: boolean }) {
    this.#boss = new PgBoss({
      ...{ connectionString: url, options: `-c role=${APP_ROLE}`, application_name: 'tideline-queue', max: 2 },
      ...{ schema: QUEUE_SCHEMA, migrate: false, createSchema: false, schedule: false, reindex: false },
      ...{ supervise: supervises, superviseIntervalSeconds: 2, monitorIntervalSeconds: 2, monitorVacuum: false },
      clock: STEADY_CLOCK,
      // Jobs here do not depend on one another, and the queue never changes.
      ...{ flowIntervalSeconds: 3600, queueCacheIntervalSeconds: 3600 },
    })
    this.#boss.on('error', onError)
  }

  /** @throws Error when the database has no queue, or that of another version */
  async start(): Promise<void> {
    await this.#boss.start()
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false })
  }

  /** Puts jobs into the queue when the transaction commits, and wakes those who are free. */
  async send(transaction: Transaction<Tables>, jobs: readonly QueuedJob[]): Promise<void> {
    await this.#insert(transaction, jobs)
    await this.#giveTurns(transaction)
  }

  /** Takes the job whose turn it is. @param least of this urgency or more */
  async take(least: Urgency): Promise<TakenJob | undefined> {
    const [job] = await this.#boss.fetch<QueuedJob>(QUEUE, { minPriority: bandOf(least) - BAND + 1 })
    if (!job) return undefined
    return { ...job.data, attempt: job.data.attempt + job.retryCount, queueId: job.id, retries: job.retryCount }
  }

  /** Says that this process is still at these jobs. @returns those that it has lost to somebody else, or that are gone */
  async keep(jobs: readonly TakenJob[]): Promise<TakenJob[]> {
    if (jobs.length === 0) return []
    const { settled } = (await this.#boss.touch(QUEUE, jobs.map(claimOf))) as { settled?: readonly string[] }
    const kept = new Set(settled)
    return jobs.filter(({ queueId }) => !kept.has(queueId))
  }

  /** The job is done with, whatever came of it. */
  async complete(job: TakenJob): Promise<void> {
    await this.#boss.complete(QUEUE, claimOf(job))
  }

  /** The job could not be carried through; it is tried again in a moment. */
  async retry(job: TakenJob): Promise<void> {
    await this.#boss.fail(QUEUE, claimOf(job))
  }

  /**
   * Puts a job back as it was before it was taken, with the age that it has; that it was taken does not count.
   * @returns false when it was lost meanwhile
   */
  async putBack(transaction: Transaction<Tables>, { queueId, retries, ...job }: TakenJob): Promise<boolean> {
    const { rows } = await sql<{ created_on: Date }>`delete from ${JOBS} where name = ${sql.lit(QUEUE)}
      and id = ${queueId}::uuid and state = 'active' and retry_count = ${retries} returning created_on`.execute(
      transaction,
    )
    if (!rows[0]) return false
    const [id] = await this.#insert(transaction, [{ ...job, attempt: job.attempt + 1 }])
    await sql`update ${JOBS} set created_on = ${rows[0].created_on} where id = ${id}::uuid`.execute(transaction)
    await this.#giveTurns(transaction)
    return true
  }

  async #insert(transaction: Transaction<Tables>, jobs: readonly QueuedJob[]): Promise<string[]> {
    await lockTurns(transaction)
    const requestId = currentAccess()?.requestId
    const inserted = jobs.map((job) => ({ data: { requestId, ...job }, priority: bandOf(job.urgency) }))
    return (await this.#boss.insert(QUEUE, inserted, { db: fromKysely(transaction), returnId: true })) ?? []
  }

  async #giveTurns(transaction: Transaction<Tables>): Promise<void> {
    await TAKE_TURNS.execute(transaction)
    await signal(transaction, WORK_WAITS)
  }

  /** Takes jobs that wait out of the queue: of these rows, or parts of these. @returns how many waited */
  async remove(transaction: Transaction<Tables>, ids: readonly string[]): Promise<number> {
    const { numAffectedRows = 0n } = await sql`delete from ${JOBS} where ${WAITS}
      and (data ->> 'id' = any(${ids}) or data ->> 'partOf' = any(${ids}))`.execute(transaction)
    return Number(numAffectedRows)
  }

  /** How many jobs of a kind wait for a unit. */
  async waiting(db: Kysely<Tables>, kind: JobKind, unitId: string): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${JOBS} where ${WAITS}
      and data ->> 'kind' = ${kind} and data ->> 'unitId' = ${unitId}`.execute(db)
    return rows[0]!.count
  }

  /** Of rows those that no job in the queue stands for. */
  async withoutJob(transaction: Transaction<Tables>, ids: readonly string[]): Promise<Set<string>> {
    const { rows } = await sql<{ id: string }>`select data ->> 'id' as id from ${JOBS}
      where name = ${sql.lit(QUEUE)} and state <= 'active' and data ->> 'id' = any(${ids})`.execute(transaction)
    const known = new Set(rows.map(({ id }) => id))
    return new Set(ids.filter((id) => !known.has(id)))
  }
}

const claimOf = ({ queueId, retries }: TakenJob) => ({ id: queueId, retryCount: retries })
