import { queryOptions } from '@tanstack/react-query'
import type { DayActuals } from '../../server/contracts/actuals.ts'
import { API_BASE, request } from './api.ts'

/** What is known of a day's contacts; the server's events tell when that is more. */
export const dayActualsQuery = (planId: string, day: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'actuals', day],
    queryFn: () => request<DayActuals>(`/plans/${planId}/actuals?day=${day}`),
  })

export const actualsEventsAddress = (planId: string): string => `${API_BASE}/plans/${planId}/actuals/events`
