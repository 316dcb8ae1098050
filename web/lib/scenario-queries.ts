import { queryOptions } from '@tanstack/react-query'
import type { ComparisonReply, ComparisonRequest } from '../../server/contracts/comparison.ts'
import type { RunEstimateBasis } from '../../server/contracts/estimate.ts'
import { isTerminal } from '../../server/contracts/run.ts'
import type {
  ChangedScenarioList,
  ScenarioList,
  ScenarioTemplateReply,
  ScenarioText,
  TemplateRequest,
} from '../../server/contracts/scenario.ts'
import { request } from './api.ts'

const POLL_MS = 700

/** Scenarios of a plan, with the revision that a change is made against. */
export const scenariosQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'scenarios'],
    queryFn: () => request<ScenarioList>(`/plans/${planId}/scenarios`),
    // Other views change the plan as well, and with it the revision.
    staleTime: 0,
  })

export const scenarioTemplatesQuery = queryOptions({
  queryKey: ['scenario-templates'],
  queryFn: () =>
    request<{ templates: ScenarioTemplateReply[] }>('/scenario-templates').then((reply) => reply.templates),
  staleTime: Number.POSITIVE_INFINITY,
})

const scenarioPath = (planId: string, id: string) => `/plans/${planId}/scenarios/${encodeURIComponent(id)}`

export const writeScenario = (planId: string, id: string, body: ScenarioText) =>
  request<ChangedScenarioList>(scenarioPath(planId, id), { method: 'PUT', body })
export const writeFromTemplate = (planId: string, body: TemplateRequest) =>
  request<ChangedScenarioList>(`/plans/${planId}/scenarios`, { method: 'POST', body })
export const removeScenario = (planId: string, id: string, revision: number) =>
  request<ChangedScenarioList>(`${scenarioPath(planId, id)}?revision=${revision}`, { method: 'DELETE' })

type Wish<Kind extends ComparisonRequest['kind'], Told extends string> =
  Extract<ComparisonRequest, { kind: Kind }> extends infer Whole
    ? Pick<Whole, Extract<keyof Whole, 'kind' | Told>> & Partial<Whole>
    : never

/** A comparison or a sweep whose other fields the server fills in when absent. */
export type ComparisonChoices = Wish<'scenarios', 'scenarios'> | Wish<'sweep', 'levers'>

const isUnderWay = (comparison: ComparisonReply | undefined): boolean =>
  comparison !== undefined && !isTerminal(comparison.state)

/** Newest first, without results; asked for again while one is being made. */
export const comparisonsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'comparisons'],
    queryFn: () =>
      request<{ comparisons: ComparisonReply[] }>(`/plans/${planId}/comparisons`).then((reply) => reply.comparisons),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 3 * POLL_MS : false),
  })

export const comparisonQuery = (id: string) =>
  queryOptions({
    queryKey: ['comparisons', id],
    queryFn: () => request<ComparisonReply>(`/comparisons/${encodeURIComponent(id)}`),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? POLL_MS : false),
  })

export const startComparison = (planId: string, body: ComparisonChoices) =>
  request<ComparisonReply>(`/plans/${planId}/comparisons`, { method: 'POST', body })
export const cancelComparison = (id: string) =>
  request<ComparisonReply>(`/comparisons/${encodeURIComponent(id)}/cancel`, { method: 'POST' })

/** What a succeeded run's estimates are made from never changes. */
export const estimateBasisQuery = (runId: string) =>
  queryOptions({
    queryKey: ['runs', runId, 'estimate-basis'],
    queryFn: () => request<RunEstimateBasis>(`/runs/${runId}/estimate-basis`),
    staleTime: Number.POSITIVE_INFINITY,
  })
