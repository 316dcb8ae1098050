import type { SourceTable } from '../../../../server/imports/tables/source-table.ts'

/** A table of rows held in memory, in batches of 1,000. */
export function memoryTable(columns: readonly string[], rows: readonly (readonly string[])[]): SourceTable {
  return {
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    headerRow: 1,
    columns,
    async *rows() {
      for (let begin = 0; begin < rows.length; begin += 1000) {
        const batch = rows.slice(begin, begin + 1000)
        const rowNumbers = batch.map((_, index) => begin + index + 2)
        yield { rows: batch, rowNumbers, fraction: Math.min(1, (begin + 1000) / rows.length) }
      }
    },
  }
}
