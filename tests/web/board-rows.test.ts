import { expect, test } from 'vitest'
import type { RunRoster } from '../../server/contracts/run-result.ts'
import { movedCell } from '../../web/features/roster/board-keys.ts'
import {
  boardRows,
  dayHours,
  filterRows,
  NO_FILTER,
  personRows,
  rosterOfDays,
} from '../../web/features/roster/board-rows.ts'

const shift = (employeeId: string, start: string, end: string, queueId: string): RunRoster['assignments'][number] => ({
  employeeId,
  templateId: 'late',
  start,
  end,
  breaks: [],
  queueIds: [queueId],
  pinned: false,
  paidMinutes: 480,
})

const roster: RunRoster = {
  runId: '00000000-0000-4000-8000-000000000000',
  zone: 'Asia/Shanghai',
  days: ['2026-11-09', '2026-11-10'],
  employees: [
    { id: 'a', name: '安安', group: 'care' },
    { id: 'b', name: 'Bo', group: 'sales' },
    { id: 'c', name: 'Cy', group: 'care' },
  ],
  assignments: [
    shift('a', '2026-11-09T17:30+08:00', '2026-11-10T02:00+08:00', 'chat'),
    shift('a', '2026-11-10T09:00+08:00', '2026-11-10T17:00+08:00', 'chat'),
    shift('b', '2026-11-10T10:00+08:00', '2026-11-10T18:00+08:00', 'phone'),
  ],
}
const people = personRows(roster)

test('a shift past midnight stays on the day it starts on', () => {
  expect(people[0]?.shifts.map((day) => day.map(({ startMinute, endMinute }) => [startMinute, endMinute]))).toEqual([
    [[1050, 1560]],
    [[540, 1020]],
  ])
  expect(dayHours(people, 0)).toEqual({ fromHour: 17, toHour: 26 })
})

test('people of another zone are shown by their own clock, on the day of the roster that is theirs', () => {
  const west = {
    ...shift('w', '2026-11-08T22:00-08:00', '2026-11-09T06:00-08:00', 'chat'),
    planDay: '2026-11-09',
  }
  const abroad = {
    ...roster,
    employees: [{ id: 'w', name: 'Wes', group: 'west', zone: 'America/Los_Angeles' }],
    assignments: [west],
  }
  const rows = personRows(abroad)
  expect(rows[0]?.shifts.map((day) => day.map(({ startMinute, endMinute }) => [startMinute, endMinute]))).toEqual([
    [[1320, 1800]],
    [],
  ])
  expect(boardRows(rows, ['west'])[0]).toMatchObject({ kind: 'group', zone: 'America/Los_Angeles', working: [1, 0] })
  expect(rosterOfDays(abroad, ['2026-11-09']).assignments).toEqual([west])
  expect(rosterOfDays(abroad, ['2026-11-10']).assignments).toEqual([])
})

test('everybody has a row, and paid minutes add up', () => {
  expect(people.map(({ employee, paidMinutes }) => [employee.id, paidMinutes])).toEqual([
    ['a', 960],
    ['b', 480],
    ['c', 0],
  ])
})

test('group heads count who is at work each day', () => {
  const rows = boardRows(people, ['sales', 'care', 'empty'])
  expect(rows.map((row) => (row.kind === 'group' ? [row.group, row.working] : row.employee.id))).toEqual([
    ['sales', [0, 1]],
    'b',
    ['care', [1, 1]],
    'a',
    'c',
  ])
})

test('filters by group, by queue served this week and by name or id', () => {
  const ids = (filter: Partial<typeof NO_FILTER>) =>
    filterRows(people, { ...NO_FILTER, ...filter }).map(({ employee }) => employee.id)
  expect(ids({})).toEqual(['a', 'b', 'c'])
  expect(ids({ group: 'care' })).toEqual(['a', 'c'])
  expect(ids({ queue: 'phone' })).toEqual(['b'])
  expect(ids({ text: ' BO ' })).toEqual(['b'])
  expect(ids({ text: '安' })).toEqual(['a'])
  expect(ids({ group: 'sales', text: 'c' })).toEqual([])
})

test('arrow keys step over group heads and stop at the edges', () => {
  const rows = boardRows(people, ['sales', 'care'])
  const press = (key: string, row: number, column: number, ctrlKey = false) =>
    movedCell({ key, ctrlKey }, { row, column }, rows, 2)
  expect(press('ArrowDown', 1, 0)).toEqual({ row: 3, column: 0 })
  expect(press('ArrowUp', 3, 1)).toEqual({ row: 1, column: 1 })
  expect(press('ArrowUp', 1, 1)).toEqual({ row: 1, column: 1 })
  expect(press('ArrowRight', 1, 1)).toEqual({ row: 1, column: 1 })
  expect(press('End', 1, 0, true)).toEqual({ row: 4, column: 1 })
  expect(press('Home', 4, 1, true)).toEqual({ row: 1, column: 0 })
  expect(press('x', 1, 0)).toBeUndefined()
})
