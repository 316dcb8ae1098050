import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DelimitedSplitter } from '../../../../server/imports/tables/delimited-splitter.ts'
import { gb18030, readTable, refusalOf, utf16 } from './table-files.ts'

const HEADER = '工单编号,创建时间,渠道,客服'
const ROWS = ['1001,2026-11-09 08:00,在线,张三', '1002,2026-11-09 08:05,电话,李四']
const TEXT = [HEADER, ...ROWS, ''].join('\r\n')
const COLUMNS = ['工单编号', '创建时间', '渠道', '客服']
const CELLS = ROWS.map((line) => line.split(','))

test.each([
  ['UTF-8', 'utf-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', 'utf-8', Buffer.from(`\uFEFF${TEXT}`)],
  ['UTF-16 LE with a mark', 'utf-16le', utf16(TEXT, 'LE', true)],
  ['UTF-16 LE without one', 'utf-16le', utf16(TEXT, 'LE', false)],
  ['UTF-16 BE with a mark', 'utf-16be', utf16(TEXT, 'BE', true)],
  ['UTF-16 BE without one', 'utf-16be', utf16(TEXT, 'BE', false)],
  ['GB18030', 'gb18030', gb18030(TEXT)],
])('%s is told and read', async (_name, encoding, bytes) => {
  const { table, rows, rowNumbers, problems } = await readTable(bytes)
  expect(table).toMatchObject({ format: 'csv', encoding, delimiter: ',', headerRow: 1, columns: COLUMNS })
  expect({ rows, rowNumbers, problems }).toEqual({ rows: CELLS, rowNumbers: [2, 3], problems: [] })
})

test('traditional characters in GB18030 are taken for what they are', async () => {
  const { table, rows } = await readTable(gb18030('訂單編號,建立時間,客服\n1,2026-11-09 08:00,張小姐與劉先生\n'))
  expect(table.encoding).toBe('gb18030')
  expect(rows).toEqual([['1', '2026-11-09 08:00', '張小姐與劉先生']])
})

test('one character of GB18030 in the last of many rows decides the encoding', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `${index},2026-11-09 08:00,chat`)
  const bytes = Buffer.concat([
    Buffer.from(`id,created_at,channel\n${lines.join('\n')}\n`),
    gb18030('9,2026-11-09,售后\n'),
  ])
  const { table, rows } = await readTable(bytes)
  expect(table.encoding).toBe('gb18030')
  expect(rows.at(-1)).toEqual(['9', '2026-11-09', '售后'])
})

test.each([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  ['bar', '|'],
])('the %s is told as delimiter, whatever the cells hold', async (_name, delimiter) => {
  const cells = [
    ['id', 'created_at', 'channel', 'note'],
    ['1', '2026-11-09 08:00', 'chat', 'a，b、c'],
    ['2', '2026-11-09 08:05', 'chat', `"one${delimiter} two; three, four | five"`],
  ]
  const { table, rows } = await readTable(cells.map((row) => row.join(delimiter)).join('\n'))
  expect(table.delimiter).toBe(delimiter)
  expect(rows).toEqual([cells[1], ['2', '2026-11-09 08:05', 'chat', `one${delimiter} two; three, four | five`]])
})

test('decimal commas do not make a comma the delimiter', async () => {
  const { table, rows } = await readTable('start;volume;aht\n2026-11-09;1,5;2,5\n2026-11-10;2,5;3,5\n')
  expect(table.delimiter).toBe(';')
  expect(rows[0]).toEqual(['2026-11-09', '1,5', '2,5'])
})

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('%s ends lines', async (_name, lineBreak) => {
  const { rows, rowNumbers } = await readTable([HEADER, ROWS[0], '', ROWS[1]].join(lineBreak))
  expect({ rows, rowNumbers }).toEqual({ rows: CELLS, rowNumbers: [2, 4] })
})

test('ids come without what keeps their digits', async () => {
  const lines = [
    '="0012",2026-11-09,chat',
    '"=""0013""",2026-11-09,chat',
    '\t0014\t,2026-11-09,chat',
    "'0015,2026-11-09,'s",
  ]
  const { rows } = await readTable(['id,created_at,channel', ...lines].join('\n'))
  expect(rows.map((cells) => cells[0])).toEqual(['0012', '0013', '0014', '0015'])
  expect(rows[3]?.[2]).toBe("'s")
})

