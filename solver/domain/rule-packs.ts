import { PlanningInputError } from './planning-input-error.ts'
import type { LocalName } from './queue.ts'
import { compareIds } from './roster.ts'
import type { WorkRule } from './work-rule.ts'

/**
 * Work rules that come ready-made. They are parameters for planning, taken from the texts named as their source;
 * they are not legal advice. Have them confirmed for your place and trade, and add your own under `workRules`.
 */
export interface RulePack {
  readonly id: string
  readonly name: LocalName
  readonly rules: readonly WorkRule[]
}

const NIGHT = { fromMinute: 22 * 60, toMinute: 6 * 60 }
const PROTECTED = ['pregnant', 'nursing', 'minor']
const ORDINARY_WEEK_MINUTES = 40 * 60

/** What holds everywhere; always in force. */
const BASIC: RulePack = {
  id: 'basic',
  name: { 'zh-CN': '基本规则', en: 'Basic rules' },
  rules: [
    {
      id: 'basic-no-overlap',
      name: { 'zh-CN': '同一时间只上一个班', en: 'One shift at a time' },
      source: 'nobody is in two places',
      severity: 'hard',
      kind: 'noOverlap',
    },
    {
      id: 'basic-one-shift-a-day',
      name: { 'zh-CN': '每天最多一个班', en: 'One shift a day' },
      source: 'rosters are planned and bounded with one shift a person a day',
      severity: 'hard',
      kind: 'maxShiftsPerDay',
      maxShifts: 1,
    },
    {
      id: 'basic-template',
      name: { 'zh-CN': '班次符合模板', en: 'Shifts as their templates allow' },
      source: 'plan.yaml, shiftTemplates',
      severity: 'hard',
      kind: 'matchesTemplate',
    },
    {
      id: 'basic-fixed-shift',
      name: { 'zh-CN': '固定班次不变', en: 'Fixed shifts stay' },
      source: 'availability.csv',
      severity: 'hard',
      kind: 'fixedShift',
    },
    {
      id: 'basic-contract-overtime',
      name: { 'zh-CN': '加班不超过合同上限', en: 'Overtime within the contract' },
      source: 'plan.yaml, contracts',
      severity: 'hard',
      kind: 'maxOvertimeMinutesPerWeek',
    },
    {
      id: 'basic-required-skill',
      name: { 'zh-CN': '具备所需技能', en: 'Has the skill' },
      source: 'employees.csv',
      severity: 'hard',
      kind: 'requiredSkill',
    },
    {
      id: 'basic-time-off',
      name: { 'zh-CN': '休假不排班', en: 'No work during time off' },
      source: 'availability.csv',
      severity: 'hard',
      kind: 'timeOff',
    },
    {
      id: 'basic-agreed-no-night',
      name: { 'zh-CN': '约定不上夜班', en: 'Agreed: no night work' },
      source: 'agreed with the person (restriction no-night)',
      severity: 'hard',
      appliesTo: { restrictions: ['no-night'] },
      kind: 'noNightWork',
      ...NIGHT,
    },
    {
      id: 'basic-agreed-no-overtime',
      name: { 'zh-CN': '约定不加班', en: 'Agreed: no overtime' },
      source: 'agreed with the person (restriction no-overtime)',
      severity: 'hard',
      appliesTo: { restrictions: ['no-overtime'] },
      kind: 'maxMinutesPerPeriod',
      period: 'week',
      maxMinutes: ORDINARY_WEEK_MINUTES,
    },
  ],
}

/**
 * Standard working hours in mainland China. Ordinary hours are 8 a day and 40 a week; overtime is normally 1 hour and
 * at most 3 hours a day, at most 36 hours a month. The law has no rest between shifts and no night ban for minors: the
 * former is a company's rule to add, the latter is a cautious default here.
 */
