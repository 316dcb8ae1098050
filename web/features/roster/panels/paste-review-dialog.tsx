import { useTranslation } from 'react-i18next'
import { Choice } from '../../../components/choice.tsx'
import type { PasteReview } from '../edits/cell-review.ts'
import type { EditContext } from '../edits/edit-context.ts'
import type { CellPlace } from '../model/board-roster.ts'
import { ReviewDialog } from './review-dialog.tsx'

export interface PasteReviewDialogProps {
  readonly review: PasteReview
  readonly context: EditContext
  /** What a blank pasted cell does to the day; the owner reads the paste again when it changes. */
  readonly blanks: 'keep' | 'clear'
  readonly onBlanks: (blanks: 'keep' | 'clear') => void
  readonly onAccept: (accepted: readonly CellPlace[]) => void
  readonly onClose: () => void
}

/** What a paste would do, before it does it. */
export function PasteReviewDialog({ blanks, onBlanks, ...props }: PasteReviewDialogProps) {
  const { t } = useTranslation()
  return (
    <ReviewDialog title={t('boardPanel.paste.title')} {...props}>
      <div className="toolbar review-fields">
        <span>{t('boardPanel.paste.blanks')}</span>
        <Choice
          label={t('boardPanel.paste.blanks')}
          value={blanks}
          options={(['keep', 'clear'] as const).map((value) => ({ value, label: t(`boardPanel.paste.${value}`) }))}
          onChange={onBlanks}
        />
      </div>
    </ReviewDialog>
  )
}
