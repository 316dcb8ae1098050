import { type LawRule, rulePack } from './rule-pack.ts'
import { weeklyOvertimeTerm } from './us-federal.ts'

const VALID_FROM = '2000-01-01'
const REST_FROM = '2001-01-01'
const HAS_WAIVER = { restrictions: ['meal-waiver'] }
const NO_WAIVER = { notRestrictions: ['meal-waiver'] }

const meal = (id: string, hours: number, count: number, appliesTo: LawRule['appliesTo']): LawRule => ({
  id,
  name: {
    'zh-CN': `工作超过 ${hours} 小时：${count} 次 30 分钟用餐`,
    en: `More than ${hours} hours of work: ${count === 1 ? 'a meal' : 'two meals'} of 30 minutes`,
  },
  source: 'California Labor Code 512 (a)',
  validFrom: VALID_FROM,
  appliesTo,
  kind: 'minBreaks',
  longerThanMinutes: hours * 60,
  breakMinutes: 30,
  count,
  breakKind: 'meal',
  // The first before the end of the fifth hour, the second before the end of the tenth.
  latestStartMinutes: count * 5 * 60,
})

const rest = (id: string, fromMinutes: number, since: { zh: string; en: string }, count: number): LawRule => ({
  id,
  name: {
    'zh-CN': `${since.zh}：${count} 次 10 分钟带薪休息`,
    en: `${since.en} of work: ${count === 1 ? 'a paid rest' : `${count} paid rests`} of 10 minutes`,
  },
  source: 'California Labor Code 226.7; IWC Wage Order 4-2001 section 12: 10 minutes in 4 hours or major fraction',
  validFrom: REST_FROM,
  kind: 'minBreaks',
  longerThanMinutes: fromMinutes - 1,
  breakMinutes: 10,
  count,
  breakKind: 'rest',
  mustBePaid: true,
})

/**
 * California's labour code on overtime, meals and rests. Days beyond 8 hours are paid at 150 % and beyond 12 at 200 %, the
 * week beyond 40 at 150 % (the contract's terms; hours already paid so by the day are not paid again), a seventh day worked
 * in the workweek at 150 % and beyond 8 hours at 200 %: its premium adds to the day's up to 12 hours, beyond which any day
 * is at 200 % and no more is owed (510 (a): no hour is paid by more than one of these rates). Meals may be given up in writing
 * by those whose restriction is `meal-waiver`: the first in at most 6 hours of work, the second in at most 12.
 * Breaks are kept, so that the hour of pay for a missed one (226.7 (c)) is never owed.
 */
export const CALIFORNIA = rulePack({
  id: 'california',
  name: { 'zh-CN': '美国加利福尼亚州', en: 'United States, California' },
  contractTerms: [weeklyOvertimeTerm('ca-weekly-overtime', 'California Labor Code 510 (a)')],
  rules: [
    {
      id: 'ca-overtime-day',
      name: { 'zh-CN': '每日超过 8 小时 150%', en: 'Beyond 8 hours a day at 150 %' },
      source: 'California Labor Code 510 (a)',
      validFrom: VALID_FROM,
      kind: 'dayPremium',
      premium: 0.5,
      aboveMinutes: 8 * 60,
    },
    {
      id: 'ca-double-time-day',
      name: { 'zh-CN': '每日超过 12 小时 200%', en: 'Beyond 12 hours a day at 200 %' },
      source: 'California Labor Code 510 (a), with the half of beyond 8 hours',
      validFrom: VALID_FROM,
      kind: 'dayPremium',
      premium: 0.5,
      aboveMinutes: 12 * 60,
    },
    {
      id: 'ca-seventh-day',
      name: { 'zh-CN': '每周第七天 150%，超过 8 小时 200%', en: 'The seventh day at 150 %, beyond 8 hours at 200 %' },
      source: 'California Labor Code 510 (a), with the halves of beyond 8 and 12 hours',
      validFrom: VALID_FROM,
      kind: 'seventhDayPremium',
      premium: 0.5,
      aboveMinutes: 0,
      upToMinutes: 12 * 60,
    },
    meal('ca-meal', 5, 1, NO_WAIVER),
    meal('ca-meal-waived', 6, 1, HAS_WAIVER),
    meal('ca-second-meal', 10, 2, NO_WAIVER),
    meal('ca-second-meal-waived', 12, 2, HAS_WAIVER),
    rest('ca-rest', 3.5 * 60, { zh: '工作 3.5 小时起', en: 'From 3½ hours' }, 1),
    rest('ca-second-rest', 6 * 60 + 1, { zh: '工作超过 6 小时', en: 'More than 6 hours' }, 2),
    rest('ca-third-rest', 10 * 60 + 1, { zh: '工作超过 10 小时', en: 'More than 10 hours' }, 3),
  ],
})
