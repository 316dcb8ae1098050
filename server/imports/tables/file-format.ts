import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { type InputIssue, PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { FILE_FORMATS } from '../../contracts/import.ts'

export type FileFormat = (typeof FILE_FORMATS)[number]

/** First bytes by which formats are told apart. */
const HEAD_BYTES = 64 * 1024
export const MAX_FILE_BYTES = 4 * 1024 ** 3

/**
 * The format of a file by its content: exports are often named after a format that they are not in.
 * @throws PlanningInputError naming what the file is when it is none that can be imported
 */
export async function fileFormatOf(path: string, name = basename(path)): Promise<FileFormat> {
  return formatOf(await readHead(path, name), name)
}

/** First bytes of a file, which must be there, hold something and not be larger than 4 GB. */
export async function readHead(path: string, file: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw refusal(file, 'the file is missing', 'Check its name and folder.')
  if (found.isDirectory()) throw refusal(file, 'is a folder, not a file', 'Import the files in it one by one.')
  if (!found.isFile()) throw refusal(file, 'is a pipe or device, not a file', 'Save what it gives as a file first.')
  if (found.size === 0) throw refusal(file, 'is empty', 'Export or download it again.')
  if (found.size > MAX_FILE_BYTES) {
    throw refusal(file, 'is larger than 4 GB', 'Export it in parts, such as a file a month, and import each.')
  }
  const handle = await open(path).catch((error: Error) => {
    throw refusal(file, `cannot be opened: ${error.message}`, 'Check that you may read it.')
  })
  try {
    const head = Buffer.alloc(Math.min(HEAD_BYTES, found.size))
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

export function formatOf(head: Buffer, file: string): FileFormat {
  const binary = BINARY_FORMATS.find(({ bytes, offset = 0 }) =>
    head.subarray(offset).toString('latin1').startsWith(bytes),
  )
  if (binary && 'format' in binary) return binary.format
  if (binary) throw refusal(file, binary.problem(head), binary.hint(head))
  if (hasForeignZeros(head)) throw refusal(file, 'is not a text file: it holds zero bytes', SAVE_AS_KNOWN)
  const text = headText(head).trimStart()
  if (/^BEGIN:VCALENDAR/i.test(text)) return 'ics'
  if (/^(\{\s*("|\}|$)|\[\s*(\{|\]|$))/.test(text)) return 'jsonl'
  if (/^(<!doctype html|<html|<table|<meta|<head|<style|<script|<div)/i.test(text)) {
    throw refusal(
      file,
      'is a web page (HTML), whatever its name says',
      'Open it in a spreadsheet and save it as .xlsx.',
    )
  }
  if (/^<\?xml|^<[a-z]+:?[a-z]*[\s>]/i.test(text)) {
    throw refusal(file, 'is an XML file', 'Open it in a spreadsheet and save it as .xlsx, or export CSV.')
  }
  return 'csv'
}

const SAVE_AS_KNOWN = 'Import CSV, XLSX, JSON lines or iCalendar; export the data in one of these.'

type BinaryFormat =
  | { readonly bytes: string; readonly offset?: number; readonly format: FileFormat }
  | {
      readonly bytes: string
      readonly offset?: number
      problem(head: Buffer): string
      hint(head: Buffer): string
    }

const named = (bytes: string, what: string, hint = SAVE_AS_KNOWN): BinaryFormat => ({
  bytes,
  problem: () => `is ${what}`,
  hint: () => hint,
})

/** Excel puts an encrypted workbook into the container that .xls files use, in a stream named so. */
const isEncrypted = (head: Buffer) => head.includes(Buffer.from('EncryptedPackage', 'utf16le'))

const BINARY_FORMATS: readonly BinaryFormat[] = [
  { bytes: 'PK\x03\x04', format: 'xlsx' },
  { bytes: 'PK\x05\x06', format: 'xlsx' },
  {
    bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    problem: (head) =>
      isEncrypted(head) ? 'is an Excel workbook with a password' : 'is an old Excel workbook (.xls) or Office document',
    hint: (head) =>
      isEncrypted(head)
        ? 'Remove the password (File, Info, Protect Workbook) and save it again.'
        : 'Open it in a spreadsheet and save it as .xlsx.',
  },
  named('%PDF', 'a PDF document', 'Export the data as CSV or XLSX from the system that made it.'),
  named('\x1f\x8b', 'a gzip archive', 'Unpack it and import the file inside.'),
  named('Rar!', 'a RAR archive', 'Unpack it and import the file inside.'),
  named("7z\xbc\xaf'\x1c", 'a 7-Zip archive', 'Unpack it and import the file inside.'),
  named('{\\rtf', 'an RTF document'),
  named('\x89PNG', 'a picture (PNG)'),
  named('\xff\xd8\xff', 'a picture (JPEG)'),
  named('PAR1', 'a Parquet file'),
  named('SQLite format 3\0', 'an SQLite database'),
]

/** Zero bytes belong to UTF-16, where they fill either the even or the odd places, and to no other text. */
function hasForeignZeros(head: Buffer): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return head[2] === 0 && head[3] === 0
  }
  let even = 0
  let odd = 0
  for (let index = 0; index < head.length; index++) if (head[index] === 0) index % 2 === 0 ? even++ : odd++
  const isWide = (even === 0 || odd === 0) && even + odd > head.length / 20
  return even + odd > 0 && !isWide
}

/** First characters, good enough to see a format by: those are ASCII. */
function headText(head: Buffer): string {
  const text = head.toString('latin1').replaceAll('\0', '')
  return text.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
}

export const refusal = (file: string, problem: string, hint: string): PlanningInputError => {
  const issue: InputIssue = { file, problem, hint }
  return new PlanningInputError(issue)
}