test('titles, remarks and blank lines above the header, units below it and a header repeated are no data', async () => {
  const text = [
    '客服会话报表',
    '',
    '店铺: 旗舰店,导出时间: 2026-11-10 09:00',
    '',
    '会话ID,开始时间,会话时长,客服',
    ',,(秒),',
    'A1,2026-11-09 08:00,60,张三',
    ' , ,,',
    '会话ID,开始时间,会话时长,客服',
    'A2,2026-11-09 08:05,70,李四',
  ].join('\n')
  const { table, rows, rowNumbers, warnings, blankRows } = await readTable(text)
  expect(table).toMatchObject({ headerRow: 5, columns: ['会话ID', '开始时间', '会话时长 (秒)', '客服'] })
  expect(rows.map((cells) => cells[0])).toEqual(['A1', 'A2'])
  expect({ rowNumbers, blankRows }).toEqual({ rowNumbers: [7, 10], blankRows: 3 })
  expect(warnings).toEqual([
    'tickets.csv row 9: is the header once more. It was passed over. Check that no part of the file was put together twice.',
  ])
})

test('columns without a name or with the same one are told apart', async () => {
  const { table } = await readTable(
    ',id, time ,time,time (2)\n0,1,2026-11-09,2026-11-10,x\n1,2,2026-11-09,2026-11-10,y\n',
  )
  expect(table.columns).toEqual(['column 1', 'id', 'time', 'time (2)', 'time (2) (2)'])
})

test('rows with cells too many are problems, blank ones beyond the header and missing ones are not', async () => {
  const lines = [
    'id,created_at,channel',
    '1,2026-11-09,chat,,',
    '2,2026-11-09',
    '3,2026-11-09,red, blue',
    '4,2026-11-09,chat',
  ]
  const { rows, problems } = await readTable(lines.join('\n'))
  expect(rows).toEqual([
    ['1', '2026-11-09', 'chat'],
    ['2', '2026-11-09', ''],
    ['4', '2026-11-09', 'chat'],
  ])
  expect(problems).toEqual([
    'tickets.csv row 4: has 4 cells, the header 3. Put a cell that contains the separator in quotation marks.',
  ])
})

test('a stray quotation mark costs its own row only', async () => {
  const lines = [
    'id,created_at,note',
    '1,2026-11-09,"a ""b"" c"',
    '2,2026-11-09,"he said "no"',
    '3,2026-11-09,5" pipe',
    '4,2026-11-09,"open',
  ]
  const { rows, problems } = await readTable([...lines, '5,2026-11-09,x', '6,2026-11-09,y'].join('\n'))
  expect(rows).toEqual([
    ['1', '2026-11-09', 'a "b" c'],
    ['3', '2026-11-09', '5" pipe'],
    ['5', '2026-11-09', 'x'],
    ['6', '2026-11-09', 'y'],
  ])
  expect(problems).toEqual([
    'tickets.csv row 3: has a quotation mark inside a cell in quotation marks. Double the quotation marks inside a cell.',
    'tickets.csv row 5: opens a quotation mark that is never closed. Put the whole cell in quotation marks and double those inside it.',
  ])
})

test('two stray quotation marks do not swallow the rows between them', async () => {
  const text = 'id,created_at,note,agent\n1,2026-11-09,"x,a\n2,2026-11-09,y,b\n3,2026-11-09,z",c\n'
  const { rows, problems } = await readTable(text)
  expect(rows.map((cells) => cells[0])).toEqual(['2', '3'])
  expect(problems).toEqual([
    'tickets.csv row 2: has a cell in quotation marks that holds whole rows: one of the two marks is probably stray. Remove the stray quotation mark.',
  ])
})

test('line breaks inside a cell belong to it, and rows keep the number of their first line', async () => {
  const { rows, rowNumbers } = await readTable('id,created_at,note\r\n1,2026-11-09,"a\r\nb"\r\n2,2026-11-09,c\r\n')
  expect(rows).toEqual([
    ['1', '2026-11-09', 'a\r\nb'],
    ['2', '2026-11-09', 'c'],
  ])
  expect(rowNumbers).toEqual([2, 4])
})

