import packageJson from '../../package.json' with { type: 'json' }
import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import type { HeadcountPlan } from '../../solver/domain/headcount-plan.ts'
import type { HeadcountSettings } from '../../solver/domain/headcount-settings.ts'
import { dayHorizon, type Horizon, intervalStart, localDate } from '../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { dateOf, dayOf, daysAfter } from '../../solver/headcount/days.ts'
import { grownForecast } from '../../solver/headcount/grown-forecast.ts'
import { type HeadcountTime, headcountTime } from '../../solver/headcount/headcount-time.ts'
import { makeHeadcountPlan } from '../../solver/headcount/make-headcount-plan.ts'
import { headcountTerms } from '../../solver/headcount/problem-from-plan.ts'
import { repeatEvents } from '../../solver/headcount/repeat-events.ts'
import type { Sale } from '../../solver/headcount/sale-readiness.ts'
import { shiftFactorsBy } from '../../solver/headcount/shift-factors.ts'
import { type WeeklyNeed, weeklyNeed } from '../../solver/headcount/weekly-need.ts'
import { createHighsEngine } from '../../solver/lp/highs.ts'
import { demandFrom, modelForecastFor, withScenario } from '../../solver/plan.ts'
import type { HeadcountProgress, HeadcountRequest } from '../contracts/headcount.ts'
import { parsePlanFolder } from '../imports/plan-folder.ts'
import { knownWordsHint } from '../imports/suggestion.ts'
import { scenarioOf } from './plan-scenarios.ts'
import type { PlanFiles } from './worker-task.ts'

const VERSIONS = {
  tideline: packageJson.version,
  highs: packageJson.dependencies.highs,
  node: process.versions.node,
}
/** Kinds of the calendar's events that people get ready for. */
const SALE_KINDS = ['sale', 'salePeak']
/** Weeks whose shifts are worked out, besides those of the first sales. */
const SAMPLED_WEEKS = 6
const SAMPLED_SALES = 4

/** Makes a headcount plan from the plan's files: a long forecast, each week's requirement, hires and hours. */
export async function planHeadcount(
  files: PlanFiles,
  { from, months, by, scenario: scenarioId }: HeadcountRequest,
  onProgress: (progress: HeadcountProgress) => void,
): Promise<HeadcountPlan> {
  const given = parsePlanFolder(files)
  const scenario = scenarioOf(files, given, scenarioId)
  const time = headcountTime({ from, months, grain: by }, given.settings.weekStartsOn)
  const first = time.weeks[0]!.firstDay
  const { zone, intervalMinutes } = given.settings
  const horizonOf = (day: number, days: number) => dayHorizon(dateOf(day), days, intervalMinutes, zone)
  const horizon = horizonOf(first, 7 * time.weeks.length)
  const inputsIn = (span: Horizon) => withScenario(given, scenario, span)
  const atStart = inputsIn(horizonOf(first, 7))
  const terms = headcountTerms(atStart.settings)
  const lastKnown = lastDateOfHistory(given)
  const decidedOn = terms.decidedOn ?? earlier(daysAfter(lastKnown, 1), dateOf(time.bounds[0]!))
  refuse(terms, atStart, { decidedOn, lastDate: dateOf(time.bounds.at(-1)! - 1) })

  onProgress({ stage: 'forecast' })
  const { calendar, repeated } = terms.repeatEvents
    ? repeatEvents(atStart.calendar, time.bounds.at(-1)!, zone)
    : { calendar: atStart.calendar, repeated: 0 }
  const inputs = { ...atStart, calendar }
  const long = modelForecastFor(inputs, horizon)
  const model = terms.growthPerYear === undefined ? long : grownForecast(long, terms.growthPerYear, lastKnown)
  const sales = salesOf(calendar, terms, time, zone)
  const engine = await createHighsEngine()
  const sampled = sampledWeeks(time, sales)
  const need = weeklyNeed(demandFrom(model, inputs, scenario), {
    inputsOf: inputsIn,
    shiftFactors: shiftFactorsBy(engine),
    sampled,
    onWeek: (week, weeks) => onProgress({ stage: 'requirement', fraction: week / weeks }),
  })
  const needWithout = (lever: string): WeeklyNeed => {
    const isOther = ({ name }: { readonly name?: string | undefined }) => name !== lever
    const without = { ...inputs, settings: { ...inputs.settings, levers: inputs.settings.levers.filter(isOther) } }
    const own = weeklyNeed(demandFrom(model, without, scenario), {
      ...{ inputsOf: inputsIn, sampled: [], shiftFactors: () => [] },
    })
    return { ...own, shiftFactor: need.shiftFactor }
  }
  return makeHeadcountPlan(inputs, {
    basis: {
      ...{ from, months, grain: by, zone, decidedOn },
      ...{ currency: given.settings.currency, scenario: scenario.id },
      standardHoursPerWeek: terms.standardHoursPerWeek,
      ...{ inputHash: given.inputHash, versions: VERSIONS },
    },
    ...{ need, needWithout, sales, engine, now: () => performance.now() },
    facts: { lastKnown, repeatedEvents: repeated, sampledWeeks: sampled.length },
    onStage: (stage, fraction) => onProgress({ stage, ...(fraction !== undefined && { fraction }) }),
  })
}

