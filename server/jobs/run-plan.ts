import { PRICE_FACTORS } from '../../solver/roster/living/least-change.ts'
import type { RunProgress } from '../contracts/run.ts'
import { runInProcess } from './run-in-process.ts'
import type { Answer, PartWork, PlannedWeek, PlanWork, RunOptions } from './worker-task.ts'

/** A roster that falls short is made again; its makings together take at most so many times the limit of one. */
const MAKINGS = 3
/**
 * What a run may take beyond the solver's own limit: for reading and writing, and for each week of each simulation,
 * seconds.
 */
const GRACE_SECONDS = 60
const SECONDS_PER_SIMULATED_WEEK = 1
export const PLAN_MEMORY_MEGABYTES = 2048

/** Wall-clock time after which a run is given up, seconds. A run that was asked for much simulation gets time for it. */
export const secondsAllowed = ({ timeLimitSeconds, replications, weeks }: RunOptions, rosters = MAKINGS): number =>
  GRACE_SECONDS + rosters * (timeLimitSeconds + replications * weeks * SECONDS_PER_SIMULATED_WEEK)

/**
 * Makes a plan in a process of its own. Errors as of `runInProcess`.
 * @param signal ends the process; nothing is kept
 * @param stop ends the search; the best roster found is kept
 * @param answer answers questions of `part-messages.ts`, which lets others make parts of the roster
 */
export const runPlanInProcess = (
  work: PlanWork,
  onProgress: (progress: RunProgress) => void,
  signal: AbortSignal,
  stop?: AbortSignal,
  answer?: Answer,
): Promise<PlannedWeek> =>
  runInProcess(
    { kind: 'plan', ...work, sharesParts: answer !== undefined },
    {
      seconds: secondsAllowed(work.options, MAKINGS + (work.keep?.frontier ? PRICE_FACTORS.length : 0)),
      memoryMegabytes: PLAN_MEMORY_MEGABYTES,
      // Somebody waits for what only has to be checked.
      inSpareTime: work.check === undefined,
      signal,
    },
    { onProgress, stop, ...(answer && { answer }) },
  )

/** Makes a part of a plan's roster in a process of its own. Errors as of `runInProcess`. */
export const makePartInProcess = (work: PartWork, signal: AbortSignal, stop: AbortSignal): Promise<Uint8Array> =>
  runInProcess(
    { kind: 'part', ...work },
    {
      seconds: secondsAllowed({ ...work.options, replications: 0 }, 1),
      memoryMegabytes: PLAN_MEMORY_MEGABYTES,
      inSpareTime: true,
      signal,
    },
    { stop },
  )
