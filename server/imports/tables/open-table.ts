import { basename } from 'node:path'
import { openDelimited } from './delimited-table.ts'
import { formatOf, readHead, refusal } from './file-format.ts'
import { openRecords } from './json/open-records.ts'
import type { SourceTable } from './source-table.ts'
import { detectEncoding } from './text-encoding.ts'
import { openWorkbook } from './xlsx/open-workbook.ts'

export interface OpenTableOptions {
  /** Name of the file in messages; by default that of the path. */
  readonly name?: string
  /** Sheet of a workbook; by default the first that holds data. */
  readonly sheet?: string
}

/**
 * Opens a file of rows, whatever its format, encoding and layout: detects them and finds the header, reads no more.
 * @throws PlanningInputError when the file is not one that can be read, saying what it is and what to do
 */
export async function openTable(path: string, options: OpenTableOptions = {}): Promise<SourceTable> {
  const file = options.name ?? basename(path)
  const head = await readHead(path, file)
  const format = formatOf(head, file)
  if (format === 'ics')
    throw refusal(file, 'is a calendar, not a table', 'Give its name the ending .ics and import it again.')
  if (format === 'xlsx') return openWorkbook(path, file, options.sheet)
  const encoding = await detectEncoding(path, file, head)
  return format === 'jsonl' ? openRecords(path, file, encoding) : openDelimited(path, file, encoding)
}
