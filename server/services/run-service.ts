import { randomUUID } from 'node:crypto'
import type { Actor } from '../auth/actor.ts'
import { isTerminal, type Run, type RunRequest } from '../contracts/run.ts'
import type { Database } from '../store/database.ts'
import type { JobQueue, Urgency } from '../store/job-queue.ts'
import { isPlan } from '../store/plan-store.ts'
import { findPublicationOf, latestPublications } from '../store/publication-store.ts'
import { findRun, finishRun, type GivenRoster, insertRun, listRuns, requestStop } from '../store/run-store.ts'
import type { Signals } from '../store/signals.ts'
import { LiveEvents } from './live-events.ts'
import type { PlanService } from './plan-service.ts'
import { runFrom } from './run-ending.ts'
import { notFound, ServiceError } from './service-error.ts'

const RUNS_LISTED = 100
/** Runs of a unit that may wait; each holds a solver for up to its time limit. */
const MAX_QUEUED = 50
const NOT_AT_WORK = {
  queued: 'The run has not begun, so there is no roster to keep. Wait until it runs, or cancel it.',
  over: 'The run is over already; there is nothing to stop.',
}

export interface RunServiceParts {
  readonly db: Database
  readonly plans: Pick<PlanService, 'get'>
  readonly queue: JobQueue
  readonly signals: Signals
}

/** Runs of plans, as they are asked for and looked at; workers make them, in this process or in others. */
export class RunService {
  readonly #db: Database
  readonly #plans: RunServiceParts['plans']
  readonly #queue: JobQueue
  readonly #events: LiveEvents<Run>
  #isClosed = false

  constructor({ db, plans, queue, signals }: RunServiceParts) {
    this.#db = db
    this.#plans = plans
    this.#queue = queue
    this.#events = new LiveEvents<Run>(signals, 'run', ({ state }) => isTerminal(state))
  }

  /** @param given a roster to check or to go on from */
  async start(planId: string, request: RunRequest, actor: Actor, given?: GivenRoster): Promise<Run> {
    const { unitId, scenarios, defaultWeek } = await this.#plans.get(planId)
    if (!scenarios.some(({ id }) => id === request.scenario)) {
      const known = scenarios.map(({ id }) => id).join(', ')
      throw new ServiceError('invalidRequest', `The plan has no scenario "${request.scenario}". It has: ${known}.`)
    }
    if (this.#isClosed) throw new ServiceError('unavailable', 'The server is stopping. Try again in a moment.')
    const waiting = await this.#queue.waiting(this.#db, 'run', unitId)
    if (waiting >= MAX_QUEUED) {
      throw new ServiceError('unavailable', `${waiting} runs are waiting. Try again when some are done.`)
    }
    const id = randomUUID()
    const job = { kind: 'run', id, unitId, actorId: actor.id, urgency: urgencyOf(given), attempt: 1 } as const
    const row = await insertRun(
      this.#db,
      { id, unitId, planId, actorId: actor.id, request: { ...request, week: request.week ?? defaultWeek }, given },
      (transaction) => this.#queue.send(transaction, [job]),
    )
    return runFrom(row, row.progress, undefined)
  }

  /** Newest first. */
  async list(planId: string): Promise<Run[]> {
    if (!(await isPlan(this.#db, planId))) throw notFound('plan', planId)
    const [rows, publications] = await Promise.all([
      listRuns(this.#db, planId, RUNS_LISTED),
      latestPublications(this.#db, planId),
    ])
    return rows.map((row) => runFrom(row, row.progress, publications.get(row.id)))
  }

  async get(id: string): Promise<Run> {
    const [row, publication] = await Promise.all([findRun(this.#db, id), findPublicationOf(this.#db, id)])
    if (!row) throw notFound('run', id)
    return runFrom(row, row.progress, publication)
  }

  /** How the run stands and each change, until it is over. */
  follow(id: string, reader: AbortSignal): AsyncGenerator<Run> {
    return this.#events.follow(id, () => this.get(id), reader)
  }

  /** Resolves when the run is over. */
  async finished(id: string): Promise<Run> {
    for await (const _ of this.follow(id, new AbortController().signal));
    return this.get(id)
  }

  /** @throws ServiceError `conflict` when the run is over already */
  async cancel(id: string, actor: Actor): Promise<Run> {
    const run = await this.get(id)
    const row = await finishRun(this.#db, id, actor.id, { state: 'cancelled' }, undefined, async (transaction) => {
      await this.#queue.remove(transaction, [id])
    })
    if (!row) throw new ServiceError('conflict', `The run is over already (${run.state}); there is nothing to cancel.`)
    return runFrom(row, row.progress, undefined)
  }

  /**
   * Ends the search of a run and keeps the best roster found: the run goes on to check and simulate it.
   * @throws ServiceError `conflict` when the run is not at work
   */
  async stop(id: string, actor: Actor): Promise<Run> {
    const run = await this.get(id)
    const row = await requestStop(this.#db, id, actor.id)
    if (!row) throw new ServiceError('conflict', NOT_AT_WORK[run.state === 'queued' ? 'queued' : 'over'])
    return runFrom(row, row.progress, undefined)
  }

  /** Takes no further runs and ends every stream. Runs go on, or wait for whoever is free. */
  close(): void {
    this.#isClosed = true
    this.#events.close()
  }
}

/** A roster that is only checked takes seconds, and somebody waits for what comes of it. */
const urgencyOf = (given: GivenRoster | undefined): Urgency => (given && !given.request.keep ? 'atOnce' : 'solve')
