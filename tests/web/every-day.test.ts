import { expect, test } from 'vitest'
import { everyDay } from '../../web/features/imports/every-day.ts'

test('days without contacts stand between those that have some, over a month and a clock change', () => {
  const days = everyDay([
    { date: '2026-10-24', contacts: 3 },
    { date: '2026-11-01', contacts: 5 },
  ])
  expect(days.map(({ date }) => date)).toEqual([
    ...['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29'],
    ...['2026-10-30', '2026-10-31', '2026-11-01'],
  ])
  expect(days.map(({ contacts }) => contacts)).toEqual([3, 0, 0, 0, 0, 0, 0, 0, 5])
})

test('nothing has no days, and one day is one', () => {
  expect(everyDay([])).toEqual([])
  expect(everyDay([{ date: '2026-11-01', contacts: 5 }])).toEqual([{ date: '2026-11-01', contacts: 5 }])
})
