import type { PlannedScenario } from '../../solver/domain/comparison.ts'
import type { RunProgress } from '../contracts/run.ts'
import type { CompareProgress, CompareWork } from './compare-task.ts'
import { runInProcess, WorkerCrashed, WorkerTimedOut } from './run-in-process.ts'
import { PLAN_MEMORY_MEGABYTES, secondsAllowed } from './run-plan.ts'

/** A day: nothing is kept for longer. */
const MOST_SECONDS = 86_400

export interface PartTalk {
  readonly onProgress: (progress: RunProgress) => void
  /** Ends the process; nothing is kept. */
  readonly signal: AbortSignal
}

/** Plans the scenarios of one comparison one at a time, whichever are asked for. */
export interface ScenarioPlanner {
  /**
   * What comes of a scenario does not depend on those before it.
   * @param place in the work. Errors as of `runInProcess`; the planner is of no use after one
   */
  plan(place: number, talk: PartTalk): Promise<PlannedScenario>
  close(): Promise<void>
}

interface PartInHand {
  readonly onProgress: (progress: RunProgress) => void
  readonly outcome: PromiseWithResolvers<PlannedScenario>
}

/** Starts a process that reads the plan once and plans the scenarios that it is then given. */
export function openScenarioPlanner(work: CompareWork): ScenarioPlanner {
  const ending = new AbortController()
  const seconds = secondsAllowed({ ...work.options, scenario: '' })
  let inHand: PartInHand | undefined
  let wanted: string | undefined
  let hand: ((place: string | undefined) => void) | undefined
  const answer = (): Promise<string | undefined> =>
    new Promise((resolve) => {
      if (wanted === undefined) hand = resolve
      else resolve(wanted)
      wanted = undefined
    })
  const take = (progress: CompareProgress): void => {
    if (progress.kind === 'stage') inHand?.onProgress(progress.progress)
    else inHand?.outcome.resolve(progress.planned)
  }
  const ended = runInProcess(
    { kind: 'compare', ...work },
    { seconds: MOST_SECONDS, memoryMegabytes: PLAN_MEMORY_MEGABYTES, inSpareTime: true, signal: ending.signal },
    { onProgress: take, answer },
  ).then(
    () => inHand?.outcome.reject(new WorkerCrashed('The work ended before all of it was planned.')),
    (error) => {
      inHand?.outcome.reject(error)
      if (!ending.signal.aborted) ending.abort(error)
    },
  )
  return {
    plan: async (place, { onProgress, signal }) => {
      signal.throwIfAborted()
      ending.signal.throwIfAborted()
      const outcome = Promise.withResolvers<PlannedScenario>()
      inHand = { onProgress, outcome }
      const abort = () => ending.abort(signal.reason)
      signal.addEventListener('abort', abort, { once: true })
      const timer = setTimeout(() => ending.abort(new WorkerTimedOut(seconds)), seconds * 1000)
      if (hand) hand(String(place))
      else wanted = String(place)
      hand = undefined
      return outcome.promise.finally(() => {
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
        inHand = undefined
      })
    },
    close: async () => {
      // One that waits for a place is told that there is none, and ends in order.
      if (hand) hand(undefined)
      else ending.abort(new Error('the planner is closed'))
      await ended
    },
  }
}
