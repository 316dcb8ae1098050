import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PublicationRequest } from '../../../server/contracts/publication.ts'
import type { Version } from '../../../server/contracts/version.ts'
import {
  moveVersion,
  publishVersion,
  restoreVersion,
  sendVersionBack,
  versionsQuery,
} from '../../lib/history-queries.ts'
import { plansQuery, publicationsQuery, runsQuery } from '../../lib/queries.ts'
import { usePlan } from '../../lib/workspace.ts'

export const DECISIONS = ['publish', 'sendBack', 'submit', 'withdraw', 'restore'] as const
export type Decision = (typeof DECISIONS)[number]

interface Decided {
  readonly reason: string
  /** Ids of what a roster goes out below; none for one that holds its targets, and for other decisions. */
  readonly blockers?: NonNullable<PublicationRequest['override']>['blockers']
  /** Publications that a roster takes the place of, as they were seen. */
  readonly replaces?: string[]
}

/** Sends a decision on a version, and has the page show what came of it. */
export function useDecision(version: Version, decision: Decision, onDone: () => void) {
  const plan = usePlan()
  const client = useQueryClient()
  // Of this decision: sent again it is the same request.
  const [requestId] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: async ({ reason, blockers = [], replaces }: Decided): Promise<unknown> => {
      const { id, revision } = version
      if (decision === 'publish') {
        const override = blockers.length > 0 ? { override: { blockers, reason } } : {}
        const seen = replaces && { replaces }
        return publishVersion(id, { expectedRevision: revision, id: requestId, ...override, ...seen })
      }
      if (decision === 'sendBack') return sendVersionBack(id, revision, reason)
      if (decision === 'restore') return restoreVersion(id, { expectedRevision: plan.revision, reason })
      return moveVersion(id, decision, revision)
    },
    onSuccess: onDone,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries(versionsQuery(plan.id)),
        client.invalidateQueries(publicationsQuery(plan.id)),
        client.invalidateQueries(runsQuery(plan.id)),
        client.invalidateQueries(plansQuery),
      ]),
  })
}
