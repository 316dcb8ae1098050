import type { HeadcountPlan } from '../../solver/domain/headcount-plan.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import type { Suggestion } from '../../solver/intraday/suggestions/suggestion.ts'
import type { ForecastSnapshot, Override } from '../contracts/forecast.ts'
import type { HeadcountProgress, HeadcountRequest } from '../contracts/headcount.ts'
import type { Detection, ImportReport, ImportRequest } from '../contracts/import.ts'
import type { PlanReportReply } from '../contracts/plan-report.ts'
import type { PlannedVolume, PlanTargets, TargetSettings } from '../contracts/queue-targets.ts'
import type { RunProgress } from '../contracts/run.ts'
import type { StoredScenario } from '../contracts/scenario.ts'
import type { SettingsChange } from '../contracts/settings.ts'
import type { MadeForecast } from '../store/forecast-store.ts'
import type { PlanFacts } from '../store/plan-store.ts'
import type { ChangedScenarios, ScenarioChange } from './change-scenarios.ts'
import type { ChangedSettings, StoredSettings } from './change-settings.ts'
import type { CheckRequest } from './check-request.ts'
import type { CheckedMoves, MovesToCheck } from './check-shift-moves.ts'
import type { CompareProgress, CompareWork } from './compare-task.ts'
import type { HeadcountFileRequest } from './headcount-file.ts'
import type { KeepRequest } from './keep-request.ts'
import type { ExportRequest, MadeExport } from './make-export.ts'
import type { DayToWatch, WatchedDay } from './watch-day.ts'

/** Files of a plan folder: path relative to the folder -> text. */
export type PlanFiles = ReadonlyMap<string, string>

/** Everything besides the files that decides a run's result. */
export interface RunOptions {
  /** First day, `YYYY-MM-DD`. */
  readonly week: string
  /** Weeks from then on. */
  readonly weeks: number
  readonly seed: number
  /** Scenario id; `baseline` is the plan as it stands. */
  readonly scenario: string
  readonly gap: number
  readonly timeLimitSeconds: number
  readonly replications: number
}

/** A plan to be made, with the roster that it is given, if any: to check as it is, or to go on from. */
export interface PlanWork {
  readonly files: PlanFiles
  readonly options: RunOptions
  readonly check?: CheckRequest | undefined
  readonly keep?: KeepRequest | undefined
  /** Whether whoever starts the work lets others make parts of it: questions of `part-messages.ts` are answered. */
  readonly sharesParts?: boolean
}

/** A part of a roster that is made elsewhere. */
export interface PartWork {
  readonly files: PlanFiles
  /** Of the run. */
  readonly options: RunOptions
  /** As of `part-messages.ts`. */
  readonly given: Uint8Array
}

/** What a plan's files say, and the hashes that they are known by. */
export type DescribedPlan = PlanFacts

/** A finished run, ready to be stored: texts only, so that nothing is left to do for the process that stores it. */
export interface PlannedWeek {
  readonly report: PlanReportReply
  /** Files for people and replies of the API: name -> text. */
  readonly contents: ReadonlyMap<string, string>
  /** The model's own forecast that the week was planned from. */
  readonly forecast?: MadeForecast
}

/** A planner's change of the overrides. */
export type OverrideChange = { readonly add: Override } | { readonly remove: string }

export interface ChangedOverrides {
  /** All that are now in force. */
  readonly overrides: readonly Override[]
  readonly changed: Override
  readonly files: ReadonlyMap<string, string | null>
  readonly described: DescribedPlan
}

/** Targets as the plan's files have them. */
export type StoredTargets = Pick<PlanTargets, 'plannedVolume' | 'queues'>

/** A planner's change of a queue's targets, or of the volume that is planned for. */
export type TargetChange =
  | { readonly queueId: string; readonly settings: TargetSettings }
  | { readonly plannedVolume: PlannedVolume }

export interface ChangedTargets extends StoredTargets {
  /** Empty when everything was so already. */
  readonly files: ReadonlyMap<string, string>
  /** Of the plan with those files; absent when none changes. */
  readonly described?: DescribedPlan
  /** What was changed as `plan.yaml` has it, without what it leaves to defaults. */
  readonly before: Readonly<Record<string, unknown>>
  readonly after: Readonly<Record<string, unknown>>
}

/** A file that was read into a plan. Texts that may be large come gzipped, ready to be stored and sent. */
export interface ReadFile {
  readonly report: ImportReport
  readonly rejectsGzip: Uint8Array
  /** Path -> text of the plan's files that change; empty for a preview. */
  readonly files: ReadonlyMap<string, string>
  /** Of the plan with those files; undefined when none changes. */
  readonly described?: DescribedPlan
}

