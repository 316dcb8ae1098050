import { MINUTES_PER_DAY, MS_PER_MINUTE } from '../../../../solver/domain/horizon.ts'
import { cellAt } from '../model/board-roster.ts'
import type { BoardHint } from './board-hint.ts'
import type { BoardPointer } from './board-pointer.ts'
import type { BoardSurface } from './board-surface.ts'
import type { Carried } from './carried.ts'
import { gestureOf, howOf } from './carry.ts'
import { wallMinute } from './drawn-cell.ts'
import { type CarryAction, carryAction, type KeyAction, type KeyPress, keyAction } from './key-action.ts'
import { movedSelection } from './moved-selection.ts'
import type { Picture } from './picture.ts'
import { nameOfPlace } from './place-name.ts'
import { cellRow, cellRowFrom, placeOf } from './row-place.ts'
import { rangeOf, selectedPlaces } from './selected-cells.ts'

type CarriedShifts = Extract<Carried, { kind: 'shifts' }>

export interface KeyboardSurroundings {
  readonly host: HTMLElement
  readonly pointer: BoardPointer
  readonly hint: BoardHint
  /** To screen readers. */
  readonly say: (text: string) => void
}

/** The keyboard and the clipboard on the board. */
export class BoardKeyboard {
  readonly #surface: BoardSurface
  readonly #host: HTMLElement
  readonly #pointer: BoardPointer
  readonly #hint: BoardHint
  readonly #say: (text: string) => void

  constructor(surface: BoardSurface, { host, pointer, hint, say }: KeyboardSurroundings) {
    this.#surface = surface
    this.#host = host
    this.#pointer = pointer
    this.#hint = hint
    this.#say = say
    const { signal } = surface
    host.addEventListener('keydown', (event) => this.#key(event), { signal })
    host.addEventListener('focusout', (event) => this.#left(event), { signal })
    // Without a text selection browsers do not agree on where these events start.
    for (const kind of ['copy', 'cut', 'paste'] as const) {
      document.addEventListener(kind, (event) => this.#clipboard(kind, event), { signal })
    }
  }

  /** Picks the selected shifts up. */
  grab(): void {
    const { picture } = this.#surface
    if (!picture) return
    const { roster, words, selection } = picture
    const from = selectedPlaces(selection, picture.rows).filter((place) => cellAt(roster, place).shifts.length > 0)
    const toRow = from[0] && this.#surface.rowOf(from[0].person)
    if (!from[0] || toRow === undefined) {
      this.#say(words.nothingToGrab)
      return
    }
    this.#hold(picture, { kind: 'shifts', from, shift: undefined, how: 'move', toRow, dayOffset: 0, minuteOffset: 0 })
    this.#say(words.grabbed(from.length, nameOfPlace(picture, from[0].person), from[0].day))
  }

  #key(event: KeyboardEvent): void {
    const { picture, carried } = this.#surface
    if (!picture || this.#pointer.isBusy || event.isComposing) return
    const press: KeyPress = {
      key: event.key,
      ctrl: event.ctrlKey || event.metaKey,
      shift: event.shiftKey,
      alt: event.altKey,
    }
    if (carried?.kind === 'shifts') {
      if (event.key !== 'Tab') event.preventDefault()
      const action = carryAction(press, picture.geometry.zoom === 'hours')
      if (action) this.#carry(picture, carried, action)
      return
    }
    const action = keyAction(press)
    if (!action) return
    event.preventDefault()
    this.#act(picture, action)
  }

  #act(picture: Picture, action: KeyAction): void {
    const { input } = this.#surface
    const { active } = picture.selection
    switch (action.kind) {
      case 'step':
      case 'page':
      case 'end': {
        const { rows, geometry, activeRow } = picture
        const pageRows = Math.floor((geometry.height - geometry.bodyTop) / geometry.rowHeight)
        const moved = movedSelection(picture.selection, action, { rows, days: geometry.days, activeRow, pageRows })
        if (moved) this.#show(moved.selection, moved.row, moved.day)
        break
      }
      case 'selectAll':
        this.#surface.select({ active, ranges: [rangeOf(0, 0, picture.rows.length - 1, picture.geometry.days - 1)] })
        break
      case 'collapse':
        if (picture.activeRow >= 0) this.#surface.select({ active, ranges: [rangeOf(picture.activeRow, active.day)] })
        break
      case 'open':
        input?.onOpen(active, this.#surface.anchorOf(active))
        break
      case 'menu':
        input?.onMenu(active, this.#surface.anchorOf(active))
        break
      case 'grab':
        this.grab()
        break
      case 'stretch':
        this.#stretch(picture, action.edge, action.intervals)
        break
      case 'command':
        input?.onCommand({ kind: action.command })
    }
  }

  #show(selection: Picture['selection'], row: number, day: number): void {
    this.#surface.reveal(row, day)
    this.#surface.select(selection)
  }

  #stretch({ geometry, roster, selection }: Picture, edge: 'start' | 'end', intervals: number): void {
    const { shifts } = cellAt(roster, selection.active)
    const shift = edge === 'start' ? shifts[0] : shifts.at(-1)
    if (geometry.zoom !== 'hours' || !shift) return
    const from = edge === 'start' ? shift.startMs : shift.endMs
    const toMs = from + intervals * roster.horizon.intervalMinutes * MS_PER_MINUTE
    this.#surface.input?.onGesture({ kind: 'stretch', place: selection.active, shift, edge, toMs })
  }

  #carry(picture: Picture, carried: CarriedShifts, action: CarryAction): void {
    const { words } = picture
    if (action.kind === 'letGo') {
      this.#letGo()
      this.#say(words.letGo)
      return
    }
    if (action.kind === 'drop') {
      const modifiers = { copies: action.how === 'copy', swaps: action.how === 'swap' }
      this.#drop(picture, { ...carried, how: howOf(picture, carried, modifiers) })
      return
    }
    const next = carriedFurther(picture, carried, action)
    const day = (next.from[0]?.day ?? 0) + next.dayOffset
    this.#surface.reveal(next.toRow, day)
    this.#hold(picture, next)
    const person = placeOf(picture.rows[next.toRow])
    if (person !== undefined) this.#say(words.carriedTo(nameOfPlace(picture, person), day, next.minuteOffset))
  }

  #drop(picture: Picture, carried: CarriedShifts): void {
    const gesture = gestureOf(carried, picture)
    this.#letGo()
    if (!gesture) {
      this.#say(picture.words.letGo)
      return
    }
    const person = placeOf(picture.rows[carried.toRow])
    const day = (carried.from[0]?.day ?? 0) + carried.dayOffset
    if (person !== undefined) {
      this.#show({ active: { person, day }, ranges: [rangeOf(carried.toRow, day)] }, carried.toRow, day)
    }
    this.#surface.input?.onGesture(gesture)
  }

