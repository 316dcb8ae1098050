import { queryOptions } from '@tanstack/react-query'
import type { RunExportList } from '../../server/contracts/export.ts'
import { API_BASE, request } from './api.ts'
import type { Language } from './i18n.ts'

/** What the roster of a run can be taken away as. Pay rules and names are the plan's of today, so it is asked anew. */
export const runExportsQuery = (runId: string, language: Language) =>
  queryOptions({
    queryKey: ['runs', runId, 'exports', language],
    queryFn: () => request<RunExportList>(`/runs/${runId}/exports?lang=${language}`),
    staleTime: 0,
  })

export const runExportAddress = (runId: string, name: string, language: Language): string =>
  `${API_BASE}/runs/${runId}/exports/${encodeURIComponent(name)}?lang=${language}`
