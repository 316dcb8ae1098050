import { queryOptions } from '@tanstack/react-query'
import type { AlertReply, DayWatch, Suggestions } from '../../server/contracts/day-watch.ts'
import type { Run } from '../../server/contracts/run.ts'
import { API_BASE, request } from './api.ts'

/** How the rest of a plan's day looks, and its warnings; the server's events tell when that changes. */
export const dayWatchQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'dayWatch'],
    queryFn: () => request<DayWatch>(`/plans/${planId}/day-watch`),
  })

export const dayWatchEventsAddress = (planId: string): string => `${API_BASE}/plans/${planId}/day-watch/events`

export const acknowledgeAlert = (id: string) => request<AlertReply>(`/alerts/${id}/acknowledge`, { method: 'POST' })
export const muteAlert = (id: string, minutes: number) =>
  request<AlertReply>(`/alerts/${id}/mute`, { method: 'POST', body: { minutes } })

/** Takes some seconds. */
export const askSuggestions = (planId: string) =>
  request<Suggestions>(`/plans/${planId}/suggestions`, { method: 'POST' })
/** @returns the run that checks the changed roster */
export const acceptSuggestion = (planId: string, id: string) =>
  request<Run>(`/plans/${planId}/suggestions/${encodeURIComponent(id)}/acceptance`, { method: 'POST' })
