import { describe, expect, it } from 'vitest'
import { localDays } from '../../../solver/check/local-days.ts'
import { dayHorizon } from '../../../solver/domain/horizon.ts'

const london = localDays(dayHorizon('2026-10-19', 14, 60, 'Europe/London'))

describe('local days', () => {
  it('are numbered from the first of the horizon, by the wall clock', () => {
    const days = [
      '2026-10-18T23:59+01:00',
      '2026-10-19T00:00+01:00',
      '2026-10-25T23:59+00:00',
      '2026-10-26T00:00+00:00',
    ]
    expect(days.map((stamp) => london.dayOf(Date.parse(stamp)))).toEqual([-1, 0, 6, 7])
    expect([-1, 0, 13, 14].map(london.dateOf)).toEqual(['2026-10-18', '2026-10-19', '2026-11-01', '2026-11-02'])
    expect([-1, 0, 5, 6].map(london.weekdayOf)).toEqual([7, 1, 6, 7])
    expect(london.minuteOf(Date.parse('2026-10-25T02:30+00:00'))).toBe(150)
  })

  it('have their instants by the wall clock, up to 48:00', () => {
    const stamps = [
      [6, 0, '2026-10-25T00:00+01:00'],
      [6, 180, '2026-10-25T03:00+00:00'],
      [5, 2880, '2026-10-26T00:00+00:00'],
      [-1, 1440, '2026-10-19T00:00+01:00'],
      [7, 0, '2026-10-26T00:00+00:00'],
    ] as const
    for (const [day, minute, stamp] of stamps) expect(london.stampOf(london.instantOf(day, minute))).toBe(stamp)
  })

  it('make up weeks from the first and calendar months', () => {
    expect(london.weeks).toBe(2)
    expect(london.periods.week).toEqual([
      { fromDay: 0, toDay: 7 },
      { fromDay: 7, toDay: 14 },
    ])
    expect(london.periods.month).toEqual([
      { fromDay: 0, toDay: 13 },
      { fromDay: 13, toDay: 14 },
    ])
    expect(london.periods.horizon).toEqual([{ fromDay: 0, toDay: 14 }])
    expect(london.periods.day).toHaveLength(14)
  })
})
