import type { PlainCommand } from '../model/board-gesture.ts'

/** A key as the board reads it; `ctrl` is also the command key of a Mac. */
export interface KeyPress {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

/** What a key does on the board. Steps are in rows that take shifts and in days. */
export type KeyAction =
  | { readonly kind: 'step'; readonly rows: number; readonly days: number; readonly extends: boolean }
  | { readonly kind: 'page'; readonly pages: -1 | 1; readonly extends: boolean }
  | { readonly kind: 'end'; readonly of: 'row' | 'column' | 'board'; readonly to: -1 | 1; readonly extends: boolean }
  | { readonly kind: 'selectAll' | 'open' | 'menu' | 'grab' | 'collapse' }
  | { readonly kind: 'stretch'; readonly edge: 'start' | 'end'; readonly intervals: -1 | 1 }
  | { readonly kind: 'command'; readonly command: PlainCommand }

/** The same while shifts are carried by keys. */
export type CarryAction =
  | { readonly kind: 'carry'; readonly rows: number; readonly days: number; readonly intervals: number }
  | { readonly kind: 'drop'; readonly how: 'move' | 'copy' | 'swap' }
  | { readonly kind: 'letGo' }

const ARROWS: Readonly<Record<string, readonly [rows: number, days: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

const PLAIN: Readonly<Record<string, KeyAction>> = {
  Enter: { kind: 'open' },
  F2: { kind: 'open' },
  Escape: { kind: 'collapse' },
  ContextMenu: { kind: 'menu' },
  ' ': { kind: 'grab' },
  m: { kind: 'grab' },
  Delete: { kind: 'command', command: 'delete' },
  Backspace: { kind: 'command', command: 'delete' },
  l: { kind: 'command', command: 'lock' },
  n: { kind: 'command', command: 'note' },
  '?': { kind: 'command', command: 'keys' },
}

/** On other keyboards the brackets need other keys to be held, so that these are not asked for. */
const BRACKETS: Readonly<Record<string, KeyAction>> = {
  '[': { kind: 'stretch', edge: 'end', intervals: -1 },
  ']': { kind: 'stretch', edge: 'end', intervals: 1 },
  '{': { kind: 'stretch', edge: 'start', intervals: -1 },
  '}': { kind: 'stretch', edge: 'start', intervals: 1 },
}

const WITH_CTRL: Readonly<Record<string, KeyAction>> = {
  a: { kind: 'selectAll' },
  z: { kind: 'command', command: 'undo' },
  y: { kind: 'command', command: 'redo' },
  d: { kind: 'command', command: 'fillDown' },
  r: { kind: 'command', command: 'fillRight' },
  f: { kind: 'command', command: 'find' },
}

/** Undefined for keys that are not the board's. Copy, cut and paste come as events of the clipboard instead. */
export function keyAction(press: KeyPress): KeyAction | undefined {
  const { key, ctrl, shift, alt } = press
  if (key in BRACKETS) return BRACKETS[key]
  if (alt) return undefined
  const moved = movement(press)
  if (moved) return moved
  const letter = key.length === 1 ? key.toLowerCase() : key
  if (ctrl && shift) return letter === 'z' ? { kind: 'command', command: 'redo' } : undefined
  if (ctrl) return WITH_CTRL[letter]
  if (shift) return key === 'F10' ? { kind: 'menu' } : key === '?' ? PLAIN[key] : undefined
  return PLAIN[letter]
}

function movement({ key, ctrl, shift }: KeyPress): KeyAction | undefined {
  const arrow = ARROWS[key]
  if (arrow) {
    const [rows, days] = arrow
    if (!ctrl) return { kind: 'step', rows, days, extends: shift }
    return { kind: 'end', of: days === 0 ? 'column' : 'row', to: rows + days < 0 ? -1 : 1, extends: shift }
  }
  if (key === 'PageUp' || key === 'PageDown') return { kind: 'page', pages: key === 'PageUp' ? -1 : 1, extends: shift }
  if (key !== 'Home' && key !== 'End') return undefined
  return { kind: 'end', of: ctrl ? 'board' : 'row', to: key === 'Home' ? -1 : 1, extends: shift }
}

/**
 * What a key does while shifts are carried. Along the hours the arrows go by intervals, and by days with Shift or Ctrl.
 * Every other key is kept from doing anything: half-way through a move nothing else may happen.
 */
export function carryAction({ key, ctrl, shift, alt }: KeyPress, isByHours: boolean): CarryAction | undefined {
  const arrow = ARROWS[key]
  if (arrow) {
    const [rows, steps] = arrow
    const isByDays = !isByHours || ctrl || shift
    return { kind: 'carry', rows, days: isByDays ? steps : 0, intervals: isByDays ? 0 : steps }
  }
  if (key === 'Escape') return { kind: 'letGo' }
  if (key !== 'Enter' && key !== ' ' && key.toLowerCase() !== 'm') return undefined
  return { kind: 'drop', how: ctrl || alt ? 'copy' : shift ? 'swap' : 'move' }
}
