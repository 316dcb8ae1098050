import { gunzipSync, gzipSync } from 'node:zlib'
import type { Risk, RiskLimits } from '../../solver/domain/day-risk.ts'
import { type Forecast, QUANTILES, type QuantileName } from '../../solver/domain/forecast-outputs.ts'
import { type Horizon, intervalMs, intervalStart, localDate, localStamp } from '../../solver/domain/horizon.ts'
import { type PackedRoster, unpackRoster } from '../../solver/domain/packed-roster.ts'
import { type PlainScoreBasis, reviveScoreBasis } from '../../solver/domain/score-basis.ts'
import { pastWeeks } from '../../solver/forecast/past-weeks.ts'
import { type BotReport, type BotShareNow, botShareNow } from '../../solver/intraday/bot-share.ts'
import type { ForecastOutlook } from '../../solver/intraday/day-against-plan.ts'
import {
  type DayOutlook,
  type DaySituation,
  dayOutlook,
  type QueueDay,
  type QueueSoFar,
} from '../../solver/intraday/day-outlook.ts'
import { type LearnedErrors, learnErrors } from '../../solver/intraday/learn-errors.ts'
import { type Presence, risksOf, shareWithin } from '../../solver/intraday/risks.ts'
import type { AgentState } from '../contracts/actuals.ts'
import type { DayWatchContent, WatchedQueue } from '../contracts/day-watch.ts'
import type { RunForecast } from '../contracts/run-result.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { column, columnOrNull } from './reply-columns.ts'
import type { PlanFiles } from './worker-task.ts'

/** What came in of one interval of a queue; null where the report does not say. */
export interface ReportedInterval {
  readonly queueId: string
  readonly startMs: number
  readonly offered: number | null
  readonly handled: number | null
  readonly ahtSeconds: number | null
  readonly backlog: number | null
}

/** A published run with what has come in. Texts are of the run's results. */
export interface DayToWatch {
  readonly runId: string
  readonly forecast: string
  readonly board: string
  readonly basis: string
  /** The plan's files, to learn from how its forecasts stray; or what was learned before, gzipped JSON. */
  readonly learnFrom: { readonly files: PlanFiles } | { readonly gzip: Uint8Array }
  readonly intervals: readonly ReportedInterval[]
  /** Of the last weeks, what tells both. */
  readonly botReports: readonly (BotReport & { readonly queueId: string })[]
  readonly states: readonly { readonly employeeId: string; readonly state: AgentState; readonly fromMs: number }[]
  /** Queues of which reports have stopped coming. */
  readonly silent: readonly string[]
  /** From where on it is warned; left out, the usual ones. */
  readonly limits?: RiskLimits
  /** Epoch milliseconds. */
  readonly asOf: number
}

export interface WatchedDay {
  readonly content: DayWatchContent
  readonly risks: readonly Risk[]
  /** Present when it was learned here; gzipped JSON. */
  readonly learnedGzip?: Uint8Array
}

const OUTLOOK = { replications: 12, seed: 1 }
/** What somebody was doing longer ago says nothing of now. */
const STATE_HOURS = 16
const SERVING: ReadonlySet<AgentState> = new Set(['available', 'busy'])

/** Works out how the rest of a day looks by the roster that people work to. */
export function watchDay(work: DayToWatch): WatchedDay {
  const { situation, isLearned } = situationOf(work)
  const outlook = dayOutlook(situation, OUTLOOK)
  const presence = presenceAt(work.states, work.asOf)
  const botShares = botSharesAt(work, situation.forecast.horizon)
  return {
    content: contentOf(work.runId, situation, outlook, botShares),
    risks: risksOf({ situation, outlook, presence, botShares, silent: work.silent }, work.limits),
    ...(!isLearned && { learnedGzip: gzipSync(JSON.stringify(plainErrors(situation.learned))) }),
  }
}

/** @returns with whether what was learned had been learned before */
export function situationOf(work: DayToWatch): { readonly situation: DaySituation; readonly isLearned: boolean } {
  const { inputs, requirement } = reviveScoreBasis(JSON.parse(work.basis) as PlainScoreBasis)
  const forecast = forecastFrom(JSON.parse(work.forecast) as RunForecast, requirement.horizon)
  const roster = unpackRoster(JSON.parse(work.board) as PackedRoster)
  const isLearned = 'gzip' in work.learnFrom
  const learned =
    'gzip' in work.learnFrom
      ? revivedErrors(work.learnFrom.gzip)
      : learnedFrom(work.learnFrom.files, requirement.horizon)
  const situation: DaySituation = {
    ...{ inputs, forecast, requirement, roster, learned, asOf: work.asOf },
    soFar: soFarOf(work.intervals, requirement.horizon),
  }
  return { situation, isLearned }
}

function forecastFrom({ queues }: RunForecast, horizon: Horizon): Forecast {
  return {
    horizon,
    queues: queues.map((queue) => ({
      ...{ queueId: queue.queueId, mean: Float64Array.from(queue.mean) },
      quantiles: Object.fromEntries(QUANTILES.map(([name]) => [name, Float64Array.from(queue[name])])) as Record<
        QuantileName,
        Float64Array
      >,
      ahtSeconds: Float64Array.from(queue.ahtSeconds, (seconds) => seconds ?? Number.NaN),
    })),
  }
}

