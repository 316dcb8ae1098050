import { rulePack } from './rule-pack.ts'

const VALID_FROM = '2004-08-02'

/**
 * The least that Directive 2003/88/EC demands everywhere in the European Union. National law is stricter and comes
 * first: take this as the ground to build a country's rules on. Four weeks of paid leave (Art. 7) are time off.
 *
 * Night: the Directive leaves its seven hours to each state but for 00:00 to 05:00, which they must hold; that span is
 * taken here, and a shift with three hours of it is a night worker's (Art. 2). The 8 hours of night workers are an average
 * over a period that each state sets (Art. 16 (c)); holding every night shift to them keeps any such average, and is the
 * rule itself for hazardous work.
 */
export const EU = rulePack({
  id: 'eu',
  name: { 'zh-CN': '欧盟工作时间指令', en: 'European Union, Working Time Directive' },
  rules: [
    {
      id: 'eu-daily-rest',
      name: { 'zh-CN': '班次间休息至少 11 小时', en: '11 hours of rest between shifts' },
      source: 'Directive 2003/88/EC Art. 3',
      validFrom: VALID_FROM,
      kind: 'minRestBetweenShifts',
      minMinutes: 11 * 60,
    },
    {
      id: 'eu-break',
      name: { 'zh-CN': '工作超过 6 小时须有休息', en: 'A break in more than 6 hours of work' },
      source: 'Directive 2003/88/EC Art. 4; its length is national: 20 minutes taken',
      validFrom: VALID_FROM,
      kind: 'minBreaks',
      longerThanMinutes: 6 * 60,
      breakMinutes: 20,
    },
    {
      id: 'eu-weekly-rest',
      name: { 'zh-CN': '每 7 天连续休息 35 小时', en: '35 hours of rest in every 7 days' },
      source:
        'Directive 2003/88/EC Art. 5 (24 h and the 11 h of Art. 3); 14 days by Art. 16 (a) where the state says so',
      validFrom: VALID_FROM,
      kind: 'minLongRest',
      minMinutes: 35 * 60,
      everyDays: 7,
    },
    {
      id: 'eu-average-week',
      name: { 'zh-CN': '平均每周最多 48 小时', en: '48 hours a week on average' },
      source: 'Directive 2003/88/EC Art. 6 (b) and 16 (b): over 4 months; opt-out by Art. 22 where the state has it',
      validFrom: VALID_FROM,
      appliesTo: { notRestrictions: ['opt-out-48h'] },
      kind: 'maxAverageMinutesPerWeek',
      maxMinutesPerWeek: 48 * 60,
      referenceWeeks: 17,
    },
    {
      id: 'eu-night-shift',
      name: { 'zh-CN': '夜班最多 8 小时', en: 'Night shifts of 8 hours at most' },
      source: 'Directive 2003/88/EC Art. 8 (a) and (b), 2 (3) and (4)',
      validFrom: VALID_FROM,
      kind: 'maxNightShiftMinutes',
      fromMinute: 24 * 60,
      toMinute: 5 * 60,
      minNightMinutes: 3 * 60,
      maxMinutes: 8 * 60,
    },
  ],
})