const earlier = (a: string, b: string): string => (a < b ? a : b)

function lastDateOfHistory({ history, settings }: PlanInputs): string {
  const ends = history.map((series) => intervalStart({ ...series, intervals: 0 }, series.volume.length))
  if (ends.length > 0) return localDate(Math.max(...ends) - 1, settings.zone)
  throw new PlanningInputError({
    ...{ file: settings.historyFile, problem: 'has nothing to forecast from' },
    hint: 'Add history of at least one queue.',
  })
}

/** What plan.yaml cannot be checked for alone: it hangs on the months asked for and on the scenario. */
function refuse(
  terms: HeadcountSettings,
  { settings }: PlanInputs,
  { decidedOn, lastDate }: { readonly decidedOn: string; readonly lastDate: string },
): void {
  const place = { file: 'plan.yaml' }
  if (decidedOn > lastDate) {
    const problem = `is after the plan's last day, ${lastDate}`
    const hint = 'Plan later months, or move the day of the decision.'
    throw new PlanningInputError({ ...place, column: 'headcount.decidedOn', value: decidedOn, problem, hint })
  }
  const known = settings.levers.flatMap(({ name }) => name ?? [])
  terms.investments.forEach(({ lever }, index) => {
    if (known.includes(lever)) return
    const problem = 'is not the name of a lever of plan.yaml or of the scenario'
    const hint = knownWordsHint(lever, known)
    throw new PlanningInputError({
      ...{ ...place, column: `headcount.investments[${index}].lever`, value: lever, problem, hint },
    })
  })
}

/** The calendar's sales within the plan, and further days to be ready for; those of one title that touch are one. */
function salesOf(
  calendar: readonly CalendarEvent[],
  { readyFor }: HeadcountSettings,
  { bounds }: HeadcountTime,
  zone: string,
): Sale[] {
  const sales = [
    ...calendar
      .filter(({ kind }) => SALE_KINDS.includes(kind))
      .map(({ title, startMs, endMs }) => ({
        ...{ title, firstDate: localDate(startMs, zone), lastDate: localDate(endMs - 1, zone) },
      })),
    ...readyFor.map(({ title, from, to }) => ({ title, firstDate: from, lastDate: to })),
  ]
  const [first, last] = [dateOf(bounds[0]!), dateOf(bounds.at(-1)! - 1)]
  return sales
    .filter(({ firstDate, lastDate }) => lastDate >= first && firstDate <= last)
    .sort((a, b) => (a.firstDate < b.firstDate ? -1 : a.firstDate > b.firstDate ? 1 : a.title < b.title ? -1 : 1))
    .filter(
      ({ title, firstDate }, index, all) =>
        !all.slice(0, index).some((other) => other.title === title && other.firstDate === firstDate),
    )
}

/** Weeks spread over the plan, and those of its first sales. */
function sampledWeeks({ weeks }: HeadcountTime, sales: readonly Sale[]): number[] {
  const spread = Array.from({ length: SAMPLED_WEEKS }, (_, index) => Math.floor((index * weeks.length) / SAMPLED_WEEKS))
  const ofSales = sales
    .map(({ firstDate }) =>
      weeks.findIndex(({ firstDay }) => dayOf(firstDate) >= firstDay && dayOf(firstDate) < firstDay + 7),
    )
    .filter((week) => week !== -1)
  return [...new Set([...spread, ...ofSales.slice(0, SAMPLED_SALES)])].sort((a, b) => a - b)
}
