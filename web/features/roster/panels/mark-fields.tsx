import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_NOTE_CHARACTERS } from '../../../../server/contracts/draft-limits.ts'
import { CELL_COLORS, type Cell } from '../model/board-roster.ts'

type Marks = Pick<Cell, 'locked' | 'color' | 'note'>

interface MarkFieldsProps {
  readonly marks: Marks
  /** Open shifts are nobody's, so that there is nothing to lock. */
  readonly isOpenRow: boolean
  readonly startsWithNote: boolean
  readonly onChange: (marks: Marks) => void
}

/** What planners mark a day with: a lock, a colour, a note. */
export function MarkFields({ marks, isOpenRow, startsWithNote, onChange }: MarkFieldsProps) {
  const { t } = useTranslation()
  const name = useId()
  return (
    <div className="mark-fields">
      {!isOpenRow && (
        <label className="check-line">
          <input
            type="checkbox"
            // Of a locked day nothing above it can be changed.
            data-first
            checked={marks.locked}
            onChange={(event) => onChange({ ...marks, locked: event.target.checked })}
          />
          <span>
            {t('boardPanel.cell.locked')} <span className="soft">{t('boardPanel.cell.lockedHint')}</span>
          </span>
        </label>
      )}
      <fieldset className="color-choice">
        <legend>{t('boardPanel.cell.color')}</legend>
        {([null, ...CELL_COLORS] as const).map((color) => (
          <label key={color} title={t(`boardPanel.color.${color ?? 'none'}`)}>
            <input
              type="radio"
              name={name}
              checked={marks.color === color}
              onChange={() => onChange({ ...marks, color })}
            />
            <span className="color-dot" data-color={color ?? 'none'} />
            <span className="hidden-text">{t(`boardPanel.color.${color ?? 'none'}`)}</span>
          </label>
        ))}
      </fieldset>
      <label className="note-field">
        <span>{t('boardPanel.cell.note')}</span>
        <textarea
          rows={2}
          maxLength={MAX_NOTE_CHARACTERS}
          data-first={startsWithNote ? 'asked' : undefined}
          value={marks.note}
          onChange={(event) => onChange({ ...marks, note: event.target.value })}
        />
      </label>
    </div>
  )
}
