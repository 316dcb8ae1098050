import { DelimitedSplitter } from './delimited-splitter.ts'
import { sampleOf, type TextEncoding, textOf } from './file-text.ts'
import type { RawRows } from './raw-rows.ts'
import type { SourceTable } from './source-table.ts'
import { isBlank, tableBelowHeader } from './table-below-header.ts'

export const DELIMITERS = [',', ';', '\t', '|'] as const

const LINES_COMPARED = 200

/** The table of a text file with separators, quotation marks and a header. */
export async function openDelimited(path: string, file: string, encoding: TextEncoding): Promise<SourceTable> {
  const { sample, isWhole } = await sampleOf(path, encoding)
  const lineBreak = sample.includes('\n') ? '\n' : '\r'
  const delimiter = delimiterOf(sample, lineBreak, isWhole)
  const read = async function* (width?: number): AsyncGenerator<RawRows> {
    const splitter = new DelimitedSplitter({ file, delimiter, lineBreak, ...(width === undefined ? {} : { width }) })
    for await (const { text, fraction, isLast } of textOf(path, encoding)) {
      yield { ...splitter.push(text, isLast), fraction }
    }
  }
  return tableBelowHeader({ format: 'csv', file, encoding, delimiter, read })
}

/**
 * The delimiter by which most rows have the same number of cells, more cells counting for more. Titles above the table
 * have no say, and neither have decimal commas or separators inside a text.
 */
function delimiterOf(sample: string, lineBreak: '\n' | '\r', isWhole: boolean): string {
  let best: string = DELIMITERS[0]
  let bestScore = 0
  for (const delimiter of DELIMITERS) {
    const { rows } = new DelimitedSplitter({ file: '', delimiter, lineBreak }).push(sample, isWhole)
    const widths = new Map<number, number>()
    for (const cells of rows.slice(0, LINES_COMPARED)) {
      if (cells.length > 1 && !isBlank(cells)) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
    }
    const score = Math.max(0, ...[...widths].map(([width, count]) => count * Math.log2(width)))
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}
