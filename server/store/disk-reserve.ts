import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'

/** Two files of PostgreSQL's log of changes. */
const RESERVE_BYTES = 32 * 1024 * 1024
const BLOCK_BYTES = 1024 * 1024
/** Free space below which the disk is left alone, times the reserve. */
const LEAST_TIMES_FREE = 2
const RENEW_EVERY_MS = 10_000

/**
 * Space kept back in a database's folder. A database that ended because the disk was full needs a further file of its log
 * before anything can be read from it again: it gets the reserve's place.
 */
export class DiskReserve {
  readonly #file: string
  readonly #renewEveryMs: number
  #renewal: NodeJS.Timeout | undefined

  constructor(folder: string, renewEveryMs = RENEW_EVERY_MS) {
    this.#file = path.join(folder, 'reserve')
    this.#renewEveryMs = renewEveryMs
  }

  /** Lays it aside if it is not there and the disk has room for it; a full disk is no reason not to start. */
  async keep(): Promise<void> {
    if (await this.#isKept()) return
    const { bavail, bsize } = await statfs(path.dirname(this.#file))
    if (bavail * bsize < LEAST_TIMES_FREE * RESERVE_BYTES) return
    const draft = `${this.#file}-${process.pid}.new`
    try {
      await fill(draft)
      await rename(draft, this.#file)
    } catch {
      await rm(draft, { force: true })
    }
  }

  /** Gives its space free, and lays it aside again when the disk has room. @returns whether there was anything to give */
  async release(): Promise<boolean> {
    const wasKept = await this.#isKept()
    await rm(this.#file, { force: true })
    this.#renewal ??= setInterval(() => void this.#renew(), this.#renewEveryMs).unref()
    return wasKept
  }

  /** Renews it no longer. */
  close(): void {
    clearInterval(this.#renewal)
    this.#renewal = undefined
  }

  async #renew(): Promise<void> {
    await this.keep().catch(() => undefined)
    if (await this.#isKept()) this.close()
  }

  #isKept = (): Promise<boolean> =>
    stat(this.#file).then(
      ({ size }) => size === RESERVE_BYTES,
      () => false,
    )
}

/** With bytes that no file system can store in less space. */
async function fill(file: string): Promise<void> {
  const handle = await open(file, 'w', 0o600)
  try {
    for (let written = 0; written < RESERVE_BYTES; written += BLOCK_BYTES) await handle.write(randomBytes(BLOCK_BYTES))
    await handle.sync()
  } finally {
    await handle.close()
  }
}
