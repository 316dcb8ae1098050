import { setTimeout } from 'node:timers/promises'
import { PART_KEYS, readOffer } from '../jobs/part-messages.ts'
import type { Answer } from '../jobs/worker-task.ts'
import type { Database } from '../store/database.ts'
import type { JobQueue } from '../store/job-queue.ts'
import { findPartMade, offerParts, takePartBack } from '../store/run-part-store.ts'
import type { RunRow } from '../store/run-store.ts'

const LOOK_EVERY_MS = 300
/** Says yes; what it says does not matter. */
const YES = 'yes'

/** Answers a plan in the making about parts of its roster that other workers may make. */
export class SharedParts {
  readonly #db: Database
  readonly #queue: JobQueue
  readonly #run: RunRow
  readonly #signal: AbortSignal
  /** Of the latest offer, by place. */
  #ids: readonly string[] = []

  /** @param signal the plan is not to be gone on with */
  constructor({ db, queue, run, signal }: { db: Database; queue: JobQueue; run: RunRow; signal: AbortSignal }) {
    this.#db = db
    this.#queue = queue
    this.#run = run
    this.#signal = signal
  }

  readonly answer: Answer = async (key, about) => {
    const [what, place] = key.split(' ')
    if (what === PART_KEYS.offer) {
      this.#ids = (await offerParts(this.#db, this.#queue, this.#run, readOffer(about!))) ?? []
      return undefined
    }
    const id = this.#ids[Number(place)]
    if (what === PART_KEYS.made) return id === undefined ? undefined : this.#made(id)
    // What could not be offered is the plan's own to make.
    return id === undefined || (await takePartBack(this.#db, this.#queue, id)) ? YES : undefined
  }

  /** Waits for whoever has it in hand. @returns undefined when nobody has any more, or could make it */
  async #made(id: string): Promise<Uint8Array | undefined> {
    while (!this.#signal.aborted) {
      const part = await findPartMade(this.#db, id)
      if (part?.made) return part.made
      if (part?.state !== 'running' && part?.state !== 'queued') return undefined
      if (await takePartBack(this.#db, this.#queue, id)) return undefined
      await setTimeout(LOOK_EVERY_MS)
    }
    return undefined
  }
}
