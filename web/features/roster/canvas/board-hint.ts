import type { Carried } from './carried.ts'
import type { Picture } from './picture.ts'
import { nameOfPlace } from './place-name.ts'
import { placeOf } from './row-place.ts'

const AWAY = 16

/** Says beside the pointer what letting go would do, or what it points at. */
export class BoardHint {
  readonly #host: HTMLElement
  readonly #element = document.createElement('div')

  constructor(host: HTMLElement) {
    this.#host = host
    this.#element.className = 'board-hint'
    // The live region tells what was done; while the pointer moves, this would only be noise.
    this.#element.ariaHidden = 'true'
  }

  show(picture: Picture, carried: Carried, at: { readonly x: number; readonly y: number }): void {
    if (carried.kind !== 'shifts') return
    const { words, rows, geometry } = picture
    const person = placeOf(rows[carried.toRow])
    const day = (carried.from[0]?.day ?? 0) + carried.dayOffset
    if (person === undefined || day < 0 || day >= geometry.days) {
      this.hide()
      return
    }
    this.say(picture, words.carrying(carried.how, nameOfPlace(picture, person), day), at)
  }

  say({ geometry }: Picture, text: string, at: { readonly x: number; readonly y: number }): void {
    if (this.#element.textContent !== text) this.#element.textContent = text
    if (!this.#element.isConnected) this.#host.append(this.#element)
    const left = Math.min(at.x + AWAY, geometry.width - this.#element.offsetWidth - AWAY)
    const below = at.y + AWAY
    const top =
      below + this.#element.offsetHeight > geometry.height + geometry.footHeight
        ? at.y - AWAY - this.#element.offsetHeight
        : below
    this.#element.style.transform = `translate(${Math.round(Math.max(0, left))}px, ${Math.round(top)}px)`
  }

  hide(): void {
    this.#element.remove()
  }
}
