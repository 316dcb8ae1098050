import { randomUUID } from 'node:crypto'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type Actor, INTERRUPT_RULE } from '../auth/actor.ts'
import { isTerminal, type Run, type RunProgress, type RunRequest } from '../contracts/run.ts'
import type { PlannedWeek, PlanWork } from '../jobs/worker-task.ts'
import type { Database } from '../store/database.ts'
import { findPlan, listPlanFiles } from '../store/plan-store.ts'
import { findPublicationOf, latestPublications, type PublicationRow } from '../store/publication-store.ts'
import {
  findRun,
  finishRun,
  type GivenRoster,
  insertRun,
  listRuns,
  listUnfinishedRuns,
  type RunEnding,
  type RunRow,
  requestStop,
  startRun,
  storeProgress,
} from '../store/run-store.ts'
import { givenWork } from './given-work.ts'
import { LiveEvents } from './live-events.ts'
import type { PlanService } from './plan-service.ts'
import { endingFrom, INTERRUPTED, runFrom } from './run-ending.ts'
import { notFound, ServiceError } from './service-error.ts'
import type { ServiceLog } from './service-log.ts'

const RUNS_LISTED = 100
/** Runs that may wait; each holds a solver for up to its time limit. */
const MAX_QUEUED = 50
const MS_BETWEEN_STORED_PROGRESS = 1000
const NOT_AT_WORK = {
  queued: 'The run has not begun, so there is no roster to keep. Wait until it runs, or cancel it.',
  over: 'The run is over already; there is nothing to stop.',
}

/** Makes a plan, away from this process. `signal` throws it away; `stop` ends the search and keeps the best roster. */
export type MakePlan = (
  work: PlanWork,
  onProgress: (progress: RunProgress) => void,
  signal: AbortSignal,
  stop: AbortSignal,
) => Promise<PlannedWeek>

/** The run in hand. `cancel` ends its solver, `stop` its search. */
interface RunInHand {
  readonly id: string
  readonly cancel: AbortController
  readonly stop: AbortController
  /** As the database last told it. */
  row?: RunRow
  progress: RunProgress | null
}

/**
 * Runs of plans: one solve at a time in this process, in the order in which they were asked for. The database knows
 * every state; this object holds only the order of those that wait and the one in hand.
 */
export class RunService {
  readonly #db: Database
  readonly #plans: Pick<PlanService, 'get'>
  readonly #makePlan: MakePlan
  readonly #log: ServiceLog
  readonly #events = new LiveEvents<Run>(({ state }) => isTerminal(state))
  readonly #waiting: string[] = []
  #inHand: RunInHand | undefined
  #working: Promise<void> | undefined
  #isClosed = false

  constructor(db: Database, plans: Pick<PlanService, 'get'>, makePlan: MakePlan, log: ServiceLog) {
    this.#db = db
    this.#plans = plans
    this.#makePlan = makePlan
    this.#log = log
  }

