import type { DraftEdit, DraftEditSummary } from '../../../../server/contracts/roster-draft.ts'

/** An edit of the draft as the list tells it. */
export interface HistoryEdit {
  readonly id: string
  readonly revision: number
  /** One of `EDIT_KINDS`, or a word of another version of the page. */
  readonly kind: string
  readonly cells: number
  readonly at: string
  readonly by: string
  /** What they are called. */
  readonly name: string
  /** Made in this browser tab. */
  readonly isOwn: boolean
  /** Where it can be jumped to; absent where its cells are not known. */
  readonly first?: { readonly employeeId: string; readonly day: string }
}

/**
 * All edits that are known of, newest first.
 * @param summaries as they came with the draft
 * @param edits seen since, with their cells
 * @param editor id of this browser tab
 * @param cell only edits that changed it, as far as their cells are known
 */
export function historyEdits(
  summaries: readonly DraftEditSummary[],
  edits: readonly DraftEdit[],
  editor: string,
  cell?: { readonly employeeId: string; readonly day: string },
): HistoryEdit[] {
  const byId = new Map<string, HistoryEdit>()
  for (const { id, revision, kind, cells, at, by, name, editor: of } of summaries)
    byId.set(id, { id, revision, kind, cells, at, by, name, isOwn: of === editor })
  for (const { id, revision, kind, cellCount, cells, at, by, name, editor: of } of edits) {
    const [first] = cells
    const place = first && { first: { employeeId: first.employeeId, day: first.day } }
    byId.set(id, { id, revision, kind, cells: cellCount, at, by, name, isOwn: of === editor, ...place })
  }
  const touching = cell && idsTouching(edits, cell)
  return [...byId.values()]
    .filter(({ id }) => touching === undefined || touching.has(id))
    .sort((a, b) => b.revision - a.revision)
}

const idsTouching = (
  edits: readonly DraftEdit[],
  { employeeId, day }: { readonly employeeId: string; readonly day: string },
): Set<string> =>
  new Set(
    edits
      .filter(({ cells }) => cells.some((cell) => cell.employeeId === employeeId && cell.day === day))
      .map(({ id }) => id),
  )
