import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShiftTemplate } from '../../../../solver/domain/shift-template.ts'
import { useNames } from '../../../lib/workspace.ts'
import { type BoardRoster, CELL_COLORS, type CellPlace, cellAt } from '../model/board-roster.ts'
import { type MenuCommand, type MenuItem, type MenuQuestion, menuItems } from './menu-items.ts'
import { type MenuLine, MenuList } from './menu-list.tsx'
import { PlaceDialog } from './place-dialog.tsx'
import { StretchDialog } from './stretch-dialog.tsx'
import { useCellWords } from './use-cell-words.ts'

export interface BoardMenuProps {
  readonly roster: BoardRoster
  /** Cells selected, the active one first. */
  readonly places: readonly [CellPlace, ...CellPlace[]]
  /** The active cell on the page. */
  readonly anchor: DOMRect
  readonly templates: readonly ShiftTemplate[]
  readonly onCommand: (command: MenuCommand) => void
  /** After a command as well. */
  readonly onClose: () => void
}

/** All that a drag or a key does to a cell, by clicks; where it needs one more word, a dialog asks for it. */
export function BoardMenu(props: BoardMenuProps) {
  const { places, onCommand, onClose } = props
  const [question, setQuestion] = useState<MenuQuestion>()
  const done = (command: MenuCommand) => {
    onClose()
    onCommand(command)
  }
  if (question === 'stretch') return <StretchDialog {...props} place={places[0]} onGesture={asGesture(done)} />
  if (question) return <PlaceDialog {...props} question={question} onGesture={asGesture(done)} />
  return <CellMenu {...props} onCommand={done} onQuestion={setQuestion} />
}

const asGesture =
  (done: BoardMenuProps['onCommand']) => (gesture: Extract<MenuCommand, { kind: 'gesture' }>['gesture']) =>
    done({ kind: 'gesture', gesture })

interface CellMenuProps extends BoardMenuProps {
  readonly onQuestion: (question: MenuQuestion) => void
}

/** Colours of templates, repeating after the last. */
const SHIFT_COLORS = 8

function CellMenu({ roster, places, anchor, templates, onCommand, onQuestion, onClose }: CellMenuProps) {
  const { t } = useTranslation()
  const names = useNames()
  const words = useCellWords(roster)
  const [place] = places
  const lists: Record<'template' | 'color', MenuLine[]> = {
    template: templates.map(({ id }, index) => ({
      key: id,
      name: names.template(id),
      swatch: `shift-${(index % SHIFT_COLORS) + 1}`,
      onChoose: () => onCommand({ kind: 'template', templateId: id }),
    })),
    color: ([...CELL_COLORS, null] as const).map((color) => ({
      key: color ?? 'none',
      name: t(`boardPanel.color.${color ?? 'none'}`),
      swatch: color ?? 'none',
      onChoose: () => onCommand({ kind: 'color', color }),
    })),
  }
  const lineOf = ({ id, opens, keys }: MenuItem): MenuLine => {
    const line = { key: id, name: t(`boardPanel.menu.${id}`), ...(keys !== undefined && { keys }) }
    if (id === 'template' || id === 'color') return { ...line, lines: lists[id] }
    if (id === 'moveTo' || id === 'copyTo' || id === 'swapWith' || id === 'stretch')
      return { ...line, asks: true, onChoose: () => onQuestion(id) }
    return { ...line, asks: opens === 'dialog', onChoose: () => onCommand({ kind: id }) }
  }
  return (
    <MenuList
      label={
        places.length === 1 ? words.place(place) : t('boardPanel.cells', { count: places.length, cells: places.length })
      }
      anchor={anchor}
      groups={menuItems(cellAt(roster, place), places).map((group) => group.map(lineOf))}
      onClose={onClose}
    />
  )
}
