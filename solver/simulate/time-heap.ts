/**
 * Priority queue of codes by time, a binary heap on typed arrays. Equal times leave in the order of their codes, so that
 * a run never depends on how the heap happened to grow.
 */
export class TimeHeap {
  size = 0
  #times: Float64Array
  #codes: Float64Array

  constructor(capacity = 1024) {
    this.#times = new Float64Array(capacity)
    this.#codes = new Float64Array(capacity)
  }

  /** Time of the first entry; Infinity when empty. */
  get firstTime(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.#times[0]!
  }

  /** Code of the first entry; the heap must not be empty. */
  get firstCode(): number {
    return this.#codes[0]!
  }

  push(time: number, code: number): void {
    if (this.size === this.#times.length) this.#grow()
    let place = this.size++
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (!this.#isBefore(time, code, parent)) break
      this.#move(parent, place)
      place = parent
    }
    this.#times[place] = time
    this.#codes[place] = code
  }

  /** Takes out the first entry and returns its code. The heap must not be empty. */
  pop(): number {
    const first = this.#codes[0]!
    const time = this.#times[--this.size]!
    const code = this.#codes[this.size]!
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      if (child >= this.size) break
      if (child + 1 < this.size && this.#isBefore(this.#times[child + 1]!, this.#codes[child + 1]!, child)) child++
      if (this.#isBefore(time, code, child)) break
      this.#move(child, place)
      place = child
    }
    this.#times[place] = time
    this.#codes[place] = code
    return first
  }

  #isBefore(time: number, code: number, place: number): boolean {
    const other = this.#times[place]!
    return time < other || (time === other && code < this.#codes[place]!)
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from]!
    this.#codes[to] = this.#codes[from]!
  }

  #grow(): void {
    const times = new Float64Array(2 * this.size)
    const codes = new Float64Array(2 * this.size)
    times.set(this.#times)
    codes.set(this.#codes)
    this.#times = times
    this.#codes = codes
  }
}
