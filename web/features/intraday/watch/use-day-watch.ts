import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { DAY_WATCH_EVENT } from '../../../../server/contracts/day-watch.ts'
import { dayWatchEventsAddress, dayWatchQuery } from '../../../lib/day-watch-queries.ts'
import { openEvents } from '../../../lib/event-stream.ts'
import { useSignInRound } from '../../../lib/use-session.ts'
import { usePlan } from '../../../lib/workspace.ts'

/** How the rest of the day looks, as it is worked out. @param isToday whether the day that is shown is today: of another there is none */
export function useDayWatch(isToday: boolean) {
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const round = useSignInRound()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stream ended with the session
  useEffect(() => {
    if (!isToday) return undefined
    const events = openEvents(dayWatchEventsAddress(planId))
    events.addEventListener(DAY_WATCH_EVENT, () => void client.invalidateQueries(dayWatchQuery(planId)))
    return () => events.close()
  }, [planId, isToday, client, round])
  return useQuery({ ...dayWatchQuery(planId), enabled: isToday })
}
