import { expect, test } from 'vitest'
import { readTable, refusalOf } from './table-files.ts'
import { row, workbook } from './write-workbook.ts'

const HEADER = row(1, ['id', 'created_at', 'channel'])
const sheet = (rows: string, name = 'Tickets') => ({ name, rows })
const cell = (reference: string, attributes: string, content: string) =>
  `<c r="${reference}" ${attributes}>${content}</c>`

test('texts of every kind, numbers, truth values and errors come as a spreadsheet shows them', async () => {
  const strings = [
    '<si><t>聊天</t></si>',
    '<si><r><t>on </t></r><r><rPr><b/></rPr><t xml:space="preserve">line &amp; more</t></r><rPh sb="0" eb="1"><t>kana</t></rPh></si>',
  ]
  const rows = [
    row(1, ['id', 'shared', 'rich', 'inline', 'long', 'fraction', 'truth', 'error', 'result', 'plain']),
    `<row r="2">${[
      cell('A2', 't="str"', '<f>"A"&amp;1</f><v>A1</v>'),
      cell('B2', 't="s"', '<v>0</v>'),
      cell('C2', 't="s"', '<v>1</v>'),
      cell('D2', 't="inlineStr"', '<is><t>a_x000D_b</t></is>'),
      cell('E2', '', '<v>1.2345678901234568E+17</v>'),
      cell('F2', '', '<v>0.10000000000000001</v>'),
      cell('G2', 't="b"', '<v>1</v>'),
      cell('H2', 't="e"', '<v>#N/A</v>'),
      cell('I2', '', '<f>SUM(A1:A9)</f><v>12</v>'),
      cell('J2', 't="d"', '<v>2026-11-09T08:00:00</v>'),
    ].join('')}</row>`,
  ]
  const { table, rows: read } = await readTable(workbook([sheet(rows.join(''))], { strings }))
  expect(table).toMatchObject({ format: 'xlsx', sheet: 'Tickets', headerRow: 1 })
  expect(read).toEqual([
    [
      'A1',
      '聊天',
      'on line & more',
      'a\rb',
      '1.2345678901234568e+17',
      '0.1',
      'TRUE',
      '#N/A',
      '12',
      '2026-11-09T08:00:00',
    ],
  ])
})

test.each([
  [14, 46335, '2026-11-09T00:00:00'],
  [22, 46335.333333333336, '2026-11-09T08:00:00'],
  [22, 46335.99999999999, '2026-11-10T00:00:00'],
  [20, 0.3333333333333333, '08:00:00'],
  [31, 46335, '2026-11-09T00:00:00'],
  [57, 46335, '2026-11-09T00:00:00'],
  [46, 1.0208333333333333, '24:30:00'],
  ['yyyy"年"m"月"d"日"', 46335, '2026-11-09T00:00:00'],
  ['yyyy/m/d h:mm;@', 46335.5, '2026-11-09T12:00:00'],
  ['[$-804]上午/下午h"时"mm"分";@', 0.75, '18:00:00'],
  ['[h]:mm:ss', 2.5, '60:00:00'],
  ['mmm-yy', 46335, '2026-11-09T00:00:00'],
  ['0.00"days"', 46335, '46335'],
  ['[Red]0.0;[Blue]-0.0', 46335, '46335'],
  ['#,##0_d', 46335, '46335'],
  ['yyyy-mm-dd', -5, '-5'],
  ['yyyy-mm-dd', 59, '1900-02-28T00:00:00'],
  ['yyyy-mm-dd', 61, '1900-03-01T00:00:00'],
])('the format %s shows %d as %s', async (format, serial, text) => {
  const rows = `${row(1, ['id', 'time'])}<row r="2">${cell('A2', '', '<v>1</v>')}${cell('B2', 's="1"', `<v>${serial}</v>`)}</row>`
  const { rows: read } = await readTable(workbook([sheet(rows)], { formats: [format] }))
  expect(read).toEqual([['1', text]])
})

