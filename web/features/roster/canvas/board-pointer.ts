import type { BoardSelection } from '../model/board-gesture.ts'
import { type BoardEdges, edgePull } from './auto-scroll.ts'
import { dayAt, rowAt } from './board-geometry.ts'
import type { BoardHint } from './board-hint.ts'
import type { BoardSurface } from './board-surface.ts'
import { gestureOf, type Modifiers, pulled, takeHold } from './carry.ts'
import type { CoverageStrip } from './coverage-strip.ts'
import { type CellHit, type Hit, hitAt } from './hit-test.ts'
import type { Picture } from './picture.ts'
import { cellRowFrom, placeOf } from './row-place.ts'
import { isWithin, rangeOf, selectionOf, toggled } from './selected-cells.ts'

/** A press becomes a drag when the pointer has moved so far, CSS pixels. */
const DRAG_FROM = 5
/** A finger that rests so long takes hold of a shift, milliseconds. */
const LONG_PRESS_MS = 450

interface Press {
  readonly hit: Hit
  readonly x: number
  readonly y: number
  readonly event: PointerEvent
  /** Waiting, dragging a selection, carrying something, or a finger that has rested. */
  phase: 'down' | 'selecting' | 'carrying' | 'resting'
}

/** Mouse, pen and finger on the board. */
export class BoardPointer {
  readonly #surface: BoardSurface
  readonly #focus: () => void
  readonly #hint: BoardHint
  readonly #strip: Pick<CoverageStrip, 'readingAt'>
  #press: Press | undefined
  #at = { x: 0, y: 0 }
  #modifiers: Modifiers = { copies: false, swaps: false }
  #resting = 0
  #scrolling = 0

