import type { BoardCommand, BoardGesture, BoardMarks, BoardSelection } from '../model/board-gesture.ts'
import type { BoardRoster, BoardRow, BoardZoom, CellPlace } from '../model/board-roster.ts'
import type { BoardScore } from '../score/use-score.ts'
import type { BoardWords } from './board-words.ts'

export interface BoardCanvasProps {
  readonly label: string
  readonly roster: BoardRoster
  readonly rows: readonly BoardRow[]
  readonly zoom: BoardZoom
  /** Day to scroll to when it or the zoom changes. */
  readonly firstDay: number
  /** Broken rules at their place, the coverage strip, and the days that groups are short on. */
  readonly score: BoardScore | undefined
  /** Queues of the strip, one lane each. */
  readonly shownQueues: readonly string[]
  readonly selection: BoardSelection
  readonly onSelect: (selection: BoardSelection) => void
  readonly marks?: BoardMarks | undefined
  /** Enter, F2 or a double click. */
  readonly onOpen: (place: CellPlace, anchor: DOMRect) => void
  /** Right click, long press, the menu key or Shift+F10. */
  readonly onMenu: (place: CellPlace, anchor: DOMRect) => void
  /** What a drag, or its equal by keys, asks for when it ends. */
  readonly onGesture: (gesture: BoardGesture) => void
  readonly onCommand: (command: BoardCommand) => void
  /** What the clipboard gets of the selection; where it is missing, the command 'copy' has to see to it. */
  readonly onCopy?: ((kind: 'copy' | 'cut') => CopiedText) | undefined
  /** Told when scrolling settles. */
  readonly onVisible?: ((span: VisibleSpan) => void) | undefined
  /** A double click on a day's head. */
  readonly onDay?: ((day: number) => void) | undefined
}

export interface CopiedText {
  readonly text: string
  readonly html: string
}

export interface VisibleSpan {
  readonly firstDay: number
  readonly lastDay: number
  readonly firstRow: number
  readonly lastRow: number
}

/** What the imperative side of the board is shown: the component's props, and what it takes from its surroundings. */
export interface BoardInput extends BoardCanvasProps {
  readonly words: BoardWords
  /** Colours are resolved again when it changes. */
  readonly theme: string
  /** Place of a template in the plan. */
  readonly templateAt: (templateId: string) => number
}
