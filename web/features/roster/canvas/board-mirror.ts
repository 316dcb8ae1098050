import { type Cell, cellAt, EMPTY_CELL, OPEN_ROW } from '../model/board-roster.ts'
import { visibleDays, visibleRows } from './board-geometry.ts'
import type { BoardSurface } from './board-surface.ts'
import { MirrorRow, type MirrorRowContent } from './mirror-row.ts'
import type { Picture } from './picture.ts'

/** Most of a turn that filling rows takes before it lets others go first, milliseconds. */
const TURN_MS = 4

/**
 * The grid that keyboard and screen readers meet: plain elements of the rows in the window, invisible over the drawn ones.
 * Its elements are made once and filled anew when scrolling has settled; those of the active row are filled at once, so
 * that the active cell's element always exists and can take the focus.
 */
export class BoardMirror {
  readonly #surface: BoardSurface
  readonly #grid = document.createElement('div')
  readonly #head: MirrorRow
  readonly #pool: MirrorRow[] = []
  #wanted: readonly number[] = []
  #waiting = 0
  #hadFocus = false

  constructor(surface: BoardSurface) {
    this.#surface = surface
    this.#grid.className = 'board-mirror'
    this.#grid.role = 'grid'
    this.#grid.ariaMultiSelectable = 'true'
    this.#head = new MirrorRow('columnheader')
    this.#grid.append(this.#head.element)
    surface.space.append(this.#grid)
    surface.watch({ settled: (picture) => this.update(picture) })
  }

  dispose(): void {
    cancelIdleCallback(this.#waiting)
  }

  /** Puts the keyboard on the active cell. */
  focus(): void {
    const { picture } = this.#surface
    if (!picture) return
    this.update(picture)
    this.#activeCell(picture)?.focus({ preventScroll: true })
  }

  /** Makes the elements those of the window: the active row at once, the others when the browser has time. */
  update(picture: Picture): void {
    const { geometry, rows, roster } = picture
    const label = this.#surface.input?.label ?? ''
    if (this.#grid.ariaLabel !== label) this.#grid.ariaLabel = label
    this.#grid.ariaRowCount = String(rows.length + 1)
    this.#grid.ariaColCount = String(roster.days.length + 1)
    this.#grid.style.width = `${geometry.width}px`
    this.#grid.style.height = `${geometry.height}px`
    this.#hadFocus = this.#grid.contains(document.activeElement)
    this.#wanted = wantedRows(picture)
    while (this.#pool.length < this.#wanted.length) {
      const row = new MirrorRow('gridcell')
      this.#pool.push(row)
      this.#grid.append(row.element)
    }
    for (const [index, row] of this.#pool.entries()) row.element.hidden = index >= this.#wanted.length
    const active = this.#wanted.indexOf(picture.activeRow)
    if (active >= 0) this.#fill(picture, active)
    if (this.#hadFocus) this.#activeCell(picture)?.focus({ preventScroll: true })
    this.#fillSoon(0)
  }

  #fillSoon(from: number): void {
    cancelIdleCallback(this.#waiting)
    this.#waiting = requestIdleCallback(() => {
      const { picture } = this.#surface
      if (!picture) return
      const until = performance.now() + TURN_MS
      if (from === 0) this.#head.fill(picture, headContent(picture))
      let index = from
      for (; index < this.#wanted.length && performance.now() < until; index++) this.#fill(picture, index)
      if (index < this.#wanted.length) this.#fillSoon(index)
    })
  }

  #fill(picture: Picture, index: number): void {
    const row = this.#wanted[index]
    if (row !== undefined) this.#pool[index]?.fill(picture, rowContent(picture, this.#surface, row))
  }

  #activeCell({ activeRow, selection }: Picture): HTMLElement | undefined {
    const index = this.#wanted.indexOf(activeRow)
    return this.#pool[index]?.cellOf(selection.active.day)
  }
}

/** Rows in the window, ascending, with those that are always there: the open shifts and the active cell's. */
function wantedRows({ geometry, scroll, activeRow }: Picture): number[] {
  const { first, last } = visibleRows(geometry, scroll)
  const wanted = new Set<number>()
  if (geometry.hasOpen) wanted.add(0)
  if (activeRow >= 0) wanted.add(activeRow)
  for (let row = first; row <= last; row++) wanted.add(row)
  return [...wanted].sort((a, b) => a - b)
}

/** Days in the window, and that of the active cell. */
function wantedDays({ geometry, scroll, selection }: Picture): number[] {
  const { first, last } = visibleDays(geometry, scroll)
  const days = new Set([selection.active.day])
  for (let day = first; day <= last; day++) days.add(day)
  return [...days].sort((a, b) => a - b)
}

const headContent = (picture: Picture): MirrorRowContent => ({
  row: undefined,
  header: picture.words.person,
  days: wantedDays(picture),
  label: (day) => picture.words.day(day),
})

function rowContent(picture: Picture, surface: BoardSurface, index: number): MirrorRowContent {
  const { roster, words } = picture
  const row = picture.rows[index]
  const days = wantedDays(picture)
  if (row?.kind === 'group') {
    const { working, isShort } = picture.groups.of(row.group, row.people)
    const header = `${words.group(row.group)}, ${words.people(row.people.length)}`
    return { row: index, header, days, label: (day) => words.working(working[day] ?? 0, isShort[day] ?? false) }
  }
  const person = row?.kind === 'person' ? row.person : OPEN_ROW
  const { name, zone, id } = roster.people[person] ?? { name: words.openShifts, zone: roster.horizon.zone, id: '' }
  const { score, marks } = surface.input ?? {}
  const label = (day: number) => {
    const cell: Cell = cellAt(roster, { person, day })
    const violations = score?.violationsByCell.get(`${id} ${roster.days[day]}`) ?? []
    const mark = marks?.get(`${person} ${day}`)
    if (cell === EMPTY_CELL && violations.length === 0 && mark === undefined) return words.off
    const messages = violations.map(words.message)
    return words.cell(cell, zone, messages, mark)
  }
  return { row: index, header: name, days, label }
}