test('workbooks that count from 1904 have their dates right', async () => {
  const rows = `${row(1, ['id', 'time'])}<row r="2">${cell('A2', '', '<v>1</v>')}${cell('B2', 's="1"', '<v>44873.25</v>')}</row>`
  const { rows: read } = await readTable(workbook([sheet(rows)], { formats: [22], is1904: true }))
  expect(read).toEqual([['1', '2026-11-09T06:00:00']])
})

test('a formula without a stored result is empty and told of', async () => {
  const rows = `${HEADER}${row(2, ['1', '2026-11-09', 'chat'])}<row r="3">${cell('A3', '', '<v>2</v>')}${cell('C3', '', '<f>B1&amp;"x"</f>')}</row>`
  const { rows: read, warnings } = await readTable(workbook([sheet(rows)]))
  expect(read[1]).toEqual(['2', '', ''])
  expect(warnings).toEqual([
    'tickets.csv row 3, column C: is a formula without a stored result. It was read as empty. Open the workbook in a spreadsheet and save it, so that results are stored.',
  ])
})

test('merged cells have the value of the first, in titles, headers and data', async () => {
  const rows = [
    row(1, ['直播排期表']),
    row(2, ['日期', '时间', undefined, '主播']),
    row(3, [undefined, '开播时间', '下播时间']),
    row(4, ['2026-11-09', '19:00', '22:00', '小李']),
    row(5, [undefined, '22:00', '24:00', '小王']),
    row(6, ['2026-11-10', '19:00', '22:00', '小李']),
  ]
  const merges = ['A1:D1', 'A2:A3', 'B2:C2', 'D2:D3', 'A4:A5']
  const { table, rows: read } = await readTable(workbook([{ ...sheet(rows.join('')), merges }]))
  expect(table).toMatchObject({ headerRow: 3, columns: ['日期', '开播时间', '下播时间', '主播'] })
  expect(read.map(([date, start]) => `${date} ${start}`)).toEqual([
    '2026-11-09 19:00',
    '2026-11-09 22:00',
    '2026-11-10 19:00',
  ])
})

test('hidden rows are read and told of; rows and cells without a place follow those before', async () => {
  const rows = `${HEADER}<row hidden="1"><c><v>1</v></c><c t="str"><v>2026-11-09</v></c></row>${row(7, ['2', undefined, 'chat'])}`
  const { rows: read, rowNumbers, warnings } = await readTable(workbook([sheet(rows)]))
  expect(read).toEqual([
    ['1', '2026-11-09', ''],
    ['2', '', 'chat'],
  ])
  expect(rowNumbers).toEqual([2, 7])
  expect(warnings).toEqual([
    'tickets.csv row 2: and perhaps others are hidden. They are read like all others: delete them in the workbook if they do not belong to the data.',
  ])
})

const SHEETS = [
  { name: '说明', rows: row(1, ['只是说明']) },
  { name: '隐藏', rows: HEADER + row(2, ['9', '2026-11-09', 'x']), isHidden: true },
  { name: '十月', rows: HEADER + row(2, ['1', '2026-10-09', 'chat']) },
  { name: '十一月', rows: HEADER + row(2, ['2', '2026-11-09', 'chat']) },
]

test('the first sheet with data is read and the others are named', async () => {
  const { table, rows, warnings } = await readTable(workbook(SHEETS))
  expect(table.sheet).toBe('十月')
  expect(rows).toEqual([['1', '2026-10-09', 'chat']])
  expect(warnings).toEqual([
    'tickets.csv: holds data on other sheets, which are not read: 隐藏, 十一月. Only sheet "十月" was read; save each of the others as a file of its own, or name it with --sheet.',
  ])
})

test('ids of many digits are kept where the sheet holds them all, and shown as lost where it does not', async () => {
  const ids = ['1.23456789012345E+17', '123456789012345000', '123456789012345671', '1234567890123456']
  const rows = ids.map((id, at) => `<row r="${at + 2}">${cell(`A${at + 2}`, '', `<v>${id}</v>`)}</row>`)
  const { rows: read } = await readTable(workbook([sheet(HEADER + rows.join(''))]))
  expect(read.map(([id]) => id)).toEqual([
    '1.23456789012345e+17',
    '1.23456789012345e+17',
    '123456789012345671',
    '1234567890123456',
  ])
})

