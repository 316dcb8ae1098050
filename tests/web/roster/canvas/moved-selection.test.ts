import { expect, test } from 'vitest'
import { keyAction } from '../../../../web/features/roster/canvas/key-action.ts'
import { movedSelection } from '../../../../web/features/roster/canvas/moved-selection.ts'
import { rangeOf, selectedPlaces, selectionOf, toggled } from '../../../../web/features/roster/canvas/selected-cells.ts'
import type { BoardSelection } from '../../../../web/features/roster/model/board-gesture.ts'
import { fixtureBoard } from './board-fixture.ts'

// Rows: 0 open, 1 group, 2 A, 3 B, 4 group, 5 C, 6 D.
const { rows } = fixtureBoard()
const days = 7
const at = (person: number, row: number, day: number): BoardSelection => ({
  active: { person, day },
  ranges: [rangeOf(row, day)],
})

function pressed(selection: BoardSelection, activeRow: number, ...keys: string[]) {
  let [now, row] = [selection, activeRow]
  for (const key of keys) {
    const shift = key.startsWith('Shift+')
    const ctrl = key.startsWith('Ctrl+')
    const action = keyAction({ key: key.split('+').at(-1)!, shift, ctrl, alt: false })
    if (action?.kind !== 'step' && action?.kind !== 'page' && action?.kind !== 'end')
      throw new Error(`${key} moves nothing`)
    const moved = movedSelection(now, action, { rows, days, activeRow: row, pageRows: 4 })!
    now = moved.selection
    if (!shift) row = moved.row
  }
  return now
}

test('arrows step over heads of groups and stop at the edges', () => {
  expect(pressed(at(1, 3, 2), 3, 'ArrowDown')).toEqual(at(2, 5, 2))
  expect(pressed(at(0, 2, 2), 2, 'ArrowUp')).toEqual(at(-1, 0, 2))
  expect(pressed(at(3, 6, 6), 6, 'ArrowDown', 'ArrowRight')).toEqual(at(3, 6, 6))
  expect(pressed(at(-1, 0, 0), 0, 'ArrowUp', 'ArrowLeft')).toEqual(at(-1, 0, 0))
})

test('Home, End and pages', () => {
  expect(pressed(at(1, 3, 2), 3, 'End')).toEqual(at(1, 3, 6))
  expect(pressed(at(1, 3, 2), 3, 'Ctrl+Home')).toEqual(at(-1, 0, 0))
  expect(pressed(at(1, 3, 2), 3, 'Ctrl+End')).toEqual(at(3, 6, 6))
  expect(pressed(at(-1, 0, 2), 0, 'PageDown')).toEqual(at(2, 5, 2))
})

test('with Shift the active cell stays and the far corner moves, to either side', () => {
  const grown = pressed(at(1, 3, 2), 3, 'Shift+ArrowDown', 'Shift+ArrowRight')
  expect(grown).toEqual({ active: { person: 1, day: 2 }, ranges: [rangeOf(3, 2, 5, 3)] })
  const turned = pressed(grown, 3, 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Shift+ArrowUp')
  expect(turned).toEqual({ active: { person: 1, day: 2 }, ranges: [rangeOf(2, 1, 3, 2)] })
})

test('where a filter hides the active cell, keys start from the first', () => {
  expect(pressed(at(9, -1, 3), -1, 'ArrowDown').active).toEqual({ person: 0, day: 3 })
})

test('a click on a head, a name or the corner selects the column, the row or group, or all', () => {
  expect(selectionOf({ part: 'head', day: 3 }, rows, days)?.ranges).toEqual([rangeOf(0, 3, 6, 3)])
  expect(selectionOf({ part: 'name', row: 2 }, rows, days)).toEqual({
    active: { person: 0, day: 0 },
    ranges: [rangeOf(2, 0, 2, 6)],
  })
  expect(selectionOf({ part: 'name', row: 4 }, rows, days)).toEqual({
    active: { person: 2, day: 0 },
    ranges: [rangeOf(4, 0, 6, 6)],
  })
  expect(selectionOf({ part: 'corner' }, rows, days)?.ranges).toEqual([rangeOf(0, 0, 6, 6)])
  expect(selectionOf({ part: 'foot' }, rows, days)).toBeUndefined()
})

test('the selected cells are places of people and open shifts, the active one first, each once', () => {
  const ranges = [rangeOf(3, 1, 5, 1), rangeOf(0, 1), rangeOf(5, 1)]
  expect(selectedPlaces({ active: { person: 2, day: 1 }, ranges }, rows)).toEqual([
    { person: 2, day: 1 },
    { person: 1, day: 1 },
    { person: -1, day: 1 },
  ])
})

test('a cell is put into the selection and taken out again, but never the last', () => {
  const both = toggled(at(0, 2, 0), { person: 1, day: 4 }, 3)
  expect(both).toEqual({ active: { person: 1, day: 4 }, ranges: [rangeOf(2, 0), rangeOf(3, 4)] })
  expect(toggled(both, { person: 1, day: 4 }, 3).ranges).toEqual([rangeOf(2, 0)])
  expect(toggled(at(0, 2, 0), { person: 0, day: 0 }, 2).ranges).toEqual([rangeOf(2, 0)])
})
