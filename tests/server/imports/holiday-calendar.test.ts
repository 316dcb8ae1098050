import { expect, test } from 'vitest'
import { chineseHolidays } from '../../../server/imports/holiday-calendar.ts'
import { localDate } from '../../../solver/domain/horizon.ts'

const ZONE = 'Asia/Shanghai'

/** `1/1-3` style runs of a kind, months and days as the State Council's notices list them. */
function runs(year: number, kind: string): string[] {
  const found: { first: string; last: string; endMs: number }[] = []
  for (const event of chineseHolidays(year, year).filter((one) => one.kind === kind)) {
    const [first, last] = [localDate(event.startMs, ZONE), localDate(event.endMs - 1, ZONE)]
    const before = found.at(-1)
    if (before?.endMs === event.startMs) Object.assign(before, { last, endMs: event.endMs })
    else found.push({ first, last, endMs: event.endMs })
  }
  return found.map(({ first, last }) => (first === last ? first : `${first}/${last}`).replaceAll(`${year}-`, ''))
}

// Source: notices of the General Office of the State Council on the holidays of 2025 (2024-11-12) and 2026 (2025-11-04).
test('the holidays and make-up work days of 2025', () => {
  expect(runs(2025, 'holiday')).toEqual([
    '01-01',
    '01-28/02-04',
    '04-04/04-06',
    '05-01/05-05',
    '05-31/06-02',
    '10-01/10-08',
  ])
  expect(runs(2025, 'makeupWorkday')).toEqual(['01-26', '02-08', '04-27', '09-28', '10-11'])
})

test('the holidays and make-up work days of 2026', () => {
  expect(runs(2026, 'holiday')).toEqual([
    ...['01-01/01-03', '02-15/02-23', '04-04/04-06', '05-01/05-05', '06-19/06-21', '09-25/09-27', '10-01/10-07'],
  ])
  expect(runs(2026, 'makeupWorkday')).toEqual(['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'])
})

test('years that are not published are refused, not left empty', () => {
  for (const [from, to, named] of [
    [2026, 2027, '2027'],
    [2003, 2005, '2003'],
  ] as const) {
    expect(() => chineseHolidays(from, to)).toThrow(
      `"${named}" has no holidays here: those of 2004 to 2026 are known. The State Council publishes a year late in the one before: add the days to calendar.csv as holiday and makeupWorkday.`,
    )
  }
  expect(chineseHolidays(2004, 2026).filter(({ kind }) => kind === 'holiday').length).toBeGreaterThan(23 * 5)
})
