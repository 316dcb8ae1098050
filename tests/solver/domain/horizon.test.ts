import { expect, test } from 'vitest'
import { dayHorizon } from '../../../solver/domain/horizon.ts'

test('a week of a clock change has an hour less or more, in spring and in autumn', () => {
  const hours = (week: string, zone: string) => dayHorizon(week, 7, 60, zone).intervals
  expect(hours('2026-03-23', 'Europe/London')).toBe(167)
  expect(hours('2026-10-19', 'Europe/London')).toBe(169)
  expect(hours('2026-03-02', 'America/New_York')).toBe(167)
  expect(hours('2026-10-26', 'America/New_York')).toBe(169)
})

test('a change of half an hour needs intervals that fit it', () => {
  expect(dayHorizon('2026-09-28', 7, 30, 'Australia/Lord_Howe').intervals).toBe(335)
  expect(() => dayHorizon('2026-09-28', 7, 60, 'Australia/Lord_Howe')).toThrow(
    '"2026-09-28" begins days in which the clocks of Australia/Lord_Howe change by a part of an interval of 60 minutes. Use intervals of 30 minutes or less.',
  )
})

test('a day that nobody means is refused', () => {
  for (const [day, problem] of [
    ['2026-02-30', 'is not a calendar date'],
    ['2026-11-9', 'is not a calendar date'],
    ['9999-12-27', 'is not between the years 1970 and 2199'],
    ['0001-01-01', 'is not between the years 1970 and 2199'],
  ]) {
    expect(() => dayHorizon(day!, 7, 60, 'UTC')).toThrow(
      `"${day}" ${problem}. Write it as YYYY-MM-DD, for example 2026-11-09.`,
    )
  }
})
