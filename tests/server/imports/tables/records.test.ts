import { expect, test } from 'vitest'
import { readTable, refusalOf } from './table-files.ts'

const lines = (...records: unknown[]) => `${records.map((record) => JSON.stringify(record)).join('\n')}\n`
const FIRST = {
  id: 1,
  via: { channel: 'chat' },
  tags: ['vip', 'refund'],
  custom_fields: [{ id: 7, value: null }],
  solved: true,
}
const SECOND = { id: 2, via: { channel: '电话' }, tags: [], created_at: null }
const COLUMNS = ['id', 'via.channel', 'tags', 'custom_fields', 'solved', 'created_at']
const CELLS = [
  ['1', 'chat', 'vip|refund', '{"id":7,"value":null}', 'true', ''],
  ['2', '电话', '', '', '', ''],
]

test.each([
  ['a record a line', lines(FIRST, SECOND), [1, 2]],
  ['lines with blank ones between', `\uFEFF${lines(FIRST)}\r\n\n${lines(SECOND)}`, [1, 4]],
  ['a list', JSON.stringify([FIRST, SECOND]), [1, 1]],
  ['a list over lines', `[\n${JSON.stringify(FIRST)},\n${JSON.stringify(SECOND)}\n]`, [2, 3]],
  ['a page of an interface', JSON.stringify({ tickets: [FIRST, SECOND], next_page: null, count: 2 }), [1, 1]],
  ['a page over lines', JSON.stringify({ count: 2, tickets: [FIRST, SECOND] }, null, 1), [4, 21]],
  ['pages behind each other', lines({ tickets: [FIRST] }, { tickets: [SECOND] }), [1, 2]],
  ['records over lines', `${JSON.stringify(FIRST, null, 2)}\n${JSON.stringify(SECOND, null, 2)}`, [1, 18]],
])('%s is read', async (name, text, rowNumbers) => {
  const { table, rows, problems, warnings, ...found } = await readTable(text)
  expect(table, name).toMatchObject({ format: 'jsonl', encoding: 'utf-8', headerRow: 0, columns: COLUMNS })
  expect({ rows, problems, warnings, rowNumbers: found.rowNumbers }).toEqual({
    rows: CELLS,
    problems: [],
    warnings: [],
    rowNumbers,
  })
})

test('ids of any length keep their digits, fractions and texts stay as they are', async () => {
  const { rows } = await readTable('{"id": 123456789012345678901, "aht": 0.30000000000000004, "order": "00012"}\n')
  expect(rows).toEqual([['123456789012345678901', '0.30000000000000004', '00012']])
})

test('a broken record is a problem of its line, and the others are read', async () => {
  const { rows, problems } = await readTable('{"id":1}\n{"id":2,\n[3]\n{"id":4}\n{"id":5')
  expect(rows).toEqual([['1'], ['4']])
  const hint = 'Write one object in braces, such as {"id": 1, "created_at": "2026-11-09T08:00:00Z"}.'
  expect(problems).toEqual([
    `tickets.csv row 2: "{\\"id\\":2," is not a JSON object. ${hint}`,
    `tickets.csv row 3: "[3]" is not a JSON object. ${hint}`,
    `tickets.csv row 5: "{\\"id\\":5" is not a JSON object. ${hint}`,
  ])
})

test('a broken record of a list is a problem, and one that was cut off another', async () => {
  const { rows, problems } = await readTable('[{"id":1},\n{"id":oops},\n{"id":3},\n{"id":4,"note":"')
  expect(rows).toEqual([['1'], ['3']])
  expect(problems).toEqual([
    'tickets.csv row 2: "{\\"id\\":oops}" is not a JSON object. Write one object in braces, such as {"id": 1, "created_at": "2026-11-09T08:00:00Z"}.',
    'tickets.csv row 4: ends in the middle of a record or list: the file was cut off. Export or download it again; records behind this one are missing too.',
  ])
})

test('further lists of a page are told of', async () => {
  const { rows, warnings } = await readTable(JSON.stringify({ tickets: [{ id: 1 }], users: [{ id: 2 }] }))
  expect(rows).toEqual([['1']])
  expect(warnings).toEqual([
    'tickets.csv: holds further lists behind the first, which are not read. If the records are in one of those, export it on its own.',
  ])
})

test('a key that only late records have is told of', async () => {
  const many = Array.from({ length: 9_000 }, (_, id) => (id === 8_999 ? { id, note: 'late' } : { id }))
  const { rows, warnings } = await readTable(lines(...many))
  expect(rows).toHaveLength(9_000)
  expect(warnings).toEqual([
    'tickets.csv row 9000, column note: "late" stands under a key that none of the first 5,000 records has, and is not read. If it matters, move a record with that key to the top.',
  ])
})

test.each([
  ['[]', ': holds no records. Write one JSON object a line.'],
  [
    '{"id":',
    ' row 1: ends in the middle of a record or list: the file was cut off. Export or download it again; records behind this one are missing too.',
  ],
])('%j is refused', async (text, message) => {
  expect(await refusalOf(text)).toBe(`tickets.csv${message}`)
})

test('records nested beyond measure do not bring the reader down', async () => {
  const deep = `{"id":1,"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  const { rows, problems } = await readTable(`${deep}\n{"id":2}\n{"id":3}\n`)
  expect(rows.map(([id]) => id)).toEqual(['2', '3'])
  expect(problems).toHaveLength(1)
})
