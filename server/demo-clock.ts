import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_EVERY_MS = 100

/** The clock of a demonstration: it stands where it is set, until it is let run, as fast as is asked for. */
export class DemoClock {
  #shownMs: number
  #setAt = performance.now()
  #speed = 0

  /** @param startMs epoch milliseconds that it shows first */
  constructor(startMs: number) {
    this.#shownMs = startMs
  }

  /** Epoch milliseconds. */
  readonly now = (): number => Math.floor(this.#shownMs + (performance.now() - this.#setAt) * this.#speed)

  /** @param speed so many times as fast as the time of the world; 0 stops it */
  run(speed: number): void {
    this.#shownMs = this.now()
    this.#setAt = performance.now()
    this.#speed = speed
  }

  get isRunning(): boolean {
    return this.#speed > 0
  }

  /** Settled when it shows a moment, epoch milliseconds: never while it stands. */
  async until(momentMs: number): Promise<void> {
    while (this.now() < momentMs) await sleep(LOOK_EVERY_MS)
  }
}