test('a sheet of remarks before the data is passed over, and read where there is nothing else', async () => {
  const remarks = { name: '说明', rows: row(1, ['说明']) + row(2, ['本表由系统导出']) }
  const { table, rows } = await readTable(workbook([remarks, SHEETS[2]!]))
  expect([table.sheet, rows]).toEqual(['十月', [['1', '2026-10-09', 'chat']]])
  expect((await readTable(workbook([{ name: 'ids', rows: row(1, ['id']) + row(2, ['x']) }]))).table.sheet).toBe('ids')
})

test('a sheet is read by its name', async () => {
  const { table, rows, warnings } = await readTable(workbook(SHEETS), { sheet: '隐藏' })
  expect(table.sheet).toBe('隐藏')
  expect({ rows, warnings }).toEqual({ rows: [['9', '2026-11-09', 'x']], warnings: [] })
  expect(await refusalOf(workbook(SHEETS), { sheet: '十二月' })).toBe(
    'tickets.csv: has no sheet "十二月". The sheets found are: 说明, 隐藏, 十月, 十一月.',
  )
})

const DATA = [sheet(HEADER + row(2, ['1', '2026-11-09', 'chat']))]
const FIRST = 'xl/worksheets/sheet1.xml'

const BROKEN: Readonly<Record<string, { content: Uint8Array; message: string }>> = {
  'sheets without data': {
    content: workbook([sheet(HEADER), sheet('', 'Empty')]),
    message: 'has no sheet with data. The sheets found are: Tickets, Empty.',
  },
  'more sheets than are looked through': {
    content: workbook(Array.from({ length: 501 }, (_, at) => sheet('', `S${at}`))),
    message:
      'has 501 sheets, more than the 500 that are looked through. Save the sheet that is meant as a file of its own, or name it with --sheet.',
  },
  'a part that declares to unpack to 300 times its size': {
    content: workbook([sheet(HEADER + ' '.repeat(60 * 1024 ** 2))]),
    message:
      'has a part xl/worksheets/sheet1.xml that would unpack from 0.1 MB to 60 MB. Save the workbook anew, or export CSV.',
  },
  'a part that unpacks to more than it declares': {
    content: workbook([sheet(HEADER + ' '.repeat(60 * 1024 ** 2))], { declaredBytes: { [FIRST]: 40_000 } }),
    message: 'has a part that unpacks to more than it declares. Open it in a spreadsheet and save it again as .xlsx.',
  },
  'a part that declares more than 2 GB': {
    content: workbook(DATA, { declaredBytes: { [FIRST]: 3 * 1024 ** 3 } }),
    message:
      'has a part xl/worksheets/sheet1.xml that would unpack from 0 MB to 3072 MB. Save the workbook anew, or export CSV.',
  },
  'entities of its own': {
    content: workbook(DATA, {
      parts: { [FIRST]: '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>' },
    }),
    message: 'has a document type definition in xl/worksheets/sheet1.xml. Open it in a spreadsheet and save it again.',
  },
  'XML that is not closed': {
    content: workbook(DATA, { parts: { [FIRST]: `<worksheet><sheetData>${HEADER}<row r="2">` } }),
    message:
      'cannot be read as a workbook: 1:201: unclosed tag: row. Open it in a spreadsheet and save it again as .xlsx.',
  },
  'a text that is not there': {
    content: workbook([sheet(`${HEADER}<row r="2">${cell('A2', 't="s"', '<v>7</v>')}</row>`)]),
    message: 'refers to a text 7 that it does not hold. Save the workbook anew.',
  },
  'a cell outside the sheet': {
    content: workbook([sheet(`${HEADER}<row r="2">${cell('ZZZ2', '', '<v>7</v>')}</row>`)]),
    message: 'has a cell at ZZZ2, where no sheet has one. Save the workbook anew.',
  },
  'encrypted parts': {
    content: workbook(DATA, { encrypted: true }),
    message: 'is encrypted. Remove the password and save it again.',
  },
}

test.each(Object.entries(BROKEN))('%s: refused', async (_name, { content, message }) => {
  expect(await refusalOf(content)).toBe(`tickets.csv: ${message}`)
})
