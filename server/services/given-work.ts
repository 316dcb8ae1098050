import type { BasisRun, CheckRequest } from '../jobs/check-request.ts'
import type { KeepRequest } from '../jobs/keep-request.ts'
import type { Database } from '../store/database.ts'
import { findGivenRoster, findResult, findRun, type RunRow } from '../store/run-store.ts'

/** Days before a shift within which its change is at short notice; it counts from a day that drafts do not name. */
const NOTICE_DAYS = 7

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
