import { createHash, randomUUID } from 'node:crypto'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import type { ForecastRequest, ForecastSnapshot } from '../contracts/forecast.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { Database } from '../store/database.ts'
import {
  type ForecastRow,
  findForecast,
  findForecastOf,
  findForecastText,
  insertForecast,
  listForecasts,
  listSucceededForecasts,
} from '../store/forecast-store.ts'
import type { JobQueue } from '../store/job-queue.ts'
import { findPlanWithFiles } from '../store/plan-store.ts'
import type { PlanService } from './plan-service.ts'
import { notFound, ServiceError } from './service-error.ts'

const FORECASTS_LISTED = 100
/** Latest forecasts of a plan whose accuracy is told. */
const FORECASTS_COMPARED = 100
/** Forecasts of a unit that may wait. */
const MOST_WAITING = 20

export interface ForecastDependencies {
  readonly db: Database
  readonly plans: Pick<PlanService, 'get'>
  readonly queue: JobQueue
  readonly tasks: Pick<PlanTasks, 'accuracy'>
  /** Version of Tideline, which may forecast otherwise than another from the same files. */
  readonly version: string
}

/** The model's forecasts of plans, kept as they were when they were made, and how they turned out. */
export class ForecastService {
  readonly #db: Database
  readonly #plans: ForecastDependencies['plans']
  readonly #queue: JobQueue
  readonly #tasks: ForecastDependencies['tasks']
  readonly #version: string
  /** The last report of each plan, under what it was made from. */
  readonly #accuracyByPlan = new Map<string, { readonly madeFrom: string; readonly report: Promise<Uint8Array> }>()
  #isClosed = false

  constructor({ db, plans, queue, tasks, version }: ForecastDependencies) {
    this.#db = db
    this.#plans = plans
    this.#queue = queue
    this.#tasks = tasks
    this.#version = version
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
    const waiting = await this.#queue.waiting(this.#db, 'forecast', unitId)
    if (waiting >= MOST_WAITING) {
      throw new ServiceError('unavailable', `${waiting} forecasts are waiting. Try again when some are done.`)
    }
    const id = randomUUID()
    const job = { kind: 'forecast', id, unitId, actorId: actor.id, urgency: 'soon', attempt: 1 } as const
    const row = await insertForecast(this.#db, { ...key, id, unitId, actorId: actor.id }, (transaction) =>
      this.#queue.send(transaction, [job]),
    )
    // Somebody asked for the same at the same moment.
    if (!row) return this.start(planId, request, actor)
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

  /** Takes no further forecasts. Those that wait are made by whoever is free. */
  close(): void {
    this.#isClosed = true
  }

  async #text(id: string, column: 'content_gzip' | 'csv_gzip'): Promise<Buffer> {
    const { state } = await this.get(id)
    const text = await findForecastText(this.#db, id, column)
    if (text) return text
    throw new ServiceError('notReady', `The forecast has no content: it is ${state}. It appears when it succeeds.`)
  }
}

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
