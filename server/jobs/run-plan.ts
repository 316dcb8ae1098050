import type { RunProgress } from '../contracts/run.ts'
import { runInWorker } from './run-in-worker.ts'
import type { PlanFiles, PlannedWeek, RunOptions } from './worker-task.ts'

/** A roster that falls short is made again; its makings together take at most so many times the limit of one. */
const MAKINGS = 3
/** What a run may take beyond the solver's own limit: for reading and writing, and for each simulated week, seconds. */
const GRACE_SECONDS = 60
const SECONDS_PER_REPLICATION = 1
const PLAN_MEMORY_MEGABYTES = 2048

/** Wall-clock time after which a run is given up, seconds. A run that was asked for much simulation gets time for it. */
export const secondsAllowed = ({ timeLimitSeconds, replications }: RunOptions): number =>
  GRACE_SECONDS + MAKINGS * (timeLimitSeconds + replications * SECONDS_PER_REPLICATION)

/** Makes a week's plan in a thread of its own. Errors as of `runInWorker`. */
export const runPlanInWorker = (
  work: { readonly files: PlanFiles; readonly options: RunOptions },
  onProgress: (progress: RunProgress) => void,
  signal: AbortSignal,
): Promise<PlannedWeek> =>
  runInWorker(
    { kind: 'plan', ...work },
    { seconds: secondsAllowed(work.options), memoryMegabytes: PLAN_MEMORY_MEGABYTES, signal },
    { onProgress },
  )
