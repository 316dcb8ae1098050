import type { CompareProgress, CompareWork } from './compare-task.ts'
import { runInProcess } from './run-in-process.ts'
import { PLAN_MEMORY_MEGABYTES, secondsAllowed } from './run-plan.ts'

/** A scenario that is planned. */
export type PlannedInPlace = Extract<CompareProgress, { kind: 'planned' }>

/** A day: what takes longer is not waited for. */
const MOST_SECONDS = 86_400

export interface CompareTalk {
  readonly onProgress?: (progress: CompareProgress) => void
  /** Ends the processes; nothing is kept. */
  readonly signal: AbortSignal
  /** Ends the search of the scenarios in hand with the best rosters found; no other is begun. */
  readonly stop?: AbortSignal | undefined
}

/**
 * Plans scenarios in processes of their own, each of which takes the next scenario when it is done with one. What comes
 * of a scenario is the same, byte for byte but for the seconds it took, however many processes there are.
 * @returns in the order of the work; after a stop those that were begun. Errors as of `runInProcess`.
 */
export async function planInProcesses(
  work: CompareWork,
  workers: number,
  { onProgress, signal, stop }: CompareTalk,
): Promise<PlannedInPlace[]> {
  const planned: PlannedInPlace[] = []
  // When one fails there is nothing to compare, so the others need not go on.
  const failed = new AbortController()
  const limits = {
    seconds: Math.min(MOST_SECONDS, secondsAllowed({ ...work.options, scenario: '' }) * work.scenarios.length),
    memoryMegabytes: PLAN_MEMORY_MEGABYTES,
    inSpareTime: true,
    signal: AbortSignal.any([signal, failed.signal]),
  }
  let next = 0
  const answer = async () => (next < work.scenarios.length && !(stop?.aborted && next > 0) ? String(next++) : undefined)
  const take = (progress: CompareProgress) => {
    if (progress.kind === 'planned') planned.push(progress)
    onProgress?.(progress)
  }
  const processes = Array.from({ length: Math.min(workers, work.scenarios.length) }, () =>
    runInProcess({ kind: 'compare', ...work }, limits, { onProgress: take, answer, stop }),
  )
  const ended = await Promise.allSettled(processes.map((each) => each.catch((error) => failAll(failed, error))))
  const failure = ended.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined
  if (failure) throw signal.aborted ? signal.reason : failed.signal.reason
  return planned.sort((a, b) => a.place - b.place)
}

function failAll(failed: AbortController, error: unknown): never {
  if (!failed.signal.aborted) failed.abort(error)
  throw error
}
