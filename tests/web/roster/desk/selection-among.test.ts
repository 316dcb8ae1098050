import { expect, test } from 'vitest'
import { selectionAmong } from '../../../../web/features/roster/desk/selection-among.ts'
import { type BoardRow, OPEN_ROW } from '../../../../web/features/roster/model/board-roster.ts'

const rowsOf = (...people: number[]): BoardRow[] => [
  { kind: 'open' },
  { kind: 'group', group: 'g', people },
  ...people.map((person) => ({ kind: 'person' as const, person })),
]

test('the active cell stays where its person is still shown, and nothing else is selected', () => {
  expect(selectionAmong(rowsOf(4, 7), { person: 7, day: 3 })).toEqual({ active: { person: 7, day: 3 }, ranges: [] })
  expect(selectionAmong(rowsOf(4, 7), { person: OPEN_ROW, day: 3 }).active.person).toBe(OPEN_ROW)
})

test('the active cell of somebody who is not shown goes to the first who is, or to the open shifts', () => {
  expect(selectionAmong(rowsOf(4, 7), { person: 2, day: 3 }).active).toEqual({ person: 4, day: 3 })
  expect(selectionAmong([{ kind: 'open' }], { person: 2, day: 3 }).active).toEqual({ person: OPEN_ROW, day: 3 })
})
