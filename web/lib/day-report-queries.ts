import { queryOptions } from '@tanstack/react-query'
import type { DayReport, TeamFigures } from '../../server/contracts/day-report.ts'
import { API_BASE, request } from './api.ts'
import type { Language } from './i18n.ts'

/** A day goes on while it is looked at, and corrections come later. */
const STALE_AFTER_MS = 60_000

/** @param day the last one of which anything was reported where none is asked for */
export const dayReportQuery = (planId: string, day: string | undefined) =>
  queryOptions({
    queryKey: ['plans', planId, 'day-report', day ?? 'last'],
    queryFn: () => request<DayReport>(`/plans/${planId}/day-report${day === undefined ? '' : `?day=${day}`}`),
    staleTime: STALE_AFTER_MS,
    // A day that goes on brings more.
    refetchInterval: ({ state }) => (state.data?.missing.includes('dayNotOver') ? STALE_AFTER_MS : false),
  })

export const teamFiguresQuery = (unitId: string, day: string) =>
  queryOptions({
    queryKey: ['units', unitId, 'team-figures', day],
    queryFn: () => request<TeamFigures>(`/units/${encodeURIComponent(unitId)}/team-figures?day=${day}`),
    staleTime: STALE_AFTER_MS,
  })

export const dayReportAddress = (planId: string, day: string, kind: 'xlsx' | 'html', language: Language): string =>
  `${API_BASE}/plans/${planId}/day-report.${kind}?day=${day}&language=${language}`
