import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
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

/** Files that were sent in, each under the id of its import, until their rows are part of a plan or nobody wants them. */
export class UploadFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  pathOf(id: string): string {
    return path.join(this.#folder, id)
  }

  /**
   * Writes a stream to a file, never more than its limit in memory or on disk; what was written is removed when it fails.
   * @throws UploadTooLarge; what the stream or the disk throws
   */
  async receive(id: string, stream: Readable, limitBytes: number): Promise<ReceivedBytes> {
    // Exports name customers: nobody else on the machine may read them.
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
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

  /** Whether the file is there in full. */
  has(id: string, bytes: number): Promise<boolean> {
    return stat(this.pathOf(id)).then(
      ({ size }) => size === bytes,
      () => false,
    )
  }

  /** Removes the files that no import of these ids waits for. */
  async removeOthers(ids: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.#folder).catch(() => [])
    for (const name of names) if (!ids.has(name)) await this.remove(name)
  }
}
