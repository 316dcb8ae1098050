import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/workspace.ts'
import type { BoardGesture } from '../model/board-gesture.ts'
import { type BoardRoster, type CellPlace, cellAt, OPEN_ROW } from '../model/board-roster.ts'
import { BoardDialog } from './board-dialog.tsx'
import type { MenuQuestion } from './menu-items.ts'
import { useCellWords } from './use-cell-words.ts'

interface PlaceDialogProps {
  readonly question: Exclude<MenuQuestion, 'stretch'>
  readonly roster: BoardRoster
  readonly places: readonly [CellPlace, ...CellPlace[]]
  readonly anchor: DOMRect
  readonly onGesture: (gesture: BoardGesture) => void
  readonly onClose: () => void
}

/** Asks for the person and the day that a drag would end at. */
export function PlaceDialog({ question, roster, places, anchor, onGesture, onClose }: PlaceDialogProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useCellWords(roster)
  const id = useId()
  const [place] = places
  const [name, setName] = useState('')
  const [day, setDay] = useState(place.day)
  const person = personOf(roster, name, t('boardPanel.openShifts'))
  const isSelf = person === place.person && day === place.day
  const canBeOpen = question !== 'swapWith'
  const isAllowed = person !== undefined && !isSelf && (canBeOpen || person !== OPEN_ROW)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isAllowed) onGesture(placeGesture(question, places, { person, day }))
  }
  return (
    <BoardDialog title={t(`boardPanel.menu.${question}`)} anchor={anchor} onClose={onClose}>
      <form onSubmit={submit}>
        <p>
          <strong>{words.place(place)}</strong> {words.cell(cellAt(roster, place), place.person)}
        </p>
        {places.length > 1 && <p className="soft">{t('boardPanel.ask.others', { count: places.length - 1 })}</p>}
        <div className="fields">
          <label className="picker">
            <span>{t('boardPanel.ask.person')}</span>
            <input
              data-first
              required
              list={id}
              value={name}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          <datalist id={id}>
            {canBeOpen && <option value={t('boardPanel.openShifts')} />}
            {roster.people.map((item) => (
              <option key={item.id} value={`${item.name} · ${item.id}`} />
            ))}
          </datalist>
          <label className="picker">
            <span>{t('controls.day')}</span>
            <select value={day} onChange={(event) => setDay(Number(event.target.value))}>
              {roster.days.map((date, index) => (
                <option key={date} value={index}>
                  {format.day(date)}
                </option>
              ))}
            </select>
          </label>
        </div>
        <p className="soft" role="status">
          {person === undefined
            ? name !== '' && t('boardPanel.ask.nobody')
            : isSelf
              ? t('boardPanel.ask.self')
              : t('boardPanel.ask.there', {
                  place: words.place({ person, day }),
                  cell: words.cell(cellAt(roster, { person, day }), person),
                })}
        </p>
        <div className="dialog-actions">
          <button type="submit" disabled={!isAllowed}>
            {t(`boardPanel.ask.${question}`)}
          </button>
        </div>
      </form>
    </BoardDialog>
  )
}

/** Whoever is meant by an id, a name or a part of one that nobody else has; undefined while it is nobody or several. */
function personOf({ people }: BoardRoster, typed: string, openShifts: string): number | undefined {
  const text = typed.trim().toLocaleLowerCase()
  if (text === openShifts.toLocaleLowerCase()) return OPEN_ROW
  const exact = people.findIndex(({ id, name }) =>
    [id, `${name} · ${id}`].some((way) => way.toLocaleLowerCase() === text),
  )
  if (exact >= 0) return exact
  const having = (isSo: (name: string) => boolean) =>
    people.flatMap(({ name }, index) => (isSo(name.toLocaleLowerCase()) ? [index] : []))
  const named = having((name) => name === text)
  const found = named.length > 0 || text === '' ? named : having((name) => name.includes(text))
  return found.length === 1 ? found[0] : undefined
}

function placeGesture(
  question: PlaceDialogProps['question'],
  places: PlaceDialogProps['places'],
  to: CellPlace,
): BoardGesture {
  const [from] = places
  if (question === 'swapWith') return { kind: 'swap', a: from, b: to }
  return {
    kind: question === 'moveTo' ? 'move' : 'copy',
    from: places,
    dayOffset: to.day - from.day,
    toPerson: to.person,
    minuteOffset: 0,
  }
}
