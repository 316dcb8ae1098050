import { LRUCache } from 'lru-cache'
import { DateTime } from 'luxon'
import { dayHorizon, type Horizon, horizonEnd } from '../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Assignment } from '../../solver/domain/roster.ts'
import { type PlainScoreBasis, reviveScoreBasis } from '../../solver/domain/score-basis.ts'
import type { RunCoverage, RunRoster } from '../contracts/run-result.ts'
import type { Database } from '../store/database.ts'
import { listRunsOfDays, type RunOfDay } from '../store/day-report-store.ts'
import { findRunKeys } from '../store/run-store.ts'
import type { RunResults } from './run-results.ts'
import { ServiceError } from './service-error.ts'

/** Who works, and what it is paid by. */
export interface RosterOfRun {
  readonly assignments: readonly Assignment[]
  readonly roster: RunRoster
  /** Undefined of runs that kept none. */
  readonly basis: { readonly inputs: PlanInputs; readonly horizon: Horizon } | undefined
}

/** Coverage of some weeks at 15 minutes is about a megabyte once it is read. */
const COVERAGES_KEPT = 12
const COVERAGE = 'coverage.json'

/** Reads the results of runs that reports are made from; coverage, which tells of no person, is kept. */
export class DayReportSource {
  readonly #db: Database
  readonly #results: RunResults
  readonly #coverages = new LRUCache<string, RunCoverage>({ max: COVERAGES_KEPT })

  constructor(db: Database, results: RunResults) {
    this.#db = db
    this.#results = results
  }

  /** Of a span of days; published ones first, then the newest. @param from local date */
  runs = (planId: string, from: string, days: number): Promise<RunOfDay[]> =>
    listRunsOfDays(this.#db, planId, from, days)

  /** @returns undefined of a run without results */
  async coverage(runId: string): Promise<RunCoverage | undefined> {
    // Kept for everybody: whether the sender sees the run, and what it says now, is asked first.
    const hash = (await findRunKeys(this.#db, runId, [COVERAGE]))?.hashes.get(COVERAGE)
    if (hash === undefined) return undefined
    const key = `${runId} ${hash}`
    const coverage = this.#coverages.get(key) ?? (await ifThere(() => this.#results.coverage(runId)))
    if (coverage) this.#coverages.set(key, coverage)
    return coverage
  }

  forecast = (runId: string) => ifThere(() => this.#results.forecast(runId))

  async roster(runId: string): Promise<RosterOfRun | undefined> {
    const roster = await ifThere(() => this.#results.roster(runId))
    if (!roster) return undefined
    const text = await ifThere(() => this.#results.text(runId, 'score-basis.json'))
    const revived = text === undefined ? undefined : reviveScoreBasis(JSON.parse(text) as PlainScoreBasis)
    return {
      roster,
      assignments: roster.assignments.map(assignmentFrom),
      basis: revived && { inputs: revived.inputs, horizon: revived.requirement.horizon },
    }
  }
}

/** The run that a day is held against; undefined where nothing is planned of it. */
export const runOfDay = (runs: readonly RunOfDay[], day: string): RunOfDay | undefined =>
  runs.find(({ week, weeks }) => day >= week && day < plusDays(week, 7 * weeks))

export const plusDays = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toISODate()!

/** @throws ServiceError `invalidRequest` for a day that there is not, or that no grid has */
export function dayGrid(day: string, intervalMinutes: number, zone: string): Horizon {
  try {
    return dayHorizon(day, 1, intervalMinutes, zone)
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    throw new ServiceError('invalidRequest', 'The plan has no such day.', error.issues)
  }
}

/** A local day on the grid of a run. */
export function dayOfRun({ intervalMinutes, zone }: Pick<RunCoverage, 'intervalMinutes' | 'zone'>, day: string) {
  const horizon = dayGrid(day, intervalMinutes, zone)
  return { horizon, startMs: horizon.startsAt, endMs: horizonEnd(horizon) }
}

/** First interval of a day on the grid of a run; below 0 or beyond its end where the run has no such day. */
export const firstInterval = ({ starts, intervalMinutes }: RunCoverage, dayStartMs: number): number =>
  Math.round((dayStartMs - Date.parse(starts[0] ?? '')) / (intervalMinutes * 60_000))

function assignmentFrom(shift: RunRoster['assignments'][number]): Assignment {
  const span = ({ start, end }: { readonly start: string; readonly end: string }) => ({
    ...{ startMs: Date.parse(start), endMs: Date.parse(end) },
  })
  return {
    ...{ employeeId: shift.employeeId, templateId: shift.templateId, ...span(shift) },
    breaks: shift.breaks.map((item) => ({ kind: item.kind, paid: item.paid, ...span(item) })),
    ...(shift.activities && {
      activities: shift.activities.map((item) => ({ activityId: item.activityId, ...span(item) })),
    }),
    ...(shift.onCall === true && { onCall: true }),
    ...{ queueIds: shift.queueIds, pinned: shift.pinned },
  }
}

/** Nothing in the place of results that a run does not have. */
async function ifThere<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof ServiceError && (error.code === 'notReady' || error.code === 'notFound')) return undefined
    throw error
  }
}
