import type { LawRule } from './rule-pack.ts'

const PROTECTED = ['pregnant', 'nursing', 'minor']
const DECREE = 'State Council Decree 619 (2012) Art. 6 and 9'
/** The decree names night work without its hours; 22:00 to 06:00 is how it is understood. */
const NIGHT = { fromMinute: 22 * 60, toMinute: 6 * 60 }
const VALID_FROM = '2012-04-28'

/**
 * Protection in mainland China of women from the seventh month of pregnancy and until the child is one year old: no
 * night, no overtime, and an hour of the working day to nurse. The law has no such ban for those of 16 and 17; binding them
 * too is a cautious default, which a plan may leave out.
 * @param prefix of the rules' ids, the pack's own
 */
export const cnProtected = (prefix: string): LawRule[] => [
  {
    id: `${prefix}-protected-no-night`,
    name: { 'zh-CN': '孕期、哺乳期、未成年不上夜班', en: 'No night work when pregnant, nursing or a minor' },
    source: `${DECREE} (pregnant from month 7, nursing to age 1); minors: cautious default`,
    validFrom: VALID_FROM,
    appliesTo: { restrictions: PROTECTED },
    kind: 'noNightWork',
    ...NIGHT,
  },
  {
    id: `${prefix}-protected-no-overtime`,
    name: { 'zh-CN': '孕期、哺乳期、未成年不加班', en: 'No overtime when pregnant, nursing or a minor' },
    source: `${DECREE}; 40 h week: State Council 1995 No. 174; minors: cautious default`,
    validFrom: VALID_FROM,
    appliesTo: { restrictions: PROTECTED },
    kind: 'maxMinutesPerPeriod',
    period: 'week',
    maxMinutes: 40 * 60,
  },
  {
    id: `${prefix}-protected-max-day`,
    name: { 'zh-CN': '孕期、哺乳期、未成年每日最多 8 小时', en: 'At most 8 hours a day when protected' },
    source: `${DECREE} with PRC Labour Law Art. 36; minors: cautious default`,
    validFrom: VALID_FROM,
    appliesTo: { restrictions: PROTECTED },
    kind: 'maxMinutesPerPeriod',
    period: 'day',
    maxMinutes: 8 * 60,
  },
  {
    // Told rather than enforced: the hour is taken by arrangement, and few shift templates have a break for it.
    id: `${prefix}-nursing-hour`,
    name: { 'zh-CN': '哺乳期每天一小时哺乳时间', en: 'An hour a day to nurse, paid' },
    source: 'State Council Decree 619 (2012) Art. 9 (one hour more for each further child)',
    validFrom: VALID_FROM,
    severity: 'soft',
    appliesTo: { restrictions: ['nursing'] },
    kind: 'minBreaks',
    longerThanMinutes: 0,
    breakMinutes: 60,
    mustBePaid: true,
  },
]
