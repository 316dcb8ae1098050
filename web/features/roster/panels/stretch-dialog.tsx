import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import { Choice } from '../../../components/choice.tsx'
import type { BoardGesture } from '../model/board-gesture.ts'
import { type BoardRoster, type CellPlace, cellAt } from '../model/board-roster.ts'
import { BoardDialog } from './board-dialog.tsx'
import { useCellWords } from './use-cell-words.ts'

interface StretchDialogProps {
  readonly roster: BoardRoster
  readonly place: CellPlace
  readonly anchor: DOMRect
  readonly onGesture: (gesture: BoardGesture) => void
  readonly onClose: () => void
}

/** Moves one edge of a shift by steps of the grid, as pulling at it does. */
export function StretchDialog({ roster, place, anchor, onGesture, onClose }: StretchDialogProps) {
  const { t } = useTranslation()
  const words = useCellWords(roster)
  const { shifts } = cellAt(roster, place)
  const [index, setIndex] = useState(0)
  const [edge, setEdge] = useState<'start' | 'end'>('end')
  // As typed: rounding it meanwhile would write over what is being written.
  const [by, setBy] = useState('0')
  const shift = shifts[index] ?? shifts[0]
  if (!shift) return null
  const stepMinutes = roster.horizon.intervalMinutes
  const edgeMs = edge === 'start' ? shift.startMs : shift.endMs
  const steps = Math.round(Number(by) / stepMinutes) || 0
  const toMs = edgeMs + steps * stepMinutes * MS_PER_MINUTE
  const stretched = edge === 'start' ? { ...shift, startMs: toMs } : { ...shift, endMs: toMs }
  const isAllowed = steps !== 0 && stretched.endMs > stretched.startMs
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isAllowed) onGesture({ kind: 'stretch', place, shift, edge, toMs })
  }
  return (
    <BoardDialog title={t('boardPanel.menu.stretch')} anchor={anchor} onClose={onClose}>
      <form onSubmit={submit}>
        <p>{words.place(place)}</p>
        <div className="fields">
          {shifts.length > 1 && (
            <label className="picker">
              <span>{t('boardPanel.cell.shift')}</span>
              <select value={index} onChange={(event) => setIndex(Number(event.target.value))}>
                {shifts.map((item, number) => (
                  <option key={item.startMs} value={number}>
                    {words.shift(item, place.person)}
                  </option>
                ))}
              </select>
            </label>
          )}
          <Choice
            label={t('boardPanel.ask.edge')}
            value={edge}
            options={(['start', 'end'] as const).map((value) => ({ value, label: t(`boardPanel.cell.${value}`) }))}
            onChange={setEdge}
          />
          <label className="picker">
            <span>{t('boardPanel.ask.by')}</span>
            <input
              data-first
              type="number"
              step={stepMinutes}
              value={by}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setBy(event.target.value)}
            />
          </label>
        </div>
        <p role="status">
          {t('boardPanel.ask.stretched', {
            before: words.times(shift, place.person),
            after: words.times(stretched, place.person),
          })}
        </p>
        <div className="dialog-actions">
          <button type="submit" disabled={!isAllowed}>
            {t('boardPanel.ask.stretch')}
          </button>
        </div>
      </form>
    </BoardDialog>
  )
}
