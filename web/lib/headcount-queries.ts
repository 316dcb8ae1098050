import { queryOptions } from '@tanstack/react-query'
import type { Headcount, HeadcountFileName, HeadcountRequest } from '../../server/contracts/headcount.ts'
import { isTerminal } from '../../server/contracts/run.ts'
import { API_BASE, request } from './api.ts'
import type { Language } from './i18n.ts'

const POLL_MS = 1000

const isUnderWay = ({ state }: Headcount): boolean => !isTerminal(state)

/** Headcount plans of a plan, newest first and without results; asked for again while one is under way. */
export const headcountsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'headcount-plans'],
    queryFn: () =>
      request<{ headcountPlans: Headcount[] }>(`/plans/${planId}/headcount-plans`).then(
        ({ headcountPlans }) => headcountPlans,
      ),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL_MS : false),
  })

/** One of them, with its result when it is done. */
export const headcountQuery = (id: string) =>
  queryOptions({
    queryKey: ['headcount-plans', id],
    queryFn: () => request<Headcount>(`/headcount-plans/${id}`),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
  })

export const startHeadcount = (planId: string, choices: HeadcountRequest) =>
  request<Headcount>(`/plans/${planId}/headcount-plans`, { method: 'POST', body: choices })
export const cancelHeadcount = (id: string) => request<Headcount>(`/headcount-plans/${id}/cancel`, { method: 'POST' })

export const headcountFileAddress = (id: string, name: HeadcountFileName, language: Language): string =>
  `${API_BASE}/headcount-plans/${id}/files/${name}?lang=${language}`
