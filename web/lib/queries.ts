import { queryOptions } from '@tanstack/react-query'
import type { Plan, PlanImport } from '../../server/contracts/plan.ts'
import type { PlanningUnit } from '../../server/contracts/planning-unit.ts'
import type { Run, RunFileName, RunRequest } from '../../server/contracts/run.ts'
import type { RunCoverage, RunForecast, RunRoster } from '../../server/contracts/run-result.ts'
import { API_BASE, request } from './api.ts'

/** Fields that the server fills in when absent. */
export type RunChoices = Partial<RunRequest>

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () => request<{ units: PlanningUnit[] }>('/units').then((reply) => reply.units),
})

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: () => request<{ plans: Plan[] }>('/plans').then((reply) => reply.plans),
})

export const runsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'runs'],
    queryFn: () => request<{ runs: Run[] }>(`/plans/${planId}/runs`).then((reply) => reply.runs),
  })

export const runQuery = (runId: string) =>
  queryOptions({ queryKey: ['runs', runId], queryFn: () => request<Run>(`/runs/${runId}`) })

/** What a succeeded run made never changes. */
const resultQuery = <Reply>(runId: string, part: 'forecast' | 'coverage' | 'roster') =>
  queryOptions({
    queryKey: ['runs', runId, part],
    queryFn: () => request<Reply>(`/runs/${runId}/${part}`),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const forecastQuery = (runId: string) => resultQuery<RunForecast>(runId, 'forecast')
export const coverageQuery = (runId: string) => resultQuery<RunCoverage>(runId, 'coverage')
export const rosterQuery = (runId: string) => resultQuery<RunRoster>(runId, 'roster')

export const startRun = (planId: string, choices: RunChoices) =>
  request<Run>(`/plans/${planId}/runs`, { method: 'POST', body: choices })
export const cancelRun = (runId: string) => request<Run>(`/runs/${runId}/cancel`, { method: 'POST' })
export const importPlan = (plan: PlanImport) => request<Plan>('/plans', { method: 'POST', body: plan })

export const runFileAddress = (runId: string, file: RunFileName): string => `${API_BASE}/runs/${runId}/files/${file}`
export const runEventsAddress = (runId: string): string => `${API_BASE}/runs/${runId}/events`
