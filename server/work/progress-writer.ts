import { setTimeout } from 'node:timers/promises'

/** Between two writings of one job's progress. */
const MS_BETWEEN = 250

/**
 * Writes the latest progress of a job into its row, not too often; each writing tells those who follow the job. What is
 * overtaken while one is written is left out.
 */
export class ProgressWriter<Progress> {
  readonly #write: (progress: Progress) => Promise<unknown>
  readonly #onError: (error: unknown) => void
  #latest: { readonly progress: Progress } | undefined
  #writing: Promise<void> | undefined
  readonly #ending = new AbortController()

  /** @param write refused writings are no error: whoever is at the job is told so by a signal */
  constructor(write: (progress: Progress) => Promise<unknown>, onError: (error: unknown) => void) {
    this.#write = write
    this.#onError = onError
  }

  say = (progress: Progress): void => {
    if (this.#ending.signal.aborted) return
    this.#latest = { progress }
    this.#writing ??= this.#writeAll()
  }

  /** Writes nothing more; resolves when nothing is being written. */
  async end(): Promise<void> {
    this.#latest = undefined
    this.#ending.abort()
    await this.#writing
  }

  async #writeAll(): Promise<void> {
    for (let next = this.#latest; next; next = this.#latest) {
      this.#latest = undefined
      await this.#write(next.progress).catch(this.#onError)
      await setTimeout(MS_BETWEEN, undefined, { signal: this.#ending.signal }).catch(() => undefined)
    }
    this.#writing = undefined
  }
}
