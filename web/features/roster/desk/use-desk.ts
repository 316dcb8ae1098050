import { useSuspenseQueries } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { DRAFT_EVENT, type DraftEventData } from '../../../../server/contracts/roster-draft.ts'
import {
  draftEditsAfter,
  draftEventsAddress,
  draftQuery,
  postDraftEdit,
  runBoardQuery,
} from '../../../lib/draft-queries.ts'
import { openEvents } from '../../../lib/event-stream.ts'
import { useMe } from '../../../lib/me.ts'
import { useSignInRound } from '../../../lib/use-session.ts'
import type { DraftStatus } from '../edits/draft-sync.ts'
import { editContext } from '../edits/edit-context.ts'
import { boardRosterOf } from '../model/run-board-roster.ts'
import { BoardDesk, type DeskState } from './board-desk.ts'
import { draftStorage } from './draft-storage.ts'
import { tabId } from './tab-id.ts'

/** The desk of a run's roster, its present state, and what its edits are measured against. */
export function useDesk(runId: string): { readonly desk: BoardDesk; readonly state: DeskState } {
  const [{ data: board }, { data: draft }] = useSuspenseQueries({
    queries: [runBoardQuery(runId), draftAtOnce(runId)],
  })
  const { actorId, email } = useMe()
  const owner = email === null ? undefined : actorId
  const desk = useMemo(() => {
    return new BoardDesk(editContext(boardRosterOf(board), board), draft, {
      runId,
      editor: tabId(),
      transport: {
        post: (body) => postDraftEdit(runId, body),
        editsAfter: (revision) => draftEditsAfter(runId, revision),
      },
      storage: draftStorage(localStorage, owner),
      after: (milliseconds, then) => {
        const timer = setTimeout(then, milliseconds)
        return () => clearTimeout(timer)
      },
      newId: () => crypto.randomUUID(),
    })
  }, [runId, board, draft, owner])
  useDeskLife(runId, desk)
  const state = useSyncExternalStore(desk.subscribe, () => desk.state)
  return { desk, state }
}

/** How the draft stands with the server. */
export function useDraftStatus({ sync }: BoardDesk): DraftStatus {
  return useSyncExternalStore(
    (listener) => sync.subscribe(listener),
    () => sync.status,
  )
}

/** A draft is read once for a desk, which then follows it by itself; the next desk reads it anew. */
const draftAtOnce = (runId: string) => ({ ...draftQuery(runId), staleTime: Number.POSITIVE_INFINITY, gcTime: 0 })

/** The desk works while the page shows it, and is told when the draft or the connection changes. */
function useDeskLife(runId: string, desk: BoardDesk): void {
  const round = useSignInRound()
  useEffect(() => {
    desk.start()
    const online = () => desk.sync.noticed()
    window.addEventListener('online', online)
    // What is kept in the browser survives a closed tab; what it had no room for does not.
    const leave = (event: BeforeUnloadEvent) => {
      if (!desk.sync.status.isKept) event.preventDefault()
    }
    window.addEventListener('beforeunload', leave)
    return () => {
      window.removeEventListener('beforeunload', leave)
      window.removeEventListener('online', online)
      desk.stop()
    }
  }, [desk])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stream ended with the session
  useEffect(() => {
    const events = openEvents(draftEventsAddress(runId))
    events.addEventListener(DRAFT_EVENT, ({ data }: MessageEvent<string>) =>
      desk.sync.noticed((JSON.parse(data) as DraftEventData).revision),
    )
    return () => events.close()
  }, [runId, desk, round])
}
