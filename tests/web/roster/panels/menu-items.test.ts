import { expect, test } from 'vitest'
import { OPEN_ROW } from '../../../../web/features/roster/model/board-roster.ts'
import { menuItems, typedItem } from '../../../../web/features/roster/panels/menu-items.ts'
import { cellOf, shiftAt } from './small-board.ts'

const work = cellOf(shiftAt('A1', 1, 9))
const at = { person: 0, day: 1 }
const ids = (...args: Parameters<typeof menuItems>) =>
  menuItems(...args)
    .flat()
    .map(({ id }) => id)

test('everything that a drag does is in the menu of a shift', () => {
  const items = ids(work, [at])
  expect(items).toEqual(
    expect.arrayContaining(['moveTo', 'copyTo', 'swapWith', 'stretch', 'makeOpen', 'markAbsent', 'candidates', 'lock']),
  )
  expect(new Set(items).size).toBe(items.length)
})

test('a day off can be filled, but has nothing to move, stretch or give away', () => {
  const items = ids(cellOf(), [at])
  for (const id of ['moveTo', 'stretch', 'remove', 'makeOpen', 'candidates', 'cut'] as const)
    expect(items).not.toContain(id)
  for (const id of ['edit', 'template', 'paste', 'swapWith', 'note'] as const) expect(items).toContain(id)
})

test('open shifts are nobody’s: no lock, no absence, no swap', () => {
  const items = ids(work, [{ person: OPEN_ROW, day: 1 }])
  for (const id of ['lock', 'markAbsent', 'makeOpen', 'swapWith', 'fillWeeks'] as const) expect(items).not.toContain(id)
  for (const id of ['moveTo', 'candidates', 'remove'] as const) expect(items).toContain(id)
})

test('of several cells what is about one is left out, and of several people where they go', () => {
  const ofOne = ids(work, [at, { person: 0, day: 2 }])
  expect(ofOne).toEqual(expect.arrayContaining(['bulk', 'moveTo', 'copyTo']))
  for (const id of ['edit', 'stretch', 'swapWith', 'history'] as const) expect(ofOne).not.toContain(id)
  expect(ids(work, [at, { person: 1, day: 1 }])).not.toContain('moveTo')
})

test('a locked day offers to unlock', () => {
  expect(ids({ ...work, locked: true }, [at])).toContain('unlock')
  expect(ids({ ...work, locked: true }, [at])).not.toContain('lock')
})

test('a letter goes to the next item that begins with it, around the end', () => {
  const names = ['Copy', 'Cut', 'Paste', 'Compare']
  expect(typedItem(names, 0, 'c')).toBe(1)
  expect(typedItem(names, 1, 'C')).toBe(3)
  expect(typedItem(names, 3, 'c')).toBe(0)
  expect(typedItem(names, 1, 'x')).toBe(1)
  expect(typedItem(['复制', '剪切'], 1, '复')).toBe(0)
})
