import type { Run } from '../../../server/contracts/run.ts'
import { isUnderWay } from './use-run-events.ts'

/** Runs of a plan that were seen under way and whose end the reader has not been told yet, by id. */
export type WatchedRuns = ReadonlySet<string>

const storedUnder = (planId: string): string => `tideline.solving.${planId}`

/** As the page left it; a reader who comes back is told what ended meanwhile. */
export function readWatched(planId: string): WatchedRuns {
  try {
    return new Set(JSON.parse(localStorage.getItem(storedUnder(planId)) ?? '[]') as string[])
  } catch {
    return new Set()
  }
}

export function writeWatched(planId: string, watched: WatchedRuns): void {
  if (watched.size === 0) localStorage.removeItem(storedUnder(planId))
  else localStorage.setItem(storedUnder(planId), JSON.stringify([...watched]))
}

/**
 * The same with all runs that are under way added, and without those that are told of or gone; the very same set when
 * nothing has changed.
 * @param told ids whose end the reader sees or has put away
 */
export function watchedWith(watched: WatchedRuns, runs: readonly Run[], told: readonly string[]): WatchedRuns {
  const next = runs.filter(({ id, state }) => isUnderWay(state) || (watched.has(id) && !told.includes(id)))
  const isSame = next.length === watched.size && next.every(({ id }) => watched.has(id))
  return isSame ? watched : new Set(next.map(({ id }) => id))
}
