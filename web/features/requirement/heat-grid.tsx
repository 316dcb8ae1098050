import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CsvButton } from '../../components/csv-button.tsx'

export interface HeatCell {
  readonly className: string
  readonly text: string
  /** What the cell says, in a sentence of its own. */
  readonly label: string
  /** The figure, for the CSV file. */
  readonly raw: number
  /** Shows what it was made of. */
  readonly open: () => void
}

interface HeatRow {
  readonly key: string
  readonly label: string
  readonly open?: () => void
}

interface HeatGridProps {
  readonly caption: string
  /** Name of the CSV file. */
  readonly file: string
  readonly rows: readonly HeatRow[]
  /** By the row's key, then by wall-clock hour. */
  readonly cells: ReadonlyMap<string, ReadonlyMap<number, HeatCell>>
}

interface CellPlace {
  readonly row: string
  readonly hour: number
}

/**
 * A table of rows by wall-clock hours; colour never stands alone, the figure is in the cell. One cell is in the tab order,
 * arrow keys go to the others.
 */
export function HeatGrid({ caption, file, rows, cells }: HeatGridProps) {
  const { t } = useTranslation()
  const [place, setPlace] = useState<CellPlace>()
  const hours = [...new Set([...cells.values()].flatMap((row) => [...row.keys()]))].sort((a, b) => a - b)
  const filled = rows.filter(({ key }) => (cells.get(key)?.size ?? 0) > 0)
  const first = {
    row: filled[0]?.key ?? '',
    hour: hours.find((hour) => cells.get(filled[0]?.key ?? '')?.has(hour)) ?? 0,
  }
  const active = place && cells.get(place.row)?.has(place.hour) ? place : first
  const table = () => ({
    head: [t('controls.day'), ...hours.map((hour) => `${String(hour).padStart(2, '0')}:00`)],
    rows: rows.map(({ key }) => [key, ...hours.map((hour) => cells.get(key)?.get(hour)?.raw)]),
  })
  return (
    <div className="heat-frame">
      <table
        className="heat"
        style={{ minWidth: `${7.5 + hours.length * 2.1}rem` }}
        onKeyDown={(event) => moveInGrid(event, rows, hours, active)}
      >
        <caption className="hidden-text">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="hidden-text">{t('controls.day')}</span>
            </th>
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {String(hour).padStart(2, '0')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.open ? (
                  <button type="button" className="plain" onClick={row.open}>
                    {row.label}
                  </button>
                ) : (
                  row.label
                )}
              </th>
              {hours.map((hour) => (
                <GridCell
                  key={hour}
                  place={{ row: row.key, hour }}
                  cell={cells.get(row.key)?.get(hour)}
                  isActive={active.row === row.key && active.hour === hour}
                  onFocus={setPlace}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <CsvButton file={file} table={table} />
    </div>
  )
}

interface GridCellProps {
  readonly place: CellPlace
  readonly cell: HeatCell | undefined
  readonly isActive: boolean
  readonly onFocus: (place: CellPlace) => void
}

function GridCell({ place, cell, isActive, onFocus }: GridCellProps) {
  if (!cell) return <td className="heat-closed" />
  return (
    <td className={cell.className}>
      <button
        type="button"
        title={cell.label}
        aria-label={cell.label}
        data-cell={`${place.row} ${place.hour}`}
        tabIndex={isActive ? 0 : -1}
        onFocus={() => onFocus(place)}
        onClick={cell.open}
      >
        {cell.text}
      </button>
    </td>
  )
}

const STEPS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Goes on over closed hours to the next cell that there is. */
function moveInGrid(
  event: KeyboardEvent<HTMLTableElement>,
  rows: readonly HeatRow[],
  hours: readonly number[],
  { row, hour }: CellPlace,
): void {
  const step = STEPS[event.key]
  const isCell = event.target instanceof HTMLElement && event.target.dataset.cell !== undefined
  if (!step || !isCell || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  let [down, across] = [rows.findIndex(({ key }) => key === row), hours.indexOf(hour)]
  for (;;) {
    down += step[0]
    across += step[1]
    const [nextRow, nextHour] = [rows[down], hours[across]]
    if (!nextRow || nextHour === undefined) return
    const cell = event.currentTarget.querySelector<HTMLElement>(`[data-cell="${nextRow.key} ${nextHour}"]`)
    if (cell) {
      cell.focus()
      return
    }
  }
}
