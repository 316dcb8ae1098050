import { randomUUID } from 'node:crypto'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type Actor, LEFTOVER_RULE } from '../auth/actor.ts'
import type { Plan } from '../contracts/plan.ts'
import type { RunError, RunState } from '../contracts/run.ts'
import type { PlanFiles } from '../jobs/worker-task.ts'
import type { Database } from '../store/database.ts'
import { type JobEnding, type JobKind, type JobRow, JobStore } from '../store/job-store.ts'
import { listPlanFiles } from '../store/plan-store.ts'
import type { PlanService } from './plan-service.ts'
import { endingFrom } from './run-ending.ts'
import { notFound, ServiceError } from './service-error.ts'
import type { ServiceLog } from './service-log.ts'

const JOBS_LISTED = 100
/** Each may hold the solvers for many minutes. */
const MOST_WAITING = 10
const MS_BETWEEN_STORED_PROGRESS = 1000

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

/** What one kind of job is: what it may be asked, and how it is done. */
export interface LongWork<Request extends object, Progress extends object, Result extends object, Reply> {
  readonly kind: JobKind
  /** As people call it: "comparison". */
  readonly what: string
  /**
   * What was asked, with what was left to the plan filled in.
   * @throws ServiceError `invalidRequest` for what the plan does not have
   */
  settle(request: Request, plan: Plan): Request
  /** Away from this process. Errors as of `runInProcess`; the signal ends it, and nothing is kept. */
  perform(
    request: Request,
    files: PlanFiles,
    talk: { readonly onProgress: (progress: Progress) => void; readonly signal: AbortSignal },
  ): Promise<Result>
  /** As the API tells it. */
  reply(job: Job<Request, Progress, Result>): Reply
}

export interface LongJobsParts {
  readonly db: Database
  readonly plans: Pick<PlanService, 'get'>
  readonly log: ServiceLog
}

interface InHand<Progress> {
  readonly id: string
  readonly cancel: AbortController
  progress: Progress | null
}

/**
 * Jobs of one kind, each of which may take minutes: one at a time in this process, in the order in which they were asked
 * for. The database knows every state; this object holds only the order of those that wait and the one in hand.
 */
export class LongJobs<Request extends object, Progress extends object, Result extends object, Reply> {
  readonly #work: LongWork<Request, Progress, Result, Reply>
  readonly #db: Database
  readonly #plans: LongJobsParts['plans']
  readonly #log: ServiceLog
  readonly #store: JobStore<Request, Progress, Result>
  readonly #waiting: string[] = []
  #inHand: InHand<Progress> | undefined
  #working: Promise<void> | undefined
  #isClosed = false

  constructor(work: LongWork<Request, Progress, Result, Reply>, { db, plans, log }: LongJobsParts) {
    this.#work = work
    this.#db = db
    this.#plans = plans
    this.#log = log
    this.#store = new JobStore(db, work.kind)
  }

  /** Marks jobs that an earlier process left queued or running. */
  async interruptLeftovers(): Promise<number> {
    const leftovers = await this.#store.listUnfinished()
    for (const { id } of leftovers) await this.#interrupt(id)
    return leftovers.length
  }

