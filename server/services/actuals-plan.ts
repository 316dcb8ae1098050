import { gunzipSync } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { Queue } from '../../solver/domain/queue.ts'
import type { ForecastContent } from '../contracts/forecast.ts'
import { parseSettings, SETTINGS_FILE } from '../imports/plan-settings.ts'
import type { Database } from '../store/database.ts'
import { findForecastText, listSucceededForecasts } from '../store/forecast-store.ts'
import { findPlan, findPlanFile, isRowId } from '../store/plan-store.ts'
import { notFound, ServiceError } from './service-error.ts'

/** What reports of a plan's days are checked against. */
export interface ActualsPlan {
  readonly id: string
  readonly unitId: string
  readonly revision: number
  readonly zone: string
  readonly intervalMinutes: number
  readonly queues: readonly Queue[]
  readonly employeeIds: ReadonlySet<string>
}

/** Contacts that the plan's newest forecast of a day expects; undefined where there is none. */
export type ExpectedContacts = (queueId: string, startMs: number) => number | undefined

const PLANS_KEPT = 50
const FORECASTS_KEPT = 30
/** Newest forecasts among which that of a day is looked for. */
const FORECASTS_LOOKED_AT = 50
const DAY_MS = 86_400_000

/** Reads what is asked of plans at every report, and keeps it until the plan changes. */
export class ActualsPlans {
  readonly #db: Database
  readonly #plans = new LRUCache<string, ActualsPlan>({ max: PLANS_KEPT })
  readonly #forecasts: LRUCache<string, Map<string, Map<number, number>>>

  constructor(db: Database) {
    this.#db = db
    this.#forecasts = new LRUCache({
      max: FORECASTS_KEPT,
      fetchMethod: async (id) => expectedOf(await findForecastText(db, id, 'content_gzip')),
    })
  }

  /** Plans are kept for everybody: whether the sender sees this one, and how it stands, is asked first. */
  async get(id: string): Promise<ActualsPlan> {
    const seen = isRowId(id)
      ? await this.#db.selectFrom('plan').select(['id', 'revision']).where('id', '=', id).executeTakeFirst()
      : undefined
    if (!seen) throw notFound('plan', id)
    const known = this.#plans.get(seen.id)
    if (known?.revision === seen.revision) return known
    const plan = await this.#read(seen.id)
    this.#plans.set(plan.id, plan)
    return plan
  }

  /** @param startMs instants of which it is going to be asked */
  async expected(plan: ActualsPlan, startMs: readonly number[]): Promise<ExpectedContacts> {
    if (startMs.length === 0) return () => undefined
    const [first, last] = startMs.reduce(([a, b], ms) => [Math.min(a, ms), Math.max(b, ms)], [startMs[0]!, startMs[0]!])
    const forecasts = (await listSucceededForecasts(this.#db, plan.id, FORECASTS_LOOKED_AT)).filter((row) => {
      // A day more on either side, in whatever zone.
      const from = Date.parse(row.from_date) - DAY_MS
      return from <= last && from + (row.days + 2) * DAY_MS > first
    })
    const contents = await Promise.all(forecasts.map(({ id }) => this.#forecasts.fetch(id)))
    return (queueId, ms) => {
      for (const content of contents) {
        const mean = content?.get(queueId)?.get(ms)
        if (mean !== undefined) return mean
      }
      return undefined
    }
  }

  async #read(id: string): Promise<ActualsPlan> {
    const row = await findPlan(this.#db, id)
    const text = await findPlanFile(this.#db, id, SETTINGS_FILE)
    if (!row || text === undefined) throw notFound('plan', id)
    const issues: InputIssue[] = []
    const parsed = parseSettings(text, issues)
    if (!parsed)
      throw new ServiceError('invalidPlan', 'The plan cannot be read, so nothing can be reported of it.', issues)
    const { zone, intervalMinutes, queues } = parsed.settings
    const { employees = [] } = row.description as { readonly employees?: readonly { readonly id: string }[] }
    const employeeIds = new Set(employees.map((employee) => employee.id))
    return { id, unitId: row.unit_id, revision: row.revision, zone, intervalMinutes, queues, employeeIds }
  }
}

function expectedOf(gzip: Buffer | undefined): Map<string, Map<number, number>> {
  if (!gzip) return new Map()
  const { starts = [], queues = [] } = JSON.parse(gunzipSync(gzip).toString('utf8')) as Partial<ForecastContent>
  const instants = starts.map((stamp) => Date.parse(stamp))
  return new Map(
    queues.map(({ queueId, mean }) => [queueId, new Map(instants.map((ms, interval) => [ms, mean[interval]!]))]),
  )
}