  /** What is carried by keys is let go when the keyboard goes elsewhere. */
  #left(event: FocusEvent): void {
    const isInside = event.relatedTarget instanceof Node && this.#host.contains(event.relatedTarget)
    if (!isInside && this.#surface.carried && !this.#pointer.isBusy && document.hasFocus()) this.#letGo()
  }

  /** What is held is seen where it would go, with what the keys make of it beside it. */
  #hold(picture: Picture, carried: CarriedShifts): void {
    this.#surface.carry(carried)
    const person = placeOf(picture.rows[carried.toRow])
    if (person === undefined) return
    const cell = this.#surface.anchorOf({ person, day: (carried.from[0]?.day ?? 0) + carried.dayOffset })
    const { left, top } = this.#surface.scroller.getBoundingClientRect()
    this.#hint.show(picture, carried, { x: cell.left - left, y: cell.bottom - top })
  }

  #letGo(): void {
    this.#surface.carry(undefined)
    this.#hint.hide()
  }

  #clipboard(kind: 'copy' | 'cut' | 'paste', event: ClipboardEvent): void {
    const { input } = this.#surface
    if (!input || !event.clipboardData || !this.#host.contains(document.activeElement)) return
    event.preventDefault()
    if (kind === 'paste') {
      const text = event.clipboardData.getData('text/plain')
      if (text !== '') input.onCommand({ kind: 'paste', text })
      return
    }
    const copied = input.onCopy?.(kind)
    if (copied) {
      event.clipboardData.setData('text/plain', copied.text)
      event.clipboardData.setData('text/html', copied.html)
    }
    if (kind === 'cut' || !copied) input.onCommand({ kind })
  }
}

/** What is carried, moved by keys; it stays on the board. */
export function carriedFurther(
  picture: Pick<Picture, 'rows' | 'roster' | 'clockOf' | 'geometry'>,
  carried: CarriedShifts,
  { rows, days, intervals }: Extract<CarryAction, { kind: 'carry' }>,
): CarriedShifts {
  const toRow = cellRowFrom(picture.rows, carried.toRow, rows)
  const first = carried.from[0]
  if (!first || cellRow(picture.rows, toRow, 1) === undefined) return carried
  const { roster, clockOf } = picture
  const clock = clockOf(roster.people[first.person]?.zone ?? roster.horizon.zone)
  const shift = cellAt(roster, first).shifts[0]
  const start = shift ? wallMinute(clock, first.day, shift.startMs) : 0
  const before = carried.dayOffset * MINUTES_PER_DAY + carried.minuteOffset
  const minutes = before + days * MINUTES_PER_DAY + intervals * roster.horizon.intervalMinutes
  const dayOffset = Math.floor((start + minutes) / MINUTES_PER_DAY)
  const day = first.day + dayOffset
  if (day < 0 || day >= picture.geometry.days) return { ...carried, toRow }
  return { ...carried, toRow, dayOffset, minuteOffset: minutes - dayOffset * MINUTES_PER_DAY }
}