  /** @throws ServiceError `invalidRequest` as of the work, `unavailable` when too many wait */
  async start(planId: string, request: Request, actor: Actor): Promise<Reply> {
    const plan = await this.#plans.get(planId)
    const settled = this.#work.settle(request, plan)
    if (this.#isClosed) throw new ServiceError('unavailable', 'The server is stopping. Try again in a moment.')
    if (this.#waiting.length >= MOST_WAITING) {
      const problem = `${this.#waiting.length} ${this.#work.what}s are waiting. Try again when some are done.`
      throw new ServiceError('unavailable', problem)
    }
    const row = await this.#store.insert({
      ...{ id: randomUUID(), unitId: plan.unitId, planId, actorId: actor.id, request: settled },
    })
    this.#waiting.push(row.id)
    this.#working ??= this.#workOff()
    return this.#show(row)
  }

  /** Newest first, without results. */
  async list(planId: string): Promise<Reply[]> {
    await this.#plans.get(planId)
    return (await this.#store.list(planId, JOBS_LISTED)).map((row) => this.#show(row))
  }

  async get(id: string): Promise<Reply> {
    return this.#show(await this.#found(id))
  }

  /** @throws ServiceError `conflict` when it is over already */
  async cancel(id: string, actor: Actor): Promise<Reply> {
    const { state } = await this.#found(id)
    const row = await this.#store.finish(id, actor.id, { state: 'cancelled' })
    if (!row) {
      const problem = `The ${this.#work.what} is over already (${state}); there is nothing to cancel.`
      throw new ServiceError('conflict', problem)
    }
    const waitingAt = this.#waiting.indexOf(id)
    if (waitingAt >= 0) this.#waiting.splice(waitingAt, 1)
    if (this.#inHand?.id === id) this.#inHand.cancel.abort(new Error('cancelled'))
    return this.#show(row)
  }

  /** Resolves when nothing waits and nothing is in hand. */
  async settled(): Promise<void> {
    await this.#working
  }

  /** Ends what is in hand; what waited or ran is marked interrupted. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#waiting.length = 0
    this.#inHand?.cancel.abort(new Error('the server stops'))
    await this.#working
    // Without the database the next start marks them.
    await this.interruptLeftovers().catch((error) =>
      this.#log.error({ err: error }, `${this.#work.what}s could not be marked`),
    )
  }

  async #workOff(): Promise<void> {
    try {
      for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) await this.#carryThrough(id)
    } finally {
      this.#working = undefined
    }
  }

  /** Never throws: what goes wrong with one must not keep the next from starting. */
  async #carryThrough(id: string): Promise<void> {
    const inHand: InHand<Progress> = { id, cancel: new AbortController(), progress: null }
    this.#inHand = inHand
    try {
      const row = await this.#store.start(id)
      const ending = row && (await this.#perform(row, inHand))
      const finished = ending && (await this.#store.finish(id, row.created_by, ending))
      this.#log.info({ jobId: id, state: finished?.state }, `${this.#work.what} ended`)
    } catch (error) {
      this.#log.error({ jobId: id, err: error }, `${this.#work.what} could not be carried through`)
      // Without the database the next start marks it.
      await this.#interrupt(id).catch(() => undefined)
    } finally {
      this.#inHand = undefined
    }
  }

  /** @returns undefined when it was cancelled, which whoever did so has recorded or will record */
  async #perform(
    row: JobRow<Request, Progress, Result>,
    inHand: InHand<Progress>,
  ): Promise<JobEnding<Result> | undefined> {
    const { signal } = inHand.cancel
    try {
      const files = new Map((await listPlanFiles(this.#db, row.plan_id)).map(({ path, content }) => [path, content]))
      const onProgress = this.#progressOf(inHand)
      const result = await this.#work.perform(row.request, files, { onProgress, signal })
      return signal.aborted ? undefined : { state: 'succeeded', result }
    } catch (error) {
      if (signal.aborted) return undefined
      // What is wrong with the inputs may name people; it is stored with the job and kept out of the log.
      if (!(error instanceof PlanningInputError)) this.#log.error({ jobId: row.id, err: error }, 'solver failed')
      const ending = endingFrom(error)
      return ending.state === 'failed' ? ending : this.#interrupted()
    }
  }

  /** What another process was told, it finds in the row: a job that is over is not gone on with. */
  #progressOf(inHand: InHand<Progress>): (progress: Progress) => void {
    const { id, cancel } = inHand
    let storedAt = Number.NEGATIVE_INFINITY
    return (progress) => {
      inHand.progress = progress
      const now = performance.now()
      if (cancel.signal.aborted || now - storedAt < MS_BETWEEN_STORED_PROGRESS) return
      storedAt = now
      this.#store.storeProgress(id, progress).then(
        (isUnderWay) => {
          if (!isUnderWay) cancel.abort(new Error(`the ${this.#work.what} is over`))
        },
        (error) => this.#log.error({ jobId: id, err: error }, 'progress could not be stored'),
      )
    }
  }

  #interrupt(id: string): Promise<unknown> {
    return this.#store.finish(id, LEFTOVER_RULE.id, this.#interrupted())
  }

  #interrupted(): JobEnding<Result> & { readonly error: RunError } {
    const message = `The server stopped before the ${this.#work.what} was done, and nothing of it was kept. Start it again.`
    return { state: 'interrupted', error: { code: 'interrupted', message, issues: [] } }
  }

  async #found(id: string): Promise<JobRow<Request, Progress, Result>> {
    const row = await this.#store.find(id)
    if (!row) throw notFound(this.#work.what, id)
    return row
  }

  #show(row: JobRow<Request, Progress, Result>): Reply {
    const isInHand = this.#inHand?.id === row.id && row.state === 'running'
    return this.#work.reply({
      ...{ id: row.id, planId: row.plan_id, unitId: row.unit_id, request: row.request, state: row.state },
      progress: isInHand ? (this.#inHand?.progress ?? null) : row.progress,
      ...{ result: row.result, error: row.error },
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
      startedAt: row.started_at?.toISOString() ?? null,
      finishedAt: row.finished_at?.toISOString() ?? null,
    })
  }
}
