import { expect, test } from 'vitest'
import { differenceCounts, rosterDifferences } from '../../../../web/features/roster/panels/roster-differences.ts'
import { board, cellOf, days, people, shiftAt } from './small-board.ts'

const kindsOf = (before: ReturnType<typeof board>, after: ReturnType<typeof board>) =>
  rosterDifferences(before, after).days.map(({ employeeId, date, kind }) => [employeeId, date, kind])

test('each kind of difference is told, by person and day', () => {
  const before = board({
    '0 0': cellOf(shiftAt('A1', 0, 9)),
    '0 1': cellOf(shiftAt('A1', 1, 9)),
    '0 2': cellOf(shiftAt('A1', 2, 9)),
    '1 0': cellOf(shiftAt('A2', 0, 9)),
    '1 1': cellOf(shiftAt('A2', 1, 8)),
    '1 3': cellOf(shiftAt('A2', 3, 8)),
  })
  const after = board({
    '0 1': cellOf(shiftAt('A1', 1, 10)),
    '0 2': cellOf(shiftAt('A1', 2, 9), shiftAt('A1', 2, 20)),
    '0 3': cellOf(shiftAt('A1', 3, 9)),
    '1 0': cellOf(shiftAt('A2', 0, 9, { breaks: [] })),
    '1 1': cellOf(shiftAt('A2', 1, 16)),
    '1 3': cellOf(shiftAt('A2', 3, 8, { templateId: 'late' })),
  })
  expect(kindsOf(before, after)).toEqual([
    ['A1', days[0], 'removed'],
    ['A1', days[1], 'times'],
    ['A1', days[2], 'added'],
    ['A1', days[3], 'added'],
    ['A2', days[0], 'details'],
    ['A2', days[1], 'moved'],
    ['A2', days[3], 'moved'],
  ])
  const { days: differences } = rosterDifferences(before, after)
  expect(differenceCounts(differences)).toEqual({ added: 2, removed: 1, moved: 2, times: 1, details: 1 })
})

test('what planners mark, and what solving may move, is no difference to the person', () => {
  const shift = shiftAt('A1', 0, 9)
  const before = board({ '0 0': cellOf(shift) })
  const after = board({
    '0 0': { shifts: [{ ...shift, pinned: true }], locked: true, color: 'red', note: 'as asked' },
    '1 0': { shifts: [], locked: true, color: null, note: '' },
  })
  expect(rosterDifferences(before, after)).toEqual({ days: [], hours: [], dates: days })
})

test('paid hours of those for whom they change, most first', () => {
  const before = board({ '0 0': cellOf(shiftAt('A1', 0, 9)), '1 0': cellOf(shiftAt('A2', 0, 9)) })
  const after = board({ '1 0': cellOf(shiftAt('A2', 0, 9, { breaks: [] })) })
  expect(rosterDifferences(before, after).hours).toEqual([
    { employeeId: 'A1', name: '王莉', before: 7.5, after: 0 },
    { employeeId: 'A2', name: 'Chen Jie', before: 7.5, after: 8 },
  ])
})

test('rosters of other people and weeks are compared on the days that both have', () => {
  const after = board({ '0 2': cellOf(shiftAt('A1', 2, 9)) })
  const older = board({ '1 6': cellOf(shiftAt('A2', 6, 9)), '2 3': cellOf(shiftAt('B1', 3, 9)) })
  const gone = { ...people[2]!, id: 'Z9', name: 'Zoe' }
  const before = {
    ...older,
    people: [people[0]!, people[1]!, gone],
    days: [...days.slice(2), '2026-11-16', '2026-11-17'],
    cells: older.cells.map((row) => [...row.slice(2), row[0]!, row[0]!]),
  }
  const { days: differences, dates } = rosterDifferences(before, after)
  expect(dates).toEqual(days.slice(2))
  expect(differences.map(({ employeeId, name, date, kind }) => [employeeId, name, date, kind])).toEqual([
    ['A1', '王莉', days[2], 'added'],
    ['A2', 'Chen Jie', days[6], 'removed'],
    ['Z9', 'Zoe', days[3], 'removed'],
  ])
})
