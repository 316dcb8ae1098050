import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopiedText } from '../canvas/board-input.ts'
import { selectedPlaces } from '../canvas/selected-cells.ts'
import { applyTemplate } from '../edits/apply-template.ts'
import { setColor, setLock } from '../edits/cell-marks.ts'
import { type CopiedRange, copyRange } from '../edits/copy-range.ts'
import type { EditContext, EditOutcome } from '../edits/edit-context.ts'
import { fillDown, fillRight, fillWeeks } from '../edits/fill-cells.ts'
import { gestureEdit } from '../edits/gesture-edit.ts'
import { markAbsent, removeShifts, unassign } from '../edits/open-shifts.ts'
import { applyPaste, type PasteTarget, readPaste } from '../edits/read-paste.ts'
import type { BoardCommand, BoardSelection, CellRange } from '../model/board-gesture.ts'
import { type BoardRow, type CellPlace, cellAt } from '../model/board-roster.ts'
import type { MenuAction, MenuCommand } from '../panels/menu-items.ts'
import type { BoardNoticeText } from './board-notice.tsx'
import type { DeskDialog, DeskPanel } from './desk-dialog.ts'
import { clipboardText, writeClipboard } from './page-clipboard.ts'

interface Surroundings {
  readonly context: EditContext
  readonly rows: readonly BoardRow[]
  readonly selection: BoardSelection
  readonly findField: RefObject<HTMLInputElement | null>
  readonly carryOut: (outcome: EditOutcome) => boolean
  readonly tell: (tone: BoardNoticeText['tone'], text: string) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly open: (dialog: DeskDialog) => void
  readonly openPanel: (panel: DeskPanel, item?: 'cell') => void
  readonly askWho: (place: CellPlace) => void
}

/** Cells beyond which a change is read before it is done. */
const READ_FIRST = 40

/** What keys, the menu and the clipboard do with the selection. */
export function useBoardCommands(around: Surroundings) {
  const { t } = useTranslation()
  const copied = useRef<CopiedRange>(undefined)
  const { context, rows, selection, carryOut, open } = around
  const places = withActiveFirst(selectedPlaces(selection, rows), selection.active)
  const range = selection.ranges.at(-1) ?? rangeOfActive(rows, selection.active)
  const { active } = selection
  const isLocked = cellAt(context.roster, active).locked

  const copy = (): CopiedText => {
    copied.current = copyRange(context, rows, range)
    return copied.current
  }
  const target = (blanks: PasteTarget['blanks'] = 'keep'): PasteTarget => ({
    rows,
    range,
    copied: copied.current,
    blanks,
  })
  const paste = (text: string) => {
    const review = readPaste(context, text, target())
    const isPlain =
      review.outside.length === 0 &&
      review.cells.length <= READ_FIRST &&
      review.cells.every(({ refusals, advice }) => refusals.length === 0 && advice.length === 0)
    // What is not plain is shown first, its conflicts bordered.
    if (isPlain) carryOut(applyPaste(context, review))
    else open({ kind: 'paste', text })
  }
  const remove = () =>
    places.length > READ_FIRST
      ? open({ kind: 'bulk', first: { kind: 'remove' } })
      : carryOut(removeShifts(context, places))

  const actions: Record<MenuAction, () => unknown> = {
    edit: () => open({ kind: 'cell', place: active }),
    candidates: () => around.askWho(active),
    remove,
    makeOpen: () => carryOut(unassign(context, places)),
    markAbsent: () =>
      carryOut(
        markAbsent(
          context,
          active.person,
          places.filter(({ person }) => person === active.person).map(({ day }) => day),
          t('boardDesk.absentNote'),
        ),
      ),
    lock: () => carryOut(setLock(context, places, true)),
    unlock: () => carryOut(setLock(context, places, false)),
    note: () => open({ kind: 'cell', place: active, startsWithNote: true }),
    copy: () => writeClipboard(copy().text),
    cut: () => {
      writeClipboard(copy().text)
      carryOut(removeShifts(context, places))
    },
    paste: async () => {
      const text = (await clipboardText()) ?? copied.current?.text
      if (text === undefined) around.tell('warn', t('boardDesk.pasteByKeys'))
      else paste(text)
    },
    fillRight: () => carryOut(fillRight(context, rows, range)),
    fillDown: () => carryOut(fillDown(context, rows, range)),
    fillWeeks: () => carryOut(fillWeeks(context, peopleOf(places), Math.floor(active.day / 7) * 7)),
    bulk: () => open({ kind: 'bulk' }),
    compare: () => around.openPanel('compare'),
    history: () => around.openPanel('history', 'cell'),
  }

  const onMenu = (command: MenuCommand) => {
    if (command.kind === 'gesture') carryOut(gestureEdit(context, command.gesture))
    else if (command.kind === 'template' && places.length > 1)
      open({ kind: 'bulk', first: { kind: 'template', templateId: command.templateId } })
    else if (command.kind === 'template') carryOut(applyTemplate(context, places, command.templateId))
    else if (command.kind === 'color') carryOut(setColor(context, places, command.color))
    else actions[command.kind]()
  }

  const onCommand = (command: BoardCommand) => {
    switch (command.kind) {
      case 'paste':
        return paste(command.text)
      case 'delete':
        return remove()
      case 'cut':
        // The board has handed the cells to the clipboard by now.
        return carryOut(removeShifts(context, places))
      case 'lock':
        return isLocked ? actions.unlock() : actions.lock()
      case 'undo':
        return around.undo()
      case 'redo':
        return around.redo()
      case 'find':
        return around.findField.current?.focus()
      case 'keys':
        return open({ kind: 'keys' })
      default:
        return actions[command.kind]()
    }
  }

  return { places, range, copy, target, onMenu, onCommand }
}

const withActiveFirst = (places: readonly CellPlace[], active: CellPlace): [CellPlace, ...CellPlace[]] => [
  active,
  ...places.filter(({ person, day }) => person !== active.person || day !== active.day),
]

const peopleOf = (places: readonly CellPlace[]): number[] => [
  ...new Set(places.map(({ person }) => person).filter((person) => person >= 0)),
]

function rangeOfActive(rows: readonly BoardRow[], { person, day }: CellPlace): CellRange {
  const row = Math.max(
    0,
    rows.findIndex((shown) =>
      person < 0 ? shown.kind === 'open' : shown.kind === 'person' && shown.person === person,
    ),
  )
  return { fromRow: row, toRow: row, fromDay: day, toDay: day }
}
