import type { CellPlace } from '../model/board-roster.ts'
import { cellAt } from '../model/board-roster.ts'
import { BoardHint } from './board-hint.ts'
import type { BoardInput } from './board-input.ts'
import { BoardKeyboard } from './board-keyboard.ts'
import { BoardMirror } from './board-mirror.ts'
import { BoardPointer } from './board-pointer.ts'
import { BoardSurface } from './board-surface.ts'
import { changedPlaces } from './changed-places.ts'
import { CoverageStrip } from './coverage-strip.ts'
import { EditTimes } from './edit-times.ts'
import { rangeOf } from './selected-cells.ts'

/** The parts of the board that are made by hand, put together. */
export class Board {
  readonly #surface: BoardSurface
  readonly #mirror: BoardMirror
  readonly #keyboard: BoardKeyboard
  readonly #strip: CoverageStrip
  readonly #times = new EditTimes()
  readonly #said = document.createElement('div')
  readonly #host: HTMLElement

  constructor(host: HTMLElement) {
    this.#host = host
    this.#surface = new BoardSurface(host)
    this.#surface.watch({ frame: () => this.#times.drawn() })
    this.#mirror = new BoardMirror(this.#surface)
    this.#strip = new CoverageStrip(this.#surface, host)
    this.#said.className = 'board-said'
    this.#said.role = 'status'
    host.append(this.#said)
    const hint = new BoardHint(host)
    const pointer = new BoardPointer(this.#surface, () => this.focus(), hint, this.#strip)
    this.#keyboard = new BoardKeyboard(this.#surface, { host, pointer, hint, say: (text) => this.say(text) })
  }

  show(props: BoardInput): void {
    const input = this.#timed(props)
    const before = this.#surface.input
    this.#strip.show(input)
    this.#surface.show(input)
    const { picture } = this.#surface
    const isOther = before?.selection !== input.selection || before.roster !== input.roster
    if (picture && isOther) this.#mirror.update(picture)
    if (before && before.roster !== input.roster) this.#tell(before, input)
  }

  #timed(input: BoardInput): BoardInput {
    this.#times.show(input)
    return {
      ...input,
      onGesture: (gesture) => {
        this.#times.ask()
        input.onGesture(gesture)
      },
      onCommand: (command) => {
        this.#times.ask()
        input.onCommand(command)
      },
    }
  }

  dispose(): void {
    this.#mirror.dispose()
    this.#surface.dispose()
  }

  focus(): void {
    this.#mirror.focus()
  }

  go(place: CellPlace): void {
    const row = this.#surface.rowOf(place.person)
    if (row === undefined) return
    this.#surface.reveal(row, place.day)
    this.#surface.select({ active: place, ranges: [rangeOf(row, place.day)] })
  }

  grab(): void {
    this.focus()
    this.#keyboard.grab()
  }

  say(text: string): void {
    this.#said.textContent = text
  }

  /** Says what an edit has made of the board, to whoever works on it. */
  #tell(before: BoardInput, { roster, words }: BoardInput): void {
    if (before.roster.people !== roster.people || !this.#host.contains(document.activeElement)) return
    const places = changedPlaces(before.roster, roster)
    const [place] = places
    if (!place) return
    if (places.length > 1) {
      this.say(words.changed(places.length))
      return
    }
    const person = roster.people[place.person]
    const text = words.cell(cellAt(roster, place), person?.zone ?? roster.horizon.zone, [], undefined)
    this.say(words.cellIs(person?.name ?? words.openShifts, place.day, text))
  }
}
