import { createHash, randomUUID } from 'node:crypto'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type Actor, LEFTOVER_RULE } from '../auth/actor.ts'
import type { ForecastRequest, ForecastSnapshot } from '../contracts/forecast.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import { WorkerCrashed, WorkerTimedOut } from '../jobs/run-in-process.ts'
import type { Database } from '../store/database.ts'
import {
  type ForecastEnding,
  type ForecastRow,
  findForecast,
  findForecastOf,
  findForecastText,
  finishForecast,
  insertForecast,
  listForecasts,
  listSucceededForecasts,
  listUnfinishedForecasts,
} from '../store/forecast-store.ts'
import { findPlanWithFiles } from '../store/plan-store.ts'
import type { PlanService } from './plan-service.ts'
import { notFound, ServiceError } from './service-error.ts'
import type { ServiceLog } from './service-log.ts'

const FORECASTS_LISTED = 100
/** Latest forecasts of a plan whose accuracy is told. */
const FORECASTS_COMPARED = 100
/** Forecasts that may wait or be made. */
const MAX_UNDER_WAY = 20

const INTERRUPTED: ForecastEnding = {
  state: 'failed',
  error: { message: 'The server stopped before the forecast was made. Ask for it again.', issues: [] },
}

export interface ForecastDependencies {
  readonly db: Database
  readonly plans: Pick<PlanService, 'get'>
  readonly tasks: Pick<PlanTasks, 'makeForecast' | 'accuracy'>
  readonly log: ServiceLog
  /** Version of Tideline, which may forecast otherwise than another from the same files. */
  readonly version: string
}

/** The model's forecasts of plans, kept as they were when they were made, and how they turned out. */
export class ForecastService {
  readonly #db: Database
  readonly #plans: ForecastDependencies['plans']
  readonly #tasks: ForecastDependencies['tasks']
  readonly #log: ServiceLog
  readonly #version: string
  readonly #inHand = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>()
  /** The last report of each plan, under what it was made from. */
  readonly #accuracyByPlan = new Map<string, { readonly madeFrom: string; readonly report: Promise<Uint8Array> }>()
  #isClosed = false

  constructor({ db, plans, tasks, log, version }: ForecastDependencies) {
    this.#db = db
    this.#plans = plans
    this.#tasks = tasks
    this.#log = log
    this.#version = version
  }

