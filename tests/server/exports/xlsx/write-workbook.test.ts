import { SaxesParser } from 'saxes'
import { afterEach, expect, test, vi } from 'vitest'
import { FORMATS, RED } from '../../../../server/exports/xlsx/cell-style.ts'
import { isClose, plus, reference } from '../../../../server/exports/xlsx/expression.ts'
import { Sheet } from '../../../../server/exports/xlsx/sheet.ts'
import { writeWorkbook } from '../../../../server/exports/xlsx/write-workbook.ts'
import { withoutZipTimes } from '../../../../server/exports/xlsx/zip-times.ts'
import { formulaCells, textCells, workbookParts } from './workbook-parts.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** Texts that a spreadsheet would run, or that the writer itself stumbles over. */
const TRICKY = [
  '=1+1',
  '+2',
  '-3',
  '@SUM(A1)',
  '=HYPERLINK("http://x","y")',
  'constructor',
  '__proto__',
  '<a & "b">',
  ' x ',
]

function sheets(): Sheet[] {
  const texts = new Sheet('Texts', { widths: [20], portrait: true })
  TRICKY.forEach((text, row) => {
    texts.put(row, 0, text, { format: FORMATS.date })
  })
  const sums = new Sheet("Group's", { widths: [20, 10], frozenRows: 2, frozenColumns: 1, pages: { wide: 2, high: 1 } })
  const [a, b] = [sums.put(0, 0, 2), sums.put(0, 1, 3)]
  sums.put(1, 0, plus(a, b), { format: FORMATS.fte })
  sums.put(1, 1, isClose(a, b, 0.5))
  sums.put(
    1,
    2,
    reference('more <&>', () => 'IF(B1>A1,"more <&>","")'),
  )
  sums.highlights.push({
    first: { row: 0, column: 0 },
    last: { row: 0, column: 1 },
    operator: '<',
    value: 0,
    style: RED,
  })
  return [sums, texts]
}

test('every formula carries the value that it has, and spreadsheets are told to calculate anew all the same', async () => {
  const workbook = await writeWorkbook(sheets())
  expect([...(await formulaCells(workbook)).get("Group's")!]).toEqual([
    ['A2', { formula: 'A1+B1', value: 5 }],
    ['B2', { formula: 'ABS(A1-B1)<=0.5', value: false }],
    ['C2', { formula: 'IF(B1>A1,"more <&>","")', value: 'more <&>' }],
  ])
  expect((await workbookParts(workbook)).get('xl/workbook.xml')).toContain('<calcPr fullCalcOnLoad="1"/>')
})

test('texts stay texts, whatever they begin with or are called', async () => {
  const workbook = await writeWorkbook(sheets())
  expect((await formulaCells(workbook)).get('Texts')).toEqual(new Map())
  expect([...(await textCells(workbook)).get('Texts')!.values()]).toEqual(TRICKY)
})

test('the same sheets are the same bytes at any time', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 0, 1) })
  const first = await writeWorkbook(sheets())
  vi.setSystemTime(Date.UTC(2027, 5, 6, 7, 8, 9))
  expect(await writeWorkbook(sheets())).toEqual(first)
})

test('bytes that are no archive are refused', () => {
  expect(() => withoutZipTimes(new Uint8Array(100))).toThrow(new RangeError('The bytes are no zip archive.'))
})

test('every part is well-formed, and pages are A4 with their titles repeated', async () => {
  const parts = await workbookParts(await writeWorkbook(sheets()))
  for (const xml of parts.values()) expectWellFormed(xml)
  const workbook = parts.get('xl/workbook.xml')!
  expect(workbook).toContain(
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">'Group''s'!$A:$A,'Group''s'!$1:$2</definedName>`,
  )
  expect(workbook).not.toContain('localSheetId="1"')
  const sheet = parts.get('xl/worksheets/sheet1.xml')!
  expect(sheet).toMatch(
    /<pageSetup [^>]*paperSize="9"[^>]*orientation="landscape"[^>]*fitToWidth="2"[^>]*fitToHeight="1"/,
  )
  expect(parts.get('xl/worksheets/sheet2.xml')).toMatch(/<pageSetup [^>]*orientation="portrait"/)
  expect(sheet).toContain('<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
  expect(sheet).toMatch(/<pane ySplit="2" xSplit="1" topLeftCell="B3"/)
  expect(ORDER.map((element) => sheet.indexOf(`<${element}`))).toEqual(
    ORDER.map((element) => sheet.indexOf(`<${element}`)).sort((a, b) => a - b),
  )
})

/** Elements of a sheet in the order that ECMA-376 part 1, 18.3.1.99 asks for; Excel refuses a file with another order. */
const ORDER = [
  ...['sheetPr', 'sheetViews', 'cols', 'sheetData', 'conditionalFormatting'],
  ...['pageMargins', 'pageSetup', 'headerFooter'],
]

function expectWellFormed(xml: string): void {
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
}
