import { pino } from 'pino'
import { expect, onTestFinished } from 'vitest'
import type { DayWatch } from '../../../server/contracts/day-watch.ts'
import { planWeek } from '../../../server/jobs/plan-week.ts'
import { finishRun, startRun } from '../../../server/store/run-store.ts'
import { DayWatcher } from '../../../server/work/day-watcher.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { type ActualsApp, buildActualsApp } from '../actuals/actuals-app.ts'
import { ACTOR, OPEN_GATE, storeRun } from '../stored-plan.ts'
import { tasksHere } from '../tasks-here.ts'

export interface WatchedApp extends ActualsApp {
  readonly runId: string
  /** Looks at every plan now, whenever it was looked at before. */
  look(): Promise<boolean>
  watched(): Promise<DayWatch>
}

/** Looks follow at once, and reports of the past are not forgotten: the test's clock is not the database's. */
const AT_ONCE = { leaseSeconds: 60, newsSeconds: 0, quietSeconds: 0, forgottenHours: 24 * 366 * 50 }

/** The small plan, its week planned and published, at noon of its Wednesday by a clock that the test sets. */
export async function buildWatchedApp({ isPublished = true, files = smallPlan() } = {}): Promise<WatchedApp> {
  const app = await buildActualsApp({}, files)
  const options = { week: SMALL_PLAN_WEEK, weeks: 1, seed: 1, scenario: 'baseline', gap: 0.1, timeLimitSeconds: 30 }
  const work = { files, options: { ...options, replications: 4 } }
  const { contents } = await planWeek(work, { onProgress: () => undefined, isStopped: () => false })
  const runId = await storeRun(app.db, app.planId)
  await startRun(app.db, runId)
  await finishRun(app.db, runId, ACTOR, { state: 'succeeded', report: OPEN_GATE, contents })
  if (isPublished) expect((await app.post(`/api/runs/${runId}/publication`, {})).statusCode).toBe(201)
  const watcher = new DayWatcher({
    ...{ db: app.db, signals: app.services.signals, tasks: tasksHere(), now: () => app.clock.ms },
    log: pino({ level: 'silent' }),
  })
  onTestFinished(() => watcher.close())
  return {
    ...{ ...app, runId },
    look: () => watcher.lookOnce(AT_ONCE),
    watched: async () => {
      const reply = await app.get(`/api/plans/${app.planId}/day-watch`)
      expect(reply.statusCode, reply.body).toBe(200)
      return reply.json()
    },
  }
}
