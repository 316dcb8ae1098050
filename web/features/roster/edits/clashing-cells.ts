import type { DraftCell, DraftEdit } from '../../../../server/contracts/roster-draft.ts'
import type { DraftConflict, UnsentEdit } from './unsent-edits.ts'

export const placeKey = ({ employeeId, day }: DraftCell): string => `${employeeId} ${day}`

/** What stored edits make of the unsent ones. */
interface TakenIn {
  /** Those still to be sent, without the cells that others were first with. */
  readonly unsent: readonly UnsentEdit[]
  /** Cells as the server has them now, that the board does not show yet. */
  readonly changed: readonly DraftCell[]
  readonly conflicts: readonly Omit<DraftConflict, 'id'>[]
}

/**
 * Takes in stored edits, oldest first. An unsent edit that is among them is stored. A cell of an unsent edit that another
 * tab changed after what the edit's maker saw is theirs, and everything unsent of that cell is in conflict.
 */
export function takenIn(unsent: readonly UnsentEdit[], stored: readonly DraftEdit[]): TakenIn {
  const ownIds = new Set(unsent.map(({ id }) => id))
  const storedIds = new Set(stored.map(({ id }) => id))
  const waiting = unsent.filter(({ id }) => !storedIds.has(id))
  const placesOf = new Map(waiting.map((edit) => [edit, new Set(edit.after.map(placeKey))]))
  const latest = new Map<string, { readonly cell: DraftCell; readonly isOwn: boolean }>()
  const takers = new Map<string, Set<string>>()
  for (const edit of stored) {
    const isOwn = ownIds.has(edit.id)
    for (const cell of edit.cells) {
      const key = placeKey(cell)
      latest.set(key, { cell, isOwn })
      if (isOwn || !waiting.some((own) => isBefore(own, edit) && placesOf.get(own)!.has(key))) continue
      takers.set(key, (takers.get(key) ?? new Set()).add(edit.name))
    }
  }
  const kept = waiting.flatMap((edit) => withoutPlaces(edit, takers))
  const shown = new Set(kept.flatMap(({ after }) => after.map(placeKey)))
  // What is stored of one's own edits is shown already, unless later ones of the cell are taken back.
  const isNew = ([key, { isOwn }]: [string, { isOwn: boolean }]) => !shown.has(key) && (!isOwn || takers.has(key))
  const changed = [...latest].filter(isNew).map(([, { cell }]) => cell)
  const now = (cell: DraftCell) => latest.get(placeKey(cell))!.cell
  return { unsent: kept, changed, conflicts: conflictsOf(waiting, takers, now) }
}

const isBefore = (own: UnsentEdit, edit: DraftEdit): boolean =>
  own.editor !== edit.editor && own.baseRevision < edit.revision

/** An edit without some places; none where nothing is left of it. */
export function withoutPlaces(edit: UnsentEdit, places: { has(key: string): boolean }): UnsentEdit[] {
  const stays = (cell: DraftCell) => !places.has(placeKey(cell))
  if (edit.after.every(stays)) return [edit]
  const after = edit.after.filter(stays)
  return after.length > 0 ? [{ ...edit, before: edit.before.filter(stays), after }] : []
}

/**
 * One conflict for each edit that had the last word on cells that are taken.
 * @param now a cell as the server has it
 */
export function conflictsOf(
  unsent: readonly UnsentEdit[],
  takers: ReadonlyMap<string, ReadonlySet<string>>,
  now: (cell: DraftCell) => DraftCell,
): Omit<DraftConflict, 'id'>[] {
  const last = new Map<string, UnsentEdit>()
  for (const edit of unsent) for (const cell of edit.after) last.set(placeKey(cell), edit)
  return unsent.flatMap((edit) => {
    const mine = edit.after.filter((cell) => takers.has(placeKey(cell)) && last.get(placeKey(cell)) === edit)
    if (mine.length === 0) return []
    const by = [...new Set(mine.flatMap((cell) => [...(takers.get(placeKey(cell)) ?? [])]))]
    return [{ kind: edit.kind, mine, theirs: mine.map(now), by, problem: undefined }]
  })
}
