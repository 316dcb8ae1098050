import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../solver/headcount/days.ts'
import { byPeriod, headcountTime } from '../../../solver/headcount/headcount-time.ts'
import { repeatEvents } from '../../../solver/headcount/repeat-events.ts'
import { newHiresLeft, survivalOf } from '../../../solver/headcount/survival.ts'

const ZONE = 'Asia/Shanghai'
const event = (kind: string, title: string, from: string, to: string) => ({
  ...{ kind, title, expectedSize: 1 },
  startMs: Date.parse(`${from}+08:00`),
  endMs: Date.parse(`${to}+08:00`),
})

describe('time of a headcount plan', () => {
  it('puts a week into the month of its fourth day, and every day into one month', () => {
    const time = headcountTime({ from: '2026-12', months: 3, grain: 'month' }, 1)
    expect(time.periods.map(({ label, days, classStart }) => [label, days, classStart])).toEqual([
      ['2026-12', 31, '2026-12-07'],
      ['2027-01', 31, '2027-01-04'],
      ['2027-02', 28, '2027-02-01'],
    ])
    // 28 December to 3 January has four days in December.
    expect(time.weeks[4]).toEqual({ firstDay: dayOf('2026-12-28'), period: 0, daysInPlan: 7 })
    expect(time.weeks[0]!.daysInPlan).toBe(6)
    const sevens = time.weeks.map(() => 7)
    for (const [period, days] of byPeriod(time, sevens).entries()) expect(days).toBeCloseTo(time.periods[period]!.days)
  })

  it.each([
    ['2026-13', 3, '--from: "2026-13" is not a month. Write the first month as YYYY-MM, for example 2026-12.'],
    ['2026-12', 25, '--months: "25" cannot be planned. Plan 1 to 24 months.'],
  ])('refuses %s for %i months', (from, months, message) => {
    expect(() => headcountTime({ from, months, grain: 'month' }, 1)).toThrow(`column ${message}`)
  })
})

describe('survival', () => {
  const terms = { rate: 0.04, per: 'month', newHireRate: 0.1, newHireMonths: 2, trainingDropOut: 0.2 } as const

  it('leaves what the rates say after whole months', () => {
    const month = 365.25 / 12
    const survival = survivalOf(terms, 3)
    expect(newHiresLeft(survival, 0)).toBe(1)
    expect(newHiresLeft(survival, 2 * month)).toBeCloseTo(0.8 * 0.9 ** 2, 9)
    expect(newHiresLeft(survival, 5 * month)).toBeCloseTo(0.8 * 0.9 ** 2 * 0.96 ** 3, 9)
    // In the middle of training half of those who drop out are gone.
    expect(newHiresLeft(survival, 10.5)).toBeCloseTo(0.9 * 0.9 ** (10.5 / month), 9)
  })

  it('takes a rate a year for what it says', () => {
    const survival = survivalOf({ ...terms, rate: 0.3, per: 'year', newHireRate: 0.3, trainingDropOut: 0 }, 0)
    expect(newHiresLeft(survival, 365.25)).toBeCloseTo(0.7, 9)
  })
})

describe('events of another year', () => {
  const calendar = [
    event('livestream', 'shop', '2026-11-13T19:30', '2026-11-13T23:30'),
    event('sale', '618', '2026-06-16T00:00', '2026-06-19T00:00'),
    event('holiday', '春节', '2026-02-15T00:00', '2026-02-24T00:00'),
    event('holiday', '春节', '2027-02-05T00:00', '2027-02-12T00:00'),
  ]

  it('keeps the weekday of livestreams and the date of sales, and lets the calendar move a lunar holiday', () => {
    const { calendar: made, repeated } = repeatEvents(calendar, dayOf('2028-01-31'), ZONE)
    const added = made.filter((each) => !calendar.includes(each))
    expect(
      added.map(({ title, startMs }) => [title, new Date(startMs + 8 * 3_600_000).toISOString().slice(0, 16)]),
    ).toEqual([
      ['618', '2027-06-16T00:00'],
      ['shop', '2027-11-12T19:30'],
    ])
    expect(repeated).toBe(2)
  })
})
