import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftCell } from '../../../../server/contracts/roster-draft.ts'
import { Failure } from '../../../components/failure.tsx'
import { useFormat } from '../../../lib/workspace.ts'
import { fromDraftCell } from '../edits/draft-cells.ts'
import type { DraftConflict } from '../edits/draft-sync.ts'
import type { EditContext } from '../edits/edit-context.ts'
import { EDIT_KINDS } from '../model/board-roster.ts'
import { BoardDialog } from './board-dialog.tsx'
import { CellSummary } from './cell-summary.tsx'
import { type CellWords, useCellWords } from './use-cell-words.ts'

export interface ConflictDialogProps {
  /** At least one; they are decided one after the other. */
  readonly conflicts: readonly DraftConflict[]
  readonly context: EditContext
  /**
   * Ends a conflict. `mine` are the cells of my edit that are to stand: all of them is `reapply`, none is `drop`, some are
   * dropped and then made anew as an edit of these cells alone.
   */
  readonly onResolve: (conflict: DraftConflict, mine: readonly DraftCell[]) => void
  /** Decided later: the conflict stays. */
  readonly onClose: () => void
}

/** Two people changed the same cells, or the server refused an edit: what stands is chosen, and nothing is lost unseen. */
export function ConflictDialog({ conflicts, context, onResolve, onClose }: ConflictDialogProps) {
  const { t } = useTranslation()
  const [conflict] = conflicts
  return (
    <BoardDialog title={t('boardPanel.conflict.title')} className="wide" onClose={onClose}>
      {conflict && (
        <OneConflict
          key={conflict.id}
          conflict={conflict}
          left={conflicts.length - 1}
          context={context}
          onResolve={onResolve}
        />
      )}
    </BoardDialog>
  )
}

interface OneConflictProps extends Pick<ConflictDialogProps, 'context' | 'onResolve'> {
  readonly conflict: DraftConflict
  readonly left: number
}

function OneConflict({ conflict, left, context, onResolve }: OneConflictProps) {
  const { t } = useTranslation()
  const { mine, theirs, by, kind, problem } = conflict
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const all = new Set(mine.keys())
  const pick = (index: number, isMine: boolean) => {
    const next = new Set(chosen)
    if (isMine) next.add(index)
    else next.delete(index)
    setChosen(next)
  }
  const what = EDIT_KINDS.includes(kind) ? t(`boardPanel.edit.${kind}`) : kind
  return (
    <div className="review-choice">
      <p>
        {by.length > 0
          ? t('boardPanel.conflict.both', { count: mine.length, what, by: by.join(t('controls.listComma')) })
          : t('boardPanel.conflict.refused', { count: mine.length, what })}
        {t('controls.sentenceGap')}
        {left > 0 && t('boardPanel.conflict.left', { count: left })}
      </p>
      {by.length === 0 && problem instanceof Error && <Failure error={problem} />}
      <div className="toolbar">
        <button type="button" data-first className="quiet" onClick={() => setChosen(all)}>
          {t('boardPanel.conflict.allMine')}
        </button>
        <button type="button" className="quiet" onClick={() => setChosen(new Set())}>
          {t('boardPanel.conflict.allTheirs')}
        </button>
      </div>
      <ConflictTable mine={mine} theirs={theirs} context={context} chosen={chosen} onPick={pick} />
      <div className="dialog-actions">
        <button
          type="button"
          onClick={() =>
            onResolve(
              conflict,
              mine.filter((_, index) => chosen.has(index)),
            )
          }
        >
          {t('boardPanel.conflict.decide', { mine: chosen.size, theirs: mine.length - chosen.size })}
        </button>
      </div>
    </div>
  )
}

interface ConflictTableProps extends Pick<DraftConflict, 'mine' | 'theirs'> {
  readonly context: EditContext
  readonly chosen: ReadonlySet<number>
  readonly onPick: (index: number, isMine: boolean) => void
}

function ConflictTable({ mine, theirs, context, chosen, onPick }: ConflictTableProps) {
  const { t } = useTranslation()
  const words = useCellWords(context.roster)
  const theirsOf = ({ employeeId, day }: DraftCell) =>
    theirs.find((cell) => cell.employeeId === employeeId && cell.day === day)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard
    <section className="table-frame" aria-label={t('boardPanel.conflict.title')} tabIndex={0}>
      <table className="review-table">
        <thead>
          <tr>
            <th scope="col">{t('boardPanel.review.column.cell')}</th>
            <th scope="col">{t('boardPanel.conflict.mine')}</th>
            <th scope="col">{t('boardPanel.conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {mine.map((cell, index) => (
            <tr key={`${cell.employeeId} ${cell.day}`}>
              <th scope="row">
                <PlaceOf cell={cell} context={context} words={words} />
              </th>
              {([true, false] as const).map((isMine) => (
                <td key={`${isMine}`} data-chosen={chosen.has(index) === isMine || undefined}>
                  <label className="check-line">
                    <input
                      type="radio"
                      name={`${cell.employeeId} ${cell.day}`}
                      checked={chosen.has(index) === isMine}
                      onChange={() => onPick(index, isMine)}
                    />
                    <DraftSummary cell={isMine ? cell : theirsOf(cell)} context={context} words={words} />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface DraftCellProps {
  readonly cell: DraftCell | undefined
  readonly context: EditContext
  readonly words: CellWords
}

function PlaceOf({ cell, context, words }: DraftCellProps) {
  const format = useFormat()
  const found = cell && fromDraftCell(context, cell)
  if (found) return words.place(found.place)
  return cell ? `${cell.employeeId} ${format.day(cell.day)}` : null
}

function DraftSummary({ cell, context, words }: DraftCellProps) {
  const { t } = useTranslation()
  const found = cell && fromDraftCell(context, cell)
  if (!found) return <span className="soft">{t('boardPanel.conflict.unknown')}</span>
  return <CellSummary cell={found.after} person={found.place.person} words={words} />
}
