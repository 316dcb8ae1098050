import { expect, test } from 'vitest'
import { parseHistory } from '../../../server/imports/history-csv.ts'
import type { QueueHistory } from '../../../solver/domain/plan-inputs.ts'
import { describeIssue, type InputIssue } from '../../../solver/domain/planning-input-error.ts'

function read(lines: readonly string[], zone: string): { history: QueueHistory[]; messages: string[] } {
  const issues: InputIssue[] = []
  const options = { zone, defaultQueue: 'calls', intervalMinutes: 30 }
  const history = parseHistory('history.csv', ['start,volume', ...lines, ''].join('\n'), options, issues)
  return { history, messages: issues.map(describeIssue) }
}

const hours = (date: string, from: number, to: number, minutes = ['00', '30']) =>
  Array.from({ length: to - from }, (_, hour) =>
    minutes.map((minute) => `${date}T${String(from + hour).padStart(2, '0')}:${minute},1`),
  ).flat()

test('the interval length is seen from the rows', () => {
  const { history, messages } = read(hours('2026-11-09', 9, 12, ['00', '15', '30', '45']), 'UTC')
  expect(messages).toEqual([])
  expect(history[0]?.intervalMinutes).toBe(15)
  expect(history[0]?.volume).toHaveLength(96)
})

test('a spring day has 46 half hours and its rows lie where the clock says', () => {
  const rows = [...hours('2026-03-29', 0, 1), ...hours('2026-03-29', 2, 24)]
  const { history, messages } = read(rows, 'Europe/London')
  expect(messages).toEqual([])
  expect(history[0]?.volume).toHaveLength(46)
  expect(history[0]?.volume.every((volume) => volume === 1)).toBe(true)
})

test('an autumn day takes repeated wall clocks in order, or told apart by their offsets', () => {
  const repeated = ['2026-10-25T01:00,5', '2026-10-25T01:30,6', '2026-10-25T01:00,7', '2026-10-25T01:30,8']
  const offsets = ['2026-10-25T01:00+01:00,5', '2026-10-25T00:30Z,6', '2026-10-25T01:00Z,7', '2026-10-25T01:30+00:00,8']
  for (const middle of [repeated, offsets]) {
    const rows = [...hours('2026-10-25', 0, 1), ...middle, ...hours('2026-10-25', 2, 24)]
    const { history, messages } = read(rows, 'Europe/London')
    expect(messages).toEqual([])
    expect([...history[0]!.volume.slice(0, 8)]).toEqual([1, 1, 5, 6, 7, 8, 1, 1])
    expect(history[0]?.volume).toHaveLength(50)
  }
})

test('a system that merges the repeated hour leaves it without data', () => {
  const { history, messages } = read(hours('2026-10-25', 0, 24), 'Europe/London')
  expect(messages).toEqual([])
  expect([...history[0]!.volume.slice(2, 6)]).toEqual([1, 1, Number.NaN, Number.NaN])
})

test('a third row for a repeated wall clock is a duplicate', () => {
  const rows = ['2026-10-25T01:00,5', '2026-10-25T01:00,6', '2026-10-25T01:00,7', ...hours('2026-10-25', 2, 4)]
  expect(read(rows, 'Europe/London').messages).toEqual([
    'history.csv row 4, column start: "2026-10-25T01:00+00:00" is a second row for this interval of queue "calls", after row 3. Keep one of the two rows, or add their volumes.',
  ])
})

test('weekdays only, closed days and blank volumes are no gaps', () => {
  const days = ['2026-11-02', '2026-11-03', '2026-11-05', '2026-11-06', '2026-11-09', '2026-11-10']
  const rows = days
    .flatMap((date) => hours(date, 9, 17))
    .map((row) => (row.startsWith('2026-11-06') ? row.slice(0, -1) : row))
  const { history, messages } = read(rows, 'Asia/Shanghai')
  expect(messages).toEqual([])
  expect(history[0]?.volume.filter((volume) => volume === 1)).toHaveLength(5 * 16)
})

test('a missing interval is a gap where most such weekdays have it, and none where few have', () => {
  const mondays = ['2026-10-19', '2026-10-26', '2026-11-02']
  const usual = mondays.flatMap((date) => hours(date, 9, 12)).filter((row) => !row.startsWith('2026-10-26T10:30'))
  expect(read(usual, 'UTC').messages).toEqual([
    'history.csv row 11, column start: before this row, the interval 2026-10-26T10:30+00:00 of queue "calls" has no row. Add the row with an empty volume when there are no data, 0 when nobody contacted.',
  ])
  const rare = mondays.flatMap((date) => hours(date, 9, 12)).filter((row) => !/2026-10-(19|26)T10:30/.test(row))
  expect(read(rare, 'UTC').messages).toEqual([])
})

test('rows of spreadsheets are read: slashes, single digits, seconds', () => {
  const { history, messages } = read(['2026/11/9 8:00,1', '2026/11/9 8:30:00,2', '2026-11-09 09:00,3'], 'Asia/Shanghai')
  expect(messages).toEqual([])
  expect([...history[0]!.volume.slice(16, 19)]).toEqual([1, 2, 3])
})
