import { queryOptions } from '@tanstack/react-query'
import type { MadeWallboard, NewWallboard, WallboardList } from '../../server/contracts/wallboard.ts'
import { request } from './api.ts'

/** Links to screens on the wall. */
export const wallboardsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'wallboards'],
    queryFn: () => request<WallboardList>(`/plans/${planId}/wallboards`).then(({ wallboards }) => wallboards),
    staleTime: 0,
  })

export const makeWallboard = (planId: string, body: NewWallboard) =>
  request<MadeWallboard>(`/plans/${planId}/wallboards`, { method: 'POST', body })

export const endWallboard = (planId: string, id: string) =>
  request<unknown>(`/plans/${planId}/wallboards/${id}`, { method: 'DELETE' })
