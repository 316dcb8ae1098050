/** Performs work at most so much at a time; what more is asked for waits its turn, in the order in which it came. */
export class WorkQueue {
  readonly #atOnce: number
  readonly #waiting: (() => void)[] = []
  #busy = 0

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Work that waits or is being done. */
  get size(): number {
    return this.#busy + this.#waiting.length
  }

  /** @throws what the work throws; the signal's reason when it is told to stop while it waits */
  async run<Result>(work: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    await this.#turn()
    try {
      signal?.throwIfAborted()
      return await work()
    } finally {
      this.#next()
    }
  }

  #turn(): Promise<void> {
    if (this.#busy < this.#atOnce) {
      this.#busy++
      return Promise.resolve()
    }
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** Hands the place on, so that nobody who comes now can take it from those who wait. */
  #next(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#busy--
  }
}
