import writeExcelFile from 'write-excel-file/node'
import type { Highlight, Sheet } from './sheet.ts'
import { withCalculationOnLoad, withFormulaValues, withPlainTexts, withPrintSetup } from './workbook-features.ts'
import { withoutZipTimes } from './zip-times.ts'

/** A font that Chinese and Latin text both have on Windows and on the Mac; others substitute their own. */
const FONT = { fontFamily: 'Microsoft YaHei', fontSize: 10 }

/** The bytes of an .xlsx file with these sheets in this order; the same sheets give the same bytes. */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const features = [withFormulaValues(sheets), withPlainTexts(sheets), withCalculationOnLoad, withPrintSetup(sheets)]
  return withoutZipTimes(await writeExcelFile(sheets.map(sheetToWrite), { ...FONT, features }).toBuffer())
}

function sheetToWrite(sheet: Sheet) {
  const { widths, frozenRows = 0, frozenColumns = 0 } = sheet.options
  const data = sheet.rows()
  const columns = Math.max(0, ...data.map((row) => row.length))
  return {
    sheet: sheet.name,
    data,
    columns: Array.from({ length: columns }, (_, at) => ({ width: widths[Math.min(at, widths.length - 1)]! })),
    // The writer describes the page only where it lies across; `withPrintSetup` turns it where it stands.
    orientation: 'landscape' as const,
    showGridLines: false,
    stickyRowsCount: frozenRows,
    stickyColumnsCount: frozenColumns,
    ...(sheet.highlights.length > 0 ? { conditionalFormatting: sheet.highlights.map(conditionalFormat) } : {}),
  }
}

const conditionalFormat = ({ first, last, operator, value, style }: Highlight) => ({
  cellRange: {
    from: { row: first.row + 1, column: first.column + 1 },
    to: { row: last.row + 1, column: last.column + 1 },
  },
  condition: { operator, value },
  style,
})
