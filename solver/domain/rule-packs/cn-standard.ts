import { CN_HOLIDAYS_UNTIL, cnHolidayPay, cnRestDayPay } from './cn-holidays.ts'
import { cnProtected } from './cn-protected.ts'
import { rulePack } from './rule-pack.ts'

const VALID_FROM = '1995-01-01'

/**
 * Standard working hours in mainland China. Ordinary hours are 8 a day and 40 a week; overtime is normally 1 hour and
 * at most 3 hours a day, at most 36 hours a month, paid at 150 % (the contract's `overtimePremium`), on statutory holidays
 * at 300 %. All overtime counts towards the 36 hours, however it is paid. The law has no rest between shifts: that is a
 * company's rule to add. Rest days rotate with the roster, so that work on a Saturday is no work on a rest day; teams that
 * get no other day off for the rest days of a holiday add the pack `cn-rest-day-pay`. Emergencies (Art. 42) are exempt.
 */
export const CN_STANDARD = rulePack({
  id: 'cn-standard',
  name: { 'zh-CN': '中国标准工时制', en: 'China, standard working hours' },
  datesKnownUntil: CN_HOLIDAYS_UNTIL,
  contractTerms: [
    {
      id: 'cn-overtime-pay',
      name: { 'zh-CN': '加班不低于 150%', en: 'Overtime at 150 % or more' },
      source: 'PRC Labour Law Art. 44 (1); 40 h week: State Council 1995 No. 174',
      maxOrdinaryMinutesPerWeek: 40 * 60,
      minOvertimePremium: 0.5,
    },
  ],
  rules: [
    {
      id: 'cn-max-day',
      name: { 'zh-CN': '每日最多 11 小时', en: 'At most 11 hours a day' },
      source: 'PRC Labour Law Art. 36 (8 h) and Art. 41 (3 h overtime)',
      validFrom: VALID_FROM,
      kind: 'maxMinutesPerPeriod',
      period: 'day',
      maxMinutes: 11 * 60,
    },
    {
      // Told rather than enforced: beyond the hour there must be special reasons and the worker's consent.
      id: 'cn-usual-overtime-day',
      name: { 'zh-CN': '每日加班一般不超过 1 小时', en: 'Overtime in a day is normally 1 hour at most' },
      source: 'PRC Labour Law Art. 41',
      validFrom: VALID_FROM,
      severity: 'soft',
      kind: 'maxOvertimeMinutesPerDay',
      ordinaryMinutes: 8 * 60,
      maxMinutes: 60,
    },
    {
      id: 'cn-weekly-rest',
      name: { 'zh-CN': '每周至少休息一天', en: 'A day off every week' },
      source: 'PRC Labour Law Art. 38',
      validFrom: VALID_FROM,
      kind: 'minDaysOffPerWeek',
      minDays: 1,
    },
    {
      id: 'cn-max-consecutive-days',
      name: { 'zh-CN': '最多连续工作 6 天', en: 'At most 6 days in a row' },
      source: 'PRC Labour Law Art. 38 (one rest day a week), carried across weeks',
      validFrom: VALID_FROM,
      kind: 'maxConsecutiveDays',
      maxDays: 6,
    },
    {
      id: 'cn-max-overtime-month',
      name: { 'zh-CN': '每月加班最多 36 小时', en: 'At most 36 hours of overtime a month' },
      source: 'PRC Labour Law Art. 41',
      validFrom: VALID_FROM,
      kind: 'maxOvertimeMinutesPerMonth',
      maxMinutes: 36 * 60,
    },
    ...cnProtected('cn'),
    ...cnHolidayPay('cn'),
  ],
})

/** For teams that are paid for rest days of the holiday periods and get no other day off for them. */
export const CN_REST_DAY_PAY = rulePack({
  id: 'cn-rest-day-pay',
  name: { 'zh-CN': '中国休息日加班 200%（不补休）', en: 'China, 200 % on rest days without a day off in lieu' },
  datesKnownUntil: CN_HOLIDAYS_UNTIL,
  rules: cnRestDayPay('cn-rest-day-pay'),
})
