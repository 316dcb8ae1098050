import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useFormat, useNames } from '../../../lib/workspace.ts'
import { type BoardRoster, type BoardRow, type Cell, cellAt, OPEN_ROW } from '../model/board-roster.ts'
import { paidHoursOn, workingOn } from './printed-figures.ts'
import { type CellWords, useCellWords } from './use-cell-words.ts'

export interface PrintedBoardProps {
  readonly roster: BoardRoster
  /** Exactly those that the filter leaves. */
  readonly rows: readonly BoardRow[]
  /** Days that are shown, by index. */
  readonly days: readonly number[]
  /** What stands above: plan, weeks, filter. */
  readonly title: string
}

/** The board on paper: a table of the rows and days that are shown. It exists only while printing. */
export function PrintedBoard({ roster, rows, days, title }: PrintedBoardProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useCellWords(roster)
  if (!useIsPrinting()) return null
  return (
    <table className="printed-board">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('boardPanel.person')}</th>
          {days.map((day) => (
            <th key={day} scope="col">
              {format.day(roster.days[day] ?? '')}
            </th>
          ))}
          <th scope="col">{t('boardPanel.paidHours')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PrintedRow key={keyOf(row)} row={row} roster={roster} days={days} words={words} />
        ))}
      </tbody>
    </table>
  )
}

const keyOf = (row: BoardRow): string =>
  row.kind === 'open' ? 'open' : row.kind === 'group' ? `group ${row.group}` : `${row.person}`

interface PrintedRowProps extends Pick<PrintedBoardProps, 'roster' | 'days'> {
  readonly row: BoardRow
  readonly words: CellWords
}

function PrintedRow({ row, roster, days, words }: PrintedRowProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useNames()
  if (row.kind === 'group') {
    return (
      <tr className="printed-group">
        <th scope="row">
          {names.group(row.group)} <small>{t('boardPanel.peopleCount', { count: row.people.length })}</small>
        </th>
        {days.map((day) => (
          <td key={day}>{t('boardPanel.working', { count: workingOn(roster, row.people, day) })}</td>
        ))}
        <td />
      </tr>
    )
  }
  const person = row.kind === 'open' ? OPEN_ROW : row.person
  const cells = days.map((day) => cellAt(roster, { person, day }))
  // An empty line for shifts that nobody misses would only cost paper.
  if (row.kind === 'open' && cells.every(({ shifts, note }) => shifts.length === 0 && note === '')) return null
  return (
    <tr>
      <th scope="row">
        {words.person(person)} <small>{roster.people[person]?.id}</small>
      </th>
      {cells.map((cell, index) => (
        <PrintedCell key={days[index]} cell={cell} person={person} words={words} />
      ))}
      <td>{format.number(paidHoursOn(cells), 1)}</td>
    </tr>
  )
}

function PrintedCell({ cell, person, words }: { cell: Cell; person: number; words: CellWords }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <td data-color={cell.color ?? undefined}>
      {cell.shifts.map((shift) => (
        <div key={`${shift.startMs} ${shift.templateId}`}>
          {words.times(shift, person)} <small>{names.template(shift.templateId)}</small>
        </div>
      ))}
      {cell.color && <small>{t(`boardPanel.color.${cell.color}`)} </small>}
      {cell.locked && <small>{t('boardPanel.cell.locked')} </small>}
      {cell.note !== '' && <q>{cell.note}</q>}
    </td>
  )
}

function useIsPrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false)
  useEffect(() => {
    // The browser takes the page as it stands when the handler returns, so the table must be there by then.
    const before = () => flushSync(() => setIsPrinting(true))
    const after = () => setIsPrinting(false)
    window.addEventListener('beforeprint', before)
    window.addEventListener('afterprint', after)
    return () => {
      window.removeEventListener('beforeprint', before)
      window.removeEventListener('afterprint', after)
    }
  }, [])
  return isPrinting
}
