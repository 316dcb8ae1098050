import { remPixels } from '../../../lib/css-color.ts'
import type { BoardSelection } from '../model/board-gesture.ts'
import type { CellPlace } from '../model/board-roster.ts'
import {
  type BoardGeometry,
  boardGeometry,
  dayLeft,
  rowHeightOf,
  rowTop,
  type ScrollPlace,
  scrollToCell,
  stripHeight,
  visibleDays,
  visibleRows,
} from './board-geometry.ts'
import type { BoardInput } from './board-input.ts'
import { type Palette, resolvePalette } from './board-palette.ts'
import { type BoardState, boardState } from './board-state.ts'
import type { Carried } from './carried.ts'
import { paintBoard } from './paint-board.ts'
import { type Faces, makeFaces, type Picture, type Pointed } from './picture.ts'

/** Scrolling has settled when so long nothing has moved, milliseconds. */
const SETTLED_MS = 120
const NOWHERE: Pointed = { row: undefined, day: undefined }

/**
 * The board's imperative side: one canvas of the window's size under a native scroller. A change of any kind asks for a
 * frame, and a frame draws the window anew; React takes no part in scrolling.
 */
export class BoardSurface {
  readonly scroller: HTMLDivElement
  readonly space: HTMLDivElement
  readonly #host: HTMLElement
  readonly #canvas: HTMLCanvasElement
  readonly #ctx: CanvasRenderingContext2D
  readonly #resized: ResizeObserver
  readonly #listening = new AbortController()
  readonly #onFrame: ((picture: Picture) => void)[] = []
  readonly #onSettled: ((picture: Picture) => void)[] = []
  #input: BoardInput | undefined
  #state: BoardState | undefined
  #geometry: BoardGeometry | undefined
  #palette: Palette | undefined
  #faces: Faces | undefined
  #scroll: ScrollPlace = { left: 0, top: 0 }
  #selection: BoardSelection = { active: { person: 0, day: 0 }, ranges: [] }
  #pointed = NOWHERE
  #hasFocus = false
  #carried: Carried | undefined
  #frame = 0
  #settling = 0

