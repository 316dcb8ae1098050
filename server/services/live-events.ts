import { EventEmitter, on } from 'node:events'

/** Readers of one thing that the server serves at once; beyond it something is wrong. */
const MAX_LISTENERS = 1000

/** Tells those who follow a run, or a draft, in this process, how it stands. */
export class LiveEvents<State> {
  readonly #emitter = new EventEmitter()
  readonly #closing = new AbortController()
  readonly #isLast: (state: State) => boolean

  /** @param isLast whether nothing follows a state */
  constructor(isLast: (state: State) => boolean = () => false) {
    this.#isLast = isLast
    this.#emitter.setMaxListeners(MAX_LISTENERS)
  }

  publish(id: string, state: State): void {
    this.#emitter.emit(id, state)
  }

  /**
   * How a thing stands, and then each change of it until its last, the reader leaves or the server stops.
   * @param current reads how it stands; it is asked after listening has begun, so that no change falls between
   */
  async *follow(id: string, current: () => Promise<State>, reader: AbortSignal): AsyncGenerator<State> {
    const signal = AbortSignal.any([reader, this.#closing.signal])
    if (signal.aborted) return
    const changes = on(this.#emitter, id, { signal })
    try {
      const first = await current()
      yield first
      if (this.#isLast(first)) return
      for await (const [state] of changes as AsyncIterableIterator<[State]>) {
        yield state
        if (this.#isLast(state)) return
      }
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      await changes.return?.()
    }
  }

  /** Ends every stream. */
  close(): void {
    this.#closing.abort()
  }
}
