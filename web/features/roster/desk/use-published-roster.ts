import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { runBoardQuery } from '../../../lib/draft-queries.ts'
import { standingOn } from '../../../lib/published-roster.ts'
import { publicationsQuery } from '../../../lib/queries.ts'
import { usePlan } from '../../../lib/workspace.ts'
import type { BoardRoster } from '../model/board-roster.ts'
import { boardRosterOf } from '../model/run-board-roster.ts'

/** What was published for the first week of a roster's days; undefined where nothing was. */
export function usePublishedRoster({ days }: BoardRoster): {
  readonly published: BoardRoster | undefined
  readonly isLoading: boolean
} {
  const plan = usePlan()
  const { data: publications, isLoading: isAsking } = useQuery(publicationsQuery(plan.id))
  const standing = standingOn(publications ?? [], days[0] ?? '')
  const { data: board, isLoading } = useQuery({
    ...runBoardQuery(standing?.runId ?? ''),
    enabled: standing !== undefined,
  })
  const published = useMemo(() => board && boardRosterOf(board), [board])
  return { published, isLoading: isAsking || isLoading }
}
