import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Run, RunState } from '../../../server/contracts/run.ts'
import { openEvents } from '../../lib/event-stream.ts'
import { runEventsAddress, runQuery, runsQuery } from '../../lib/queries.ts'
import { useSignInRound } from '../../lib/use-session.ts'

/** Whether a run may still change. */
export const isUnderWay = (state: RunState): boolean => state === 'queued' || state === 'running'

/** Keeps a run that is under way up to date from the server's stream until it ends. */
export function useRunEvents(run: Run | undefined): void {
  const client = useQueryClient()
  const id = run && isUnderWay(run.state) ? run.id : undefined
  const round = useSignInRound()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stream ended with the session
  useEffect(() => {
    if (id === undefined) return
    const events = openEvents(runEventsAddress(id))
    events.addEventListener('run', (event) => {
      const next = JSON.parse(event.data) as Run
      client.setQueryData(runQuery(id).queryKey, next)
      if (isUnderWay(next.state)) return
      // The stream ends here; left open, the browser would take the end for a fault and connect again.
      events.close()
      void client.invalidateQueries(runsQuery(next.planId))
    })
    return () => events.close()
  }, [id, client, round])
}
