import { queryOptions } from '@tanstack/react-query'
import type {
  AccuracyReport,
  ForecastContent,
  ForecastRequest,
  ForecastSnapshot,
  OverrideRequest,
  SignedOverride,
} from '../../server/contracts/forecast.ts'
import type { Plan, PlanImport } from '../../server/contracts/plan.ts'
import type { PlanningUnit } from '../../server/contracts/planning-unit.ts'
import type { Publication, PublicationRequest } from '../../server/contracts/publication.ts'
import type { PlannedVolumeRequest, PlanTargets, TargetChangeRequest } from '../../server/contracts/queue-targets.ts'
import type { Run, RunFileName, RunRequest } from '../../server/contracts/run.ts'
import type { RunCoverage, RunRoster } from '../../server/contracts/run-result.ts'
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

/** Newest first. */
export const publicationsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'publications'],
    queryFn: () =>
      request<{ publications: Publication[] }>(`/plans/${planId}/publications`).then((reply) => reply.publications),
  })

/** What a succeeded run made never changes. */
const resultQuery = <Reply>(runId: string, part: 'coverage' | 'roster') =>
  queryOptions({
    queryKey: ['runs', runId, part],
    queryFn: () => request<Reply>(`/runs/${runId}/${part}`),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const coverageQuery = (runId: string) => resultQuery<RunCoverage>(runId, 'coverage')
export const rosterQuery = (runId: string) => resultQuery<RunRoster>(runId, 'roster')

const POLL_MS = 1000

/** Forecasts of a plan, newest first; asked for again while one is being made. */
export const forecastsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'forecasts'],
    queryFn: () =>
      request<{ forecasts: ForecastSnapshot[] }>(`/plans/${planId}/forecasts`).then(({ forecasts }) =>
        forecasts.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt)),
      ),
    refetchInterval: ({ state }) => (state.data?.some(({ state }) => state === 'running') ? POLL_MS : false),
  })

/** What a forecast said when it was made never changes. */
export const forecastContentQuery = (forecastId: string) =>
  queryOptions({
    queryKey: ['forecasts', forecastId, 'content'],
    queryFn: () => request<ForecastContent>(`/forecasts/${forecastId}/content`),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const overridesQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'overrides'],
    queryFn: () =>
      request<{ overrides: SignedOverride[] }>(`/plans/${planId}/overrides`).then((reply) => reply.overrides),
  })

export const targetsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'targets'],
    queryFn: () => request<PlanTargets>(`/plans/${planId}/targets`),
    // Other views change the plan as well, and with it the revision that a change of the targets is made against.
    staleTime: 0,
  })

export const changeTargets = (planId: string, queueId: string, body: TargetChangeRequest) =>
  request<PlanTargets>(`/plans/${planId}/queues/${encodeURIComponent(queueId)}/targets`, { method: 'PUT', body })
export const changePlannedVolume = (planId: string, body: PlannedVolumeRequest) =>
  request<PlanTargets>(`/plans/${planId}/assurance`, { method: 'PUT', body })

export const accuracyQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'accuracy'],
    queryFn: () => request<AccuracyReport>(`/plans/${planId}/accuracy`),
  })

export const makeForecast = (planId: string, choices: Partial<ForecastRequest>) =>
  request<ForecastSnapshot>(`/plans/${planId}/forecasts`, { method: 'POST', body: choices })
export const addOverride = (planId: string, override: OverrideRequest) =>
  request<SignedOverride>(`/plans/${planId}/overrides`, { method: 'POST', body: override })
export const removeOverride = (planId: string, overrideId: string) =>
  request<unknown>(`/plans/${planId}/overrides/${encodeURIComponent(overrideId)}`, { method: 'DELETE' })

export const startRun = (planId: string, choices: RunChoices) =>
  request<Run>(`/plans/${planId}/runs`, { method: 'POST', body: choices })
export const publishRun = (runId: string, body: PublicationRequest) =>
  request<Publication>(`/runs/${runId}/publication`, { method: 'POST', body })
export const cancelRun = (runId: string) => request<Run>(`/runs/${runId}/cancel`, { method: 'POST' })
/** Ends the search; the best roster found is kept. */
export const stopRun = (runId: string) => request<Run>(`/runs/${runId}/stop`, { method: 'POST' })
export const importPlan = (plan: PlanImport) => request<Plan>('/plans', { method: 'POST', body: plan })

export const runFileAddress = (runId: string, file: RunFileName): string => `${API_BASE}/runs/${runId}/files/${file}`
/** The forecast of a snapshot with the overrides in force. */
export const forecastFileAddress = (forecastId: string): string => `${API_BASE}/forecasts/${forecastId}/forecast.csv`
export const runEventsAddress = (runId: string): string => `${API_BASE}/runs/${runId}/events`
