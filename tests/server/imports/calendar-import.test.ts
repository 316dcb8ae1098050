import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ImportMapping, importMappingSchema } from '../../../server/contracts/import.ts'
import { parseCalendarCsv } from '../../../server/imports/calendar-csv.ts'
import { importCalendar } from '../../../server/imports/calendar-import.ts'
import { expectedSizeOf } from '../../../server/imports/expected-size.ts'
import { mergeCalendar } from '../../../server/imports/merge-calendar.ts'
import type { SourceTable } from '../../../server/imports/tables/source-table.ts'
import type { CalendarEvent } from '../../../solver/domain/calendar.ts'
import { localStamp } from '../../../solver/domain/horizon.ts'
import { describeIssue, type InputIssue } from '../../../solver/domain/planning-input-error.ts'

const ZONE = 'Asia/Shanghai'
const FIELDS = {
  日期: 'date',
  开播时间: 'startTime',
  下播时间: 'endTime',
  主播: 'host',
  平台: 'platform',
  主题: 'title',
  预估订单: 'expectedSize',
  阶段: 'kind',
  品类: 'category',
} as const
type Column = keyof typeof FIELDS

function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  format: SourceTable['format'],
): SourceTable {
  async function* batches() {
    yield { rows, rowNumbers: rows.map((_, at) => at + 2), fraction: 1 }
  }
  return { format, headerRow: 1, columns, rows: batches }
}

const mappingOf = (columns: ImportMapping['columns'], zone = ZONE) =>
  importMappingSchema.parse({ name: 'sheet', kind: 'calendar', zone, columns })

interface SheetOptions {
  readonly zone?: string
  readonly fileName?: string
  readonly format?: SourceTable['format']
  readonly timeFormat?: 'dayFirst' | 'monthFirst'
}

async function sheet(columns: readonly Column[], rows: readonly (readonly string[])[], options: SheetOptions = {}) {
  const { zone = ZONE, fileName = '排期.csv', format = 'csv', timeFormat } = options
  const mapped = columns.map((column) => ({ field: FIELDS[column], column, ...(timeFormat ? { timeFormat } : {}) }))
  const file = await importCalendar(table(columns, rows, format), mappingOf(mapped, zone), {
    zone,
    fileName,
    untilMs: 0,
  })
  const shown = file.events.map(({ kind, title, startMs, endMs, expectedSize }) =>
    [kind, title, localStamp(startMs, zone).slice(0, 16), localStamp(endMs, zone).slice(5, 16), expectedSize].join('|'),
  )
  return { ...file, shown, messages: file.rejects.map(describeIssue), told: file.warnings.map(describeIssue) }
}

