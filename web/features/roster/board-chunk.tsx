// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid over a canvas; a table cannot be positioned over it
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell of the grid at a time takes the focus
import { memo, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShownTheme } from '../../lib/theme.ts'
import { useFormat, useNames, usePlan } from '../../lib/workspace.ts'
import type { CellPlace } from './board-keys.ts'
import type { BoardRow, GroupRow, PersonRow } from './board-rows.ts'
import { makeBrush, paintRow, type Scene } from './paint.ts'
import { useShiftWords } from './shift-words.ts'

interface BoardChunkProps {
  readonly scene: Scene
  readonly rows: readonly BoardRow[]
  /** Place of the first of `rows` on the board. */
  readonly firstRow: number
  readonly rowHeight: number
  /** Of the columns after the name's, CSS pixels. */
  readonly width: number
  readonly cell: CellPlace
  readonly onCell: (cell: CellPlace) => void
}

/** A run of rows: one canvas, and the cells over it. */
export function BoardChunk({ scene, rows, firstRow, rowHeight, width, cell, onCell }: BoardChunkProps) {
  const canvas = usePainting(scene, rows, rowHeight, width)
  return (
    <div className="board-chunk" role="presentation" style={{ top: firstRow * rowHeight }}>
      <canvas ref={canvas} style={{ width, height: rows.length * rowHeight }} />
      {rows.map((row, index) =>
        row.kind === 'group' ? (
          <GroupCells key={row.group} row={row} index={firstRow + index} isWeek={scene.kind === 'week'} />
        ) : (
          <PersonCells
            key={row.employee.id}
            row={row}
            index={firstRow + index}
            scene={scene}
            column={cell.row === firstRow + index ? cell.column : undefined}
            onCell={onCell}
          />
        ),
      )}
    </div>
  )
}

function usePainting(scene: Scene, rows: readonly BoardRow[], rowHeight: number, width: number) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useShownTheme()
  const names = useNames()
  const { shiftTemplates } = usePlan()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a theme change repaints with the theme's colours
  useLayoutEffect(() => {
    const ctx = canvas.current?.getContext('2d')
    if (!canvas.current || !ctx || width === 0) return
    const ratio = window.devicePixelRatio
    canvas.current.width = width * ratio
    canvas.current.height = rows.length * rowHeight * ratio
    ctx.scale(ratio, ratio)
    const place = new Map(shiftTemplates.map(({ id }, index) => [id, index]))
    const painting = {
      ctx,
      brush: makeBrush(),
      width,
      rowHeight,
      templateIndex: (id: string) => place.get(id) ?? 0,
      templateName: names.template,
    }
    rows.forEach((row, index) => {
      if (row.kind === 'person') paintRow(painting, scene, row, index * rowHeight)
    })
  }, [scene, rows, rowHeight, width, theme, names, shiftTemplates])
  return canvas
}

const GroupCells = memo(function GroupCells({ row, index, isWeek }: { row: GroupRow; index: number; isWeek: boolean }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <div className="board-row board-group" role="row" aria-rowindex={index + 2}>
      <div role="rowheader" className="board-name">
        <span>{names.group(row.group)}</span> <span className="soft">{t('roster.people', { count: row.people })}</span>
        {row.zone !== undefined && <span className="soft board-zone">{row.zone}</span>}
      </div>
      {isWeek ? (
        row.working.map((count, day) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the day is the identity
          <div key={day} role="gridcell" className="board-count">
            {count}
          </div>
        ))
      ) : (
        <div role="gridcell" className="board-count" />
      )}
    </div>
  )
})

interface PersonCellsProps {
  readonly row: PersonRow
  readonly index: number
  readonly scene: Scene
  /** Column of the board's current cell when it is in this row. */
  readonly column: number | undefined
  readonly onCell: (cell: CellPlace) => void
}

const PersonCells = memo(function PersonCells({ row, index, scene, column, onCell }: PersonCellsProps) {
  const format = useFormat()
  const { t } = useTranslation()
  const words = useShiftWords()
  const days = scene.kind === 'week' ? row.shifts : [row.shifts[scene.day] ?? []]
  return (
    <div className="board-row" role="row" aria-rowindex={index + 2}>
      <div role="rowheader" className="board-name">
        <span>{row.employee.name}</span>
        <span className="soft">{t('roster.hours', { hours: format.number(row.paidMinutes / 60, 1) })}</span>
      </div>
      {days.map((shifts, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the day is the identity
          key={at}
          role="gridcell"
          className="board-cell"
          tabIndex={at === column ? 0 : -1}
          aria-selected={at === column}
          aria-label={shifts.length === 0 ? t('roster.off') : shifts.map(words).join('; ')}
          onClick={() => onCell({ row: index, column: at })}
        />
      ))}
    </div>
  )
})
