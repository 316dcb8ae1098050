import { rulePack } from './rule-pack.ts'

const WTR = 'Working Time Regulations 1998 (SI 1998/1833)'
const VALID_FROM = '1998-10-01'
/** Those of 15 to 17 above school age are protected so since the amendment of 2002 (SI 2002/3128). */
const YOUNG = { restrictions: ['minor'] }
const YOUNG_FROM = '2003-04-06'

/**
 * Working Time Regulations of Great Britain. Night is 23:00 to 06:00, the hours of the regulations where no agreement
 * sets others, and three of them make a night worker's shift; its 8 hours are an average over 17 weeks, which holding
 * every night shift to them keeps. The day's rest of each week may be 48 hours in 14 days instead: leave the rule out and
 * add one with `everyDays: 14`. 5.6 weeks of paid leave (reg. 13 and 13A) are time off.
 */
export const UK = rulePack({
  id: 'uk',
  name: { 'zh-CN': '英国工作时间条例', en: 'United Kingdom, Working Time Regulations' },
  rules: [
    {
      id: 'uk-daily-rest',
      name: { 'zh-CN': '班次间休息至少 11 小时', en: '11 hours of rest between shifts' },
      source: `${WTR} reg. 10 (1)`,
      validFrom: VALID_FROM,
      kind: 'minRestBetweenShifts',
      minMinutes: 11 * 60,
    },
    {
      id: 'uk-weekly-rest',
      name: { 'zh-CN': '每 7 天连续休息 24 小时', en: '24 hours of rest in every 7 days' },
      source: `${WTR} reg. 11 (1)`,
      validFrom: VALID_FROM,
      kind: 'minLongRest',
      minMinutes: 24 * 60,
      everyDays: 7,
    },
    {
      id: 'uk-average-week',
      name: { 'zh-CN': '平均每周最多 48 小时（17 周）', en: '48 hours a week on average over 17 weeks' },
      source: `${WTR} reg. 4; individual written opt-out reg. 5 (restriction opt-out-48h)`,
      validFrom: VALID_FROM,
      appliesTo: { notRestrictions: ['opt-out-48h'] },
      kind: 'maxAverageMinutesPerWeek',
      maxMinutesPerWeek: 48 * 60,
      referenceWeeks: 17,
    },
    {
      id: 'uk-night-shift',
      name: { 'zh-CN': '夜班最多 8 小时', en: 'Night shifts of 8 hours at most' },
      source: `${WTR} reg. 6 (1) and (7), 2 (1)`,
      validFrom: VALID_FROM,
      kind: 'maxNightShiftMinutes',
      fromMinute: 23 * 60,
      toMinute: 6 * 60,
      minNightMinutes: 3 * 60,
      maxMinutes: 8 * 60,
    },
    {
      id: 'uk-break',
      name: { 'zh-CN': '工作超过 6 小时休息 20 分钟', en: '20 minutes of break in more than 6 hours of work' },
      source: `${WTR} reg. 12 (1) and (3)`,
      validFrom: VALID_FROM,
      kind: 'minBreaks',
      longerThanMinutes: 6 * 60,
      breakMinutes: 20,
    },
    {
      id: 'uk-young-max-day',
      name: { 'zh-CN': '18 岁以下每日最多 8 小时', en: 'Under 18: at most 8 hours a day' },
      source: `${WTR} reg. 5A (1) (a)`,
      validFrom: YOUNG_FROM,
      appliesTo: YOUNG,
      kind: 'maxMinutesPerPeriod',
      period: 'day',
      maxMinutes: 8 * 60,
    },
    {
      id: 'uk-young-max-week',
      name: { 'zh-CN': '18 岁以下每周最多 40 小时', en: 'Under 18: at most 40 hours a week' },
      source: `${WTR} reg. 5A (1) (b)`,
      validFrom: YOUNG_FROM,
      appliesTo: YOUNG,
      kind: 'maxMinutesPerPeriod',
      period: 'week',
      maxMinutes: 40 * 60,
    },
    {
      id: 'uk-young-no-night',
      name: { 'zh-CN': '18 岁以下 22 点至 6 点不上班', en: 'Under 18: no work from 22:00 to 06:00' },
      source: `${WTR} reg. 6A and 2 (1), "restricted period"`,
      validFrom: YOUNG_FROM,
      appliesTo: YOUNG,
      kind: 'noNightWork',
      fromMinute: 22 * 60,
      toMinute: 6 * 60,
    },
    {
      id: 'uk-young-daily-rest',
      name: { 'zh-CN': '18 岁以下班次间休息至少 12 小时', en: 'Under 18: 12 hours of rest between shifts' },
      source: `${WTR} reg. 10 (2)`,
      validFrom: VALID_FROM,
      appliesTo: YOUNG,
      kind: 'minRestBetweenShifts',
      minMinutes: 12 * 60,
    },
    {
      id: 'uk-young-weekly-rest',
      name: { 'zh-CN': '18 岁以下每 7 天休息 48 小时', en: 'Under 18: 48 hours of rest in every 7 days' },
      source: `${WTR} reg. 11 (3)`,
      validFrom: VALID_FROM,
      appliesTo: YOUNG,
      kind: 'minLongRest',
      minMinutes: 48 * 60,
      everyDays: 7,
    },
    {
      id: 'uk-young-break',
      name: {
        'zh-CN': '18 岁以下超过 4.5 小时休息 30 分钟',
        en: 'Under 18: 30 minutes of break in more than 4½ hours',
      },
      source: `${WTR} reg. 12 (4)`,
      validFrom: VALID_FROM,
      appliesTo: YOUNG,
      kind: 'minBreaks',
      longerThanMinutes: 4.5 * 60,
      breakMinutes: 30,
    },
  ],
})
