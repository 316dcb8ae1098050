import type { Suggestion } from '../../solver/intraday/suggestions/suggestion.ts'
import type { ForecastSnapshot, Override } from '../contracts/forecast.ts'
import type { Detection, ImportRequest } from '../contracts/import.ts'
import type { StoredScenario } from '../contracts/scenario.ts'
import type { SettingsChange } from '../contracts/settings.ts'
import type { MadeForecast } from '../store/forecast-store.ts'
import type { ChangedScenarios, ScenarioChange } from './change-scenarios.ts'
import type { ChangedSettings, StoredSettings } from './change-settings.ts'
import type { CheckedMoves, MovesToCheck } from './check-shift-moves.ts'
import type { HeadcountFileRequest } from './headcount-file.ts'
import type { ExportRequest, MadeExport } from './make-export.ts'
import { runInProcess, type WorkerLimits, type WorkerTalk } from './run-in-process.ts'
import type { DayToWatch, WatchedDay } from './watch-day.ts'
import { WorkQueue } from './work-queue.ts'
import type {
  Answer,
  ChangedOverrides,
  ChangedTargets,
  DescribedPlan,
  OverrideChange,
  PlanFiles,
  ReadFile,
  ReceivedFile,
  StoredTargets,
  TargetChange,
  WorkerResult,
  WorkerTask,
} from './worker-task.ts'

/** Processes at work at once, a solve of a run apart. */
const PROCESSES = 2
/** Reading a large file or forecasting a large plan takes long: one of the processes stays free for what is short. */
const LONG_PROCESSES = 1

const SHORT: WorkerLimits = { seconds: 60, memoryMegabytes: 768 }
const LONG: WorkerLimits = { seconds: 900, memoryMegabytes: 1536 }

/** Work on plans that is too heavy for the process that answers requests. Errors as of `runInProcess`. */
export interface PlanTasks {
  describe(files: PlanFiles): Promise<DescribedPlan>
  detect(file: ReceivedFile, files: PlanFiles, signal: AbortSignal): Promise<Detection>
  /** @param work `paths` are those of all files of the plan; those not in `files` are asked for */
  readFile(
    work: { file: ReceivedFile; files: PlanFiles; paths: readonly string[]; request: ImportRequest },
    talk: { onProgress: (fraction: number) => void; answer: Answer },
    signal: AbortSignal,
  ): Promise<ReadFile>
  makeForecast(work: { files: PlanFiles; from: string; days: number }, signal: AbortSignal): Promise<MadeForecast>
  overrides(files: PlanFiles): Promise<readonly Override[]>
  changeOverrides(files: PlanFiles, change: OverrideChange): Promise<ChangedOverrides | undefined>
  scenarios(files: PlanFiles): Promise<readonly StoredScenario[]>
  changeScenarios(files: PlanFiles, change: ScenarioChange): Promise<ChangedScenarios | undefined>
  targets(files: PlanFiles): Promise<StoredTargets>
  changeTargets(files: PlanFiles, change: TargetChange): Promise<ChangedTargets | undefined>
  settings(files: PlanFiles): Promise<StoredSettings>
  changeSettings(files: PlanFiles, changes: readonly SettingsChange[]): Promise<ChangedSettings | undefined>
  checkShiftMoves(work: MovesToCheck): Promise<CheckedMoves>
  watchDay(work: DayToWatch): Promise<WatchedDay>
  suggestDay(work: DayToWatch): Promise<readonly Suggestion[]>
  makeExport(files: PlanFiles, request: ExportRequest): Promise<MadeExport>
  headcountFile(files: PlanFiles, request: HeadcountFileRequest): Promise<Uint8Array>
  /** @returns the reply's JSON */
  accuracy(files: PlanFiles, snapshots: readonly ForecastSnapshot[], contentOf: Answer): Promise<Uint8Array>
}

/** @param perform in the place of processes of their own */
export function planTasks(perform: typeof runInProcess = runInProcess): PlanTasks {
  const processes = new WorkQueue(PROCESSES)
  const longProcesses = new WorkQueue(LONG_PROCESSES)
  const short = <Task extends WorkerTask>(task: Task, signal?: AbortSignal): Promise<WorkerResult<Task>> =>
    processes.run(() => perform(task, signal ? { ...SHORT, signal } : SHORT), signal)
  const long = <Task extends WorkerTask>(
    task: Task,
    talk: WorkerTalk<Task> = {},
    signal?: AbortSignal,
  ): Promise<WorkerResult<Task>> =>
    longProcesses.run(
      () => processes.run(() => perform(task, signal ? { ...LONG, signal } : LONG, talk), signal),
      signal,
    )
  return {
    describe: (files) => short({ kind: 'describe', files }),
    detect: (file, files, signal) => short({ kind: 'detect', file, files }, signal),
    readFile: (work, talk, signal) => long({ kind: 'readFile', ...work }, talk, signal),
    makeForecast: (work, signal) => long({ kind: 'forecast', ...work }, {}, signal),
    overrides: (files) => short({ kind: 'overrides', files }),
    changeOverrides: (files, change) => short({ kind: 'changeOverrides', files, change }),
    scenarios: (files) => short({ kind: 'scenarios', files }),
    changeScenarios: (files, change) => short({ kind: 'changeScenarios', files, change }),
    targets: (files) => short({ kind: 'targets', files }),
    changeTargets: (files, change) => short({ kind: 'changeTargets', files, change }),
    settings: (files) => short({ kind: 'settings', files }),
    changeSettings: (files, changes) => short({ kind: 'changeSettings', files, changes }),
    checkShiftMoves: (work) => short({ kind: 'checkShiftMoves', ...work }),
    watchDay: (work) => long({ kind: 'watchDay', ...work }),
    suggestDay: (work) => short({ kind: 'suggestDay', ...work }),
    makeExport: (files, request) => short({ kind: 'export', files, request }),
    headcountFile: (files, request) => short({ kind: 'headcountFile', files, request }),
    accuracy: (files, snapshots, answer) => long({ kind: 'accuracy', files, snapshots }, { answer }),
  }
}
