import { rulePack } from './rule-pack.ts'

/** What holds everywhere; always in force, for everybody. */
export const BASIC = rulePack({
  id: 'basic',
  name: { 'zh-CN': '基本规则', en: 'Basic rules' },
  rules: [
    {
      id: 'basic-no-overlap',
      name: { 'zh-CN': '同一时间只上一个班', en: 'One shift at a time' },
      source: 'nobody is in two places',
      kind: 'noOverlap',
    },
    {
      id: 'basic-one-shift-a-day',
      name: { 'zh-CN': '每天最多一个班', en: 'One shift a day' },
      source: 'rosters are planned and bounded with one shift a person a day',
      kind: 'maxShiftsPerDay',
      maxShifts: 1,
    },
    {
      id: 'basic-template',
      name: { 'zh-CN': '班次符合模板', en: 'Shifts as their templates allow' },
      source: 'plan.yaml, shiftTemplates',
      kind: 'matchesTemplate',
    },
    {
      id: 'basic-fixed-shift',
      name: { 'zh-CN': '固定班次不变', en: 'Fixed shifts stay' },
      source: 'availability.csv',
      kind: 'fixedShift',
    },
    {
      id: 'basic-contract-overtime',
      name: { 'zh-CN': '加班不超过合同上限', en: 'Overtime within the contract' },
      source: 'plan.yaml, contracts',
      kind: 'maxOvertimeMinutesPerWeek',
    },
    {
      id: 'basic-required-skill',
      name: { 'zh-CN': '具备所需技能', en: 'Has the skill' },
      source: 'employees.csv',
      kind: 'requiredSkill',
    },
    {
      id: 'basic-time-off',
      name: { 'zh-CN': '休假不排班', en: 'No work during time off' },
      source: 'availability.csv',
      kind: 'timeOff',
    },
    {
      id: 'basic-agreed-no-night',
      name: { 'zh-CN': '约定不上夜班', en: 'Agreed: no night work' },
      source: 'agreed with the person (restriction no-night)',
      appliesTo: { restrictions: ['no-night'] },
      kind: 'noNightWork',
      fromMinute: 22 * 60,
      toMinute: 6 * 60,
    },
    {
      id: 'basic-agreed-no-overtime',
      name: { 'zh-CN': '约定不加班', en: 'Agreed: no overtime' },
      source: 'agreed with the person (restriction no-overtime)',
      appliesTo: { restrictions: ['no-overtime'] },
      kind: 'maxMinutesPerPeriod',
      period: 'week',
      maxMinutes: 40 * 60,
    },
  ],
})
