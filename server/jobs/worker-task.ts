import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { PlanReportReply } from '../contracts/plan-report.ts'
import type { RunProgress } from '../contracts/run.ts'
import type { PlanDescription } from '../store/tables.ts'

/** Files of a plan folder: path relative to the folder -> text. */
export type PlanFiles = ReadonlyMap<string, string>

/** Everything besides the files that decides a run's result. */
export interface RunOptions {
  /** First day, `YYYY-MM-DD`. */
  readonly week: string
  readonly seed: number
  /** Scenario id; `baseline` is the plan as it stands. */
  readonly scenario: string
  readonly gap: number
  readonly timeLimitSeconds: number
  readonly replications: number
}

/** Work that is too heavy for the thread that answers requests. */
export type WorkerTask =
  | { readonly kind: 'describe'; readonly files: PlanFiles }
  | { readonly kind: 'plan'; readonly files: PlanFiles; readonly options: RunOptions }

export interface DescribedPlan {
  readonly description: PlanDescription
  readonly inputHash: string
}

/** A finished run, ready to be stored: texts only, so that nothing is left to do for the thread that stores it. */
export interface PlannedWeek {
  readonly report: PlanReportReply
  /** Files for people and replies of the API: name -> text. */
  readonly contents: ReadonlyMap<string, string>
}

export type WorkerResult<Task extends WorkerTask> = Task extends { kind: 'describe' } ? DescribedPlan : PlannedWeek

/** What a worker says. Errors cross the thread boundary as plain values and become errors again on the other side. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: RunProgress }
  | { readonly kind: 'done'; readonly result: DescribedPlan | PlannedWeek }
  | { readonly kind: 'refused'; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string }
