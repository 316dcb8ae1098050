import { expect, test } from 'vitest'
import { carryAction, keyAction } from '../../../../web/features/roster/canvas/key-action.ts'
import { PLAIN_COMMANDS } from '../../../../web/features/roster/model/board-gesture.ts'

/** `Ctrl+Shift+z` as the browser tells it. */
function press(text: string) {
  const parts = text.split('+')
  const key = parts.at(-1) || '+'
  return {
    key: key === 'Space' ? ' ' : key,
    ctrl: parts.includes('Ctrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
  }
}
const action = (text: string) => keyAction(press(text))

test.each([
  ['ArrowDown', { kind: 'step', rows: 1, days: 0, extends: false }],
  ['Shift+ArrowLeft', { kind: 'step', rows: 0, days: -1, extends: true }],
  ['Ctrl+ArrowRight', { kind: 'end', of: 'row', to: 1, extends: false }],
  ['Ctrl+ArrowUp', { kind: 'end', of: 'column', to: -1, extends: false }],
  ['PageDown', { kind: 'page', pages: 1, extends: false }],
  ['Shift+PageUp', { kind: 'page', pages: -1, extends: true }],
  ['Home', { kind: 'end', of: 'row', to: -1, extends: false }],
  ['Ctrl+End', { kind: 'end', of: 'board', to: 1, extends: false }],
  ['Ctrl+a', { kind: 'selectAll' }],
  ['Enter', { kind: 'open' }],
  ['F2', { kind: 'open' }],
  ['ContextMenu', { kind: 'menu' }],
  ['Shift+F10', { kind: 'menu' }],
  ['m', { kind: 'grab' }],
  ['Space', { kind: 'grab' }],
  ['Escape', { kind: 'collapse' }],
  [']', { kind: 'stretch', edge: 'end', intervals: 1 }],
  ['Shift+{', { kind: 'stretch', edge: 'start', intervals: -1 }],
  ['Ctrl+Alt+[', { kind: 'stretch', edge: 'end', intervals: -1 }],
])('%s', (text, expected) => {
  expect(action(text)).toEqual(expected)
})

test.each([
  ['Delete', 'delete'],
  ['Ctrl+z', 'undo'],
  ['Ctrl+y', 'redo'],
  ['Ctrl+Shift+Z', 'redo'],
  ['l', 'lock'],
  ['L', 'lock'],
  ['n', 'note'],
  ['Shift+?', 'keys'],
  ['Ctrl+f', 'find'],
  ['Ctrl+d', 'fillDown'],
  ['Ctrl+r', 'fillRight'],
])('%s asks for %s', (text, command) => {
  expect(action(text)).toEqual({ kind: 'command', command })
  expect(PLAIN_COMMANDS).toContain(command)
})

// Copy, cut and paste come as events of the clipboard; Tab leaves the board; the others are the browser's.
test.each([
  'Tab',
  'Shift+Tab',
  'Ctrl+c',
  'Ctrl+x',
  'Ctrl+v',
  'Ctrl+l',
  'Alt+ArrowLeft',
  'Shift+l',
  'F5',
  'Ctrl+Shift+r',
])('%s is not the board’s', (text) => {
  expect(action(text)).toBeUndefined()
})

test('while shifts are carried arrows move them, Enter lets them down and Escape lets them go', () => {
  const carry = (text: string, isByHours = false) => carryAction(press(text), isByHours)
  expect(carry('ArrowRight')).toEqual({ kind: 'carry', rows: 0, days: 1, intervals: 0 })
  expect(carry('ArrowRight', true)).toEqual({ kind: 'carry', rows: 0, days: 0, intervals: 1 })
  expect(carry('Shift+ArrowLeft', true)).toEqual({ kind: 'carry', rows: 0, days: -1, intervals: 0 })
  expect(carry('ArrowUp', true)).toMatchObject({ rows: -1, days: 0, intervals: 0 })
  expect(['Enter', 'Ctrl+Enter', 'Shift+Enter', 'm'].map((text) => carry(text))).toEqual(
    ['move', 'copy', 'swap', 'move'].map((how) => ({ kind: 'drop', how })),
  )
  expect(carry('Escape')).toEqual({ kind: 'letGo' })
  expect(['Delete', 'Ctrl+z', 'l'].map((text) => carry(text))).toEqual([undefined, undefined, undefined])
})