/** Where a file that was sent in lies, and what it was called. */
export interface ReceivedFile {
  readonly path: string
  readonly fileName: string
}

/** Work that is too heavy for the process that answers requests: what each kind is given, says meanwhile and gives. */
interface WorkerTasks {
  describe: { given: { files: PlanFiles }; progress: never; result: DescribedPlan }
  /** Asked to stop, it ends its search with the best roster found. */
  plan: {
    given: PlanWork
    progress: RunProgress
    result: PlannedWeek
  }
  /** The result is as of `part-messages.ts`. Asked to stop, it ends its search as a plan does. */
  part: { given: PartWork; progress: never; result: Uint8Array }
  /** Asks for the place of the next scenario to plan, under any key. Asked to stop, it ends its search as a plan does. */
  compare: { given: CompareWork; progress: CompareProgress; result: undefined }
  detect: { given: { file: ReceivedFile; files: PlanFiles }; progress: never; result: Detection }
  /** Further files of the plan are asked for by path. Progress is the share that has been read, 0..1. */
  readFile: {
    given: { file: ReceivedFile; files: PlanFiles; paths: readonly string[]; request: ImportRequest }
    progress: number
    result: ReadFile
  }
  forecast: { given: { files: PlanFiles; from: string; days: number }; progress: never; result: MadeForecast }
  overrides: { given: { files: PlanFiles }; progress: never; result: readonly Override[] }
  /** Undefined when there is no override of the id to remove. */
  changeOverrides: {
    given: { files: PlanFiles; change: OverrideChange }
    progress: never
    result: ChangedOverrides | undefined
  }
  scenarios: { given: { files: PlanFiles }; progress: never; result: readonly StoredScenario[] }
  /** Undefined when there is no scenario of the id to remove. */
  changeScenarios: {
    given: { files: PlanFiles; change: ScenarioChange }
    progress: never
    result: ChangedScenarios | undefined
  }
  targets: { given: { files: PlanFiles }; progress: never; result: StoredTargets }
  /** Undefined when there is no queue of the id. */
  changeTargets: {
    given: { files: PlanFiles; change: TargetChange }
    progress: never
    result: ChangedTargets | undefined
  }
  settings: { given: { files: PlanFiles }; progress: never; result: StoredSettings }
  /** Undefined when there is nothing of a change's item. */
  changeSettings: {
    given: { files: PlanFiles; changes: readonly SettingsChange[] }
    progress: never
    result: ChangedSettings | undefined
  }
  checkShiftMoves: { given: MovesToCheck; progress: never; result: CheckedMoves }
  suggestDay: { given: DayToWatch; progress: never; result: readonly Suggestion[] }
  watchDay: { given: DayToWatch; progress: never; result: WatchedDay }
  export: { given: { files: PlanFiles; request: ExportRequest }; progress: never; result: MadeExport }
  headcount: {
    given: { files: PlanFiles; options: HeadcountRequest }
    progress: HeadcountProgress
    result: HeadcountPlan
  }
  headcountFile: { given: { files: PlanFiles; request: HeadcountFileRequest }; progress: never; result: Uint8Array }
  /** Contents of the snapshots are asked for by id. The result is the reply's JSON. */
  accuracy: {
    given: { files: PlanFiles; snapshots: readonly ForecastSnapshot[] }
    progress: never
    result: Uint8Array
  }
}

type TaskOf<Kind extends keyof WorkerTasks> = { readonly kind: Kind } & Readonly<WorkerTasks[Kind]['given']>
export type ReadFileTask = TaskOf<'readFile'>
export type WorkerTask = { [Kind in keyof WorkerTasks]: TaskOf<Kind> }[keyof WorkerTasks]
export type WorkerResult<Task extends WorkerTask> = WorkerTasks[Task['kind']]['result']
export type WorkerProgress<Task extends WorkerTask> = WorkerTasks[Task['kind']]['progress']

/** What a worker says. Errors cross to the other process as plain values and become errors again there. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: unknown }
  /** Asks the process that started it for what it may need, perhaps with what that needs to know; `WorkerAnswer` comes back. */
  | { readonly kind: 'ask'; readonly key: string; readonly value?: Uint8Array | undefined }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly issues: readonly InputIssue[] }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string }

/** Answer to an `ask`; undefined when there is nothing of that key. */
export interface WorkerAnswer {
  readonly key: string
  readonly value: string | Uint8Array | undefined
}

/** Finds what a task asks for; undefined when there is nothing of that key. @param about what the question needs to know */
export type Answer = (key: string, about?: Uint8Array) => Promise<WorkerAnswer['value']>
