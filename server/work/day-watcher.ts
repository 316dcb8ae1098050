import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Alert, Risk, RiskKind } from '../../solver/domain/day-risk.ts'
import { MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import { type Ladder, nextAlerts } from '../../solver/intraday/alerts.ts'
import { WATCH_RULE } from '../auth/actor.ts'
import type { DayWatchContent } from '../contracts/day-watch.ts'
import type { WatchSettingContent } from '../contracts/watch-setting.ts'
import type { PlanTasks } from '../jobs/plan-tasks.ts'
import { ActualsPlans } from '../services/actuals-plan.ts'
import { ActualsService } from '../services/actuals-service.ts'
import { quietMs } from '../services/quiet-hours.ts'
import { readDay } from '../services/read-day.ts'
import type { ServiceLog } from '../services/service-log.ts'
import { everythingAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import {
  type AlertRow,
  type DueLook,
  type LookTimes,
  type LookToStore,
  storeLook,
  takeDueLook,
} from '../store/day-watch-store.ts'
import type { Telling } from '../store/ladder-store.ts'
import type { Signals } from '../store/signals.ts'
import { findWatchSetting } from '../store/watch-setting-store.ts'

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
  readonly #plans: ActualsPlans
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined

  constructor(parts: DayWatcherParts) {
    this.#parts = parts
    this.#now = parts.now ?? Date.now
    this.#actuals = new ActualsService(parts.db, parts.signals, this.#now)
    this.#plans = new ActualsPlans(parts.db)
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
      const due = await takeDueLook(db, times, { actorId: WATCH_RULE.id, nowMs: this.#now() })
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
    const { content: setting } = await findWatchSetting(this.#parts.db, due.plan_id)
    const work = await readDay(this.#parts.db, this.#actuals, { ...due, limits: setting.limits }, nowMs)
    if (!work) {
      const { day } = await this.#actuals.day(due.plan_id, {})
      await this.#store(due, nowMs, { setting, content: nothingPublished(day, nowMs), risks: [] })
      return
    }
    const { learnedGzip, ...watched } = await this.#parts.tasks.watchDay(work)
    const learned = learnedGzip && { runId: work.runId, gzip: Buffer.from(learnedGzip) }
    await this.#store(due, nowMs, { ...watched, setting, learned })
  }

  async #store(due: DueLook, nowMs: number, { setting, content, risks, learned }: Looked): Promise<boolean> {
    const { zone } = await this.#plans.get(due.plan_id)
    const { kinds, ladder, language, quiet } = setting
    const msOf = (kind: RiskKind) => quietMs(quiet, kind, zone, nowMs)
    const telling: Telling = { ladder, language, quietSeconds: (kind) => msOf(kind) / 1000 }
    const climbing: Ladder = {
      waitsMs: ladder.slice(1).map(({ waitMinutes }) => waitMinutes * MS_PER_MINUTE),
      isQuiet: (kind) => msOf(kind) > 0,
    }
    const warned = risks.filter(({ kind }) => kinds.includes(kind))
    return storeLook(this.#parts.db, due, {
      ...{ nowMs, actorId: WATCH_RULE.id, learned, telling },
      contentGzip: gzipSync(JSON.stringify(content)),
      alertsAfter: (open) => alertsAfter(open, warned, nowMs, climbing),
    })
  }
}

/** What a look found, and what its plan wants to be warned of. */
interface Looked {
  readonly setting: WatchSettingContent
  readonly content: DayWatchContent
  readonly risks: readonly Risk[]
  readonly learned?: LookToStore['learned']
}

const nothingPublished = (day: string, nowMs: number): DayWatchContent => ({
  ...{ day, runId: null, asOf: new Date(nowMs).toISOString(), starts: [], queues: [] },
})

/** What becomes of stored alerts with what is at risk now. */
function alertsAfter(rows: readonly AlertRow[], risks: readonly Risk[], nowMs: number, ladder: Ladder) {
  const idOf = new Map(rows.map(({ id, kind, queue_id }) => [`${kind} ${queue_id}`, id]))
  const withId = <Given extends Alert>(alert: Given) => {
    const key = `${alert.kind} ${alert.queueId}`
    const id = idOf.get(key) ?? randomUUID()
    idOf.set(key, id)
    return id
  }
  const { open, changes } = nextAlerts(rows.map(alertFrom), risks, nowMs, ladder)
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
