import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Publication, PublicationRequest } from '../../../server/contracts/publication.ts'
import type { Run } from '../../../server/contracts/run.ts'
import { publicationsQuery, publishRun, runQuery, runsQuery } from '../../lib/queries.ts'

/** Publishes a run in the place of its weeks' rosters that the reader sees. */
export function usePublish(run: Run, ofWeeks: readonly Publication[]) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (override: PublicationRequest['override']) =>
      publishRun(run.id, { replaces: ofWeeks.map(({ id }) => id), ...(override && { override }) }),
    onSuccess: (publication) => client.setQueryData(runQuery(run.id).queryKey, { ...run, publication }),
    // Refused as well: somebody else may have published meanwhile, which the reader is to see.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(publicationsQuery(run.planId)),
        client.invalidateQueries(runsQuery(run.planId)),
      ]),
  })
}
