import { type Attributes, readWholeXml } from './read-xml.ts'
import type { WorkbookPackage } from './workbook-package.ts'

/** How a number is shown: as a number, a date (perhaps with its time), a time of day or an elapsed time. */
export type CellFormat = 'number' | 'date' | 'time' | 'elapsed'

/**
 * Built-in formats that show dates and times (ECMA-376 part 1, 18.8.30), those of Chinese, Japanese and Korean
 * spreadsheets (27-36, 50-58) included.
 */
function builtInFormat(id: number): CellFormat {
  if ((id >= 18 && id <= 21) || id === 32 || id === 33 || id === 55 || id === 56) return 'time'
  if (id >= 45 && id <= 47) return 'elapsed'
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'date' : 'number'
}

/** What a format code such as `yyyy"年"m"月"d"日"` or `[h]:mm` shows. */
export function formatOfCode(code: string): CellFormat {
  const first = code.split(';')[0] ?? ''
  const bare = first.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/AM\/PM|A\/P|上午\/下午|general/gi, '')
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'elapsed'
  const letters = bare.replace(/\[[^\]]*\]/g, '').toLowerCase()
  if (/[yd]/.test(letters)) return 'date'
  if (/[hs]/.test(letters)) return 'time'
  return letters.includes('m') ? 'date' : 'number'
}

/** Formats by the style number that cells refer to. */
export async function readCellFormats(workbook: WorkbookPackage, part: string): Promise<CellFormat[]> {
  const custom = new Map<string, CellFormat>()
  const formats: CellFormat[] = []
  let isInCells = false
  const open = (name: string, attributes: Attributes) => {
    const id = attributes.numFmtId ?? '0'
    if (name === 'numFmt') custom.set(id, formatOfCode(attributes.formatCode ?? ''))
    if (name === 'cellXfs') isInCells = true
    if (name === 'xf' && isInCells) formats.push(custom.get(id) ?? builtInFormat(Number(id)))
  }
  const close = (name: string) => {
    if (name === 'cellXfs') isInCells = false
  }
  await readWholeXml(workbook, part, { open, close })
  return formats
}

const DAY_SECONDS = 86_400
/** Days from the two origins of spreadsheets to 1970-01-01: serial 25569 of 1900 workbooks, 24107 of 1904 ones. */
const EPOCH_1900 = 25_569
const EPOCH_1904 = 24_107
/** 9999-12-31. */
const MAX_SERIAL = 2_958_465

/**
 * A spreadsheet's number of days as text: `2026-11-09T08:00:00`, or `08:00:00` for a time of day or an elapsed time,
 * which may be longer than a day. Whole seconds: the rest is how binary fractions miss them.
 * 1900 workbooks count a 29 February 1900 that was none, so that days before 1 March lie one later.
 * @returns undefined for a number that is no date
 */
export function textOfSerial(serial: number, format: CellFormat, is1904: boolean): string | undefined {
  if (!(serial >= 0 && serial <= MAX_SERIAL + 1)) return undefined
  const seconds = Math.round(serial * DAY_SECONDS)
  if (format === 'elapsed' || (serial < 1 && seconds < DAY_SECONDS)) return clockText(seconds)
  const shift = is1904 ? EPOCH_1904 : EPOCH_1900 - (serial < 60 ? 1 : 0)
  return new Date((seconds - shift * DAY_SECONDS) * 1000).toISOString().slice(0, 19)
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
