import { type Horizon, horizonEnd, localDate, localStamp, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import { dayPay } from '../../solver/intraday/report/day-pay.ts'
import { presentShares } from '../../solver/intraday/report/presence.ts'
import type { DayReport, DayReportGap, DayReportQuery, QueueDayReply } from '../contracts/day-report.ts'
import type { Plan } from '../contracts/plan.ts'
import type { RunCoverage } from '../contracts/run-result.ts'
import {
  findLastBatch,
  type IntervalRow,
  lastIntervals,
  listAgentStates,
  listIntervalActuals,
  type StateRow,
} from '../store/actuals-store.ts'
import type { Database } from '../store/database.ts'
import type { RunOfDay } from '../store/day-report-store.ts'
import { startsOf } from './actuals-day.ts'
import { type PersonOfDay, peopleOfDay, presenceOf } from './day-report-presence.ts'
import { biasOf, queueOfDay, queueReply, ratioOrNull, reportedDay } from './day-report-queue.ts'
import { dayRisks } from './day-report-risks.ts'
import { DayReportSource, dayGrid, firstInterval, plusDays, type RosterOfRun, runOfDay } from './day-report-source.ts'
import { daySums, TREND_WEEKS, trendOf, weekOf } from './day-report-trend.ts'
import type { PlanService } from './plan-service.ts'
import type { RunResults } from './run-results.ts'

export interface DayReportParts {
  readonly db: Database
  readonly plans: Pick<PlanService, 'get'>
  readonly results: RunResults
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** Later than every moment at which something was received. */
const FOR_EVER = new Date('9999-12-31T00:00:00Z')

/** Days of plans beside what came. Everything is told from what is stored; nothing is stored of it. */
export class DayReportService {
  readonly #db: Database
  readonly #plans: DayReportParts['plans']
  readonly #source: DayReportSource
  readonly #now: () => number

  constructor({ db, plans, results, now }: DayReportParts) {
    this.#db = db
    this.#plans = plans
    this.#source = new DayReportSource(db, results)
    this.#now = now
  }

  /**
   * @param withCosts whether the sender has the right to the unit's costs
   * @throws ServiceError `notFound` for a plan that there is not, `invalidRequest` for a day that there is not
   */
  async report(planId: string, query: DayReportQuery, withCosts: (unitId: string) => boolean): Promise<DayReport> {
    const known = await this.#known(planId, query)
    const { plan, day, run, roster, horizon, rowsOfDay, receivedAt } = known
    const nowMs = this.#now()
    const people = peopleOn(known, nowMs)
    const queues = queuesOf(known, people)
    const presence = presenceOf(people)
    const asOfMs = Math.max(...rowsOfDay.map((row) => row.starts_at.getTime() + row.interval_minutes * MS_PER_MINUTE))
    return {
      ...{ planId: plan.id, unitId: plan.unitId, name: plan.name, day, zone: horizon.zone, currency: plan.currency },
      ...{ intervalMinutes: horizon.intervalMinutes, starts: startsOf(horizon), receivedAt },
      serverTime: new Date(nowMs).toISOString(),
      asOf: rowsOfDay.length === 0 ? null : localStamp(asOfMs, horizon.zone),
      plan: run ? { runId: run.id, publishedAt: run.published_at?.toISOString() ?? null } : null,
      missing: gapsOf(known, { queues, presence, isOver: horizonEnd(horizon) <= nowMs }),
      total: totalOf(queues),
      ...{ queues, presence },
      cost: roster && withCosts(plan.unitId) ? costOf(roster, day) : null,
      risks: await this.#risks(known),
      trend: await this.#trend(known),
    }
  }

  async #known(planId: string, query: DayReportQuery): Promise<KnownDay> {
    const plan = await this.#plans.get(planId)
    const day = query.day ?? (await this.#lastDay(plan))
    // Refused before anything is counted from it.
    dayGrid(day, plan.intervalMinutes, plan.zone)
    const firstDay = weekOf(plusDays(day, -7 * (TREND_WEEKS - 1)), plan.weekStartsOn)
    const runs = await this.#source.runs(plan.id, firstDay, 7 * TREND_WEEKS + 8)
    const run = runOfDay(runs, day)
    const [coverage, roster] = await Promise.all([
      run && this.#source.coverage(run.id),
      run && this.#source.roster(run.id),
    ])
    const horizon = dayGrid(day, coverage?.intervalMinutes ?? plan.intervalMinutes, coverage?.zone ?? plan.zone)
    const queueIds = coverage?.queues.map(({ queueId }) => queueId) ?? plan.queues.map(({ id }) => id)
    const span = { planId: plan.id, from: new Date(horizon.startsAt), to: new Date(horizonEnd(horizon)) }
    const from = new Date(dayGrid(firstDay, horizon.intervalMinutes, horizon.zone).startsAt)
    const [rows, states, batch] = await Promise.all([
      listIntervalActuals(this.#db, queueIds, { ...span, from }),
      listAgentStates(this.#db, span),
      findLastBatch(this.#db, plan.id, FOR_EVER),
    ])
    return {
      ...{ plan, day, firstDay, runs, run, coverage, roster, horizon, queueIds, rows, states },
      rowsOfDay: rows.filter(({ starts_at }) => starts_at >= span.from),
      receivedAt: batch?.received_at.toISOString() ?? null,
    }
  }

  async #risks({ runs, day }: KnownDay): Promise<DayReport['risks']> {
    const next = plusDays(day, 1)
    const run = runOfDay(runs, next)
    const [coverage, forecast] = await Promise.all([
      run && this.#source.coverage(run.id),
      run && this.#source.forecast(run.id),
    ])
    return dayRisks(next, run, coverage, forecast)
  }

  /** The last day of which anything was reported, today where nothing was. */
  async #lastDay({ id, zone, queues }: Plan): Promise<string> {
    const last = await lastIntervals(
      this.#db,
      queues.map((queue) => queue.id),
      { planId: id },
    )
    const times = [...last.values()].map((date) => date.getTime())
    return localDate(times.length === 0 ? this.#now() : Math.max(...times), zone)
  }

  async #trend({ plan, firstDay, day, runs, rows, horizon, roster }: KnownDay): Promise<DayReport['trend']> {
    const prior = roster?.basis?.inputs.settings.satisfaction
    const dateOf = dateReader(horizon.zone)
    const rowsOf = Map.groupBy(rows, (row) => dateOf(row.starts_at.getTime()))
    const coverages = new Map<string, RunCoverage | undefined>()
    const days = []
    for (let date = firstDay; date <= day; date = plusDays(date, 1)) {
      const own = rowsOf.get(date) ?? []
      const run = prior && own.length > 0 ? runOfDay(runs, date) : undefined
      if (run && !coverages.has(run.id)) coverages.set(run.id, await this.#source.coverage(run.id))
      days.push(daySums(date, own, run && coverages.get(run.id), prior))
    }
    return trendOf(days, plan.weekStartsOn, prior?.source ?? null)
  }
}

/** What is planned and known of a day, and of the weeks before it. */
interface KnownDay {
  readonly plan: Plan
  readonly day: string
  /** Of the trend. */
  readonly firstDay: string
  readonly runs: readonly RunOfDay[]
  /** That the day is held against, with what it says; undefined where there is none. */
  readonly run: RunOfDay | undefined
  readonly coverage: RunCoverage | undefined
  readonly roster: RosterOfRun | undefined
  /** The day, on the run's grid or else the plan's. */
  readonly horizon: Horizon
  readonly queueIds: readonly string[]
  /** Since `firstDay`, and those of the day. */
  readonly rows: readonly IntervalRow[]
  readonly rowsOfDay: readonly IntervalRow[]
  readonly states: readonly StateRow[]
  readonly receivedAt: string | null
}

function queuesOf(
  { plan, coverage, horizon, queueIds, rowsOfDay }: KnownDay,
  people: readonly PersonOfDay[],
): QueueDayReply[] {
  const first = coverage ? firstInterval(coverage, horizon.startsAt) : 0
  const rowsOf = Map.groupBy(rowsOfDay, (row) => row.queue_id)
  return queueIds.map((queueId) => {
    const reported = reportedDay(rowsOf.get(queueId) ?? [], horizon)
    const planned = queueOfDay(queueId, horizon, coverage, first, reported)
    const name = plan.queues.find(({ id }) => id === queueId)?.name ?? queueId
    return queueReply({ ...planned, presentShare: presentShares(people, queueId, horizon) }, name)
  })
}

/** Rows of one interval come for every queue: each instant is looked up once. */
function dateReader(zone: string): (instant: number) => string {
  const known = new Map<number, string>()
  return (instant) => {
    const date = known.get(instant) ?? localDate(instant, zone)
    known.set(instant, date)
    return date
  }
}

/** People with shifts that touch the day; standing by is no work. */
function peopleOn({ roster, horizon, states }: KnownDay, nowMs: number): PersonOfDay[] {
  const day = { startMs: horizon.startsAt, endMs: horizonEnd(horizon) }
  const shifts = (roster?.assignments ?? [])
    .filter(({ startMs, endMs, onCall }) => onCall !== true && startMs < day.endMs && endMs > day.startMs)
    .map(({ activities = [], ...shift }) => ({ ...shift, activities }))
  return peopleOfDay(shifts, states, day, nowMs)
}

function costOf({ basis, assignments }: RosterOfRun, day: string): DayReport['cost'] {
  if (!basis) return null
  const { paidMinutes, ...pay } = dayPay(basis.inputs, basis.horizon, assignments, day)
  return { paidHours: paidMinutes / 60, ...pay }
}

/** Of all queues together: shares by contacts, and a day is kept when every queue of which it is known kept its target. */
function totalOf(queues: readonly QueueDayReply[]): DayReport['total'] {
  const sum = (value: (queue: QueueDayReply) => number | null) =>
    queues.reduce((total, queue) => total + (value(queue) ?? 0), 0)
  const count = (field: 'planned' | 'plannedOfKnown' | 'came' | 'intervals' | 'known') =>
    sum((one) => one.volume[field])
  const volume = {
    ...{ planned: count('planned'), plannedOfKnown: count('plannedOfKnown'), came: count('came') },
    ...{ intervals: count('intervals'), known: count('known') },
  }
  const contacts = sum(({ service }) => service.contacts)
  const inTime = sum(({ service }) => service.inTime)
  const offered = sum((one) => (one.abandoned === null ? 0 : one.volume.came))
  const verdicts = new Set(queues.map(({ verdict }) => verdict))
  return {
    volume: {
      ...volume,
      wape: ratioOrNull(
        sum((one) => (one.volume.wape ?? 0) * one.volume.came),
        volume.came,
      ),
      bias: biasOf(volume),
    },
    staffing: {
      ...{ needed: sum((one) => one.staffing.needed), scheduled: sum((one) => one.staffing.scheduled) },
      expected: sum((one) => one.staffing.expected),
      // Of queues of which it is not told what was planned counts, so that the two can be held side by side.
      neededForWhatCame: queues.some((one) => one.staffing.neededForWhatCame !== null)
        ? sum((one) => one.staffing.neededForWhatCame ?? one.staffing.needed)
        : null,
      present: queues.some((one) => one.staffing.present !== null)
        ? sum((one) => one.staffing.present ?? one.staffing.expected)
        : null,
    },
    service: {
      ...{ target: null, simulated: null, contacts, inTime, reached: ratioOrNull(inTime, contacts) },
      ...{ intervals: sum(({ service }) => service.intervals), known: sum(({ service }) => service.known) },
    },
    abandoned: ratioOrNull(
      sum((one) => (one.abandoned ?? 0) * one.volume.came),
      offered,
    ),
    verdict: verdicts.has('missed') ? 'missed' : verdicts.has('kept') ? 'kept' : 'unknown',
  }
}

interface GapFacts {
  readonly queues: readonly QueueDayReply[]
  readonly presence: DayReport['presence']
  readonly isOver: boolean
}

/** In the order in which they are told. */
function gapsOf(
  { run, coverage, horizon, rowsOfDay: rows }: KnownDay,
  { queues, presence, isOver }: GapFacts,
): DayReportGap[] {
  const gaps: DayReportGap[] = []
  const tell = (gap: DayReportGap, isTrue: boolean) => isTrue && gaps.push(gap)
  const known = queues.reduce((sum, { volume }) => sum + volume.known, 0)
  const intervals = queues.reduce((sum, { volume }) => sum + volume.intervals, 0)
  tell('noPlan', !run)
  tell('noResults', run !== undefined && !coverage)
  tell('notPublished', run?.published_at === null)
  tell('dayNotOver', !isOver)
  tell('noActuals', rows.length === 0)
  tell(
    'otherIntervals',
    rows.some((row) => row.interval_minutes !== horizon.intervalMinutes),
  )
  tell('partActuals', rows.length > 0 && known < intervals)
  tell('noAnswered', rows.length > 0 && queues.every(({ service }) => service.reached === null))
  tell('noStates', presence === null)
  tell('partStates', presence !== null && presence.reported < presence.people)
  return gaps
}
