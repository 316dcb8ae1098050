import { useEffect, useState } from 'react'
import type { Run } from '../../../server/contracts/run.ts'
import { readWatched, watchedWith, writeWatched } from './watched-runs.ts'

/**
 * Runs under way, and those that ended since the reader last looked, in the order given.
 * @param shownId run whose own view is open: the reader sees how it stands there
 */
export function useWatchedRuns(planId: string, runs: readonly Run[], shownId: string | undefined) {
  const [before, setBefore] = useState(() => readWatched(planId))
  const watched = watchedWith(before, runs, shownId === undefined ? [] : [shownId])
  useEffect(() => {
    setBefore(watched)
    writeWatched(planId, watched)
  }, [planId, watched])
  return {
    watched: runs.filter(({ id }) => watched.has(id) && id !== shownId),
    dismiss: (id: string) => setBefore((known) => new Set([...known].filter((other) => other !== id))),
  }
}
