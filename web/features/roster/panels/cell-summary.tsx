import { useTranslation } from 'react-i18next'
import type { Cell } from '../model/board-roster.ts'
import type { CellWords } from './use-cell-words.ts'

interface CellSummaryProps {
  readonly cell: Cell
  readonly person: number
  readonly words: CellWords
}

/** All that a cell says, in a table: shifts, lock, colour, note. */
export function CellSummary({ cell, person, words }: CellSummaryProps) {
  const { t } = useTranslation()
  return (
    <span className="cell-summary">
      {cell.color && (
        <span className="color-dot menu-dot" data-color={cell.color} title={t(`boardPanel.color.${cell.color}`)}>
          <span className="hidden-text">{t(`boardPanel.color.${cell.color}`)}</span>
        </span>
      )}
      {words.cell(cell, person)}
      {cell.locked && <span className="chip">{t('boardPanel.cell.locked')}</span>}
      {cell.note !== '' && <q className="soft">{cell.note}</q>}
    </span>
  )
}
