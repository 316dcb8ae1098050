import { randomUUID } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import type { Plan } from '../contracts/plan.ts'
import { isTerminal, type RunError, type RunState } from '../contracts/run.ts'
import type { Database, StoreTransaction } from '../store/database.ts'
import type { JobKind, JobQueue } from '../store/job-queue.ts'
import { type JobRow, JobStore, type JobTableKind } from '../store/job-store.ts'
import type { Signals } from '../store/signals.ts'
import { LiveEvents } from './live-events.ts'
import type { PlanService } from './plan-service.ts'
import { notFound, ServiceError } from './service-error.ts'

const JOBS_LISTED = 100

/** A job as the API shows it. */
export interface Job<Request, Progress, Result> {
  readonly id: string
  readonly planId: string
  readonly unitId: string
  readonly request: Request
  readonly state: RunState
  readonly progress: Progress | null
  /** Of one that succeeded; left out of lists. */
  readonly result: Result | null
  /** Of one that failed or was interrupted. */
  readonly error: RunError | null
  readonly createdAt: string
  readonly createdBy: string
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

/** What one kind of job is: what it may be asked, what goes into the queue for it, and how it is told. */
export interface LongWork<Request extends object, Progress extends object, Result extends object, Reply> {
  readonly kind: JobTableKind
  /** As people call it: "comparison". */
  readonly what: string
  /** What waits in the queue for it, and how much of that may wait for a unit. */
  readonly waits: { readonly kind: JobKind; readonly most: number }
  /**
   * What was asked, with what was left to the plan filled in.
   * @throws ServiceError `invalidRequest` for what the plan does not have
   */
  settle(request: Request, plan: Plan): Request
  /** Puts it into the queue, as one job or in parts. */
  send(transaction: StoreTransaction, row: JobRow<Request, Progress, Result>): Promise<void>
  /** Takes away what was kept while it was under way. */
  clear?(transaction: StoreTransaction, id: string): Promise<void>
  /** How far those under way are, where that stands elsewhere than in their rows. */
  progressOf?(rows: readonly JobRow<Request, Progress, Result>[]): Promise<ReadonlyMap<string, Progress>>
  /** As the API tells it. */
  reply(job: Job<Request, Progress, Result>): Reply
}

export interface LongJobsParts {
  readonly db: Database
  readonly plans: Pick<PlanService, 'get'>
  readonly queue: JobQueue
  readonly signals: Signals
}

/** Jobs of one kind, each of which may take minutes, as they are asked for and looked at; workers do them. */
export class LongJobs<Request extends object, Progress extends object, Result extends object, Reply> {
  readonly #work: LongWork<Request, Progress, Result, Reply>
  readonly #parts: LongJobsParts
  readonly #store: JobStore<Request, Progress, Result>
  readonly #events: LiveEvents<Reply>
  #isClosed = false

  constructor(work: LongWork<Request, Progress, Result, Reply>, parts: LongJobsParts) {
    this.#work = work
    this.#parts = parts
    this.#store = new JobStore(parts.db, work.kind)
    this.#events = new LiveEvents<Reply>(parts.signals, work.kind.entity, isOver)
  }

  /** @throws ServiceError `invalidRequest` as of the work, `unavailable` when too many wait */
  async start(planId: string, request: Request, actor: Actor): Promise<Reply> {
    const { db, plans, queue } = this.#parts
    const { what, waits } = this.#work
    const plan = await plans.get(planId)
    const settled = this.#work.settle(request, plan)
    if (this.#isClosed) throw new ServiceError('unavailable', 'The server is stopping. Try again in a moment.')
    const waiting = await queue.waiting(db, waits.kind, plan.unitId)
    if (waiting >= waits.most) {
      throw new ServiceError('unavailable', `Too many ${what}s are waiting. Try again when some are done.`)
    }
    const job = { id: randomUUID(), unitId: plan.unitId, planId, actorId: actor.id, request: settled }
    return this.#show(await this.#store.insert(job, (transaction, row) => this.#work.send(transaction, row)))
  }

  /** Newest first, without results. */
  async list(planId: string): Promise<Reply[]> {
    await this.#parts.plans.get(planId)
    const rows = await this.#store.list(planId, JOBS_LISTED)
    const progress = await this.#progressOf(rows)
    return rows.map((row) => this.#show(row, progress))
  }

  async get(id: string): Promise<Reply> {
    const row = await this.#found(id)
    return this.#show(row, await this.#progressOf([row]))
  }

  /** How it stands and each change, until it is over. */
  follow(id: string, reader: AbortSignal): AsyncGenerator<Reply> {
    return this.#events.follow(id, () => this.get(id), reader)
  }

  /** @throws ServiceError `conflict` when it is over already */
  async cancel(id: string, actor: Actor): Promise<Reply> {
    const { state } = await this.#found(id)
    const row = await this.#store.finish(
      id,
      actor.id,
      { state: 'cancelled' },
      {
        also: async (transaction) => {
          await this.#parts.queue.remove(transaction, [id])
          await this.#work.clear?.(transaction, id)
        },
      },
    )
    if (row) return this.#show(row)
    const problem = `The ${this.#work.what} is over already (${state}); there is nothing to cancel.`
    throw new ServiceError('conflict', problem)
  }

  /** Takes no further jobs and ends every stream. Jobs go on, or wait for whoever is free. */
  close(): void {
    this.#isClosed = true
    this.#events.close()
  }

  async #found(id: string): Promise<JobRow<Request, Progress, Result>> {
    const row = await this.#store.find(id)
    if (!row) throw notFound(this.#work.what, id)
    return row
  }

  async #progressOf(
    rows: readonly JobRow<Request, Progress, Result>[],
  ): Promise<ReadonlyMap<string, Progress> | undefined> {
    const running = rows.filter(({ state }) => state === 'running')
    return running.length === 0 ? undefined : this.#work.progressOf?.(running)
  }

  #show(row: JobRow<Request, Progress, Result>, progress?: ReadonlyMap<string, Progress>): Reply {
    return this.#work.reply({
      ...{ id: row.id, planId: row.plan_id, unitId: row.unit_id, request: row.request, state: row.state },
      progress: progress?.get(row.id) ?? row.progress,
      ...{ result: row.result, error: row.error },
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
      startedAt: row.started_at?.toISOString() ?? null,
      finishedAt: row.finished_at?.toISOString() ?? null,
    })
  }
}

const isOver = (reply: unknown): boolean => isTerminal((reply as { readonly state: RunState }).state)
