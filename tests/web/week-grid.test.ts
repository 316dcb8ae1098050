import { expect, test } from 'vitest'
import { onDays, shownWeek, weeksOf } from '../../web/lib/week-grid.ts'

const DAYS = Array.from({ length: 16 }, (_, index) => `2026-11-${String(index + 1).padStart(2, '0')}`)
/** Two intervals a day. */
const GRID = {
  days: DAYS,
  intervalMinutes: 720,
  starts: DAYS.flatMap((day) => [`${day}T00:00+08:00`, `${day}T12:00+08:00`]),
  shrinkage: DAYS.flatMap((_, day) => [day, day + 0.5]),
  queues: [
    { queueId: 'chat', reasons: { work: DAYS.flatMap((_, day) => [day, null]) }, model: { curve: [0, 1, 1.6] } },
  ],
}

test('days are parted into weeks; the last may be short', () => {
  expect(weeksOf(DAYS).map((week) => [week[0], week.length])).toEqual([
    ['2026-11-01', 7],
    ['2026-11-08', 7],
    ['2026-11-15', 2],
  ])
  expect(weeksOf([])).toEqual([])
})

test('the week of the day asked for goes before the week asked for; unknown ones are the first', () => {
  const first = (asked: Parameters<typeof shownWeek>[1]) => shownWeek(DAYS, asked)[0]
  expect(first({})).toBe('2026-11-01')
  expect(first({ week: '2026-11-15' })).toBe('2026-11-15')
  expect(first({ day: '2026-11-09', week: '2026-11-15' })).toBe('2026-11-08')
  expect(first({ day: '2025-01-01', week: 'x' })).toBe('2026-11-01')
})

test('a reply cut to a week keeps the intervals of its days alone, and what is no interval as it is', () => {
  const week = onDays(GRID, weeksOf(DAYS)[1]!)
  expect([week.starts[0], week.starts.at(-1), week.starts.length]).toEqual([
    '2026-11-08T00:00+08:00',
    '2026-11-14T12:00+08:00',
    14,
  ])
  expect(week.days).toEqual(weeksOf(DAYS)[1])
  expect(week.shrinkage.slice(0, 3)).toEqual([7, 7.5, 8])
  expect(week.queues[0]).toEqual({
    queueId: 'chat',
    reasons: { work: [7, null, 8, null, 9, null, 10, null, 11, null, 12, null, 13, null] },
    model: { curve: [0, 1, 1.6] },
  })
  expect(onDays(GRID, DAYS)).toBe(GRID)
})
