import './canvas.css'
import { type Ref, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'react'
import { useShownTheme } from '../../../lib/theme.ts'
import { usePlan } from '../../../lib/workspace.ts'
import type { CellPlace } from '../model/board-roster.ts'
import { Board } from './board.ts'
import type { BoardCanvasProps } from './board-input.ts'
import { useBoardWords } from './use-board-words.ts'

/** What those around the board ask of it. */
export interface BoardHandle {
  /** Puts the keyboard on the active cell, as after a dialog has closed. */
  focus(): void
  /** Scrolls to a cell and makes it the active one. */
  go(place: CellPlace): void
  /** Picks the selected shifts up, to be moved by arrow keys: the same as the key M. */
  grab(): void
  /** Says something to screen readers. */
  say(text: string): void
}

/**
 * The planning board: people down, days or hours across, drawn on one canvas, with a grid of plain elements beside it for
 * keyboard and screen readers. It changes nothing itself: gestures and commands tell what is asked for.
 */
export function BoardCanvas({ ref, ...props }: BoardCanvasProps & { readonly ref?: Ref<BoardHandle> }) {
  const host = useRef<HTMLDivElement>(null)
  const board = useRef<Board>(undefined)
  const words = useBoardWords(props.roster)
  const theme = useShownTheme()
  const { shiftTemplates } = usePlan()
  const templateAt = useMemo(() => {
    const places = new Map(shiftTemplates.map(({ id }, index) => [id, index]))
    return (templateId: string) => places.get(templateId) ?? 0
  }, [shiftTemplates])

  useLayoutEffect(() => {
    const made = new Board(host.current!)
    board.current = made
    return () => made.dispose()
  }, [])
  useLayoutEffect(() => board.current?.show({ ...props, words, theme, templateAt }))
  useImperativeHandle(
    ref,
    () => ({
      focus: () => board.current?.focus(),
      go: (place) => board.current?.go(place),
      grab: () => board.current?.grab(),
      say: (text) => board.current?.say(text),
    }),
    [],
  )

  return <div className="board-canvas" data-zoom={props.zoom} ref={host} />
}
