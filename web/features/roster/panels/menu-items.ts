import type { BoardGesture } from '../model/board-gesture.ts'
import { type Cell, type CellColor, type CellPlace, OPEN_ROW } from '../model/board-roster.ts'

/** What the menu of a cell asks for; all but `gesture`, which says itself what it is about, is for the selection. */
export type MenuCommand =
  | { readonly kind: MenuAction }
  | { readonly kind: 'template'; readonly templateId: string }
  | { readonly kind: 'color'; readonly color: CellColor | null }
  | { readonly kind: 'gesture'; readonly gesture: BoardGesture }

export type MenuAction =
  | 'edit'
  | 'candidates'
  | 'remove'
  | 'makeOpen'
  | 'markAbsent'
  | 'lock'
  | 'unlock'
  | 'note'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'fillRight'
  | 'fillDown'
  | 'fillWeeks'
  | 'bulk'
  | 'compare'
  | 'history'

/** Choices that need one more word, for which a dialog opens. */
export type MenuQuestion = 'moveTo' | 'copyTo' | 'swapWith' | 'stretch'
export type MenuList = 'template' | 'color'

export interface MenuItem {
  readonly id: MenuAction | MenuQuestion | MenuList
  readonly opens?: 'dialog' | 'list'
  /** As `aria-keyshortcuts` writes it. */
  readonly keys?: string
}

/**
 * What can be done with a selection; groups of items, top to bottom.
 * @param cell the active one of `places`, which is the first of them
 */
export function menuItems(cell: Cell, places: readonly [CellPlace, ...CellPlace[]]): MenuItem[][] {
  const [{ person }] = places
  const hasShifts = cell.shifts.length > 0
  const isOpenRow = person === OPEN_ROW
  const isOne = places.length === 1
  const isOnePerson = places.every((place) => place.person === person)
  const when = (isSo: boolean, ...items: MenuItem[]): MenuItem[] => (isSo ? items : [])
  const groups: MenuItem[][] = [
    [
      ...when(isOne, { id: 'edit', opens: 'dialog', keys: 'Enter' }),
      ...when(!isOne, { id: 'bulk', opens: 'dialog' }),
      { id: 'template', opens: 'list' },
      ...when(isOne && hasShifts, { id: 'candidates' }),
    ],
    [
      // Where days of several people go is more than one dialog can ask; a drag or copy and paste says it.
      ...when(hasShifts && isOnePerson, { id: 'moveTo', opens: 'dialog' }, { id: 'copyTo', opens: 'dialog' }),
      ...when(isOne && !isOpenRow, { id: 'swapWith', opens: 'dialog' }),
      ...when(isOne && hasShifts, { id: 'stretch', opens: 'dialog' }),
    ],
    [
      ...when(hasShifts && !isOpenRow, { id: 'makeOpen' }, { id: 'markAbsent' }),
      ...when(hasShifts, { id: 'remove', keys: 'Delete' }),
    ],
    [
      ...when(hasShifts, { id: 'cut', keys: 'Control+X' }),
      { id: 'copy', keys: 'Control+C' },
      { id: 'paste', keys: 'Control+V' },
      ...when(
        !isOpenRow,
        { id: 'fillRight', keys: 'Control+R' },
        { id: 'fillDown', keys: 'Control+D' },
        { id: 'fillWeeks' },
      ),
    ],
    [
      ...when(!isOpenRow, { id: cell.locked ? 'unlock' : 'lock', keys: 'L' }),
      { id: 'color', opens: 'list' },
      { id: 'note', opens: 'dialog', keys: 'N' },
    ],
    [...when(isOne, { id: 'compare' }, { id: 'history' })],
  ]
  return groups.filter((group) => group.length > 0)
}

/** Item to go to when a letter is typed: the next after the current one whose name begins with it, around the end. */
export function typedItem(names: readonly string[], current: number, letter: string): number {
  const begins = (name: string) => name.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase())
  const order = names.map((_, step) => (current + 1 + step) % names.length)
  return order.find((index) => begins(names[index] ?? '')) ?? current
}
