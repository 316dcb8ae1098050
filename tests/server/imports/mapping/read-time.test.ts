import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import '../../../property-seed.ts'
import type { TimeFormat } from '../../../../server/contracts/import.ts'
import { timeReader } from '../../../../server/imports/mapping/read-time.ts'

const SHANGHAI = 'Asia/Shanghai'
/** The instant as ISO of UTC, or what is wrong. */
const read = (format: TimeFormat, text: string, zone = SHANGHAI): string => {
  const time = timeReader(format, zone)(text)
  return 'problem' in time ? time.problem : new Date(time.ms).toISOString()
}

const FIVE_PAST_MIDNIGHT = '2024-10-31T16:05:00.000Z'
const EVENING = '2024-11-01T12:05:09.000Z'

describe('times', () => {
  it.each([
    ['iso', '2024/11/1 0:05'],
    ['iso', '2024-11-01 00:05'],
    ['iso', '2024-11-01T00:05:00'],
    ['iso', '2024.11.01 00:05:00'],
    ['iso', '2024年11月1日 0:05'],
    ['iso', '2024年11月1日0时5分'],
    ['iso', '2024年11月1日 凌晨0点05分'],
    ['iso', '2024/11/1 上午12:05'],
    ['iso', '2024-11-01 12:05 AM'],
    ['iso', '20241101000500'],
    ['iso', '20241101 00:05'],
    ['iso', '2024-10-31T16:05:00.000Z'],
    ['iso', '2024-10-31 16:05:00 UTC'],
    ['iso', '2024-10-31T09:05:00-07:00'],
    ['iso', '2024-10-31 09:05:00 -0700'],
    ['iso', '2024-11-01 00:05 GMT+8'],
    ['iso', '2024-10-31T21:35+05:30'],
    ['dayFirst', '1/11/2024 0:05'],
    ['dayFirst', '01.11.2024 00:05:00'],
    ['dayFirst', '1-11-24 00:05'],
    ['dayFirst', '1 Nov 2024 00:05'],
    ['dayFirst', '01-Nov-2024 12:05 am'],
    ['monthFirst', '11/1/2024 0:05'],
    ['monthFirst', '11/1/24 12:05 AM'],
    ['monthFirst', 'Nov 1, 2024 12:05 AM'],
    ['monthFirst', 'November 1, 2024, 12:05 a.m.'],
    ['epochSeconds', '1730390700'],
    ['epochMilliseconds', '1730390700000'],
    ['excelSerial', '45597.00347222222'],
  ] as const)('of %s: %s', (format, text) => {
    expect(read(format, text)).toBe(FIVE_PAST_MIDNIGHT)
  })

  it.each([
    ['iso', '2024-11-01 20:05:09'],
    ['iso', '2024-11-01 下午8:05:09'],
    ['iso', '2024/11/1 晚上08:05:09'],
    ['iso', '2024年11月1日 20时05分09秒'],
    ['iso', '2024-11-01 20：05：09'],
    ['monthFirst', '11/1/2024 8:05:09 PM'],
    ['dayFirst', '1/11/2024, 8:05:09 pm'],
    ['excelSerial', '45597.8369097222'],
  ] as const)('of the afternoon, %s: %s', (format, text) => {
    expect(read(format, text)).toBe(EVENING)
  })

  it('keep the milliseconds that are written', () => {
    expect(read('iso', '2024-11-01T00:05:00.123Z')).toBe('2024-11-01T00:05:00.123Z')
    expect(read('iso', '2024-11-01 00:05:00,1+00:00')).toBe('2024-11-01T00:05:00.100Z')
    expect(read('epochSeconds', '1730390700.25')).toBe('2024-10-31T16:05:00.250Z')
  })

  it('are dates alone at their midnight, noon at 12 PM and midnight at 12 AM', () => {
    expect(read('iso', '2024-11-01')).toBe('2024-10-31T16:00:00.000Z')
    expect(read('iso', '2024-11-01 24:00')).toBe('2024-11-01T16:00:00.000Z')
    expect(read('iso', '2024-11-01 12:00 PM')).toBe('2024-11-01T04:00:00.000Z')
    expect(read('iso', '2024-11-01 中午12:00')).toBe('2024-11-01T04:00:00.000Z')
    expect(read('iso', '2024-11-01 中午11:30')).toBe('2024-11-01T03:30:00.000Z')
  })

  it.each([
    ['iso', '', 'is not a time'],
    ['iso', '昨天 10:00', 'is not a time'],
    ['iso', '2024-10-31 24:05', 'is not a time'],
    ['iso', '2024-11-01 10', 'is not a time'],
    ['iso', '2024-11-01 10:61', 'is not a time'],
    ['iso', '2024-11-01 13:05 AM', 'is not a time'],
    ['iso', '2024-11-01 晚上12:05', 'is not a time'],
    ['iso', '2024-11-01 10:00 CST', 'is not a time'],
    ['iso', '2024-11-01 10:00 to 11:00', 'is not a time'],
    ['iso', '2024-11-01 9:00-9:30', 'is not a time'],
    ['iso', '2024-13-01', 'is not a day of the calendar'],
    ['iso', '2023-02-29 10:00', 'is not a day of the calendar'],
    ['iso', '1730390700', 'is not a time'],
    ['iso', '0024-11-01', 'is not between the years 1970 and 2199'],
    ['dayFirst', '4/13/2024', 'is not a day of the calendar'],
    ['monthFirst', '13/4/2024', 'is not a day of the calendar'],
    ['dayFirst', '2024-11-01', 'is not a time'],
    ['dayFirst', '1/11', 'is not a time'],
    ['epochSeconds', '1730390700000', 'is not between the years 1970 and 2199'],
    ['epochMilliseconds', '1.73039E+12', 'has lost its last digits in a spreadsheet'],
    ['epochMilliseconds', '-1', 'is not a time'],
    ['excelSerial', '2024-11-01', 'is not a time'],
    ['excelSerial', '1730390700', 'is not between the years 1970 and 2199'],
  ] as const)('of %s refuse %j: %s', (format, text, problem) => {
    expect(read(format, text)).toBe(problem)
  })

  it('know the hour that a clock change skips, and the one that comes twice', () => {
    const reader = timeReader('monthFirst', 'America/New_York')
    expect(reader('3/10/2024 2:30 AM')).toMatchObject({
      problem: 'does not exist in America/New_York: the clocks go forward past it that day',
    })
    expect(reader('11/3/2024 1:30 AM')).toEqual({
      ms: Date.UTC(2024, 10, 3, 5, 30),
      laterMs: Date.UTC(2024, 10, 3, 6, 30),
    })
  })

  const WRITTEN: readonly [TimeFormat, string][] = [
    ['iso', "yyyy-MM-dd'T'HH:mm:ss.SSSZZ"],
    ['iso', 'yyyy/M/d H:mm:ss.SSS ZZZ'],
    ['iso', "yyyy'年'M'月'd'日 'HH'时'mm'分'ss'秒'"],
    ['iso', 'yyyyMMddHHmmss'],
    ['iso', 'yyyy-MM-dd hh:mm:ss a'],
    ['dayFirst', 'd/M/yyyy HH:mm:ss'],
    ['dayFirst', 'dd.MM.yyyy h:mm:ss a'],
    ['dayFirst', 'd MMM yyyy HH:mm:ss'],
    ['monthFirst', 'M/d/yyyy h:mm:ss a'],
    ['monthFirst', 'LLLL d, yyyy HH:mm:ss'],
    ['epochSeconds', 'X'],
    ['epochMilliseconds', 'x'],
  ]

  it.each(WRITTEN)('of %s written as %s read back to their instant', (format, pattern) => {
    for (const zone of [SHANGHAI, 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
      const reader = timeReader(format, zone)
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1991, 0), max: Date.UTC(2090, 0) }), (instant) => {
          const ms = pattern.includes('SSS') || pattern === 'x' ? instant : Math.floor(instant / 1000) * 1000
          const time = reader(DateTime.fromMillis(ms, { zone, locale: 'en-US' }).toFormat(pattern))
          if ('problem' in time) throw new Error(time.problem)
          expect([time.ms, time.laterMs]).toContain(ms)
        }),
        { numRuns: 200 },
      )
    }
  })

  it('counted in days of a spreadsheet read back to their second', () => {
    const reader = timeReader('excelSerial', 'UTC')
    fc.assert(
      fc.property(fc.integer({ min: 662_688_000, max: 3_786_912_000 }), (seconds) => {
        expect(reader(String(seconds / 86_400 + 25_569))).toEqual({ ms: seconds * 1000 })
      }),
    )
  })

  it('read with the month first are never read with the day first when the day is beyond 12', () => {
    const [dayFirst, monthFirst] = [timeReader('dayFirst', 'UTC'), timeReader('monthFirst', 'UTC')]
    fc.assert(
      fc.property(fc.integer({ min: 13, max: 28 }), fc.integer({ min: 1, max: 12 }), (day, month) => {
        const ms = Date.UTC(2024, month - 1, day)
        expect([dayFirst(`${day}/${month}/2024`), monthFirst(`${month}/${day}/2024`)]).toEqual([{ ms }, { ms }])
        expect(dayFirst(`${month}/${day}/2024`)).toHaveProperty('problem', 'is not a day of the calendar')
      }),
    )
  })
})