function learnedFrom(files: PlanFiles, horizon: Horizon): Map<string, LearnedErrors> {
  const { history, calendar, settings } = parsePlanFolder(files)
  const queueIds = new Set(settings.queues.map(({ id }) => id))
  return new Map(history.map((each) => [each.queueId, learnErrors(pastWeeks(each, calendar, horizon, queueIds))]))
}

const plainErrors = (learned: ReadonlyMap<string, LearnedErrors>) =>
  [...learned].map(([queueId, errors]) => [queueId, { ...errors, slotNoise: [...errors.slotNoise] }])

function revivedErrors(gzip: Uint8Array): Map<string, LearnedErrors> {
  const plain = JSON.parse(gunzipSync(gzip).toString('utf8')) as [string, LearnedErrors][]
  return new Map(
    plain.map(([queueId, errors]) => [queueId, { ...errors, slotNoise: Float64Array.from(errors.slotNoise) }]),
  )
}

function soFarOf(intervals: readonly ReportedInterval[], horizon: Horizon): Map<string, QueueSoFar> {
  const blank = () => new Float64Array(horizon.intervals).fill(Number.NaN)
  const byQueue = new Map<string, QueueSoFar>()
  for (const row of intervals) {
    const at = (row.startMs - horizon.startsAt) / intervalMs(horizon)
    if (!Number.isInteger(at) || at < 0 || at >= horizon.intervals) continue
    const known = byQueue.get(row.queueId) ?? {
      offered: blank(),
      handled: blank(),
      ahtSeconds: blank(),
      backlog: blank(),
    }
    byQueue.set(row.queueId, known)
    for (const figure of ['offered', 'handled', 'ahtSeconds', 'backlog'] as const)
      known[figure][at] = row[figure] ?? Number.NaN
  }
  return byQueue
}

/** The newest state of each person, where it is not too old to say anything. */
function presenceAt(states: DayToWatch['states'], asOf: number): Presence[] {
  const newest = new Map<string, (typeof states)[number]>()
  for (const state of states) {
    if (state.fromMs > asOf || state.fromMs < asOf - STATE_HOURS * 3_600_000) continue
    const known = newest.get(state.employeeId)
    if (!known || known.fromMs <= state.fromMs) newest.set(state.employeeId, state)
  }
  return [...newest.values()].map(({ employeeId, state }) => ({ employeeId, isServing: SERVING.has(state) }))
}

/** Of the queues whose bot's work is reported. */
function botSharesAt({ botReports, asOf }: DayToWatch, horizon: Horizon): Map<string, BotShareNow> {
  const byQueue = Map.groupBy(botReports, ({ queueId }) => queueId)
  return new Map(
    [...byQueue].flatMap(([queueId, reports]): [string, BotShareNow][] => {
      const now = botShareNow(reports, asOf, horizon)
      return now ? [[queueId, now]] : []
    }),
  )
}

function contentOf(
  runId: string,
  { inputs, asOf }: DaySituation,
  outlook: DayOutlook,
  botShares: ReadonlyMap<string, BotShareNow>,
): DayWatchContent {
  const { horizon, queues } = outlook
  const targetOf = new Map(inputs.settings.queues.map(({ id, target }) => [id, target.serviceLevelTarget]))
  return {
    ...{ day: localDate(asOf, horizon.zone), runId, asOf: new Date(asOf).toISOString() },
    starts: Array.from({ length: horizon.intervals }, (_, at) => localStamp(intervalStart(horizon, at), horizon.zone)),
    queues: queues.map((queue) => ({
      ...watchedQueue(queue, horizon, targetOf.get(queue.queueId) ?? 0),
      bot: botOf(botShares.get(queue.queueId), horizon.zone),
    })),
  }
}

function watchedQueue(queue: QueueDay, horizon: Horizon, target: number): WatchedQueue {
  const { queueId, planned, expected, p10, p90, handlingTimes, service, against } = queue
  return {
    ...{ queueId, planned: column(planned), expected: column(expected), p10: column(p10), p90: column(p90) },
    ...{
      handlingTimes,
      target,
      backlog: column(service.backlog),
      oldestHours: column(service.backlogAgeHours),
      serviceLevel: columnOrNull(service.serviceLevel),
    },
    expectedService: shareWithin(service, 0, horizon.intervals) ?? null,
    day: dayOf(against),
    surprise: surpriseOf(against, horizon.zone),
  }
}

function botOf(now: BotShareNow | undefined, zone: string): WatchedQueue['bot'] {
  if (!now) return null
  const { share, fromMs, toMs, usual, extraContacts } = now
  return {
    ...{ share, from: localStamp(fromMs, zone), to: localStamp(toMs, zone), usual: usual?.share ?? null },
    extraContacts: usual ? extraContacts : null,
  }
}

function dayOf({ day }: ForecastOutlook): WatchedQueue['day'] {
  if (!day) return null
  const { level, levelP10, levelP90, evidence, planned, came } = day
  return { level, levelP10, levelP90, evidence, planned, came }
}

function surpriseOf({ surprise }: ForecastOutlook, zone: string): WatchedQueue['surprise'] {
  if (!surprise) return null
  const { kind, since, times, fadedAt } = surprise
  return { kind, times, since: localStamp(since, zone), fadedAt: localStamp(Math.round(fadedAt), zone) }
}
