import { explanationIssue } from '../../solver/domain/explanation-issue.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { PlanReportReply } from '../contracts/plan-report.ts'
import type { Run, RunError, RunProgress, RunSource } from '../contracts/run.ts'
import { WorkerCrashed, WorkerTimedOut } from '../jobs/run-in-process.ts'
import type { PlannedWeek } from '../jobs/worker-task.ts'
import type { PublicationRow } from '../store/publication-store.ts'
import type { RunEnding, RunRow } from '../store/run-store.ts'
import { publicationFrom } from './publication-service.ts'

type Failure = { readonly state: 'failed'; readonly error: RunError }
const failed = (code: RunError['code'], message: string, issues: RunError['issues'] = []): Failure => ({
  state: 'failed',
  error: { code, message, issues },
})

/**
 * How a run ends, by what came of it. A roster that the solver made and that breaks a hard rule is a failure, whatever the
 * solver says of it; one that was given to be checked is told with all that it breaks, which keeps it from being published.
 * Messages are for people: what only the log should know stays in the error.
 */
export function endingFrom(outcome: PlannedWeek | unknown, source: RunSource | null = null): RunEnding {
  if (!isPlannedWeek(outcome)) return failureFrom(outcome)
  const broken = outcome.report.violations.filter((violation) => violation.severity === 'hard')
  if (broken.length === 0 || isChecked(source)) return { state: 'succeeded', ...outcome }
  const message = `The roster breaks ${broken.length} hard rule(s), so it was not kept. First: ${broken[0]!.message}`
  return failed('brokenRules', message, whyBroken(outcome.report).map(explanationIssue))
}

/** What is told of work that ended with an error. */
export function failureFrom(outcome: unknown): Failure {
  if (outcome instanceof PlanningInputError) {
    return failed('invalidPlan', 'The plan cannot be made from these inputs.', [...outcome.issues])
  }
  if (outcome instanceof WorkerTimedOut) {
    return failed('timedOut', `${outcome.message} Give it a longer time limit, or a wider gap.`)
  }
  if (outcome instanceof WorkerCrashed && outcome.message.includes('memory')) return failed('crashed', outcome.message)
  return failed('crashed', 'The solver failed. The server log has the details under the run id.')
}

const isChecked = (source: RunSource | null): boolean =>
  source !== null && (source.kind === 'file' || source.mode === 'check')

/** Of the explanations those of rules that no roster can keep; hours that stay uncovered break none. */
const whyBroken = ({ explanations = [] }: PlanReportReply) =>
  explanations.filter(({ kind }) => kind === 'noLegalWeek' || kind === 'presence')

const isPlannedWeek = (outcome: unknown): outcome is PlannedWeek =>
  typeof outcome === 'object' && outcome !== null && 'report' in outcome && 'contents' in outcome

/** Of a report: those that it did not have in earlier versions, whose runs are still shown. */
const LATER_FIELDS: Pick<PlanReportReply, 'targets' | 'serviceRounds' | 'missing' | 'weeks'> = {
  targets: [],
  serviceRounds: [],
  missing: [],
  weeks: 1,
}

export const runFrom = (row: RunRow, progress: RunProgress | null, publication: PublicationRow | undefined): Run => ({
  id: row.id,
  planId: row.plan_id,
  unitId: row.unit_id,
  week: row.week,
  weeks: row.weeks,
  seed: row.seed,
  scenario: row.scenario,
  gap: row.gap,
  timeLimitSeconds: row.time_limit_seconds,
  replications: row.replications,
  source: row.source,
  state: row.state,
  progress,
  report: row.report && { ...LATER_FIELDS, ...row.report },
  error: row.error,
  stopRequestedAt: row.stop_requested_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
  publication: publication ? publicationFrom(publication) : null,
})
