import type { Actor } from '../auth/actor.ts'
import type { DraftRunRequest, RosterFileRequest } from '../contracts/roster-draft.ts'
import { type Run, runRequestSchema } from '../contracts/run.ts'
import { rosterCsv } from '../exports/plan-files.ts'
import type { Database } from '../store/database.ts'
import { findRun, findRunOfSameInputs, type GivenRoster } from '../store/run-store.ts'
import { draftedRoster } from './draft-cells.ts'
import { OPEN_SHIFTS } from './draft-frame.ts'
import type { DraftService } from './draft-service.ts'
import type { PlanService } from './plan-service.ts'
import type { RunService } from './run-service.ts'
import { notFound, ServiceError } from './service-error.ts'

const DRAFT_FILE = 'roster.csv'

export interface DraftRuns {
  /**
   * Checks the draft of a run as it stands, or goes on from it.
   * @throws ServiceError `conflict` when the sender saw another revision
   */
  startFromDraft(runId: string, request: DraftRunRequest, actor: Actor): Promise<Run>
  /** Checks a roster that was made elsewhere. What is wrong with its file is told by the run. */
  bringIn(planId: string, request: RosterFileRequest, actor: Actor): Promise<Run>
}

/** Runs of rosters that planners made or changed themselves. */
export const draftRuns = (
  db: Database,
  { plans, runs, drafts }: { plans: Pick<PlanService, 'get'>; runs: RunService; drafts: DraftService },
): DraftRuns => ({
  startFromDraft: async (runId, { mode, expectedRevision, ...request }, actor) => {
    const run = await findRun(db, runId)
    if (!run) throw notFound('run', runId)
    const draft = await drafts.stands(runId)
    if (expectedRevision !== undefined && expectedRevision !== draft.revision) {
      const seen = `The draft is at revision ${draft.revision} and not at ${expectedRevision} any more.`
      throw new ServiceError('conflict', `${seen} Look at what was changed, then decide again.`)
    }
    const { roster, openShifts } = draftedRoster(draft.frame, draft.cells)
    const given: GivenRoster = {
      source: { kind: 'draft', runId, revision: draft.revision, mode },
      text: rosterCsv(roster, draft.frame.zoneOf),
      request: {
        ...{ file: DRAFT_FILE, openShifts },
        ...(mode === 'check' ? { basisRunId: runId } : { keep: keepOf(draft, request) }),
      },
    }
    const { week, weeks, scenario } = run
    const {
      seed = run.seed,
      gap = run.gap,
      replications = run.replications,
      timeLimitSeconds = run.time_limit_seconds,
    } = request
    const options = { week, weeks, scenario, seed, gap, replications, timeLimitSeconds }
    return runs.start(run.plan_id, options, actor, given)
  },

  bringIn: async (planId, { fileName, text, ...request }, actor) => {
    const { inputHash } = await plans.get(planId)
    const basisRunId = await findRunOfSameInputs(db, { ...request, planId, inputHash })
    const options = runRequestSchema.parse(request)
    return runs.start(planId, options, actor, {
      source: { kind: 'file', fileName },
      request: { file: fileName, openShifts: 0, ...(basisRunId !== undefined && { basisRunId }) },
      text,
    })
  },
})

type Draft = Awaited<ReturnType<DraftService['stands']>>

/** Locked cells are days of their people's own calendars. */
function keepOf(
  { frame, cells }: Draft,
  { locks, releaseLocks = false, changeCost }: Pick<DraftRunRequest, 'locks' | 'releaseLocks' | 'changeCost'>,
): NonNullable<GivenRoster['request']['keep']> {
  const { people = [], dates = [], shifts = false } = locks ?? {}
  const locked = cells.filter(({ employeeId, locked }) => locked && employeeId !== OPEN_SHIFTS)
  const personDays = locked.map(({ employeeId, day }) => ({
    employeeId,
    date: frame.daysOf(employeeId).dateOf(frame.days.indexOf(day)),
  }))
  return { people, dates, personDays, shifts, releaseLocks, ...(changeCost !== undefined && { changeCost }) }
}
