import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { horizonEnd, localDate } from '../../solver/domain/horizon.ts'
import type { PlainScoreBasis } from '../../solver/domain/score-basis.ts'
import { type Alert, nextAlerts } from '../../solver/intraday/alerts.ts'
import type { Risk } from '../../solver/intraday/risks.ts'
import { WATCH_RULE } from '../auth/actor.ts'
import type { DayWatchContent } from '../contracts/day-watch.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import type { DayToWatch } from '../jobs/watch-day.ts'
import { ActualsService } from '../services/actuals-service.ts'
import type { ServiceLog } from '../services/service-log.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import { listAgentStates, listIntervalActuals } from '../store/actuals-store.ts'
import type { Database } from '../store/database.ts'
import {
  type AlertRow,
  type DueLook,
  type LookTimes,
  type LookToStore,
  storeLook,
  takeDueLook,
} from '../store/day-watch-store.ts'
import { findPlanWithFiles } from '../store/plan-store.ts'
import { findCurrentPublications } from '../store/publication-store.ts'
import { findResult } from '../store/run-store.ts'
import type { Signals } from '../store/signals.ts'

const LOOK_EVERY_MS = 3000
const TIMES: LookTimes = { leaseSeconds: 180, newsSeconds: 15, quietSeconds: 90, forgottenHours: 24 }

export interface DayWatcherParts {
  readonly db: Database
  readonly signals: Signals
  readonly tasks: Pick<PlanTasks, 'watchDay'>
  readonly log: ServiceLog
  /** Epoch milliseconds. */
  readonly now?: () => number
}

/**
 * Looks at the day of every plan of which something is reported: works out how its rest looks, and raises, escalates and
 * clears alerts. Any number of processes may watch; each look is one's.
 */
export class DayWatcher {
  readonly #parts: DayWatcherParts
  readonly #now: () => number
  readonly #actuals: ActualsService
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined

