import { dayLeft, rowHeightOf, rowTop } from './board-geometry.ts'
import type { Picture } from './picture.ts'
import { isWithin } from './selected-cells.ts'

export interface MirrorRowContent {
  /** Among those shown; undefined for the head of the columns. */
  readonly row: number | undefined
  readonly header: string
  /** Ascending. */
  readonly days: readonly number[]
  readonly label: (day: number) => string
}

/** A row of the grid's elements, filled with one row of the board after the other. */
export class MirrorRow {
  readonly element = document.createElement('div')
  readonly #header = document.createElement('div')
  readonly #cells: HTMLElement[] = []
  readonly #kind: 'gridcell' | 'columnheader'
  #days: readonly number[] = []

  constructor(kind: 'gridcell' | 'columnheader') {
    this.#kind = kind
    this.element.role = 'row'
    this.#header.role = kind === 'gridcell' ? 'rowheader' : 'columnheader'
    this.#header.ariaColIndex = '1'
    this.element.append(this.#header)
  }

  cellOf(day: number): HTMLElement | undefined {
    return this.#cells[this.#days.indexOf(day)]
  }

  fill(picture: Picture, { row, header, days, label }: MirrorRowContent): void {
    const { geometry, scroll, selection } = picture
    this.#days = days
    const top = row === undefined ? 0 : rowTop(geometry, scroll, row)
    const height = row === undefined ? geometry.headHeight : rowHeightOf(geometry, row)
    this.element.style.transform = `translate(0, ${top}px)`
    this.element.style.width = `${geometry.width}px`
    this.element.style.height = `${height}px`
    set(this.element, 'aria-rowindex', String((row ?? -1) + 2))
    set(this.#header, 'aria-label', header)
    this.#header.style.width = `${geometry.nameWidth}px`
    this.#grow(days.length)
    days.forEach((day, index) => {
      const cell = this.#cells[index]!
      const left = dayLeft(geometry, scroll, day)
      cell.style.transform = `translate(${left}px, 0)`
      cell.style.width = `${Math.round(geometry.dayWidth)}px`
      set(cell, 'aria-colindex', String(day + 2))
      set(cell, 'aria-label', label(day))
      if (row === undefined) return
      const isActive = row === picture.activeRow && day === selection.active.day
      set(cell, 'tabindex', isActive ? '0' : '-1')
      set(cell, 'aria-selected', String(selection.ranges.some((range) => isWithin(range, row, day))))
    })
  }

  #grow(days: number): void {
    while (this.#cells.length < days) {
      const cell = document.createElement('div')
      cell.role = this.#kind
      this.#cells.push(cell)
      this.element.append(cell)
    }
    for (const [index, cell] of this.#cells.entries()) cell.hidden = index >= days
  }
}

/** Attributes that stay are not written: a screen reader would hear of them again. */
function set(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
