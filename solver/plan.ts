import { DateTime } from 'luxon'
import type { ExplainedForecast, Forecast, ForecastExplanation } from './domain/forecast-outputs.ts'
import { dayHorizon, type Horizon, MAX_WEEKS } from './domain/horizon.ts'
import { inputsFor, type PlanInputs } from './domain/plan-inputs.ts'
import type { KeptReport, PlanProgress, PlanResult } from './domain/plan-outputs.ts'
import { PlanningInputError } from './domain/planning-input-error.ts'
import type { Requirement } from './domain/requirement-outputs.ts'
import type { Roster } from './domain/roster.ts'
import { BASELINE, type Scenario } from './domain/scenario.ts'
import { applyOverrides } from './forecast/apply-overrides.ts'
import { forecast } from './forecast/forecast.ts'
import { createHighsEngine } from './lp/highs.ts'
import type { LpEngine } from './lp/lp-engine.ts'
import { planReport } from './plan-report.ts'
import { refuseBrokenFixedShifts } from './roster/fixed-shifts.ts'
import { type Kept, type KeptRoster, keptPreferences, keptReport } from './roster/living/kept-roster.ts'
import { presenceLacks } from './roster/living/presence-lacks.ts'
import { shadowPrices } from './roster/living/shadow-prices.ts'
import { uncoveredHours } from './roster/living/uncovered-hours.ts'
import { scheduleRoster } from './roster/schedule-roster.ts'
import type { PartSharing } from './roster/share-parts.ts'
import { scenarioDemand } from './scenario/scenario-demand.ts'
import { withScenario } from './scenario/scenario-inputs.ts'
import { refuseIdleScenario } from './scenario/scenario-reach.ts'
import { type GivenRoster, judgeRoster } from './service/judge-roster.ts'
import { serveRoster } from './service/serve-roster.ts'
import { applyLevers } from './staffing/apply-levers.ts'
import { requirementFor } from './staffing/requirement.ts'

export { requirementFor, withScenario }

export interface PlanOptions {
  /** First day of the week, `YYYY-MM-DD`, on the plan's first weekday. */
  readonly week: string
  /** Weeks to plan from then on, 1 to 8; 1 when absent. */
  readonly weeks?: number
  readonly scenario?: Scenario
  readonly seed: number
  /** Relative gap to the bound at which the search for a better roster may stop. */
  readonly gap: number
  /** Last resort, for each making of the roster; reaching it makes the roster depend on the machine's speed. */
  readonly timeLimitSeconds: number
  /** Times that the horizon is simulated. */
  readonly replications: number
  /** Leaves `missing` of the report empty where no round follows, for plans whose figures alone are looked at. */
  readonly leavesMissingOut?: boolean
  /** A roster that stands, from which to go on. */
  readonly keep?: KeptRoster
  /** A roster to check and simulate as it is, in the place of making one. */
  readonly given?: GivenRoster
  /** Shifts of the given or the kept roster that are nobody's, and so not in it: the report warns of them. */
  readonly openShifts?: number
  /** Whether to end the search and go on with the best roster found; asked often while rosters are made. */
  readonly isStopped?: () => boolean
  /** Clock in milliseconds, for `solveSeconds` and the time limit alone. */
  readonly now: () => number
  /** Versions to print in the report. */
  readonly versions: Readonly<Record<string, string>>
  readonly onProgress?: (progress: PlanProgress) => void
  /** Others who make parts of the roster beside this process; what they make is what it would make itself. */
  readonly sharing?: PartSharing
  /** In the place of `modelForecastFor`, whose result it must give: for what forecasts the same inputs again and again. */
  readonly modelForecastFor?: typeof modelForecastFor
}

/**
 * Plans one week or several in a row: history -> forecast -> requirement -> roster -> check -> simulation -> report, and back from the
 * simulation to the requirement where it falls short of a target (`serveRoster`).
 * @throws PlanningInputError when the weeks cannot be planned from these inputs
 */
export async function plan(given: PlanInputs, options: PlanOptions): Promise<PlanResult> {
  const tell = options.onProgress ?? (() => {})
  const { scenario = BASELINE, weeks = 1, isStopped = () => false } = options
  const horizon = weekHorizon(given, options.week, weeks)
  const inputs = inputsFor(withScenario(given, scenario, horizon), horizon)
  refuseIdleScenario(scenario, [...given.calendar, ...inputs.calendar], horizon)
  const engine = await createHighsEngine({ isStopped })

  tell({ stage: 'forecast' })
  const modelForecast = (options.modelForecastFor ?? modelForecastFor)(inputs, horizon)
  const demand = demandFrom(modelForecast, inputs, scenario)
  tell({ stage: 'requirement' })
  const needed = requirementFor(inputs.settings, demand)
  const kept = options.keep && keptPreferences(inputs, needed, options.keep)
  const stuck = options.given ? [] : refuseBrokenFixedShifts(inputs, needed, kept?.preferences)
  const served = options.given
    ? judgeRoster(inputs, demand, needed, options.given, { ...options, onProgress: tell })
    : await serveRoster(inputs, demand, needed, {
        ...{ ...options, engine, isStopped, preferences: kept?.preferences },
        onProgress: tell,
      })

  const { requirement, roster, check, service, servicePrices = [], ...facts } = served
  const report = planReport(inputs, requirement, check, {
    ...facts,
    shadowPrices: shadowPrices(requirement, servicePrices),
    explanations: [...stuck, ...uncoveredHours(inputs, requirement, check), ...presenceLacks(inputs, check)],
    ...(kept && { kept: keptFacts(inputs, requirement, roster, kept, { ...options, engine, isStopped }) }),
    serviceLevels: service.levels,
    targets: service.targets,
    scenario: scenario.id,
    ...(scenario.hash !== undefined && { scenarioHash: scenario.hash }),
    gap: options.gap,
    week: options.week,
    weeks,
    seed: options.seed,
    versions: options.versions,
    isGiven: options.given !== undefined,
    openShifts: options.openShifts ?? 0,
  })
  return { horizon, modelForecast, forecast: demand, requirement, roster, check, service: service.intervals, report }
}

