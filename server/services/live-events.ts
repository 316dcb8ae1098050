import { type SignalKind, type Signals, topicOf } from '../store/signals.ts'

/** Tells those who follow a thing how it stands, whichever process changes it: it is read again at each signal. */
export class LiveEvents<State> {
  readonly #signals: Signals
  readonly #kind: SignalKind
  readonly #closing = new AbortController()
  readonly #isLast: (state: State) => boolean

  /** @param isLast whether nothing follows a state */
  constructor(signals: Signals, kind: SignalKind, isLast: (state: State) => boolean = () => false) {
    this.#signals = signals
    this.#kind = kind
    this.#isLast = isLast
  }

  /**
   * How a thing stands, and then each change of it until its last, the reader leaves or the server stops. Changes that
   * follow one another faster than they are read are told as one.
   * @param current reads how it stands, with the access of the reader
   * @param others topics beside its own at which it is read again
   */
  async *follow(
    id: string,
    current: () => Promise<State>,
    reader: AbortSignal,
    others: readonly string[] = [],
  ): AsyncGenerator<State> {
    const signal = AbortSignal.any([reader, this.#closing.signal])
    let isChanged = true
    let wake = () => {}
    const change = () => {
      isChanged = true
      wake()
    }
    const heard = [topicOf(this.#kind, id), ...others].map((topic) => this.#signals.on(topic, change))
    signal.addEventListener('abort', change)
    try {
      let told: string | undefined
      while (!signal.aborted) {
        // Before it is read, so that no change falls between.
        isChanged = false
        const state = await current()
        const text = JSON.stringify(state)
        if (text !== told) yield state
        told = text
        if (this.#isLast(state)) return
        await new Promise<void>((resolve) => {
          wake = resolve
          if (isChanged) resolve()
        })
      }
    } catch (error) {
      if (!signal.aborted) throw error
    } finally {
      for (const stop of heard) stop()
      signal.removeEventListener('abort', change)
    }
  }

  /** Ends every stream. */
  close(): void {
    this.#closing.abort()
  }
}
