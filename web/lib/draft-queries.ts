import { queryOptions } from '@tanstack/react-query'
import type {
  DraftEditRequest,
  DraftEdits,
  DraftRunRequest,
  RosterDraft,
  RosterFileRequest,
} from '../../server/contracts/roster-draft.ts'
import type { Run } from '../../server/contracts/run.ts'
import type { RunBoard } from '../../server/contracts/run-board.ts'
import { API_BASE, request } from './api.ts'

/** What a succeeded run made never changes. */
export const runBoardQuery = (runId: string) =>
  queryOptions({
    queryKey: ['runs', runId, 'board'],
    queryFn: () => request<RunBoard>(`/runs/${runId}/board`),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** A `RunScoreBasis`, which those fetch who reckon with it: it is too much for the page itself to read. */
export const scoreBasisAddress = (runId: string): string => `${API_BASE}/runs/${runId}/score-basis`

/** What was drafted until it is asked; edits from then on come by `draftEditsAfter`. */
export const draftQuery = (runId: string) =>
  queryOptions({
    queryKey: ['runs', runId, 'draft'],
    queryFn: () => request<RosterDraft>(`/runs/${runId}/draft`),
    staleTime: 0,
  })

export const postDraftEdit = (runId: string, body: DraftEditRequest) =>
  request<DraftEdits>(`/runs/${runId}/draft/edits`, { method: 'POST', body })
export const draftEditsAfter = (runId: string, revision: number) =>
  request<DraftEdits>(`/runs/${runId}/draft/edits?after=${revision}`)
export const draftEventsAddress = (runId: string): string => `${API_BASE}/runs/${runId}/draft/events`

export const startDraftRun = (runId: string, body: DraftRunRequest) =>
  request<Run>(`/runs/${runId}/draft/runs`, { method: 'POST', body })

/** Fields that the server fills in when absent. */
export type RosterFileChoices = Pick<RosterFileRequest, 'week' | 'weeks' | 'fileName' | 'text'> &
  Partial<RosterFileRequest>

export const bringInRoster = (planId: string, body: RosterFileChoices) =>
  request<Run>(`/plans/${planId}/rosters`, { method: 'POST', body })