const CN_STANDARD: RulePack = {
  id: 'cn-standard',
  name: { 'zh-CN': '中国标准工时制', en: 'China, standard working hours' },
  rules: [
    {
      id: 'cn-max-day',
      name: { 'zh-CN': '每日最多 11 小时', en: 'At most 11 hours a day' },
      source: 'PRC Labour Law Art. 36 (8 h) and Art. 41 (3 h overtime)',
      validFrom: '1995-01-01',
      severity: 'hard',
      kind: 'maxMinutesPerPeriod',
      period: 'day',
      maxMinutes: 11 * 60,
    },
    {
      id: 'cn-weekly-rest',
      name: { 'zh-CN': '每周至少休息一天', en: 'A day off every week' },
      source: 'PRC Labour Law Art. 38',
      validFrom: '1995-01-01',
      severity: 'hard',
      kind: 'minDaysOffPerWeek',
      minDays: 1,
    },
    {
      id: 'cn-max-consecutive-days',
      name: { 'zh-CN': '最多连续工作 6 天', en: 'At most 6 days in a row' },
      source: 'PRC Labour Law Art. 38 (one rest day a week), carried across weeks',
      validFrom: '1995-01-01',
      severity: 'hard',
      kind: 'maxConsecutiveDays',
      maxDays: 6,
    },
    {
      id: 'cn-max-overtime-month',
      name: { 'zh-CN': '每月加班最多 36 小时', en: 'At most 36 hours of overtime a month' },
      source: 'PRC Labour Law Art. 41',
      validFrom: '1995-01-01',
      severity: 'hard',
      kind: 'maxOvertimeMinutesPerMonth',
      maxMinutes: 36 * 60,
    },
    {
      id: 'cn-protected-no-night',
      name: { 'zh-CN': '孕期、哺乳期、未成年不上夜班', en: 'No night work when pregnant, nursing or a minor' },
      source:
        'State Council Decree 619 Art. 6 and 9 (pregnant from month 7, nursing to age 1); minors: cautious default',
      validFrom: '2012-04-28',
      severity: 'hard',
      appliesTo: { restrictions: PROTECTED },
      kind: 'noNightWork',
      ...NIGHT,
    },
    {
      id: 'cn-protected-no-overtime',
      name: { 'zh-CN': '孕期、哺乳期、未成年不加班', en: 'No overtime when pregnant, nursing or a minor' },
      source: 'State Council Decree 619 Art. 6 and 9; 40 h week: State Council 1995 No. 174; minors: cautious default',
      validFrom: '2012-04-28',
      severity: 'hard',
      appliesTo: { restrictions: PROTECTED },
      kind: 'maxMinutesPerPeriod',
      period: 'week',
      maxMinutes: ORDINARY_WEEK_MINUTES,
    },
    {
      id: 'cn-protected-max-day',
      name: { 'zh-CN': '孕期、哺乳期、未成年每日最多 8 小时', en: 'At most 8 hours a day when protected' },
      source: 'State Council Decree 619 Art. 6 and 9 with PRC Labour Law Art. 36; minors: cautious default',
      validFrom: '2012-04-28',
      severity: 'hard',
      appliesTo: { restrictions: PROTECTED },
      kind: 'maxMinutesPerPeriod',
      period: 'day',
      maxMinutes: 8 * 60,
    },
  ],
}

export const RULE_PACKS: readonly RulePack[] = [BASIC, CN_STANDARD]

/**
 * The basic pack, the named packs and a plan's own rules, ordered by id.
 * @throws PlanningInputError on an unknown pack or a rule id used twice
 */
export function rulesInForce(packIds: readonly string[], ownRules: readonly WorkRule[]): WorkRule[] {
  const packs = [...new Set([BASIC.id, ...packIds])].map(packOf)
  const rules = [...packs.flatMap((pack) => pack.rules), ...ownRules].sort((a, b) => compareIds(a.id, b.id))
  const twice = rules.find((rule, index) => rules[index + 1]?.id === rule.id)
  if (twice) {
    throw new PlanningInputError({
      file: 'plan.yaml',
      column: 'workRules',
      value: twice.id,
      problem: 'is the id of two work rules',
      hint: 'Give your own rule another id; the rules of the packs keep theirs.',
    })
  }
  return rules
}

function packOf(id: string): RulePack {
  const pack = RULE_PACKS.find((candidate) => candidate.id === id)
  if (pack) return pack
  throw new PlanningInputError({
    file: 'plan.yaml',
    column: 'rulePacks',
    value: id,
    problem: 'is not a rule pack',
    hint: `Use ${RULE_PACKS.map((known) => known.id).join(' or ')}, or write the rules under workRules.`,
  })
}
