import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../../components/choice.tsx'
import type { BoardRoster, CellPlace } from '../model/board-roster.ts'
import { CellSummary } from './cell-summary.tsx'
import { MARKS, type Mark, markedCells } from './marked-cells.ts'
import { PanelFrame } from './panel-frame.tsx'
import { useCellWords } from './use-cell-words.ts'

export interface NotesPanelProps {
  readonly roster: BoardRoster
  readonly onGo: (place: CellPlace) => void
  readonly onClose: () => void
}

const LISTED = 200

/** Every day that planners marked: with a note, a colour or a lock. */
export function NotesPanel({ roster, onGo, onClose }: NotesPanelProps) {
  const { t } = useTranslation()
  const words = useCellWords(roster)
  const [mark, setMark] = useState<Mark>('note')
  const marked = useMemo(() => markedCells(roster), [roster])
  const shown = marked[mark]
  return (
    <PanelFrame title={t('boardPanel.notes.title')} onClose={onClose}>
      <Choice
        label={t('boardPanel.notes.show')}
        value={mark}
        options={MARKS.map((value) => ({
          value,
          label: t(`boardPanel.notes.of.${value}`, { count: marked[value].length }),
        }))}
        onChange={setMark}
      />
      {shown.length === 0 && <p className="empty">{t(`boardPanel.notes.none.${mark}`)}</p>}
      <ul className="panel-list">
        {shown.slice(0, LISTED).map(({ place, cell }) => (
          <li key={`${place.person} ${place.day}`} className="panel-line">
            <button type="button" className="plain" onClick={() => onGo(place)}>
              {words.place(place)}
            </button>
            <br />
            <CellSummary cell={cell} person={place.person} words={words} />
          </li>
        ))}
      </ul>
      {shown.length > LISTED && <p className="soft">{t('boardPanel.notes.rest', { count: shown.length - LISTED })}</p>}
    </PanelFrame>
  )
}
