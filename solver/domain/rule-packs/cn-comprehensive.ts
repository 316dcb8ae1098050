import { CN_HOLIDAYS_UNTIL, cnHolidayPay } from './cn-holidays.ts'
import { cnProtected } from './cn-protected.ts'
import { type RulePack, rulePack } from './rule-pack.ts'

const SOURCE = '劳部发〔1994〕503 Art. 5; 人社部发〔2025〕2'
const VALID_FROM = '1995-01-01'
/** 248 working days of 8 hours in the year's 52 weeks, as hours are counted since 2025. */
const STANDARD_MINUTES_PER_WEEK = Math.floor((248 * 8 * 60) / 52)
/** 36 hours of overtime a month on average, in minutes a week. */
const OVERTIME_MINUTES_PER_WEEK = Math.floor((36 * 60 * 12) / 52)

const CYCLES = [
  { cycle: 'month', weeks: 4, name: { 'zh-CN': '按月', en: 'by the month' } },
  { cycle: 'quarter', weeks: 13, name: { 'zh-CN': '按季', en: 'by the quarter' } },
  { cycle: 'year', weeks: 52, name: { 'zh-CN': '按年', en: 'by the year' } },
] as const

/**
 * Comprehensive working hours in mainland China, which the labour administration must have approved for the posts and
 * until a date (`approvedUntil`; plan with the standard pack after it). Hours are averaged over a cycle: those of the cycle beyond the
 * standard ones are paid at 150 %, and are at most 36 a month on average. A day of rest may be worked without further pay, a
 * statutory holiday is paid at 300 %.
 *
 * The balances `referenceMinutes` and `referenceWeeksWorked` tell what of the cycle has been worked before the horizon;
 * begin them at 0 with each cycle. The average holds at the end of every plan, so that no plan counts on later ones to make
 * good what it works too much. Contracts have `overtimePremium: 0`: it is the cycle that pays.
 */
export const CN_COMPREHENSIVE: readonly RulePack[] = CYCLES.map(({ cycle, weeks, name }) => {
  const id = `cn-comprehensive-${cycle}`
  return rulePack({
    id,
    name: { 'zh-CN': `中国综合计算工时制（${name['zh-CN']}）`, en: `China, comprehensive working hours ${name.en}` },
    needsApproval: true,
    datesKnownUntil: CN_HOLIDAYS_UNTIL,
    contractTerms: [
      {
        id: `${id}-pay-by-cycle`,
        name: { 'zh-CN': '加班费按周期结算', en: 'Overtime is paid by the cycle' },
        source: SOURCE,
        maxOvertimePremium: 0,
      },
    ],
    rules: [
      {
        id: `${id}-average`,
        name: { 'zh-CN': '周期内月均加班最多 36 小时', en: 'At most 36 hours of overtime a month on average' },
        source: `${SOURCE}; PRC Labour Law Art. 41`,
        validFrom: VALID_FROM,
        kind: 'maxAverageMinutesPerWeek',
        maxMinutesPerWeek: STANDARD_MINUTES_PER_WEEK + OVERTIME_MINUTES_PER_WEEK,
        referenceWeeks: weeks,
      },
      {
        id: `${id}-overtime-pay`,
        name: { 'zh-CN': '周期内超出标准工时 150%', en: '150 % beyond the standard hours of the cycle' },
        source: `${SOURCE}; PRC Labour Law Art. 44 (1)`,
        validFrom: VALID_FROM,
        kind: 'averagePremium',
        premium: 0.5,
        minutesPerWeek: STANDARD_MINUTES_PER_WEEK,
        referenceWeeks: weeks,
      },
      ...cnProtected(id),
      ...cnHolidayPay(id),
    ],
  })
})
