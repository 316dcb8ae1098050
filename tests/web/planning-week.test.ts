import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, firstDayOfWeek, minutesAfterMidnight } from '../../web/lib/planning-week.ts'

test('a date belongs to the week that began on or before it', () => {
  expect(firstDayOfWeek('2026-11-09', 1)).toBe('2026-11-09')
  expect(firstDayOfWeek('2026-11-15', 1)).toBe('2026-11-09')
  expect(firstDayOfWeek('2026-11-15', 7)).toBe('2026-11-15')
  expect(firstDayOfWeek('2027-01-01', 1)).toBe('2026-12-28')
})

test('the first day is a week start at most six days before the date', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 7 }), (offset, weekStartsOn) => {
      const date = addDays('2000-01-01', offset)
      const first = firstDayOfWeek(date, weekStartsOn)
      const days = (Date.parse(date) - Date.parse(first)) / 86_400_000
      expect(days).toBeGreaterThanOrEqual(0)
      expect(days).toBeLessThanOrEqual(6)
      expect(new Date(first).getUTCDay()).toBe(weekStartsOn % 7)
    }),
  )
})

test('minutes run on past midnight', () => {
  expect(minutesAfterMidnight('2026-11-09T18:30+08:00', '2026-11-09')).toBe(1110)
  expect(minutesAfterMidnight('2026-11-10T01:30+08:00', '2026-11-09')).toBe(1530)
})
