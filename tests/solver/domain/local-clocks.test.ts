import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { dayStarts, intervalStart, localClocks } from '../../../solver/domain/horizon.ts'

/** Zones with clock changes of an hour and of half an hour, at midnight and away from it, and one without any. */
const SPANS = [
  ['Asia/Shanghai', '2026-01-01'],
  ['Europe/London', '2026-03-20'],
  ['Europe/London', '2026-10-20'],
  ['America/New_York', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-03-28'],
  ['America/Sao_Paulo', '2018-10-28'],
  ['America/Santiago', '2026-08-30'],
  ['Asia/Kathmandu', '2026-05-01'],
] as const

describe.each(SPANS)('twelve days in %s from %s', (zone, first) => {
  const start = DateTime.fromISO(first, { zone }).startOf('day')
  const end = start.plus({ days: 12 })
  const intervals = (end.toMillis() - start.toMillis()) / (30 * 60_000)
  const horizon = { startsAt: start.toMillis(), intervals, intervalMinutes: 30, zone }

  it('begin at the midnights of the calendar', () => {
    const midnights = Array.from({ length: 12 }, (_, day) => start.plus({ days: day }).startOf('day').toMillis())
    expect(dayStarts(horizon)).toEqual([...midnights, end.toMillis()])
  })

  it('have the wall clock of every interval', () => {
    const clocks = localClocks(horizon)
    expect(clocks.length).toBe(intervals)
    clocks.forEach((clock, interval) => {
      const at = DateTime.fromMillis(intervalStart(horizon, interval), { zone })
      const day = Math.round(at.startOf('day').diff(start, 'days').days)
      expect(clock).toEqual({ date: at.toISODate(), weekday: at.weekday, minuteOfDay: at.hour * 60 + at.minute, day })
    })
  })
})