/** What became of the roster that stood; with the frontier, if asked for, whose rosters together have the time of one. */
function keptFacts(
  inputs: PlanInputs,
  requirement: Requirement,
  roster: Roster,
  kept: Kept,
  {
    keep,
    engine,
    seed,
    gap,
    timeLimitSeconds,
    now,
    isStopped,
  }: PlanOptions & { engine: LpEngine; isStopped: () => boolean },
): KeptReport {
  if (!keep?.frontier) return keptReport(inputs, requirement, kept, roster)
  const startedAt = now()
  const isOutOfTime = () => isStopped() || now() - startedAt > 1000 * timeLimitSeconds
  const free = scheduleRoster(inputs, requirement, { engine, seed, gap, isOutOfTime }).roster
  return keptReport(inputs, requirement, kept, roster, { known: [roster, free], isOutOfTime })
}

/**
 * So many times the seven local days that begin on `week`, clock changes and the year's end included.
 * @param weeks whole, 1 to 8
 * @throws PlanningInputError when the plan's weeks begin on another weekday, or for another number of weeks
 */
export function weekHorizon({ settings }: PlanInputs, week: string, weeks = 1): Horizon {
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > MAX_WEEKS) {
    throw new PlanningInputError({
      value: String(weeks),
      problem: 'is not a number of weeks that can be planned at once',
      hint: `Plan 1 to ${MAX_WEEKS} weeks; what lies further ahead is planned when it is nearer.`,
    })
  }
  const horizon = dayHorizon(week, 7 * weeks, settings.intervalMinutes, settings.zone)
  const day = DateTime.fromMillis(horizon.startsAt, { zone: settings.zone })
  if (day.weekday === settings.weekStartsOn) return horizon
  const start = day.minus({ days: (day.weekday - settings.weekStartsOn + 7) % 7 })
  throw new PlanningInputError({
    value: week,
    problem: `is a ${day.setLocale('en').weekdayLong}, and weeks of this plan begin on ${start.setLocale('en').weekdayLong}`,
    hint: `Maybe plan the week of ${start.toISODate()}, or change weekStartsOn in plan.yaml.`,
  })
}

/**
 * Forecast of every queue from what was known before the horizon, as a plan takes it: see `demandFrom`.
 * @param inputs with the scenario's settings in them: see `withScenario`
 */
export const forecastFor = (inputs: PlanInputs, horizon: Horizon, scenario: Scenario = BASELINE): Forecast =>
  demandFrom(modelForecastFor(inputs, horizon), inputs, scenario)

/**
 * The model's numbers, then the planners' overrides, then the levers, then the scenario's factors, shocks and outages.
 * @param inputs with the scenario's settings and calendar in them
 */
export const demandFrom = (
  model: Forecast,
  { overrides, settings, calendar }: PlanInputs,
  scenario: Scenario = BASELINE,
): Forecast => scenarioDemand(applyLevers(applyOverrides(model, overrides), settings.levers), scenario, calendar)

/** The model's forecast of all queues of the plan, in their order, without overrides and scenarios. */
export function modelForecastFor({ settings, history, calendar }: PlanInputs, horizon: Horizon): ExplainedForecast {
  const { queues: wanted } = settings
  const made = forecast(history, calendar, horizon, {
    fallbackAhtSeconds: new Map(wanted.map(({ id, ahtSeconds }) => [id, ahtSeconds])),
    analogies: new Map(
      wanted.flatMap(({ id, analogy }) => (analogy ? [[id, { queueId: analogy.queue, scale: analogy.scale }]] : [])),
    ),
  })
  const queueById = new Map(made.queues.map((queue) => [queue.queueId, queue]))
  const explanationById = new Map(made.explanations.map((explanation) => [explanation.queueId, explanation]))
  return {
    horizon,
    queues: wanted.map(({ id, ahtSeconds }) => queueById.get(id) ?? emptyForecast(id, horizon.intervals, ahtSeconds)),
    explanations: wanted.map(({ id }) => explanationById.get(id) ?? noExplanation(id, horizon.intervals)),
  }
}

const noExplanation = (queueId: string, intervals: number): ForecastExplanation => ({
  queueId,
  days: [],
  oddDays: [],
  backtest: null,
  handMean: new Float64Array(intervals).fill(Number.NaN),
})

/** A queue that has no history at all is planned as empty; the report warns of it. */
function emptyForecast(queueId: string, intervals: number, ahtSeconds: number): Forecast['queues'][number] {
  const zeros = () => new Float64Array(intervals)
  return {
    queueId,
    mean: zeros(),
    quantiles: { p2_5: zeros(), p10: zeros(), p50: zeros(), p90: zeros(), p97_5: zeros() },
    ahtSeconds: new Float64Array(intervals).fill(ahtSeconds),
  }
}
