import { type InputIssue, PlanningInputError } from '../../../../solver/domain/planning-input-error.ts'
import { refusal } from '../file-format.ts'
import { sampleOf, type TextEncoding, textOf } from '../file-text.ts'
import type { RowBatch, SourceTable } from '../source-table.ts'
import { MAX_COLUMNS } from '../table-below-header.ts'
import { flattenRecord } from './flatten-record.ts'
import { MAX_RECORD_CHARACTERS, type RecordLayout, RecordScanner, type ScannedRecord } from './record-scanner.ts'

/** Records whose keys become the columns; keys that only later records have are told of. */
const RECORDS_PEEKED = 5_000
const WARNINGS_GIVEN = 20

interface RecordFile {
  readonly path: string
  readonly file: string
  readonly encoding: TextEncoding
  readonly layout: RecordLayout | 'lines'
}

/**
 * The table of a JSON file: a record a line, a list of records, or an object that holds such a list. A column is the
 * path to a value; see flattenRecord.
 */
export async function openRecords(path: string, file: string, encoding: TextEncoding): Promise<SourceTable> {
  const records = { path, file, encoding, layout: await layoutOf(path, encoding) }
  const columns = await readColumns(records)
  return { format: 'jsonl', encoding, headerRow: 0, columns, rows: () => readRows(records, columns) }
}

async function layoutOf(path: string, encoding: TextEncoding): Promise<RecordFile['layout']> {
  const { sample, isWhole } = await sampleOf(path, encoding)
  const text = sample.trimStart()
  if (text.startsWith('[')) return 'list'
  const lines = text.split('\n', LINES_COMPARED).filter((line) => line.trim() !== '')
  const objects = lines.filter(isObjectText)
  if (lines.length > 1 && (objects.length > 1 || objects[0] === lines[0])) {
    return objects.every(holdsRecords) ? 'wrapped' : 'lines'
  }
  const [first] = new RecordScanner('sequence').push(text)
  if (first === undefined) return 'wrapped'
  const isAlone = isWhole && text.slice(first.text.length).trim() === ''
  return isAlone && holdsRecords(first.text) ? 'wrapped' : 'sequence'
}

/** Lines that tell whether each is a record; some of them may be broken. */
const LINES_COMPARED = 20

function isObjectText(text: string): boolean {
  try {
    flattenRecord(text)
    return true
  } catch {
    return false
  }
}

/** Keys of a record, which the page around a list of records does not have. */
const RECORD_KEY = /id$|created|status|channel|subject/i

/** Whether an object is the page of an interface around a list of records, rather than a record with lists in it. */
function holdsRecords(text: string): boolean {
  if (!isObjectText(text)) return false
  const values = Object.entries(JSON.parse(text) as Record<string, unknown>)
  const holdsList = values.some(([, value]) => Array.isArray(value) && typeof value[0] === 'object')
  return holdsList && !values.some(([key]) => RECORD_KEY.test(key))
}

type ReadRecord = { readonly line: number } & ({ readonly cells: Map<string, string> } | { readonly issue: InputIssue })
interface RecordBatch {
  readonly records: readonly ReadRecord[]
  readonly fraction: number
  readonly warnings: readonly InputIssue[]
}

async function* readRecords(source: RecordFile): AsyncGenerator<RecordBatch> {
  const { file, layout } = source
  if (layout === 'lines') return yield* readLines(source)
  const scanner = new RecordScanner(layout)
  for await (const { text, fraction, isLast } of textOf(source.path, source.encoding)) {
    const records = scanner.push(text).map((record) => readRecord(file, record))
    if (scanner.isTooLong) throw refusal(file, TOO_LONG, 'Export a record a line (JSON lines).')
    const isCutOff = isLast && !scanner.isComplete
    if (isCutOff) records.push({ line: scanner.line, issue: cutOff(file, scanner.line) })
    yield { records, fraction, warnings: isLast && scanner.otherLists > 0 ? [otherLists(file)] : [] }
  }
}

const TOO_LONG = 'has a record of more than 8,000,000 characters, or is not closed'

const cutOff = (file: string, row: number): InputIssue => ({
  file,
  row,
  problem: 'ends in the middle of a record or list: the file was cut off',
  hint: 'Export or download it again; records behind this one are missing too.',
})

const otherLists = (file: string): InputIssue => ({
  file,
  problem: 'holds further lists behind the first, which are not read',
  hint: 'If the records are in one of those, export it on its own.',
})

async function* readLines({ path, file, encoding }: RecordFile): AsyncGenerator<RecordBatch> {
  let rest = ''
  let line = 0
  for await (const { text, fraction, isLast } of textOf(path, encoding)) {
    const lines = (rest + text).split('\n')
    rest = isLast ? '' : lines.pop()!
    if (rest.length > MAX_RECORD_CHARACTERS) throw refusal(file, TOO_LONG, 'Leave long texts out of the export.')
    const records: ReadRecord[] = []
    for (const record of lines) {
      line++
      if (record.trim() !== '') records.push(readRecord(file, { text: record, line }))
    }
    yield { records, fraction, warnings: [] }
  }
}

function readRecord(file: string, { text, line }: ScannedRecord): ReadRecord {
  try {
    return { line, cells: flattenRecord(text) }
  } catch {
    const hint = 'Write one object in braces, such as {"id": 1, "created_at": "2026-11-09T08:00:00Z"}.'
    return { line, issue: { file, row: line, value: text.trim(), problem: 'is not a JSON object', hint } }
  }
}

async function readColumns(source: RecordFile): Promise<string[]> {
  const columns = new Set<string>()
  const issues: InputIssue[] = []
  let peeked = 0
  for await (const { records } of readRecords(source)) {
    for (const record of records) {
      if ('cells' in record) for (const name of record.cells.keys()) columns.add(name)
      else issues.push(record.issue)
    }
    peeked += records.length
    if (peeked >= RECORDS_PEEKED) break
  }
  const { file } = source
  if (columns.size === 0) {
    const none = { file, problem: 'holds no records', hint: 'Write one JSON object a line.' }
    throw new PlanningInputError(issues.length > 0 ? issues : none)
  }
  if (columns.size > MAX_COLUMNS) {
    throw refusal(file, `has ${columns.size} different keys, more than 1,000`, 'Export fewer fields.')
  }
  return [...columns]
}

async function* readRows(source: RecordFile, columns: readonly string[]): AsyncGenerator<RowBatch> {
  const known = new Set(columns)
  const told = new Set<string>()
  for await (const { records, fraction, warnings } of readRecords(source)) {
    const rows: string[][] = []
    const rowNumbers: number[] = []
    const problems: InputIssue[] = []
    const unknown: InputIssue[] = []
    for (const record of records) {
      if ('issue' in record) {
        problems.push(record.issue)
        continue
      }
      rows.push(columns.map((name) => record.cells.get(name) ?? ''))
      rowNumbers.push(record.line)
      for (const [name, value] of record.cells) {
        if (value === '' || known.has(name) || told.has(name) || told.size >= WARNINGS_GIVEN) continue
        told.add(name)
        unknown.push(lateKey(source.file, record.line, name, value))
      }
    }
    yield { rows, rowNumbers, fraction, problems, warnings: [...warnings, ...unknown], blankRows: 0 }
  }
}

const lateKey = (file: string, row: number, column: string, value: string): InputIssue => ({
  file,
  row,
  column,
  value,
  problem: 'stands under a key that none of the first 5,000 records has, and is not read',
  hint: 'If it matters, move a record with that key to the top.',
})
