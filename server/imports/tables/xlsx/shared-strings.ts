import { refusal } from '../file-format.ts'
import { readXml } from './read-xml.ts'
import type { WorkbookPackage } from './workbook-package.ts'

/** Most memory for the texts of a workbook, which every cell may refer to. */
const MAX_TEXT_BYTES = 512 * 1024 ** 2
/** Of a text besides its characters. */
const TEXT_OVERHEAD_BYTES = 32

/** Collects the text of rich or plain strings (`t` elements); what shows how to pronounce them is no part of it. */
export class TextCollector {
  #text = ''
  #isInText = false
  #isInPhonetics = false

  open(name: string): void {
    if (name === 'rPh') this.#isInPhonetics = true
    this.#isInText = name === 't' && !this.#isInPhonetics
  }

  close(name: string): void {
    if (name === 'rPh') this.#isInPhonetics = false
    this.#isInText = false
  }

  add(text: string): void {
    if (this.#isInText) this.#text += text
  }

  /** The text so far, unescaped; begins a new one. */
  take(): string {
    const text = this.#text
    this.#text = ''
    return unescaped(text)
  }
}

/** Characters that XML cannot hold stand as `_x000D_` in workbooks. */
const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text

export async function readSharedStrings(workbook: WorkbookPackage, part: string): Promise<string[]> {
  const strings: string[] = []
  const text = new TextCollector()
  let bytes = 0
  const open = (name: string) => text.open(name)
  const close = (name: string) => {
    text.close(name)
    if (name !== 'si') return
    const string = text.take()
    bytes += 2 * string.length + TEXT_OVERHEAD_BYTES
    strings.push(string)
  }
  for await (const _fraction of readXml(workbook, part, { open, close, text: (piece) => text.add(piece) })) {
    if (bytes > MAX_TEXT_BYTES) {
      throw refusal(workbook.file, 'has more than 512 MB of texts', 'Export CSV, or leave long texts out.')
    }
  }
  return strings
}
