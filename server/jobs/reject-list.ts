import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import type { Reject } from '../contracts/import.ts'
import { type CsvCell, csvText } from '../exports/csv-text.ts'

const HEADER = ['row', 'column', 'value', 'problem', 'hint']
const HEADER_LENGTH = csvText(HEADER, []).length
const ROWS_AT_ONCE = 500

/** `rejects.csv`, gzipped as it comes: a file may have millions of rows that cannot be used. */
export class RejectList {
  readonly #gzip = createGzip()
  readonly #chunks: Buffer[] = []
  #rows: CsvCell[][] = []

  constructor() {
    this.#gzip.on('data', (chunk: Buffer) => this.#chunks.push(chunk))
    this.#gzip.write(csvText(HEADER, []))
  }

  add({ row, column, value, problem, hint }: Reject): void {
    this.#rows.push([row ?? null, column ?? '', value ?? '', problem, hint])
    if (this.#rows.length >= ROWS_AT_ONCE) this.#flush()
  }

  async end(): Promise<Uint8Array> {
    this.#flush()
    this.#gzip.end()
    await once(this.#gzip, 'end')
    return Buffer.concat(this.#chunks)
  }

  #flush(): void {
    this.#gzip.write(csvText(HEADER, this.#rows).slice(HEADER_LENGTH))
    this.#rows = []
  }
}
