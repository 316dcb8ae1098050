import { expect, test } from 'vitest'
import { OPEN_ROW } from '../../../../web/features/roster/model/board-roster.ts'
import { markedCells } from '../../../../web/features/roster/panels/marked-cells.ts'
import { paidHoursOn, workingOn } from '../../../../web/features/roster/panels/printed-figures.ts'
import { board, cellOf, shiftAt } from './small-board.ts'

const noted = { ...cellOf(), note: 'back on Tuesday', color: 'red' as const }
const locked = { ...cellOf(shiftAt('A2', 3, 9)), locked: true }
const standby = cellOf(shiftAt('A1', 3, 9, { onCall: true, queueIds: [] }))
const roster = board({ '0 3': standby, '1 0': noted, '1 3': locked }, { 2: noted })

test('marked cells by mark, open shifts first; a cell with two marks is in both lists', () => {
  const ofOpen = { place: { person: OPEN_ROW, day: 2 }, cell: noted }
  const ofPerson = { place: { person: 1, day: 0 }, cell: noted }
  expect(markedCells(roster)).toEqual({
    note: [ofOpen, ofPerson],
    color: [ofOpen, ofPerson],
    locked: [{ place: { person: 1, day: 3 }, cell: locked }],
  })
})

test('on paper, whoever stands by is not at work and is not paid for it', () => {
  expect(workingOn(roster, [0, 1, 2], 3)).toBe(1)
  expect(workingOn(roster, [0], 3)).toBe(0)
  expect(paidHoursOn([standby, locked, noted])).toBe(7.5)
})
