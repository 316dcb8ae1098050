import { EventEmitter, on } from 'node:events'
import { isTerminal, type Run } from '../contracts/run.ts'

/** Readers of one run that the server serves at once; beyond it something is wrong. */
const MAX_LISTENERS = 1000

/** Tells those who follow a run, in this process, how it stands. */
export class RunEvents {
  readonly #emitter = new EventEmitter()
  readonly #closing = new AbortController()

  constructor() {
    this.#emitter.setMaxListeners(MAX_LISTENERS)
  }

  publish(run: Run): void {
    this.#emitter.emit(run.id, run)
  }

  /**
   * How a run stands, and then each change of it until it is over, the reader leaves or the server stops.
   * @param current reads the run; it is asked after listening has begun, so that no change falls between
   */
  async *follow(id: string, current: () => Promise<Run>, reader: AbortSignal): AsyncGenerator<Run> {
    const signal = AbortSignal.any([reader, this.#closing.signal])
    if (signal.aborted) return
    const changes = on(this.#emitter, id, { signal })
    try {
      const first = await current()
      yield first
      if (isTerminal(first.state)) return
      for await (const [run] of changes as AsyncIterableIterator<[Run]>) {
        yield run
        if (isTerminal(run.state)) return
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
