import { refusal } from '../file-format.ts'
import type { WorkbookPackage } from './workbook-package.ts'

const MAX_MERGES = 20_000

/** Cells shown as one, of which only the first holds the value. Rows as the spreadsheet counts, columns from 0. */
export interface MergedCells {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g
const LIST = /<(?:\w+:)?mergeCells/
/** Longer than any opening tag of the list. */
const OVERLAP = 64
const MAX_LIST_CHARACTERS = 4_000_000

/** Merged cells of a sheet, by their first row. They stand behind its rows, so that the sheet is unpacked once for them. */
export async function readMergedCells(workbook: WorkbookPackage, part: string): Promise<MergedCells[]> {
  let text = ''
  let isList = false
  for await (const { bytes } of workbook.read(part)) {
    text += bytes.toString('latin1')
    isList ||= LIST.test(text)
    if (!isList) text = text.slice(-OVERLAP)
    if (text.length > MAX_LIST_CHARACTERS) break
  }
  if (!isList) return []
  const merges = [...text.slice(text.search(LIST)).matchAll(MERGE)].map(([, left = '', top, right = '', bottom]) => ({
    top: Number(top),
    bottom: Number(bottom),
    left: columnIndex(left),
    right: columnIndex(right),
  }))
  if (merges.length > MAX_MERGES) {
    throw refusal(workbook.file, 'has more than 20,000 merged cells', 'Unmerge them, or export CSV.')
  }
  return merges.sort((a, b) => a.top - b.top)
}

/** `A` -> 0, `AB` -> 27; characters after the letters do not count. */
export function columnIndex(reference: string): number {
  let index = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) - 64
    if (code < 1 || code > 26) break
    index = index * 26 + code
  }
  return index - 1
}

/** 0 -> `A`, 27 -> `AB`. */
export function columnLetters(index: number): string {
  const letters = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letters : columnLetters(Math.floor(index / 26) - 1) + letters
}