test('a cell of 100,000 characters is read, one of more than a million is a problem of its row', async () => {
  const long = 'x'.repeat(100_000)
  const tooLong = 'y'.repeat(1_000_001)
  const lines = ['id,created_at,note', `1,2026-11-09,${long}`, `2,2026-11-09,${tooLong}`, `3,2026-11-09,"${tooLong}"`]
  const { rows, problems } = await readTable([...lines, `4,2026-11-09,"${long}"`].join('\n'))
  expect(rows.map(([id, , note]) => [id, note?.length])).toEqual([
    ['1', 100_000],
    ['4', 100_000],
  ])
  expect(problems).toEqual([
    'tickets.csv row 3: has a cell of more than 1,000,000 characters. Leave that column out of the export, or shorten the cell.',
    'tickets.csv row 4: has a cell of more than 1,000,000 characters. Leave that column out of the export, or shorten the cell.',
  ])
})

test('a line without an end is given up, and the next is read', async () => {
  const text = `id,created_at,note\n1,${'x'.repeat(9_000_000)}\n2,2026-11-09,b\n`
  const { rows, problems } = await readTable(text)
  expect(rows).toEqual([['2', '2026-11-09', 'b']])
  expect(problems).toEqual([
    'tickets.csv row 2: has more than 8,000,000 characters. Leave long texts out of the export; if the whole file is one line, export it again with line breaks.',
  ])
})

test('a last row that was cut off is a problem', async () => {
  const { rows, problems } = await readTable('id,created_at,channel\n1,2026-11-09,chat\n2,2026-1')
  expect(rows).toHaveLength(1)
  expect(problems).toEqual([
    'tickets.csv row 3: ends after 2 of 3 cells: the file was cut off. Export or download it again; rows behind this one are missing too.',
  ])
})

test('a table is read from the start each time, and may be left early', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `${index},2026-11-09 08:00,chat`)
  const { table, rows } = await readTable(`id,created_at,channel\n${lines.join('\n')}`)
  expect(rows).toHaveLength(20_000)
  for await (const batch of table.rows()) {
    expect(batch.rows[0]).toEqual(['0', '2026-11-09 08:00', 'chat'])
    expect(batch.fraction).toBeLessThan(1)
    break
  }
})

test('more than a thousand columns are refused', async () => {
  const names = Array.from({ length: 1_001 }, (_, index) => `name of column ${'abcdefghij'[index % 10]}`)
  expect(await refusalOf(`${names.join(',')}\n${names.map(() => 1).join(',')}\n`)).toBe(
    'tickets.csv row 1: "1001" columns are more than 1,000. Export fewer columns.',
  )
})

test('rows are the same wherever the text is cut into pieces', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '售', '"', ',', '\n', '\r\n', ' ', ';'), maxLength: 6 })
  const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`)
  const line = fc.array(fc.oneof(cell, quoted), { minLength: 1, maxLength: 4 }).map((cells) => cells.join(','))
  const file = fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))
  const read = (text: string, piece: number) => {
    const splitter = new DelimitedSplitter({ file: 'f', delimiter: ',', lineBreak: '\n', width: 3 })
    const found: unknown[] = []
    for (let at = 0; at < text.length; at += piece) {
      const { rows, rowNumbers, problems = [] } = splitter.push(text.slice(at, at + piece), false)
      found.push(
        ...rows.map((cells, index) => [rowNumbers[index], cells]),
        ...problems.map(({ row, problem }) => [row, problem]),
      )
    }
    const { rows, rowNumbers, problems = [] } = splitter.push('', true)
    found.push(
      ...rows.map((cells, index) => [rowNumbers[index], cells]),
      ...problems.map(({ row, problem }) => [row, problem]),
    )
    return (found as [number, unknown][]).sort((a, b) => a[0] - b[0])
  }
  fc.assert(
    fc.property(file, fc.integer({ min: 1, max: 7 }), (text, piece) => {
      expect(read(text, piece)).toEqual(read(text, Math.max(1, text.length)))
    }),
    { numRuns: 500 },
  )
})

test('what is written in quotation marks is read back', async () => {
  const text = (...characters: string[]) =>
    fc.string({ unit: fc.constantFrom('a', '售', '"', ...characters), maxLength: 8 })
  const cell = fc.oneof(text(',', ' ', '|'), text('\n', '\r\n', ';'))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 10 }), async (written) => {
      const quote = (content: string) => `"${content.replaceAll('"', '""')}"`
      const lines = written.map(([a, b], index) => [`"${index}"`, quote(a), quote(b)].join(','))
      const { rows, problems } = await readTable(`id,created_at,note\n${lines.join('\n')}\n`)
      expect({ rows, problems }).toEqual({ rows: written.map(([a, b], index) => [String(index), a, b]), problems: [] })
    }),
    { numRuns: 50 },
  )
})
