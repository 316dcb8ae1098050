import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { DayCounts } from '../../../server/imports/day-counts.ts'

test.each(['Asia/Shanghai', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York'])(
  'contacts count on the local day that they came, also around the clock change: %s',
  (zone) => {
    const expected = new Map<string, number>()
    const counts = new DayCounts()
    // Backwards and unevenly, over both clock changes of a year.
    for (let at = 0; at < 9000; at++) {
      const instant = Date.UTC(2026, 11, 31) - at * 3_601_777
      const date = DateTime.fromMillis(instant, { zone }).toFormat('yyyy-MM-dd')
      expected.set(date, (expected.get(date) ?? 0) + (at % 3))
      counts.add(instant, at % 3)
    }
    const dates = [...expected.keys()].sort()
    expect(counts.inZone(zone)).toEqual(dates.map((date) => ({ date, contacts: expected.get(date) })))
  },
)

test('a day without contacts of its own is left out', () => {
  const counts = new DayCounts()
  counts.add(Date.UTC(2026, 10, 11), 2)
  counts.add(Date.UTC(2026, 10, 9), 0)
  expect(counts.inZone('UTC')).toEqual([
    { date: '2026-11-09', contacts: 0 },
    { date: '2026-11-11', contacts: 2 },
  ])
})
