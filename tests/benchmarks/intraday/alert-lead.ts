import path from 'node:path'
import { parsePlanFolder, readPlanFolder } from '../../../server/imports/plan-folder.ts'
import type { Alert } from '../../../solver/domain/day-risk.ts'
import type { Forecast } from '../../../solver/domain/forecast-outputs.ts'
import { inputsFor, type PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import { isInstant } from '../../../solver/domain/queue.ts'
import type { Requirement } from '../../../solver/domain/requirement-outputs.ts'
import type { Roster } from '../../../solver/domain/roster.ts'
import { pastWeeks } from '../../../solver/forecast/past-weeks.ts'
import { nextAlerts } from '../../../solver/intraday/alerts.ts'
import { type DaySituation, dayOutlook, type QueueSoFar } from '../../../solver/intraday/day-outlook.ts'
import { type LearnedErrors, learnErrors } from '../../../solver/intraday/learn-errors.ts'
import { intervalOf, restOfPlan, simulateRest } from '../../../solver/intraday/rest-of-plan.ts'
import { risksOf, shareWithin } from '../../../solver/intraday/risks.ts'
import { plan as planWeek } from '../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'
import { type BenchRow, benchmark } from '../bench-spec.ts'
import {
  breachesOf,
  DAY_KINDS,
  type DayKind,
  knownForecast,
  looksOf,
  type PlayedDay,
  playedDay,
  type Span,
} from './alert-days.ts'

const SAMPLE = path.join(import.meta.dirname, '../../../scenarios/beauty-50')
const SAMPLE_WEEK = '2026-11-09'
const LOOK_MINUTES = 15
const LEAD_MINUTES = 60
const OUTLOOK = { replications: 8, seed: 1 }
const TRUTH = { replications: 40, seed: 7 }
/** As a warning has it: below the target by so much, over an hour. */
const BREACH = 0.05
/** A warning is false when nothing comes of it in so long after the last look that saw it: so far ahead is looked. */
const AHEAD_MS = 4 * 3_600_000

interface Planned {
  readonly inputs: PlanInputs
  readonly forecast: Forecast
  readonly requirement: Requirement
  readonly roster: Roster
  readonly learned: ReadonlyMap<string, LearnedErrors>
  readonly kinds: readonly DayKind[]
  readonly days: readonly number[]
}

/** What came of the warnings of one day. */
interface DayScore {
  readonly kind: string
  /** Minutes from the warning to each breach; null where none came before it was over. */
  readonly leads: readonly (number | null)[]
  readonly warnings: number
  readonly falseWarnings: number
}

async function planned(isSmoke: boolean): Promise<Planned> {
  const given = parsePlanFolder(isSmoke ? smallPlan() : await readPlanFolder(SAMPLE))
  const made = await planWeek(given, {
    ...{ week: isSmoke ? SMALL_PLAN_WEEK : SAMPLE_WEEK, seed: 1, gap: 0.02, timeLimitSeconds: 30, replications: 10 },
    ...{ now: () => performance.now(), versions: {} },
  })
  const { horizon, forecast, requirement, roster } = made
  const queueIds = new Set(given.settings.queues.map(({ id }) => id))
  return {
    ...{ inputs: inputsFor(given, horizon), forecast, requirement, roster },
    learned: new Map(
      given.history.map((each) => [each.queueId, learnErrors(pastWeeks(each, given.calendar, horizon, queueIds))]),
    ),
    kinds: isSmoke ? DAY_KINDS.slice(0, 2) : DAY_KINDS,
    days: isSmoke ? [2] : [0, 1, 2, 3, 4, 5, 6],
  }
}

/** Plays a day, looking at it as the server would, and holds its warnings against what truly came. */
function score(plan: Planned, day: PlayedDay): DayScore {
  const { forecast } = plan
  const { horizon } = forecast
  const episodes: { queueId: string; startMs: number; seenMs: number; endMs: number }[] = []
  let open: readonly Alert[] = []
  const looks = looksOf(day, horizon, LOOK_MINUTES)
  for (const asOf of looks) {
    const situation: DaySituation = { ...plan, soFar: soFarOf(plan, day, asOf), asOf }
    const outlook = dayOutlook(situation, OUTLOOK)
    const next = nextAlerts(open, risksOf({ situation, outlook, presence: [], silent: [] }), asOf)
    open = next.open
    for (const { what, alert } of next.changes) {
      if (alert.kind !== 'serviceAtRisk') continue
      if (what === 'raised')
        episodes.push({ queueId: alert.queueId, startMs: asOf, seenMs: asOf, endMs: Number.POSITIVE_INFINITY })
      const last = episodes.findLast(({ queueId }) => queueId === alert.queueId)
      if (what === 'cleared' && last) last.endMs = asOf
    }
    for (const alert of open) {
      const last = episodes.findLast(({ queueId }) => queueId === alert.queueId)
      if (alert.kind === 'serviceAtRisk' && last) last.seenMs = alert.seenMs
    }
  }
  const breaches = trueBreaches(plan, day)
  const known = [...breaches].flatMap(([queueId, spans]) =>
    spans
      // What has begun before the first look could not be told ahead.
      .filter(({ startMs }) => startMs >= (looks[0] ?? 0) + LEAD_MINUTES * 60_000)
      .map(({ startMs, endMs }) => {
        const warning = episodes.find((e) => e.queueId === queueId && e.startMs <= endMs && e.endMs >= startMs)
        return warning ? Math.max(0, (startMs - warning.startMs) / 60_000) : null
      }),
  )
  const isFalse = ({ queueId, startMs, seenMs }: (typeof episodes)[number]) =>
    !(breaches.get(queueId) ?? []).some((breach) => breach.startMs <= seenMs + AHEAD_MS && breach.endMs >= startMs)
  return {
    ...{ kind: day.kind.name, leads: known, warnings: episodes.length },
    falseWarnings: episodes.filter(isFalse).length,
  }
}

function soFarOf({ forecast }: Planned, { from, offered, kind }: PlayedDay, asOf: number): Map<string, QueueSoFar> {
  const { horizon, queues } = forecast
  const now = intervalOf(horizon, asOf)
  return new Map(
    queues.map(({ queueId, ahtSeconds }) => {
      const isKnown = (at: number) => at >= from && at < now
      const came = offered.get(queueId)!.map((contacts, at) => (isKnown(at) ? contacts : Number.NaN))
      const slower = ahtSeconds.map((seconds, at) => (isKnown(at) ? seconds * kind.handlingTimes : Number.NaN))
      return [queueId, { offered: came, handled: came, ahtSeconds: slower, backlog: came.map(() => Number.NaN) }]
    }),
  )
}

/** Hours of each queue that truly fall short, by a simulation that knows the day. */
function trueBreaches(plan: Planned, day: PlayedDay): Map<string, Span[]> {
  const { inputs, requirement, roster, forecast } = plan
  const { from, to } = day
  const known = knownForecast(forecast, day)
  const rest = restOfPlan({ inputs, forecast: known, requirement, from, to, backlog: new Map() })
  const service = simulateRest(rest, roster, TRUTH)
  return new Map(
    inputs.settings.queues.filter(isInstant).map(({ id, target }) => {
      const ofQueue = service.intervals.find(({ queueId }) => queueId === id)!
      const isBad = (a: number, b: number) => (shareWithin(ofQueue, a, b) ?? 1) < target.serviceLevelTarget - BREACH
      return [id, breachesOf(rest.forecast.horizon, isBad)]
    }),
  )
}

const rowOf = (kind: string, scores: readonly DayScore[]): BenchRow => {
  const leads = scores.flatMap((score) => score.leads)
  const inTime = leads.filter((lead) => lead !== null && lead >= LEAD_MINUTES).length
  const told = leads.filter((lead) => lead !== null).sort((a, b) => a - b)
  const sum = (of: (score: DayScore) => number) => scores.reduce((total, score) => total + of(score), 0)
  return {
    ...{ kind, days: scores.length, breaches: leads.length, 'told 60 min before': inTime },
    'told %': leads.length === 0 ? null : Math.round((1000 * inTime) / leads.length) / 10,
    'median lead, min': told.length === 0 ? null : told[Math.floor(told.length / 2)]!,
    ...{ warnings: sum(({ warnings }) => warnings), 'false a day': sum((one) => one.falseWarnings) / scores.length },
  }
}

/** A busy day that nobody was warned of, or warnings on end: something is broken. */
function refuseBroken(scores: readonly DayScore[]): void {
  const leads = scores.flatMap((score) => score.leads)
  if (leads.length > 3 && leads.every((lead) => lead === null)) throw new Error('No breach was told of.')
  const most = scores.find(({ warnings }) => warnings > 20)
  if (most) throw new Error(`A day "${most.kind}" had ${most.warnings} warnings.`)
}

export const alertLead = benchmark<Planned, DayScore[]>({
  name: 'alert-lead',
  what: 'how long before service falls short people are warned, on days that go other than planned, and false warnings',
  sizes: ['smoke', 'all'],
  build: ({ size }) => planned(size === 'smoke'),
  phases: [
    {
      name: 'warn',
      run: async (plan) =>
        plan.kinds.flatMap((kind, number) =>
          plan.days.map((day) => score(plan, playedDay(plan.forecast, kind, day, 100 + number))),
        ),
      validate: refuseBroken,
      rows: (scores, { kinds }) => [
        ...kinds.map(({ name }) =>
          rowOf(
            name,
            scores.filter(({ kind }) => kind === name),
          ),
        ),
        rowOf('all', scores),
      ],
    },
  ],
})