  /**
   * @param focus puts the keyboard on the active cell
   * @param strip tells what the foot of the board shows at a point
   */
  constructor(surface: BoardSurface, focus: () => void, hint: BoardHint, strip: Pick<CoverageStrip, 'readingAt'>) {
    this.#surface = surface
    this.#focus = focus
    this.#hint = hint
    this.#strip = strip
    const { scroller, signal } = surface
    const on = <Kind extends keyof HTMLElementEventMap>(
      kind: Kind,
      listen: (event: HTMLElementEventMap[Kind]) => void,
    ) => scroller.addEventListener(kind, listen, { signal, passive: false })
    on('pointerdown', (event) => this.#down(event))
    on('pointermove', (event) => this.#move(event))
    on('pointerup', (event) => this.#up(event))
    on('pointercancel', () => this.cancel())
    on('pointerleave', () => this.#leave())
    // The keyboard stays on the grid's cell; a press would put it on the scroller.
    on('mousedown', (event) => event.preventDefault())
    on('touchmove', (event) => this.#press?.phase === 'carrying' && event.preventDefault())
    on('dblclick', (event) => this.#doubleClick(event))
    on('contextmenu', (event) => this.#menu(event))
    for (const kind of ['keydown', 'keyup'] as const) {
      window.addEventListener(kind, (event) => this.#key(event), { signal })
    }
  }

  /** Lets go of what is carried, and nothing changes. */
  cancel(): void {
    if (this.#press?.phase === 'carrying') this.#surface.carry(undefined)
    this.#end()
  }

  get isBusy(): boolean {
    return this.#press?.phase === 'carrying' || this.#press?.phase === 'selecting'
  }

  #down(event: PointerEvent): void {
    const { picture } = this.#surface
    if (!picture || event.button !== 0) return
    const { x, y } = this.#local(event)
    // Beyond lie the scroll bars.
    if (x >= picture.geometry.width || y >= this.#surface.scroller.clientHeight) return
    const hit = hitAt(picture, x, y)
    this.#press = { hit, x, y, event, phase: 'down' }
    if (event.pointerType === 'touch') {
      this.#resting = window.setTimeout(() => this.#rest(), LONG_PRESS_MS)
      return
    }
    if (hit.part === 'cell' && !isModified(event) && !isSelected(picture.selection, hit)) this.#choose(hit, event)
    this.#focus()
  }

  #move(event: PointerEvent): void {
    const { picture } = this.#surface
    if (!picture) return
    this.#at = this.#local(event)
    const press = this.#press
    if (!press) {
      if (event.pointerType !== 'touch') this.#hover(picture)
      return
    }
    this.#modifiers = modifiersOf(event)
    const isFar = Math.hypot(this.#at.x - press.x, this.#at.y - press.y) >= DRAG_FROM
    if (press.phase === 'down' && isFar && event.pointerType !== 'touch') this.#begin(press)
    if (press.phase === 'resting' && isFar) this.#begin(press)
    this.#drag()
  }

  #up(event: PointerEvent): void {
    const press = this.#press
    const { picture, input, carried } = this.#surface
    this.#end()
    if (!press || !picture || !input) return
    if (press.phase === 'carrying' && carried) {
      this.#surface.carry(undefined)
      const gesture = gestureOf(carried, picture)
      if (gesture) input.onGesture(gesture)
      if (gesture && carried.kind === 'shifts' && carried.from.length === 1) this.#follow(carried)
    } else if (press.phase === 'resting' && press.hit.part === 'cell') this.#openMenu(press.hit, press.x, press.y)
    else if (press.phase === 'down') {
      this.#choose(press.hit, event)
      this.#focus()
    }
  }

  #follow({ toRow, dayOffset, from }: { toRow: number; dayOffset: number; from: readonly { day: number }[] }): void {
    const person = placeOf(this.#surface.input?.rows[toRow])
    const day = (from[0]?.day ?? 0) + dayOffset
    if (person !== undefined) this.#surface.select({ active: { person, day }, ranges: [rangeOf(toRow, day)] })
  }

  #end(): void {
    clearTimeout(this.#resting)
    cancelAnimationFrame(this.#scrolling)
    this.#scrolling = 0
    this.#press = undefined
    this.#hint.hide()
  }

  #rest(): void {
    const press = this.#press
    if (press?.phase !== 'down' || press.hit.part !== 'cell') return
    press.phase = 'resting'
    this.#choose(press.hit, press.event)
  }

  #begin(press: Press): void {
    const { picture } = this.#surface
    if (!picture || press.hit.part !== 'cell') return
    this.#surface.scroller.setPointerCapture(press.event.pointerId)
    const carried = takeHold(picture, press.hit)
    press.phase = carried ? 'carrying' : 'selecting'
    if (carried) this.#surface.carry(carried)
  }

  /** Follows the pointer, also when the board scrolls under it. */
  #drag(): void {
    const { picture, carried } = this.#surface
    const press = this.#press
    if (!picture || press?.hit.part !== 'cell') return
    if (press.phase !== 'carrying' && press.phase !== 'selecting') return
    const { geometry, scroll } = picture
    const x = Math.max(geometry.nameWidth, Math.min(this.#at.x, geometry.width - 1))
    const y = Math.max(geometry.headHeight, Math.min(this.#at.y, geometry.height - 1))
    const at = dayAt(geometry, scroll, x) ?? { day: geometry.days - 1, minute: 1439 }
    const under = rowAt(geometry, scroll, y) ?? geometry.rows - 1
    const row = placeOf(picture.rows[under]) === undefined ? cellRowFrom(picture.rows, under, 1) : under
    this.#surface.point({ row, day: at.day })
    if (press.phase === 'selecting') this.#selectTo(press.hit, row, at.day)
    else if (carried) {
      const next = pulled(picture, carried, { hold: press.hit, row, ...at, modifiers: this.#modifiers })
      this.#surface.carry(next)
      this.#hint.show(picture, next, this.#at)
    }
    this.#scrollAtEdges(geometry)
  }

  #scrollAtEdges(edges: BoardEdges): void {
    if (this.#scrolling !== 0) return
    const pull = edgePull(edges, this.#at.x, this.#at.y)
    if (pull.left === 0 && pull.top === 0) return
    this.#scrolling = requestAnimationFrame(() => {
      this.#scrolling = 0
      const { scroller } = this.#surface
      this.#surface.scrollTo(scroller.scrollLeft + pull.left, scroller.scrollTop + pull.top)
      this.#drag()
    })
  }

  #selectTo(hit: CellHit, row: number, day: number): void {
    const { active, ranges } = this.#surface.selection
    const range = rangeOf(hit.row, hit.day, row, day)
    const last = ranges.at(-1)
    if (last && JSON.stringify(last) === JSON.stringify(range)) return
    this.#surface.select({ active, ranges: [range] })
  }

  #choose(hit: Hit, event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }): void {
    const { picture } = this.#surface
    if (!picture) return
    const isMore = event.ctrlKey || event.metaKey
    if (hit.part === 'cell' && isMore && hit.person !== undefined) {
      this.#surface.select(toggled(picture.selection, { person: hit.person, day: hit.day }, hit.row))
      return
    }
    const next = selectionOf(hit, picture.rows, picture.geometry.days, event.shiftKey ? picture : undefined)
    if (next) this.#surface.select(next)
  }

  #leave(): void {
    if (this.#press) return
    this.#surface.point({ row: undefined, day: undefined })
    this.#hint.hide()
  }

  #hover(picture: Picture): void {
    const hit = hitAt(picture, this.#at.x, this.#at.y)
    const reading = hit.part === 'foot' ? this.#strip.readingAt(picture, this.#at.x, this.#at.y) : undefined
    if (reading === undefined) this.#hint.hide()
    else this.#hint.say(picture, reading, this.#at)
    const { scroller } = this.#surface
    const cell = hit.part === 'cell' ? hit : undefined
    scroller.style.cursor = cell?.edge ? 'ew-resize' : cell?.shift ? 'grab' : ''
    const day = dayAt(picture.geometry, picture.scroll, this.#at.x)?.day
    this.#surface.point({ row: rowAt(picture.geometry, picture.scroll, this.#at.y), day })
  }

  #doubleClick(event: MouseEvent): void {
    const { picture, input } = this.#surface
    if (!picture || !input) return
    const { x, y } = this.#local(event)
    const hit = hitAt(picture, x, y)
    if (hit.part === 'head') input.onDay?.(hit.day)
    if (hit.part !== 'cell' || hit.person === undefined) return
    const place = { person: hit.person, day: hit.day }
    input.onOpen(place, this.#surface.anchorOf(place))
  }

  #menu(event: MouseEvent): void {
    event.preventDefault()
    const { picture } = this.#surface
    // A finger opens it when it is lifted, so that it can still drag.
    if (!picture || this.#press) return
    const { x, y } = this.#local(event)
    const hit = hitAt(picture, x, y)
    if (hit.part !== 'cell' || hit.person === undefined) return
    if (!isSelected(picture.selection, hit)) this.#choose(hit, { shiftKey: false, ctrlKey: false, metaKey: false })
    this.#focus()
    this.#openMenu(hit, x, y)
  }

  #openMenu({ person, day }: CellHit, x: number, y: number): void {
    const { left, top } = this.#surface.scroller.getBoundingClientRect()
    if (person !== undefined) this.#surface.input?.onMenu({ person, day }, new DOMRect(left + x, top + y, 1, 1))
  }

  #key(event: KeyboardEvent): void {
    if (!this.isBusy) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      this.cancel()
      return
    }
    this.#modifiers = modifiersOf(event)
    this.#drag()
  }

  #local(event: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#surface.scroller.getBoundingClientRect()
    return { x: event.clientX - left, y: event.clientY - top }
  }
}

const isModified = (event: MouseEvent): boolean => event.shiftKey || event.ctrlKey || event.metaKey

const modifiersOf = (event: MouseEvent | KeyboardEvent): Modifiers => ({
  copies: event.ctrlKey || event.altKey || event.metaKey,
  swaps: event.shiftKey,
})

const isSelected = ({ ranges }: BoardSelection, { row, day }: CellHit): boolean =>
  ranges.some((range) => isWithin(range, row, day))