  /** Marks runs that an earlier process left queued or running; nothing of theirs was stored. */
  async interruptLeftovers(): Promise<number> {
    const leftovers = await listUnfinishedRuns(this.#db)
    for (const { id } of leftovers) await finishRun(this.#db, id, INTERRUPT_RULE.id, INTERRUPTED)
    return leftovers.length
  }

  /** @param given a roster to check or to go on from */
  async start(planId: string, request: RunRequest, actor: Actor, given?: GivenRoster): Promise<Run> {
    const { unitId, scenarios, defaultWeek } = await this.#plans.get(planId)
    if (!scenarios.some(({ id }) => id === request.scenario)) {
      const known = scenarios.map(({ id }) => id).join(', ')
      throw new ServiceError('invalidRequest', `The plan has no scenario "${request.scenario}". It has: ${known}.`)
    }
    if (this.#isClosed) throw new ServiceError('unavailable', 'The server is stopping. Try again in a moment.')
    if (this.#waiting.length >= MAX_QUEUED) {
      throw new ServiceError('unavailable', `${this.#waiting.length} runs are waiting. Try again when some are done.`)
    }
    const week = request.week ?? defaultWeek
    const row = await insertRun(this.#db, {
      id: randomUUID(),
      ...{ unitId, planId },
      actorId: actor.id,
      request: { ...request, week },
      given,
    })
    this.#waiting.push(row.id)
    this.#working ??= this.#work()
    return this.#show(row)
  }

  /** Newest first. */
  async list(planId: string): Promise<Run[]> {
    if (!(await findPlan(this.#db, planId))) throw notFound('plan', planId)
    const [rows, publications] = await Promise.all([
      listRuns(this.#db, planId, RUNS_LISTED),
      latestPublications(this.#db, planId),
    ])
    return rows.map((row) => this.#show(row, publications.get(row.id)))
  }

  async get(id: string): Promise<Run> {
    const row = await findRun(this.#db, id)
    if (!row) throw notFound('run', id)
    return this.#show(row, await findPublicationOf(this.#db, id))
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
    const row = await finishRun(this.#db, id, actor.id, { state: 'cancelled' })
    if (!row) throw new ServiceError('conflict', `The run is over already (${run.state}); there is nothing to cancel.`)
    const waitingAt = this.#waiting.indexOf(id)
    if (waitingAt >= 0) this.#waiting.splice(waitingAt, 1)
    if (this.#inHand?.id === id) this.#inHand.cancel.abort(new Error('cancelled'))
    return this.#publish(row)
  }

  /**
   * Ends the search of a run and keeps the best roster found: the run goes on to check and simulate it.
   * @throws ServiceError `conflict` when the run is not at work
   */
  async stop(id: string, actor: Actor): Promise<Run> {
    const run = await this.get(id)
    const row = await requestStop(this.#db, id, actor.id)
    if (!row) throw new ServiceError('conflict', NOT_AT_WORK[run.state === 'queued' ? 'queued' : 'over'])
    if (this.#inHand?.id === id) obey(row, this.#inHand)
    return this.#publish(row)
  }

  /** Ends the solve in hand and every stream. What waited or ran is marked interrupted. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#waiting.length = 0
    this.#inHand?.cancel.abort(new Error('the server stops'))
    await this.#working
    // Without the database the next start marks them.
    await this.interruptLeftovers().catch((error) => this.#log.error({ err: error }, 'runs could not be marked'))
    this.#events.close()
  }

  async #work(): Promise<void> {
    try {
      for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) await this.#perform(id)
    } finally {
      this.#working = undefined
    }
  }

  /** Never throws: what goes wrong with one run must not keep the next from starting. */
  async #perform(id: string): Promise<void> {
    const inHand: RunInHand = { id, cancel: new AbortController(), stop: new AbortController(), progress: null }
    this.#inHand = inHand
    try {
      const row = await startRun(this.#db, id)
      if (!row) return
      this.#publish(row)
      const ending = await this.#solve(row, inHand)
      const finished = ending && (await finishRun(this.#db, id, row.created_by, ending))
      if (finished) this.#publish(finished)
      this.#log.info({ runId: id, state: finished?.state }, 'run ended')
    } catch (error) {
      this.#log.error({ runId: id, err: error }, 'run could not be carried through')
      await this.#giveUp(id)
    } finally {
      this.#inHand = undefined
    }
  }

  /** @returns undefined when it was cancelled, which whoever did so has recorded or will record */
  async #solve(row: RunRow, inHand: RunInHand): Promise<RunEnding | undefined> {
    const files = new Map((await listPlanFiles(this.#db, row.plan_id)).map(({ path, content }) => [path, content]))
    const { week, weeks, seed, scenario, gap, replications } = row
    const options = { week, weeks, seed, scenario, gap, replications, timeLimitSeconds: row.time_limit_seconds }
    const { signal } = inHand.cancel
    try {
      const planned = await this.#makePlan(
        { files, options, ...(await givenWork(this.#db, row)) },
        this.#progressOf(row, inHand),
        signal,
        inHand.stop.signal,
      )
      return signal.aborted ? undefined : endingFrom(planned, row.source)
    } catch (error) {
      if (signal.aborted) return undefined
      // What is wrong with the inputs may name people; it is stored with the run and kept out of the log.
      if (!(error instanceof PlanningInputError)) this.#log.error({ runId: row.id, err: error }, 'solver failed')
      return endingFrom(error)
    }
  }

  #progressOf(row: RunRow, inHand: RunInHand): (progress: RunProgress) => void {
    let storedAt = Number.NEGATIVE_INFINITY
    return (progress) => {
      // A process that is being ended may still have something to say; the run is over for its readers.
      if (inHand.cancel.signal.aborted) return
      inHand.progress = progress
      this.#publish(inHand.row ?? row)
      const now = performance.now()
      if (now - storedAt < MS_BETWEEN_STORED_PROGRESS) return
      storedAt = now
      storeProgress(this.#db, row.id, progress).then(
        (stored) => obey(stored, inHand),
        (error) => this.#log.error({ runId: row.id, err: error }, 'progress could not be stored'),
      )
    }
  }

  async #giveUp(id: string): Promise<void> {
    try {
      const row = await finishRun(this.#db, id, INTERRUPT_RULE.id, INTERRUPTED)
      if (row) this.#publish(row)
    } catch (error) {
      // The database is gone. The next start marks the run.
      this.#log.error({ runId: id, err: error }, 'run could not be marked as interrupted')
    }
  }

  #publish(row: RunRow): Run {
    const run = this.#show(row)
    this.#events.publish(run.id, run)
    return run
  }

  /** The row, with newer progress than the stored one where this process has it. */
  #show(row: RunRow, publication?: PublicationRow): Run {
    const isInHand = this.#inHand?.id === row.id && row.state === 'running'
    return runFrom(row, isInHand ? (this.#inHand?.progress ?? null) : row.progress, publication)
  }
}

/** What another process was asked of the run in hand, it finds in the row: to stop, or, gone from there, to end. */
function obey(stored: RunRow | undefined, inHand: RunInHand): void {
  if (!stored) {
    inHand.cancel.abort(new Error('the run is over'))
    return
  }
  inHand.row = stored
  if (stored.stop_requested_at) inHand.stop.abort()
}