describe('a schedule sheet', () => {
  test('of a week: merged days, nights, several rooms at once, phases and sizes', async () => {
    const columns: Column[] = ['日期', '开播时间', '下播时间', '主播', '平台', '主题', '预估订单', '阶段', '品类']
    const { shown, messages, told, rows, blank, events } = await sheet(
      columns,
      [
        ['2026/11/9 周一', '10:00', '14:00', '小美', '抖音', '早场', '3,000', '', 'beauty'],
        ['', '20:00', '01:00', '小美', '抖音', '晚场', '1.2万', '预热', ''],
        ['', '20:00', '次日01:30', '阿强', '快手', '晚场', '50w', '预热期', ''],
        ['', '', '', '', '', '', '', '', ''],
        ['11月10日', '晚8点', '25:00', '小美', '抖音', '晚场', '12k', '爆发', ''],
        ['2026-11-11(三)', '20：00', '4小时', '小美', '', '', '待定', '返场', ''],
        ['2026.11.12', '20:00-24:00', '', '小美', '', '', '约800单', '日常', ''],
      ],
      { fileName: '2026直播排期.xlsx' },
    )
    expect(messages).toEqual([])
    expect(shown).toEqual(
      [
        'livestream|早场 · 抖音 · 小美|2026-11-09T10:00|11-09T14:00|3000',
        'saleWarmUp|晚场 · 快手 · 阿强|2026-11-09T20:00|11-10T01:30|500000',
        'saleWarmUp|晚场 · 抖音 · 小美|2026-11-09T20:00|11-10T01:00|12000',
        'salePeak|晚场 · 抖音 · 小美|2026-11-10T20:00|11-11T01:00|12000',
        'saleEncore|小美|2026-11-11T20:00|11-12T00:00|1',
        '日常|小美|2026-11-12T20:00|11-13T00:00|800',
      ].sort(
        (a, b) => a.split('|')[2]!.localeCompare(b.split('|')[2]!) || a.split('|')[3]!.localeCompare(b.split('|')[3]!),
      ),
    )
    expect([rows, blank, told]).toEqual([7, 1, []])
    expect(events[0]!.category).toBe('beauty')
  })

  test.each([
    ['20:00', '24:00', '09T20:00', '10T00:00'],
    ['8pm', '11:30 PM', '09T20:00', '09T23:30'],
    ['12am', '1:00am', '09T00:00', '09T01:00'],
    ['下午2点半', '晚上12点', '09T14:30', '10T00:00'],
    ['凌晨1点', '凌晨5点', '09T01:00', '09T05:00'],
    ['中午12点', '中午1点', '09T12:00', '09T13:00'],
    ['0.8333333333', '0.0416666667', '09T20:00', '10T01:00'],
    ['1899-12-30T20:00:00', '1899-12-31T01:00:00', '09T20:00', '10T01:00'],
    ['20:00', '01:00(+1)', '09T20:00', '10T01:00'],
    ['22:00:00', '翌日2:00', '09T22:00', '10T02:00'],
    ['2026-11-09 20:00', '2026-11-10 02:00', '09T20:00', '10T02:00'],
    ['20:00~次日1点', '', '09T20:00', '10T01:00'],
    ['20时30分至23时', '', '09T20:30', '09T23:00'],
    ['19:30', '2.5h', '09T19:30', '09T22:00'],
    ['25:00', '26:30', '10T01:00', '10T02:30'],
    ['', '', '09T00:00', '10T00:00'],
  ])('reads %s to %s', async (start, end, from, to) => {
    const { shown, messages } = await sheet(['日期', '开播时间', '下播时间', '主题'], [['2026-11-09', start, end, 'x']])
    expect(messages).toEqual([])
    expect(shown.map((line) => line.split('|').slice(2, 4))).toEqual([[`2026-11-${from}`, `11-${to}`]])
  })

  test.each([
    ['46335', '2026-11-09'],
    ['20261109', '2026-11-09'],
    ['2026年11月9日 星期一', '2026-11-09'],
    ['Mon, 9 Nov 2026', '2026-11-09'],
    ['Nov 9th, 2026', '2026-11-09'],
    ['25/12/2026', '2026-12-25'],
    ['2026-11-09T00:00:00', '2026-11-09'],
  ])('reads the day %s', async (day, date) => {
    const { shown } = await sheet(['日期', '开播时间', '下播时间'], [[day, '20:00', '22:00']], { format: 'xlsx' })
    expect(shown).toEqual([`livestream|livestream|${date}T20:00|${date.slice(5)}T22:00|1`])
  })

  test.each([
    ['2026-11-09', '20:00', '', '开播时间', '20:00', 'has no end. Write when it ends, or how long it lasts: 4小时, 4h'],
    ['2026-11-09', '20:00', '20:00', '下播时间', '20:00', 'is not after the start. Check both days'],
    ['2026-11-09', '20', '22:00', '开播时间', '20', 'cannot be read for sure. Write 20:00, or 2026-11-09 20:00'],
    ['2026-11-09', '20:75', '22:00', '开播时间', '20:75', 'cannot be read for sure. Write 20:00, or 2026-11-09 20:00'],
    ['2026-02-29', '20:00', '22:00', '日期', '2026-02-29', 'is not a day of the calendar. Check the month and the day'],
    [
      '3/4/2026',
      '20:00',
      '22:00',
      '日期',
      '3/4/2026',
      'cannot be read for sure. Write 2026-11-09, 2026/11/9 or 2026年11月9日',
    ],
    [
      '11月9日',
      '20:00',
      '22:00',
      '日期',
      '11月9日',
      'has no year. Write the year in the days, or one year such as 2026 in the name of the file or the sheet',
    ],
    [
      '2026-11-09 周二',
      '20:00',
      '22:00',
      '日期',
      '2026-11-09 周二',
      'is a Monday in 2026, not the weekday written. Correct the day or its weekday',
    ],
    ['', '20:00', '22:00', '日期', '', 'has no day. Write the day of the first row, or a column with days'],
    ['合计', '', '', '日期', '合计', 'cannot be read for sure. Write 2026-11-09, 2026/11/9 or 2026年11月9日'],
    [
      '2026-11-01~2026-11-03',
      '20:00',
      '22:00',
      '日期',
      '2026-11-01~2026-11-03',
      'are several days with a time: it may be one event or one each day. Write a row for each day, or the day with the time in both start and end',
    ],
    [
      '2026-11-09',
      '20:00',
      '2036-11-09 22:00',
      '下播时间',
      '2036-11-09 22:00',
      'is more than a year after the start. Check the years',
    ],
  ])('rejects %s %s %s', async (day, start, end, column, value, problem) => {
    const good = ['2026-12-01', '20:00', '22:00']
    const { events, messages } = await sheet(['日期', '开播时间', '下播时间'], [[day, start, end], good])
    const cell = column === '开播时间' && problem.startsWith('has no end') ? ['下播时间', ''] : [column, value]
    expect(messages).toEqual([`排期.csv row 2, column ${cell[0]}: ${JSON.stringify(cell[1])} ${problem}.`])
    expect(events).toHaveLength(1)
  })

  test('does not carry a day down that it could not read', async () => {
    const rows = [
      ['2026-11-09', '20:00', '22:00'],
      ['soon', '20:00', '22:00'],
      ['', '23:00', '24:00'],
      ['2026-11-11', '1:00', '2:00'],
    ]
    const { shown, messages } = await sheet(['日期', '开播时间', '下播时间'], rows)
    expect(shown.map((line) => line.slice(22, 38))).toEqual(['2026-11-09T20:00', '2026-11-11T01:00'])
    expect(messages[1]).toBe(
      '排期.csv row 4, column 日期: "" is empty, and the day above it could not be read. Correct the day above.',
    )
  })

  test('takes days first where the mapping says so, and whole days with the last one included', async () => {
    const { shown } = await sheet(['日期', '开播时间', '下播时间'], [['3/4/2026', '20:00', '22:00']], {
      timeFormat: 'dayFirst',
    })
    expect(shown).toEqual(['livestream|livestream|2026-04-03T20:00|04-03T22:00|1'])
    const sale = await sheet(['日期', '主题', '阶段'], [['2026年11月1日-11月11日', '双11', '大促']], {
      fileName: '2026.csv',
    })
    expect(sale.shown).toEqual(['sale|双11|2026-11-01T00:00|11-12T00:00|1'])
    expect(sale.told).toEqual([
      '2026.csv: "1" events are of whole days, the last one included. Check that their ends are meant so.',
    ])
  })

  test('keeps to the clock on both days of a change', async () => {
    const rows = [
      ['2026-03-29', '01:30', '03:00'],
      ['2026-10-24', '23:00', '3:00'],
      ['2026-10-25', '01:45', '01:15(+1)'],
    ]
    const { events, messages } = await sheet(['日期', '开播时间', '下播时间'], rows, { zone: 'Europe/London' })
    expect(messages).toEqual([
      '排期.csv row 2, column 开播时间: "01:30" does not exist in Europe/London: the clocks go forward past it that day. Use the time after the change, or write the offset.',
    ])
    expect((events[0]!.endMs - events[0]!.startMs) / 3_600_000).toBe(5)
  })

  test('is refused where it lacks a column of the mapping', async () => {
    const mapping = mappingOf([{ field: 'date', column: '日期' }])
    const context = { zone: ZONE, fileName: 'a.csv', untilMs: 0 }
    await expect(importCalendar(table(['日期 '], [], 'csv'), mapping, context)).rejects.toThrow(
      'the column of date is missing',
    )
  })

  test('counts rows told twice, sizes left open and the header once more', async () => {
    const columns: Column[] = ['日期', '开播时间', '下播时间', '预估订单']
    const row = ['2026-11-09', '20:00', '22:00', '500']
    const { rows, blank, duplicates, events, told } = await sheet(columns, [
      row,
      columns,
      row,
      ['2026-11-10', '20:00', '22:00', '-'],
    ])
    expect([rows, blank, duplicates, events.length]).toEqual([4, 1, 1, 2])
    expect(told[0]).toContain('"1" events have no expected size though others of their kind have')
  })
})

