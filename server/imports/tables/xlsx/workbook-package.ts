import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { PlanningInputError } from '../../../../solver/domain/planning-input-error.ts'
import { refusal } from '../file-format.ts'

/** Most bytes that one part of a workbook may unpack to. */
const MAX_UNPACKED_BYTES = 2 * 1024 ** 3
/** Parts larger than this unpacked may be at most 200 times as large as packed; sheets reach about 50 times. */
const LARGE_BYTES = 50 * 1024 ** 2
const MAX_RATIO = 200
const MAX_PARTS = 10_000

const NOT_A_WORKBOOK: readonly (readonly [part: RegExp, what: string, hint: string])[] = [
  [/^xl\/workbook\.bin$/, 'is a binary workbook (.xlsb)', 'Open it in a spreadsheet and save it as .xlsx.'],
  [/^content\.xml$/, 'is an OpenDocument file', 'Open it in a spreadsheet and save it as .xlsx.'],
  [/^Index\/.*\.iwa$/, 'is an Apple iWork document', 'Export it as .xlsx or CSV.'],
  [/^word\//, 'is a Word document', 'Export the data as CSV or XLSX.'],
  [/^ppt\//, 'is a presentation', 'Export the data as CSV or XLSX.'],
]

/** The parts of an .xlsx file, a zip archive: unpacked piece by piece and never beyond their limits. */
export class WorkbookPackage {
  readonly file: string
  readonly #path: string
  readonly #entries: ReadonlyMap<string, Entry>

  private constructor(path: string, file: string, entries: ReadonlyMap<string, Entry>) {
    this.#path = path
    this.file = file
    this.#entries = entries
  }

  /** @throws PlanningInputError when the archive is damaged, encrypted or no workbook */
  static async open(path: string, file: string): Promise<WorkbookPackage> {
    const entries = new Map<string, Entry>()
    const zip = await openZip(path, file)
    try {
      for await (const entry of zip.eachEntry()) {
        entries.set(entry.fileName, entry)
        if (entries.size > MAX_PARTS) throw refusal(file, 'has more than 10,000 parts', 'Save the workbook anew.')
      }
    } catch (error) {
      throw damaged(file, error)
    } finally {
      zip.close()
    }
    if (![...entries.keys()].some((name) => /(^|\/)workbook\.xml$/i.test(name))) throw notWorkbook(file, entries)
    return new WorkbookPackage(path, file, entries)
  }

  has(part: string): boolean {
    return this.#entries.has(part)
  }

  /** Bytes of a part, unpacked; `fraction` of it read so far. */
  async *read(part: string): AsyncGenerator<{ bytes: Buffer; fraction: number }> {
    const entry = this.#entries.get(part)
    if (!entry) throw refusal(this.file, `is a workbook without its part ${part}`, SAVE_ANEW)
    this.#checkSize(entry)
    const zip = await openZip(this.#path, this.file)
    let read = 0
    try {
      // Checks while unpacking that there is no more than the archive declares, and what it declares was checked above.
      const stream = await zip.openReadStreamPromise(entry)
      for await (const bytes of stream as AsyncIterable<Buffer>) {
        read += bytes.length
        yield { bytes, fraction: Math.min(1, read / entry.uncompressedSize) }
      }
    } catch (error) {
      throw damaged(this.file, error)
    } finally {
      zip.close()
    }
  }

  #checkSize({ fileName, uncompressedSize, compressedSize, ...entry }: Entry): void {
    if ((entry.generalPurposeBitFlag & 1) === 1) {
      throw refusal(this.file, 'is encrypted', 'Remove the password and save it again.')
    }
    const isBomb = uncompressedSize > LARGE_BYTES && uncompressedSize > MAX_RATIO * compressedSize
    if (!isBomb && uncompressedSize <= MAX_UNPACKED_BYTES) return
    const problem = `has a part ${fileName} that would unpack from ${inMegabytes(compressedSize)} to ${inMegabytes(uncompressedSize)}`
    throw refusal(this.file, problem, 'Save the workbook anew, or export CSV.')
  }
}

const inMegabytes = (bytes: number): string => `${Math.round((bytes / 1024 ** 2) * 10) / 10} MB`

const SAVE_ANEW = 'Open it in a spreadsheet and save it again as .xlsx.'

async function openZip(path: string, file: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, lazyEntries: true })
  } catch (error) {
    if (/central directory/i.test((error as Error).message)) {
      throw refusal(file, 'is a workbook or zip archive that was cut off', 'Export or download it again.')
    }
    throw damaged(file, error)
  }
}

/** What went wrong while unpacking or reading XML, as an issue of the file; errors that are issues already stay. */
export function damaged(file: string, error: unknown): Error {
  if (error instanceof PlanningInputError) return error
  if (/too many bytes/.test((error as Error).message)) {
    return refusal(file, 'has a part that unpacks to more than it declares', SAVE_ANEW)
  }
  return refusal(file, `cannot be read as a workbook: ${(error as Error).message}`, SAVE_ANEW)
}

function notWorkbook(file: string, entries: ReadonlyMap<string, Entry>): PlanningInputError {
  const names = [...entries.keys()]
  const known = NOT_A_WORKBOOK.find(([part]) => names.some((name) => part.test(name)))
  if (known) return refusal(file, known[1], known[2])
  return refusal(file, 'is a zip archive, not a workbook', 'Unpack it and import the files inside one by one.')
}
