import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export class UploadTooLarge extends Error {
  constructor(limitBytes: number) {
    super(`The file is larger than ${limitBytes} bytes.`)
    this.name = 'UploadTooLarge'
  }
}

export interface ReceivedBytes {
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

/** Nothing is received, or read, for this long. */
const FORSAKEN_AFTER_MS = 24 * 3600 * 1000

/** Whose a file is: a folder may be shared by processes, and by machines. */
const MACHINE = hostname()
const nameOf = (id: string): string => `${id}.${MACHINE}.${process.pid}`

/** Whether whoever wrote a file is known to be gone. */
function isForsaken(name: string): boolean {
  const pid = Number(/\.(\d+)$/.exec(name)?.[1])
  if (!name.endsWith(`.${MACHINE}.${pid}`) || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Files on their way into the database, while they are sent in, and out of it, while a worker reads them. */
export class UploadFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  pathOf(id: string): string {
    return path.join(this.#folder, nameOf(id))
  }

  /** Exports name customers: nobody else on the machine may read them. */
  async make(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
  }

  /**
   * Writes a stream to a file, never more than its limit in memory or on disk; what was written is removed when it fails.
   * @throws UploadTooLarge; what the stream or the disk throws
   */
  async receive(id: string, stream: Readable, limitBytes: number): Promise<ReceivedBytes> {
    await this.make()
    const hash = createHash('sha256')
    let bytes = 0
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length
        hash.update(chunk)
        if (bytes > limitBytes) done(new UploadTooLarge(limitBytes))
        else done(null, chunk)
      },
    })
    try {
      await pipeline(stream, measure, createWriteStream(this.pathOf(id), { flags: 'wx', mode: 0o600 }))
    } catch (error) {
      await this.remove(id)
      throw error
    }
    return { bytes, sha256: hash.digest('hex') }
  }

  remove(id: string): Promise<void> {
    return rm(this.pathOf(id), { force: true })
  }

  /**
   * The time by the clock that gives files theirs: this machine's may be wrong, and files that others are at would seem
   * to be left long ago. Epoch milliseconds.
   */
  async #diskTime(): Promise<number> {
    const probe = this.pathOf('clock')
    await writeFile(probe, '', { mode: 0o600 })
    const { mtimeMs } = await stat(probe)
    await rm(probe)
    return mtimeMs
  }

  /** Removes what processes that ended in the middle left; others on the same folder may be at theirs. */
  async removeForsaken(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    if (names.length === 0) return
    const now = await this.#diskTime()
    for (const name of names) {
      const file = path.join(this.#folder, name)
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now }))
      if (isForsaken(name) || mtimeMs < now - FORSAKEN_AFTER_MS) await rm(file, { force: true })
    }
  }
}