test.each([
  ['1.2万', 12_000],
  ['3,000', 3000],
  ['50w', 500_000],
  ['12K', 12_000],
  ['1.5亿', 1.5e8],
  ['¥1,200,000', 1.2e6],
  ['5000+', 5000],
  ['约5000单', 5000],
  ['３０００', 3000],
  ['2百万', 2e6],
  ['0', 0],
  ['', 1],
  ['TBD', 1],
  ['many', undefined],
  ['-5', undefined],
  ['1,2', undefined],
  ['1e999', undefined],
  ['10-20万', undefined],
  ['1.2.3', undefined],
] as const)('a size of %s', (text, value) => expect(expectedSizeOf(text)?.value).toBe(value))

describe('merging into calendar.csv', () => {
  const event = (title: string, day: number, more: Partial<CalendarEvent> = {}): CalendarEvent => {
    const startMs = Date.UTC(2026, 10, day, 12)
    return { kind: 'livestream', title, startMs, endMs: startMs + 3_600_000, expectedSize: 1, ...more }
  }
  const OWN =
    '\uFEFFtitle;kind;owner;start;end;expected_size\r\n晚场;livestream;李;2026/11/9 20:00;2026-11-09T23:00;7\r\n"a;b";sale;;2026-11-01;2026-11-12;\r\n'

  test('changes what it knows in its place, and adds the rest', () => {
    const merged = mergeCalendar(
      OWN,
      [event('晚场', 9), event('=x', 10, { expectedSize: 3, category: 'beauty' })],
      ZONE,
    )
    expect(merged).toBe(
      '\uFEFFtitle;kind;owner;start;end;expected_size;category\r\n晚场;livestream;李;2026/11/9 20:00;2026-11-09T21:00;7;\r\n"a;b";sale;;2026-11-01;2026-11-12;\r\n\'=x;livestream;;2026-11-10T20:00;2026-11-10T21:00;3;beauty\r\n',
    )
    expect(mergeCalendar(OWN, [], ZONE)).toBe(OWN)
  })

  test('refuses to write into a file that is no calendar', () => {
    expect(() => mergeCalendar('a,b\n1,2\n', [event('x', 1)], ZONE)).toThrow(
      'calendar.csv row 1, column kind: the column is missing.',
    )
  })

  test('again changes nothing, in any order and in parts, and reads back as it was', () => {
    const titles = fc.constantFrom('a', 'b, "c"', '=d', '晚场', '-e')
    const events = fc.uniqueArray(
      fc.record({
        title: titles,
        startMs: fc.integer({ min: 29_500_000, max: 29_900_000 }).map((minute) => minute * 60_000),
        size: fc.integer({ min: 0, max: 9 }),
      }),
      { selector: ({ title, startMs }) => `${title}${startMs}`, maxLength: 12 },
    )
    let merges = 0
    fc.assert(
      fc.property(events, fc.nat(), (drawn, cut) => {
        const list = drawn.map(({ title, startMs, size }) =>
          event(title, 1, { startMs, endMs: startMs + 3_600_000, expectedSize: size }),
        )
        const once = mergeCalendar(undefined, list, 'Europe/London')
        expect(mergeCalendar(once, list, 'Europe/London')).toBe(once)
        expect(mergeCalendar(once, [...list].reverse(), 'Europe/London')).toBe(once)
        const at = cut % (list.length + 1)
        expect(
          mergeCalendar(
            mergeCalendar(undefined, list.slice(0, at), 'Europe/London'),
            list.slice(at),
            'Europe/London',
          ).split('\n').length,
        ).toBe(once.split('\n').length)
        const issues: InputIssue[] = []
        const read = parseCalendarCsv('calendar.csv', once, 'Europe/London', issues)
        expect(issues).toEqual([])
        expect(read.map(({ startMs, endMs, expectedSize }) => [startMs, endMs, expectedSize]).sort()).toEqual(
          list.map(({ startMs, endMs, expectedSize }) => [startMs, endMs, expectedSize]).sort(),
        )
        merges += list.length
      }),
      { numRuns: 60 },
    )
    expect(merges).toBeGreaterThan(60)
  })
})
