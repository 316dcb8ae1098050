import type { LawRule } from './rule-pack.ts'

/**
 * Days off of a year as the State Council's notice of the year before sets them. Work on a statutory day is paid at 300 %
 * whatever else is given; the other days off are rest days. A year that is not here has no such pay until its dates are
 * added: the notice comes in the autumn before.
 */
interface HolidayYear {
  readonly notice: string
  readonly statutory: readonly string[]
  readonly rest: readonly string[]
}

/** Statutory days by State Council Decree 795, 13 a year since 2025. */
export const CN_HOLIDAYS: Readonly<Record<number, HolidayYear>> = {
  2025: {
    notice: 'General Office of the State Council, notice on holidays of 2025 (2024-11-12)',
    statutory: [
      ...['2025-01-01', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31', '2025-04-04', '2025-05-01'],
      ...['2025-05-02', '2025-05-31', '2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06'],
    ],
    rest: [
      ...['2025-02-01', '2025-02-02', '2025-02-03', '2025-02-04', '2025-04-05', '2025-04-06', '2025-05-03'],
      ...['2025-05-04', '2025-05-05', '2025-06-01', '2025-06-02', '2025-10-04', '2025-10-05', '2025-10-07'],
      '2025-10-08',
    ],
  },
  2026: {
    notice: 'General Office of the State Council, notice on holidays of 2026 (2025-11-04)',
    statutory: [
      ...['2026-01-01', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-04-05', '2026-05-01'],
      ...['2026-05-02', '2026-06-19', '2026-09-25', '2026-10-01', '2026-10-02', '2026-10-03'],
    ],
    rest: [
      ...['2026-01-02', '2026-01-03', '2026-02-15', '2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23'],
      ...['2026-04-04', '2026-04-06', '2026-05-03', '2026-05-04', '2026-05-05', '2026-06-20', '2026-06-21'],
      ...['2026-09-26', '2026-09-27', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
    ],
  },
}

const YEARS = Object.entries(CN_HOLIDAYS)
/** Last day of the last year above. */
export const CN_HOLIDAYS_UNTIL = `${YEARS.at(-1)![0]}-12-31`
const during = (year: string) => ({ validFrom: `${year}-01-01`, validTo: `${year}-12-31` })

/** 300 % on statutory holidays, which no time off replaces: a rule for each year known. */
export const cnHolidayPay = (prefix: string): LawRule[] =>
  YEARS.map(([year, { notice, statutory }]) => ({
    id: `${prefix}-holiday-pay-${year}`,
    name: { 'zh-CN': `${year} 年法定节假日加班 300%`, en: `300 % on statutory holidays of ${year}` },
    source: `PRC Labour Law Art. 44 (3); State Council Decree 795; ${notice}`,
    ...during(year),
    kind: 'datePremium',
    premium: 2,
    dates: [...statutory],
  }))

/** 200 % on the rest days of the holiday periods, where no other day off is given for them. */
export const cnRestDayPay = (prefix: string): LawRule[] =>
  YEARS.map(([year, { notice, rest }]) => ({
    id: `${prefix}-${year}`,
    name: { 'zh-CN': `${year} 年假期休息日加班 200%`, en: `200 % on the rest days of holidays in ${year}` },
    source: `PRC Labour Law Art. 44 (2); ${notice}`,
    ...during(year),
    kind: 'datePremium',
    premium: 1,
    dates: [...rest],
  }))
