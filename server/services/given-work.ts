import type { BasisRun, CheckRequest } from '../jobs/check-request.ts'
import type { KeepRequest } from '../jobs/keep-request.ts'
import type { PlanWork } from '../jobs/worker-task.ts'
import type { Database } from '../store/database.ts'
import { listPlanFiles } from '../store/plan-store.ts'
import { findGivenRoster, findResult, findRun, type RunRow } from '../store/run-store.ts'

/** Days before a shift within which its change is at short notice; it counts from a day that drafts do not name. */
const NOTICE_DAYS = 7

/** The plan of a run as it stands now, and what was asked for. */
export async function workOfRun(db: Database, run: RunRow): Promise<Pick<PlanWork, 'files' | 'options'>> {
  const { week, weeks, seed, scenario, gap, replications, time_limit_seconds: timeLimitSeconds } = run
  return {
    files: new Map((await listPlanFiles(db, run.plan_id)).map(({ path, content }) => [path, content])),
    options: { week, weeks, seed, scenario, gap, replications, timeLimitSeconds },
  }
}

/** What a run is to do with the roster that it was given; nothing for one that makes its roster from nothing. */
export async function givenWork(
  db: Database,
  run: RunRow,
): Promise<{ readonly check?: CheckRequest; readonly keep?: KeepRequest }> {
  const given = run.source && (await findGivenRoster(db, run.id))
  if (!given) return {}
  const { file, openShifts, basisRunId, keep } = given.request
  const roster = { file, text: given.content, openShifts }
  if (!keep)
    return { check: { ...roster, basis: basisRunId === undefined ? undefined : await basisOf(db, basisRunId) } }
  const { releaseLocks, changeCost, ...locks } = keep
  return {
    keep: {
      ...{ ...roster, releaseLocks, noticeDays: NOTICE_DAYS, frontier: false },
      locks: { ...locks, released: [] },
      ...(changeCost !== undefined && { changeCost }),
    },
  }
}

/** A run that went on from a roster bounds cost and changes together, which bounds no cost alone. */
async function basisOf(db: Database, runId: string): Promise<BasisRun | undefined> {
  const [run, content] = await Promise.all([findRun(db, runId), findResult(db, runId, 'score-basis.json')])
  if (!run?.report || !content) return undefined
  const { inputHash, scenarioHash, versions, objectiveBound, kept } = run.report
  return {
    ...{ inputHash, scenarioHash, version: versions.tideline },
    objectiveBound: kept ? undefined : objectiveBound,
    scoreBasis: content.toString('utf8'),
  }
}
