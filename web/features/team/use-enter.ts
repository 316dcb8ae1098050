import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { EnterRequest } from '../../../server/contracts/request.ts'
import { enterRequest } from '../../lib/team-queries.ts'

/** Enters requests for a person of the team, one after the other; those that were taken before one was refused stand. */
export function useEnter(unitId: string, onDone: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (requests: readonly EnterRequest[]) => {
      for (const request of requests) await enterRequest(unitId, request)
    },
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ['units', unitId] }),
  })
}