  constructor(host: HTMLElement) {
    this.#host = host
    this.#canvas = document.createElement('canvas')
    this.#canvas.className = 'board-picture'
    this.#canvas.ariaHidden = 'true'
    this.scroller = document.createElement('div')
    this.scroller.className = 'board-scroller'
    this.space = document.createElement('div')
    this.space.className = 'board-space'
    this.scroller.append(this.space)
    host.append(this.#canvas, this.scroller)
    const ctx = this.#canvas.getContext('2d', { alpha: false })
    if (!ctx) throw new Error('The browser gives no 2d canvas, which the board is drawn on.')
    this.#ctx = ctx
    const { signal } = this.#listening
    this.scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true, signal })
    host.addEventListener('focusin', () => this.#focused(true), { signal })
    host.addEventListener('focusout', () => this.#focused(false), { signal })
    this.#resized = new ResizeObserver(() => this.#measure())
    this.#resized.observe(this.scroller)
  }

  dispose(): void {
    this.#listening.abort()
    this.#resized.disconnect()
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#settling)
    this.#host.replaceChildren()
  }

  /** Called with each frame drawn, and once scrolling or a change has settled. */
  watch(on: { readonly frame?: (picture: Picture) => void; readonly settled?: (picture: Picture) => void }): void {
    if (on.frame) this.#onFrame.push(on.frame)
    if (on.settled) this.#onSettled.push(on.settled)
  }

  show(input: BoardInput): void {
    const before = this.#input && this.#state ? { input: this.#input, state: this.#state } : undefined
    this.#state = boardState(input, before)
    this.#input = input
    if (before?.input.selection !== input.selection) this.#selection = input.selection
    if (before?.input.theme !== input.theme) this.#palette = undefined
    this.#measure()
    const isElsewhere = before?.input.zoom !== input.zoom || before.input.firstDay !== input.firstDay
    if (isElsewhere) this.scroller.scrollLeft = Math.round(input.firstDay * (this.#geometry?.dayWidth ?? 0))
    this.#readScroll()
    this.#settleSoon()
    this.redraw()
  }

  get signal(): AbortSignal {
    return this.#listening.signal
  }

  get input(): BoardInput | undefined {
    return this.#input
  }

  get carried(): Carried | undefined {
    return this.#carried
  }

  carry(carried: Carried | undefined): void {
    this.#carried = carried
    this.redraw()
  }

  get selection(): BoardSelection {
    return this.#selection
  }

  /** Shown at once; those around hear of it, and may show another. */
  select(selection: BoardSelection): void {
    this.#selection = selection
    this.redraw()
    this.#settleSoon()
    this.#input?.onSelect(selection)
  }

  point(pointed: Pointed): void {
    if (pointed.row === this.#pointed.row && pointed.day === this.#pointed.day) return
    this.#pointed = pointed
    this.redraw()
  }

  /** Row that shows a person, or `OPEN_ROW`; undefined where a filter hides it. */
  rowOf(person: number): number | undefined {
    return this.#state?.rowOf.get(person)
  }

  /** Scrolls as little as is needed for a cell to be in the window. */
  reveal(row: number, day: number): void {
    if (!this.#geometry) return
    const { left, top } = scrollToCell(this.#geometry, this.#scroll, row, day)
    this.scrollTo(left, top)
  }

  scrollTo(left: number, top: number): void {
    this.scroller.scrollTo(left, top)
    this.#readScroll()
    this.redraw()
  }

  /** Where a cell stands on the page. */
  anchorOf({ person, day }: CellPlace): DOMRect {
    const { left, top } = this.scroller.getBoundingClientRect()
    const row = this.rowOf(person)
    if (!this.#geometry || row === undefined) return new DOMRect(left, top, 0, 0)
    const x = dayLeft(this.#geometry, this.#scroll, day)
    const width = dayLeft(this.#geometry, this.#scroll, day + 1) - x
    const y = rowTop(this.#geometry, this.#scroll, row)
    return new DOMRect(left + x, top + y, width, rowHeightOf(this.#geometry, row))
  }

  /** What the next frame would be drawn from; undefined before anything is shown. */
  get picture(): Picture | undefined {
    if (!this.#input || !this.#state || !this.#geometry) return undefined
    this.#palette ??= resolvePalette(this.#host)
    this.#faces ??= makeFaces(this.#ctx, this.#palette.font, this.#geometry.rem)
    const { roster, rows, words } = this.#input
    return {
      ...this.#state,
      ctx: this.#ctx,
      geometry: this.#geometry,
      scroll: this.#scroll,
      palette: this.#palette,
      faces: this.#faces,
      words,
      roster,
      rows,
      selection: this.#selection,
      activeRow: this.#state.rowOf.get(this.#selection.active.person) ?? -1,
      pointed: this.#pointed,
      hasFocus: this.#hasFocus,
      carried: this.#carried,
    }
  }

  redraw(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#draw())
  }

  #draw(): void {
    this.#frame = 0
    const { picture } = this
    if (!picture) return
    paintBoard(picture)
    for (const on of this.#onFrame) on(picture)
  }

  #scrolled(): void {
    this.#readScroll()
    this.redraw()
    this.#settleSoon()
  }

  #readScroll(): void {
    this.#scroll = { left: Math.round(this.scroller.scrollLeft), top: Math.round(this.scroller.scrollTop) }
  }

  #settleSoon(): void {
    clearTimeout(this.#settling)
    this.#settling = window.setTimeout(() => this.#settle(), SETTLED_MS)
  }

  #settle(): void {
    const { picture } = this
    if (!picture) return
    for (const on of this.#onSettled) on(picture)
    const days = visibleDays(picture.geometry, picture.scroll)
    const rows = visibleRows(picture.geometry, picture.scroll)
    this.#input?.onVisible?.({ firstDay: days.first, lastDay: days.last, firstRow: rows.first, lastRow: rows.last })
  }

  #focused(hasFocus: boolean): void {
    this.#hasFocus = hasFocus
    this.redraw()
  }

  /** Fits the canvas to the window, and the scrolled space to the rows and days. */
  #measure(): void {
    // On paper the board is hidden and has no size; what it showed is what is printed.
    if (!this.#input || this.scroller.clientWidth === 0) return
    const { roster, rows, zoom, shownQueues } = this.#input
    const width = this.scroller.clientWidth
    const height = this.scroller.clientHeight
    const rem = remPixels()
    if (rem !== this.#geometry?.rem) this.#faces = undefined
    const footHeight = stripHeight(shownQueues.length, rem, height)
    const next = boardGeometry({
      zoom,
      days: roster.days.length,
      rows: rows.length,
      hasOpen: rows[0]?.kind === 'open',
      isOpenEmpty: roster.open.every(({ shifts }) => shifts.length === 0),
      width,
      height: height - footHeight,
      footHeight,
      rem,
    })
    this.#geometry = next
    this.space.style.width = `${next.contentWidth}px`
    this.space.style.height = `${next.contentHeight + footHeight}px`
    const ratio = window.devicePixelRatio
    const [pixelsWide, pixelsHigh] = [Math.round(width * ratio), Math.round(next.height * ratio)]
    if (this.#canvas.width === pixelsWide && this.#canvas.height === pixelsHigh) return
    this.#canvas.width = pixelsWide
    this.#canvas.height = pixelsHigh
    this.#canvas.style.width = `${width}px`
    this.#canvas.style.height = `${next.height}px`
    this.#ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
    this.redraw()
  }
}