  constructor(parts: DayWatcherParts) {
    this.#parts = parts
    this.#now = parts.now ?? Date.now
    this.#actuals = new ActualsService(parts.db, parts.signals, this.#now)
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.lookAll().then(() => {
        this.#looking = undefined
      })
    }, LOOK_EVERY_MS).unref()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#looking
    this.#actuals.close()
  }

  /** Looks at every plan whose turn it is. */
  async lookAll(): Promise<void> {
    try {
      while (await this.lookOnce(TIMES));
    } catch (error) {
      this.#parts.log.error({ err: error }, 'days could not be watched')
    }
  }

  /** @returns whether a plan's turn had come */
  lookOnce(times: LookTimes): Promise<boolean> {
    const { db, log } = this.#parts
    return withAccess(everythingAs(WATCH_RULE.id), async () => {
      const due = await takeDueLook(db, times)
      if (!due) return false
      const { plan_id: planId } = due
      await this.#look(due).catch((error) =>
        log.error({ planId, err: error }, 'the day of a plan could not be watched'),
      )
      return true
    })
  }

  async #look(due: DueLook): Promise<void> {
    const nowMs = this.#now()
    const work = await this.#dayToWatch(due, nowMs)
    if (!work) return void (await this.#store(due, nowMs, { content: nothingPublished(nowMs), risks: [] }))
    const { learnedGzip, ...watched } = await this.#parts.tasks.watchDay(work)
    const learned = learnedGzip && { runId: work.runId, gzip: Buffer.from(learnedGzip) }
    await this.#store(due, nowMs, { ...watched, learned })
  }

  #store(
    due: DueLook,
    nowMs: number,
    given: { content: DayWatchContent; risks: readonly Risk[]; learned?: LookToStore['learned'] },
  ): Promise<boolean> {
    return storeLook(this.#parts.db, due, {
      ...{ nowMs, actorId: WATCH_RULE.id, learned: given.learned },
      contentGzip: gzipSync(JSON.stringify(given.content)),
      alertsAfter: (open) => alertsAfter(open, given.risks, nowMs),
    })
  }

  /** @returns undefined where no roster of the day is published */
  async #dayToWatch(due: DueLook, nowMs: number): Promise<DayToWatch | undefined> {
    const { db } = this.#parts
    const known = await this.#actuals.day(due.plan_id, {})
    const [publication] = await findCurrentPublications(db, { plan_id: due.plan_id, week: known.day, weeks: 1 })
    if (!publication || publication.week > known.day) return undefined
    const runId = publication.run_id
    const text = async (name: string) => (await findResult(db, runId, name))?.toString('utf8')
    const [forecast, board, basis] = [
      await text('forecast.json'),
      await text('board.json'),
      await text('score-basis.json'),
    ]
    if (forecast === undefined || board === undefined || basis === undefined) return undefined
    const { horizon } = (JSON.parse(basis) as PlainScoreBasis).requirement
    const span = { planId: due.plan_id, from: new Date(horizon.startsAt), to: new Date(horizonEnd(horizon)) }
    const rows = await listIntervalActuals(
      db,
      known.queues.map(({ queueId }) => queueId),
      span,
    )
    const today = { ...span, from: new Date(nowMs - 86_400_000), to: new Date(nowMs) }
    const states = await listAgentStates(db, today)
    return {
      ...{ runId, forecast, board, basis, learnFrom: await this.#learnFrom(due, runId), asOf: nowMs },
      intervals: rows
        .filter((row) => row.interval_minutes === horizon.intervalMinutes)
        .map((row) => ({
          ...{ queueId: row.queue_id, startMs: row.starts_at.getTime(), offered: row.offered, handled: row.handled },
          ...{ ahtSeconds: row.aht_seconds, backlog: row.backlog },
        })),
      states: states.map(({ employee_id: employeeId, state, starts_at }) => ({
        ...{ employeeId, state, fromMs: starts_at.getTime() },
      })),
      silent: known.queues.filter(({ feed }) => feed.state === 'silent').map(({ queueId }) => queueId),
    }
  }

  /** What is learned of a run's queues is learned once. */
  async #learnFrom({ plan_id, learned_for, learned_gzip }: DueLook, runId: string): Promise<DayToWatch['learnFrom']> {
    if (learned_for === runId && learned_gzip !== null) return { gzip: learned_gzip }
    const found = await findPlanWithFiles(this.#parts.db, plan_id)
    return { files: found?.files ?? new Map() }
  }
}

const nothingPublished = (nowMs: number): DayWatchContent => ({
  ...{ day: localDate(nowMs, 'UTC'), runId: null, asOf: new Date(nowMs).toISOString(), starts: [], queues: [] },
})

/** What becomes of stored alerts with what is at risk now. */
function alertsAfter(rows: readonly AlertRow[], risks: readonly Risk[], nowMs: number) {
  const idOf = new Map(rows.map(({ id, kind, queue_id }) => [`${kind} ${queue_id}`, id]))
  const withId = <Given extends Alert>(alert: Given) => {
    const key = `${alert.kind} ${alert.queueId}`
    const id = idOf.get(key) ?? randomUUID()
    idOf.set(key, id)
    return id
  }
  const { open, changes } = nextAlerts(rows.map(alertFrom), risks, nowMs)
  return {
    open: open.map((alert) => ({ ...alert, id: withId(alert) })),
    changes: changes.map((change) => ({ ...change, id: withId(change.alert) })),
  }
}

const alertFrom = ({ kind, queue_id, risk, ...row }: AlertRow): Alert => ({
  ...{ kind, queueId: queue_id, risk, step: row.step },
  ...{ raisedMs: row.raised_at.getTime(), seenMs: row.seen_at.getTime(), stepMs: row.step_at.getTime() },
  ...{ acknowledgedMs: row.acknowledged_at?.getTime() ?? null, mutedUntilMs: row.muted_until?.getTime() ?? null },
})
