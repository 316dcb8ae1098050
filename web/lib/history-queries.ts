import { queryOptions } from '@tanstack/react-query'
import type { AuditList, AuditQuery, ChainVerification } from '../../server/contracts/audit.ts'
import type { Plan } from '../../server/contracts/plan.ts'
import type { PlanRevisionList, RevisionComparison, RevisionRestoreRequest } from '../../server/contracts/revision.ts'
import type {
  Version,
  VersionComparison,
  VersionPublishRequest,
  VersionRequest,
  VersionRestored,
  VersionRestoreRequest,
} from '../../server/contracts/version.ts'
import { API_BASE, request } from './api.ts'

/** Newest first. */
export const versionsQuery = (planId: string) =>
  queryOptions({
    queryKey: ['plans', planId, 'versions'],
    queryFn: () => request<{ versions: Version[] }>(`/plans/${planId}/versions`).then((reply) => reply.versions),
    staleTime: 0,
  })

export const versionChangesQuery = (id: string, sinceId: string) =>
  queryOptions({
    queryKey: ['versions', id, 'changes', sinceId],
    queryFn: () => request<VersionComparison>(`/versions/${id}/changes?since=${sinceId}`),
    // What versions hold never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })

export const versionFileAddress = (id: string): string => `${API_BASE}/versions/${id}/content`

export const proposeVersion = (planId: string, body: VersionRequest) =>
  request<Version>(`/plans/${planId}/versions`, { method: 'POST', body })
export const publishVersion = (id: string, body: VersionPublishRequest) =>
  request<Version>(`/versions/${id}/publish`, { method: 'POST', body })
export const sendVersionBack = (id: string, expectedRevision: number, reason: string) =>
  request<Version>(`/versions/${id}/send-back`, { method: 'POST', body: { expectedRevision, reason } })
export const moveVersion = (id: string, step: 'submit' | 'withdraw', expectedRevision: number) =>
  request<Version>(`/versions/${id}/${step}`, { method: 'POST', body: { expectedRevision } })
export const restoreVersion = (id: string, body: VersionRestoreRequest) =>
  request<VersionRestored>(`/versions/${id}/restore`, { method: 'POST', body })

/** Newest first. @param before a revision that those wanted are older than */
export const revisionsQuery = (planId: string, before?: number) =>
  queryOptions({
    queryKey: ['plans', planId, 'revisions', before ?? 'newest'],
    queryFn: () =>
      request<PlanRevisionList>(`/plans/${planId}/revisions${before === undefined ? '' : `?before=${before}`}`),
    staleTime: 0,
  })

export const revisionChangesQuery = (planId: string, revision: number, since: number) =>
  queryOptions({
    queryKey: ['plans', planId, 'revisions', revision, 'changes', since],
    queryFn: () => request<RevisionComparison>(`/plans/${planId}/revisions/${revision}/changes?since=${since}`),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const restoreRevision = (planId: string, revision: number, body: RevisionRestoreRequest) =>
  request<Plan>(`/plans/${planId}/revisions/${revision}/restore`, { method: 'POST', body })

export type AuditFilter = Partial<Pick<AuditQuery, 'entity' | 'entityId' | 'actor' | 'from' | 'to' | 'before'>>

/** Newest first. */
export const auditQuery = (filter: AuditFilter) =>
  queryOptions({
    queryKey: ['audit', filter],
    queryFn: () => {
      const given = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '')
      return request<AuditList>(`/audit?${new URLSearchParams(Object.fromEntries(given) as Record<string, string>)}`)
    },
    staleTime: 0,
  })

export const auditVerificationQuery = queryOptions({
  queryKey: ['audit', 'verification'],
  queryFn: () => request<{ chains: ChainVerification[] }>('/audit/verification').then((reply) => reply.chains),
  staleTime: 0,
})
