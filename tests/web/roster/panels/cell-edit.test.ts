import { expect, test } from 'vitest'
import type { Cell, EditKind } from '../../../../web/features/roster/model/board-roster.ts'
import { cellEdit } from '../../../../web/features/roster/panels/cell-edit.ts'
import { cellOf, shiftAt } from './small-board.ts'

const place = { person: 0, day: 1 }
const shift = shiftAt('A1', 1, 9)
const before = cellOf(shift)
const changed = (part: Parameters<typeof shiftAt>[3]) => ({ ...before, shifts: [{ ...shift, ...part }] })

test.each<[EditKind, Cell]>([
  ['add', cellOf(shift, shiftAt('A1', 1, 20))],
  ['remove', cellOf()],
  ['template', changed({ templateId: 'late', endMs: shift.endMs + 60_000 })],
  ['stretch', changed({ endMs: shift.endMs + 60_000 })],
  ['breaks', changed({ breaks: [] })],
  ['queues', changed({ queueIds: ['chat', 'phone'] })],
  ['lock', { ...before, locked: true }],
  ['color', { ...before, color: 'red' }],
  ['note', { ...before, note: 'back on Tuesday' }],
  ['bulk', { ...before, note: 'back on Tuesday', color: 'red' }],
])('%s is what it is called', (kind, after) => {
  expect(cellEdit(place, before, after)).toEqual({ kind, changes: [{ place, before, after }] })
})

test('unlocking is told from locking, and nothing from something', () => {
  expect(cellEdit(place, { ...before, locked: true }, before)?.kind).toBe('unlock')
  expect(cellEdit(place, before, cellOf(shiftAt('A1', 1, 9)))).toBeUndefined()
})
