import type { RiskLimits } from '../../solver/domain/day-risk.ts'
import { horizonEnd } from '../../solver/domain/horizon.ts'
import type { PlainScoreBasis } from '../../solver/domain/score-basis.ts'
import { BOT_SHARE_DAYS } from '../../solver/intraday/bot-share.ts'
import type { DayToWatch } from '../jobs/watch-day.ts'
import { listAgentStates, listBotActuals, listIntervalActuals } from '../store/actuals-store.ts'
import type { Database } from '../store/database.ts'
import type { DayWatchRow } from '../store/day-watch-store.ts'
import { findPlanWithFiles } from '../store/plan-store.ts'
import { findCurrentPublications } from '../store/publication-store.ts'
import { findResult } from '../store/run-store.ts'
import type { ActualsService } from './actuals-service.ts'

const DAY_MS = 86_400_000

interface Known extends Pick<DayWatchRow, 'plan_id' | 'learned_for' | 'learned_gzip'> {
  /** From where on it is warned; left out, the usual ones. */
  readonly limits?: RiskLimits
}

/**
 * The published run of a plan's today, with what has come in.
 * @returns undefined where no roster of the day is published, or its run is of a version that kept too little
 */
export async function readDay(
  db: Database,
  actuals: Pick<ActualsService, 'day'>,
  known: Known,
  nowMs: number,
): Promise<DayToWatch | undefined> {
  const { plan_id: planId } = known
  const today = await actuals.day(planId, {})
  const [publication] = await findCurrentPublications(db, { plan_id: planId, week: today.day, weeks: 1 })
  if (!publication || publication.week > today.day) return undefined
  const runId = publication.run_id
  const text = async (name: string) => (await findResult(db, runId, name))?.toString('utf8')
  const [forecast, board, basis] = [
    await text('forecast.json'),
    await text('board.json'),
    await text('score-basis.json'),
  ]
  if (forecast === undefined || board === undefined || basis === undefined) return undefined
  const { horizon } = (JSON.parse(basis) as PlainScoreBasis).requirement
  const queueIds = today.queues.map(({ queueId }) => queueId)
  const span = { planId, from: new Date(horizon.startsAt), to: new Date(horizonEnd(horizon)) }
  const rows = await listIntervalActuals(db, queueIds, span)
  const states = await listAgentStates(db, { planId, from: new Date(nowMs - DAY_MS), to: new Date(nowMs) })
  return {
    ...{ runId, forecast, board, basis, learnFrom: await learnFrom(db, known, runId), asOf: nowMs },
    ...(known.limits && { limits: known.limits }),
    intervals: rows
      .filter((row) => row.interval_minutes === horizon.intervalMinutes)
      .map((row) => ({
        ...{ queueId: row.queue_id, startMs: row.starts_at.getTime(), offered: row.offered, handled: row.handled },
        ...{ ahtSeconds: row.aht_seconds, backlog: row.backlog },
      })),
    botReports: await botReports(db, queueIds, { planId, intervalMinutes: horizon.intervalMinutes, nowMs }),
    states: states.map(({ employee_id: employeeId, state, starts_at }) => ({
      ...{ employeeId, state, fromMs: starts_at.getTime() },
    })),
    silent: today.queues.filter(({ feed }) => feed.state === 'silent').map(({ queueId }) => queueId),
  }
}

/** A day more than is looked back over: the hours of the last one may lie in the day before. */
async function botReports(
  db: Database,
  queueIds: readonly string[],
  { nowMs, ...given }: { readonly planId: string; readonly intervalMinutes: number; readonly nowMs: number },
) {
  const from = new Date(nowMs - (BOT_SHARE_DAYS + 2) * DAY_MS)
  const rows = await listBotActuals(db, queueIds, { ...given, from, to: new Date(nowMs) })
  return rows.map(({ queue_id: queueId, starts_at, offered, bot_handled: botHandled }) => ({
    ...{ queueId, startMs: starts_at.getTime(), offered, botHandled },
  }))
}

/** What is learned of a run's queues is learned once. */
async function learnFrom(db: Database, { plan_id, learned_for, learned_gzip }: Known, runId: string) {
  if (learned_for === runId && learned_gzip !== null) return { gzip: learned_gzip }
  const found = await findPlanWithFiles(db, plan_id)
  return { files: found?.files ?? new Map<string, string>() }
}
