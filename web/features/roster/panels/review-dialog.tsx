import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/workspace.ts'
import type { CellReview, ReviewCell } from '../edits/cell-review.ts'
import type { EditContext } from '../edits/edit-context.ts'
import type { CellPlace } from '../model/board-roster.ts'
import { BoardDialog } from './board-dialog.tsx'
import { isClean, isPossible, reviewFigures, reviewKey } from './review-choice.ts'
import { ReviewTable } from './review-table.tsx'

export interface ReviewDialogProps {
  readonly title: string
  /** What leads to the review: fields of a bulk edit, how blanks are read. */
  readonly children?: ReactNode
  readonly review: CellReview
  readonly context: EditContext
  /** The cells chosen, at least one. */
  readonly onAccept: (accepted: readonly CellPlace[]) => void
  readonly onClose: () => void
}

/** Nothing of a large change is done before it was read: each cell before and after, what is wrong with it, and a choice. */
export function ReviewDialog({ title, children, review, context, onAccept, onClose }: ReviewDialogProps) {
  return (
    <BoardDialog title={title} className="wide" onClose={onClose}>
      {children}
      <ReviewChoice review={review} context={context} onAccept={onAccept} />
    </BoardDialog>
  )
}

type ReviewChoiceProps = Pick<ReviewDialogProps, 'review' | 'context' | 'onAccept'>

function ReviewChoice({ review, context, onAccept }: ReviewChoiceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const possible = review.cells.filter(isPossible)
  const refused = review.cells.filter(({ refusals }) => refusals.length > 0).length
  const unchanged = review.unchanged + review.cells.length - possible.length - refused
  const clean = review.cells.filter(isClean)
  // Told by what is left out, so that a choice outlives the making of the review anew.
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const accepted = new Set(possible.map(reviewKey).filter((key) => !leftOut.has(key)))
  const choose = (cells: readonly ReviewCell[]) => {
    const chosen = new Set(cells.map(reviewKey))
    setLeftOut(new Set(possible.map(reviewKey).filter((key) => !chosen.has(key))))
  }
  const toggle = (cell: ReviewCell) => {
    const next = new Set(leftOut)
    if (!next.delete(reviewKey(cell))) next.add(reviewKey(cell))
    setLeftOut(next)
  }
  const accept = () => onAccept(review.cells.filter((cell) => accepted.has(reviewKey(cell))).map(({ place }) => place))
  return (
    <div className="review-choice">
      <p role="status">
        {[
          t('boardPanel.review.changing', { count: possible.length, cells: format.number(possible.length) }),
          refused > 0 && t('boardPanel.review.refused', { count: refused }),
          unchanged > 0 && t('boardPanel.review.unchanged', { count: unchanged }),
          review.outside.length > 0 && t('boardPanel.review.outside', { count: review.outside.length }),
        ]
          .filter((sentence) => sentence !== false)
          .join(t('controls.sentenceGap'))}
      </p>
      <div className="toolbar">
        <button type="button" className="quiet" onClick={() => choose(possible)}>
          {t('boardPanel.review.all', { count: possible.length })}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => choose(clean)}
          disabled={clean.length === possible.length}
        >
          {t('boardPanel.review.clean', { count: clean.length })}
        </button>
        <button type="button" className="quiet" onClick={() => choose([])}>
          {t('boardPanel.review.none')}
        </button>
      </div>
      <ReviewTable cells={review.cells} context={context} accepted={accepted} onToggle={toggle} />
      <FiguresLine cells={review.cells} accepted={accepted} />
      <div className="dialog-actions">
        <button type="button" data-first disabled={accepted.size === 0} onClick={accept}>
          {t('boardPanel.review.accept', { count: accepted.size })}
        </button>
      </div>
    </div>
  )
}

function FiguresLine({ cells, accepted }: { cells: readonly ReviewCell[]; accepted: ReadonlySet<string> }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { before, after } = reviewFigures(cells, accepted)
  return (
    <p className="soft">
      {t('boardPanel.review.figures', {
        shiftsBefore: format.number(before.shifts),
        shiftsAfter: format.number(after.shifts),
        hoursBefore: format.hours(before.paidHours),
        hoursAfter: format.hours(after.paidHours),
        change: format.signed(after.paidHours - before.paidHours, 1),
      })}
    </p>
  )
}
