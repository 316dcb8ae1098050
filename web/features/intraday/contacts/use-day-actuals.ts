import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ACTUALS_EVENT } from '../../../../server/contracts/actuals.ts'
import { actualsEventsAddress, dayActualsQuery } from '../../../lib/actuals-queries.ts'
import { openEvents } from '../../../lib/event-stream.ts'
import { useSignInRound } from '../../../lib/use-session.ts'
import { usePlan } from '../../../lib/workspace.ts'

/** A feed falls silent without anything that would tell of it. */
const LOOK_EVERY_MS = 60_000

/** What is known of a day's contacts, as the server comes to know it. */
export function useDayActuals(day: string) {
  const { id: planId } = usePlan()
  const client = useQueryClient()
  const round = useSignInRound()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stream ended with the session
  useEffect(() => {
    const events = openEvents(actualsEventsAddress(planId))
    events.addEventListener(ACTUALS_EVENT, () => void client.invalidateQueries(dayActualsQuery(planId, day)))
    return () => events.close()
  }, [planId, day, client, round])
  return useQuery({ ...dayActualsQuery(planId, day), refetchInterval: LOOK_EVERY_MS })
}
