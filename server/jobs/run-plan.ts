import { PRICE_FACTORS } from '../../solver/roster/living/least-change.ts'
import type { RunProgress } from '../contracts/run.ts'
import type { KeepRequest } from './keep-request.ts'
import { runInWorker } from './run-in-worker.ts'
import type { PlanFiles, PlannedWeek, RunOptions } from './worker-task.ts'

/** A roster that falls short is made again; its makings together take at most so many times the limit of one. */
const MAKINGS = 3
/**
 * What a run may take beyond the solver's own limit: for reading and writing, and for each week of each simulation,
 * seconds.
 */
const GRACE_SECONDS = 60
const SECONDS_PER_SIMULATED_WEEK = 1
const PLAN_MEMORY_MEGABYTES = 2048

/** Wall-clock time after which a run is given up, seconds. A run that was asked for much simulation gets time for it. */
export const secondsAllowed = ({ timeLimitSeconds, replications, weeks }: RunOptions, rosters = MAKINGS): number =>
  GRACE_SECONDS + rosters * (timeLimitSeconds + replications * weeks * SECONDS_PER_SIMULATED_WEEK)

/**
 * Makes a plan in a thread of its own. Errors as of `runInWorker`.
 * @param signal ends the thread; nothing is kept
 * @param stop ends the search; the best roster found is kept
 */
export const runPlanInWorker = (
  work: { readonly files: PlanFiles; readonly options: RunOptions; readonly keep?: KeepRequest | undefined },
  onProgress: (progress: RunProgress) => void,
  signal: AbortSignal,
  stop?: AbortSignal,
): Promise<PlannedWeek> => {
  const stopFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
  const raise = () => void Atomics.store(stopFlag, 0, 1)
  if (stop?.aborted) raise()
  stop?.addEventListener('abort', raise, { once: true })
  return runInWorker(
    { kind: 'plan', ...work, stopFlag },
    {
      seconds: secondsAllowed(work.options, MAKINGS + (work.keep?.frontier ? PRICE_FACTORS.length : 0)),
      memoryMegabytes: PLAN_MEMORY_MEGABYTES,
      signal,
    },
    { onProgress },
  ).finally(() => stop?.removeEventListener('abort', raise))
}
