import { queryOptions } from '@tanstack/react-query'
import type { PlanSettingsReply, SettingsChanges } from '../../server/contracts/settings.ts'
import { request } from './api.ts'

export const settingsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'settings'],
    queryFn: () => request<PlanSettingsReply>(`/plans/${planId}/settings`),
    // Other views change the plan as well, and with it the revision that a change is made against.
    staleTime: 0,
  })

/** @returns all settings as they then are */
export const changeSettings = (planId: string, body: SettingsChanges) =>
  request<PlanSettingsReply>(`/plans/${planId}/settings/changes`, { method: 'POST', body })
