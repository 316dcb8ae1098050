// biome-ignore-all lint/a11y/useSemanticElements: an ARIA grid over a canvas; a table cannot be positioned over it
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell of the grid at a time takes the focus
import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { remPixels } from '../../lib/css-color.ts'
import { BoardChunk } from './board-chunk.tsx'
import { type CellPlace, movedCell } from './board-keys.ts'
import type { BoardRow } from './board-rows.ts'
import type { Scene } from './paint.ts'

const CHUNK_ROWS = 20

interface BoardProps {
  readonly label: string
  readonly scene: Scene
  readonly rows: readonly BoardRow[]
  /** Heads of the columns after the name's. */
  readonly heads: ReactNode
  readonly columns: number
  readonly cell: CellPlace
  readonly onCell: (cell: CellPlace) => void
}

/**
 * People down, days or hours across. Shifts are painted on one canvas for each chunk of rows, only chunks near the
 * window exist, and over the canvas lies a grid of plain cells that carries focus and the words for screen readers.
 */
export function Board({ label, scene, rows, heads, columns, cell, onCell }: BoardProps) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const frame = useFrame(scroller)
  const wantsFocus = useRef(false)
  const { rowHeight } = frame
  const first = Math.max(0, Math.floor(frame.scrollTop / (rowHeight * CHUNK_ROWS)) - 1)
  const last = Math.ceil((frame.scrollTop + frame.height) / (rowHeight * CHUNK_ROWS))
  const chunks = useMemo(
    () =>
      Array.from({ length: Math.ceil(rows.length / CHUNK_ROWS) }, (_, index) => {
        const firstRow = index * CHUNK_ROWS
        return { firstRow, rows: rows.slice(firstRow, firstRow + CHUNK_ROWS) }
      }),
    [rows],
  )

  // The chunk of the current cell stays, so that the Tab key finds its way back to it.
  const current = Math.floor(cell.row / CHUNK_ROWS)
  const isMounted = (_: unknown, index: number) => (index >= first && index <= last) || index === current

  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    const target = scroller.current?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')
    if (!target) return
    wantsFocus.current = false
    target.focus({ preventScroll: true })
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const next = movedCell(event, cell, rows, columns)
    if (!next) return
    event.preventDefault()
    wantsFocus.current = true
    onCell(next)
  }

  return (
    <div
      className="board"
      data-scene={scene.kind}
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns + 1}
      onKeyDown={onKeyDown}
      tabIndex={-1}
    >
      <div className="board-heads" role="row" aria-rowindex={1}>
        <div role="columnheader" className="board-corner">
          {t('roster.person')}
        </div>
        <div className="board-columns" role={scene.kind === 'week' ? 'presentation' : 'columnheader'}>
          {heads}
        </div>
      </div>
      <div className="board-body" role="presentation" style={{ height: rows.length * rowHeight }}>
        {chunks.filter(isMounted).map((chunk) => (
          <BoardChunk
            key={chunk.firstRow}
            scene={scene}
            rows={chunk.rows}
            firstRow={chunk.firstRow}
            rowHeight={rowHeight}
            width={frame.width}
            cell={cell}
            onCell={onCell}
          />
        ))}
      </div>
    </div>
  )
}

/** Size and scroll position of the board's window, CSS pixels. */
function useFrame(scroller: RefObject<HTMLDivElement | null>) {
  const [frame, setFrame] = useState<Frame>({ scrollTop: 0, height: 800, width: 0, rowHeight: 40 })
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const read = () => {
      const columns = element.querySelector('.board-columns')
      const rowHeight = Number(getComputedStyle(element).getPropertyValue('--row-rem')) * remPixels()
      const next = {
        // Rounded to rows, so that most scroll events change nothing.
        scrollTop: Math.floor(element.scrollTop / rowHeight) * rowHeight,
        height: element.clientHeight,
        width: columns?.clientWidth ?? 0,
        rowHeight,
      }
      setFrame((old) => (sameFrame(old, next) ? old : next))
    }
    read()
    const observer = new ResizeObserver(read)
    observer.observe(element)
    element.addEventListener('scroll', read, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', read)
    }
  }, [scroller])
  return frame
}

type Frame = { scrollTop: number; height: number; width: number; rowHeight: number }

const sameFrame = (a: Frame, b: Frame): boolean =>
  a.scrollTop === b.scrollTop && a.height === b.height && a.width === b.width && a.rowHeight === b.rowHeight