  /** Marks forecasts that an earlier process left unfinished. */
  async endLeftovers(): Promise<number> {
    const leftovers = await listUnfinishedForecasts(this.#db)
    for (const { id } of leftovers) await finishForecast(this.#db, id, LEFTOVER_RULE.id, INTERRUPTED)
    return leftovers.length
  }

  /** The forecast of the plan as it stands: the one that there is, or a new one that is being made. */
  async start(
    planId: string,
    request: ForecastRequest,
    actor: Actor,
  ): Promise<{ readonly forecast: ForecastSnapshot; readonly isNew: boolean }> {
    const { unitId, forecastInputHash, defaultWeek } = await this.#plans.get(planId)
    if (this.#isClosed) throw new ServiceError('unavailable', 'The server is stopping. Try again in a moment.')
    const key = {
      ...{ planId, inputHash: forecastInputHash, madeWith: this.#version },
      ...{ from: request.from ?? defaultWeek, days: request.days },
    }
    const existing = await findForecastOf(this.#db, key)
    if (existing) return { forecast: snapshotFrom(existing), isNew: false }
    if (this.#inHand.size >= MAX_UNDER_WAY) {
      throw new ServiceError('unavailable', `${this.#inHand.size} forecasts are waiting. Try again when some are done.`)
    }
    const row = await insertForecast(this.#db, { ...key, id: randomUUID(), unitId, actorId: actor.id })
    // Somebody asked for the same at the same moment.
    if (!row) return this.start(planId, request, actor)
    const stop = new AbortController()
    this.#inHand.set(row.id, { stop, done: this.#make(row, stop.signal) })
    return { forecast: snapshotFrom(row), isNew: true }
  }

  async get(id: string): Promise<ForecastSnapshot> {
    const row = await findForecast(this.#db, id)
    if (!row) throw notFound('forecast', id)
    return snapshotFrom(row)
  }

  /** Newest first. */
  async list(planId: string): Promise<ForecastSnapshot[]> {
    await this.#plans.get(planId)
    return (await listForecasts(this.#db, planId, FORECASTS_LISTED)).map(snapshotFrom)
  }

  /** JSON of the content; gzipped. */
  content = (id: string): Promise<Buffer> => this.#text(id, 'content_gzip')
  /** Gzipped. */
  csv = (id: string): Promise<Buffer> => this.#text(id, 'csv_gzip')

  /** How past forecasts turned out, by the history that is known now: the reply's JSON. */
  async accuracy(planId: string): Promise<Uint8Array> {
    await this.#plans.get(planId)
    const found = await findPlanWithFiles(this.#db, planId)
    if (!found) throw notFound('plan', planId)
    const snapshots = (await listSucceededForecasts(this.#db, planId, FORECASTS_COMPARED)).map(snapshotFrom)
    const hash = createHash('sha256').update(found.row.forecast_hash ?? '')
    for (const { id } of snapshots) hash.update(id)
    const madeFrom = hash.digest('hex')
    const known = this.#accuracyByPlan.get(planId)
    if (known?.madeFrom === madeFrom) return known.report
    const contentOf = (id: string) => findForecastText(this.#db, id, 'content_gzip')
    const report = this.#tasks.accuracy(found.files, snapshots, contentOf).catch((error) => {
      this.#accuracyByPlan.delete(planId)
      throw toldFrom(error)
    })
    this.#accuracyByPlan.set(planId, { madeFrom, report })
    return report
  }

  /** Resolves when the forecast is not being made any more. */
  async settled(id: string): Promise<ForecastSnapshot> {
    await this.#inHand.get(id)?.done
    return this.get(id)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const inHand = [...this.#inHand.values()]
    for (const { stop } of inHand) stop.abort(new Error('the server stops'))
    await Promise.all(inHand.map(({ done }) => done))
    // Without the database the next start marks them.
    await this.endLeftovers().catch((error) => this.#log.error({ err: error }, 'forecasts could not be marked'))
  }

  async #text(id: string, column: 'content_gzip' | 'csv_gzip'): Promise<Buffer> {
    const { state } = await this.get(id)
    const text = await findForecastText(this.#db, id, column)
    if (text) return text
    throw new ServiceError('notReady', `The forecast has no content: it is ${state}. It appears when it succeeds.`)
  }

  /** Never throws: whoever asked for it has gone. */
  async #make(row: ForecastRow, signal: AbortSignal): Promise<void> {
    try {
      const ending = await this.#endingOf(row, signal)
      if (!signal.aborted) await finishForecast(this.#db, row.id, row.created_by, ending)
    } catch (error) {
      this.#log.error({ forecastId: row.id, err: error }, 'forecast could not be carried through')
      // Else the same forecast could not be asked for again. Without the database the next start marks it.
      const ending = failed('Forecasting failed. The server log has the details under the forecast id.')
      await finishForecast(this.#db, row.id, row.created_by, ending).catch((lost) =>
        this.#log.error({ forecastId: row.id, err: lost }, 'forecast could not be marked'),
      )
    } finally {
      this.#inHand.delete(row.id)
    }
  }

  async #endingOf(row: ForecastRow, signal: AbortSignal): Promise<ForecastEnding> {
    try {
      const found = await findPlanWithFiles(this.#db, row.plan_id)
      const work = { files: found!.files, from: row.from_date, days: row.days }
      const made = await this.#tasks.makeForecast(work, signal)
      if (made.forecastHash === row.input_hash) return { state: 'succeeded', ...made }
      return failed('The plan changed before the forecast was made. Ask for it again.')
    } catch (error) {
      if (error instanceof PlanningInputError) {
        return failed('The plan cannot be forecast from these inputs.', error.issues.slice(0, 200))
      }
      if (!signal.aborted) this.#log.error({ forecastId: row.id, err: error }, 'forecast failed')
      return failed(
        error instanceof WorkerTimedOut || (error instanceof WorkerCrashed && error.message.includes('memory'))
          ? error.message
          : 'Forecasting failed. The server log has the details under the forecast id.',
      )
    }
  }
}

type ForecastIssues = NonNullable<ForecastSnapshot['error']>['issues']
const failed = (message: string, issues: ForecastIssues = []): ForecastEnding => ({
  state: 'failed',
  error: { message, issues },
})

const toldFrom = (error: unknown): unknown =>
  error instanceof PlanningInputError
    ? new ServiceError('invalidPlan', 'The plan cannot be read, so there is nothing to compare with.', error.issues)
    : error

const snapshotFrom = (row: ForecastRow): ForecastSnapshot => ({
  id: row.id,
  planId: row.plan_id,
  unitId: row.unit_id,
  from: row.from_date,
  days: row.days,
  inputHash: row.input_hash,
  runId: row.run_id,
  state: row.state,
  error: row.error,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
})
