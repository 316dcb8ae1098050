import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AskRequest } from '../../../../server/contracts/request.ts'
import { askRequest, ownRequestsQuery } from '../../../lib/team-queries.ts'

/** Sends requests, one after the other; those that were taken before one was refused stand. */
export function useAsk(unitId: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ asks, note }: { asks: readonly AskRequest['ask'][]; note: string }) => {
      for (const ask of asks) await askRequest({ unitId, note, ask })
    },
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ownRequestsQuery.queryKey }),
  })
}
