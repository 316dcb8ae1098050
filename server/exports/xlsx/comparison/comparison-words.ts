import type { Measure, MeasureUnit } from '../../../../solver/domain/comparison.ts'
import type { ScenarioPartKind } from '../../../../solver/domain/scenario.ts'
import type { TargetOutcome, TargetVerdict } from '../../../../solver/domain/service-outputs.ts'
import type { Bilingual } from '../words.ts'

export const SHEETS = {
  summary: { zh: '摘要', en: 'Summary' },
  waterfall: { zh: '瀑布', en: 'Waterfall' },
  assumptions: { zh: '假设', en: 'Assumptions' },
  checks: { zh: '校验', en: 'Checks' },
} as const satisfies Record<string, Bilingual>

export const MEASURE_WORDS = {
  wages: { zh: '人工成本', en: 'Wages' },
  overtimeCost: { zh: '其中加班', en: 'of them overtime' },
  premiums: { zh: '其中加付', en: 'of them surcharges' },
  understaffingCost: { zh: '缺人折算', en: 'Missing people, priced' },
  overdueCost: { zh: '工单超时折算', en: 'Overdue work, priced' },
  softRuleCost: { zh: '未满足意愿折算', en: 'Wishes not met, priced' },
  objective: { zh: '计划总成本', en: 'Cost of the plan' },
  objectiveBound: { zh: '已证明的成本下界', en: 'No plan costs less than' },
  relativeGap: { zh: '与下界的间隙', en: 'Gap to the bound' },
  wagesPerContact: { zh: '单次接待人工成本', en: 'Wages for each contact' },
  headcount: { zh: '在编人数', en: 'People in the plan' },
  peopleWorking: { zh: '上班人数', en: 'People working' },
  fteWorked: { zh: '全职当量（FTE）', en: 'Full-time equivalents' },
  paidHours: { zh: '付薪工时', en: 'Paid hours' },
  overtimeHours: { zh: '加班工时', en: 'Overtime hours' },
  contactsPlanned: { zh: '计划来量', en: 'Contacts planned for' },
  contactsHandled: { zh: '接待量', en: 'Contacts handled' },
  requiredHours: { zh: '需求人时', en: 'Required agent-hours' },
  scheduledHours: { zh: '应排人时', en: 'Agent-hours to schedule' },
  unmetHours: { zh: '缺口人时', en: 'Agent-hours missing' },
  overdueHours: { zh: '工单超时小时数', en: 'Ticket-hours overdue' },
  serviceLevel: { zh: '服务水平', en: 'Service level' },
  worstInterval: { zh: '最差时段', en: 'Weakest interval' },
  worstBacklog: { zh: '最大积压', en: 'Largest backlog' },
  oldestBacklogHours: { zh: '最久积压', en: 'Oldest in the backlog' },
  satisfaction: { zh: '满意度', en: 'Satisfaction' },
  targetsMissed: { zh: '未达成目标', en: 'Targets missed' },
  targetsUnproven: { zh: '尚不确定的目标', en: 'Targets not certain' },
  hardViolations: { zh: '违反硬性规则', en: 'Hard rules broken' },
  softViolations: { zh: '未满足意愿', en: 'Wishes not met' },
  publishable: { zh: '可以发布（1/0）', en: 'May be published (1/0)' },
} as const satisfies Record<Measure, Bilingual>

export const UNIT_WORDS = {
  share: { zh: '%', en: '%' },
  hours: { zh: '小时', en: 'h' },
  contacts: { zh: '件', en: 'contacts' },
  people: { zh: '人', en: 'people' },
  fte: { zh: 'FTE', en: 'FTE' },
  count: { zh: '个', en: 'count' },
  flag: { zh: '1/0', en: '1/0' },
} as const satisfies Record<Exclude<MeasureUnit, 'money'>, Bilingual>

export const PART_WORDS = {
  volume: { zh: '来量', en: 'Volume' },
  aht: { zh: '处理时长', en: 'Handling time' },
  events: { zh: '活动', en: 'Events' },
  shock: { zh: '突发进线', en: 'Wave of contacts' },
  outage: { zh: '系统故障', en: 'Outage' },
  lever: { zh: '措施', en: 'Measure' },
  absence: { zh: '缺勤', en: 'Absence' },
  people: { zh: '人员', en: 'People' },
  wages: { zh: '工资', en: 'Wages' },
  target: { zh: '配人依据', en: 'Planned volume' },
  settings: { zh: '设置', en: 'Settings' },
  plan: { zh: '班次、休息与整人取整', en: 'Shifts, breaks, whole people' },
} as const satisfies Record<ScenarioPartKind | 'plan', Bilingual>

export const LEVER_WORDS = {
  botDeflection: { zh: '机器人分流', en: 'bot' },
  handlingTime: { zh: '处理时长', en: 'handling time' },
  selfService: { zh: '自助服务', en: 'self-service' },
  repeatContacts: { zh: '重复来访', en: 'repeat contacts' },
  escalation: { zh: '升级转接', en: 'escalation' },
} as const satisfies Record<string, Bilingual>

export const TARGET_WORDS = {
  answeredWithin: { zh: '时限内应答率（秒）', en: 'answered within, s' },
  meanResponse: { zh: '平均响应（秒）', en: 'mean response, s' },
  repliedWithin: { zh: '时限内回复率（秒）', en: 'replied within, s' },
  presence: { zh: '在岗人数', en: 'agents on position' },
  finishedWithin: { zh: '时限内办结率（小时）', en: 'finished within, h' },
} as const satisfies Record<TargetOutcome['kind'], Bilingual>

export const SPAN_WORDS = {
  interval: { zh: '最差时段', en: 'worst interval' },
  day: { zh: '最差的一天', en: 'worst day' },
  week: { zh: '整周', en: 'week' },
} as const satisfies Record<TargetOutcome['over'], Bilingual>

export const VERDICT_WORDS = {
  met: { zh: '达成', en: 'met' },
  unproven: { zh: '不确定', en: 'not certain' },
  missed: { zh: '未达成', en: 'missed' },
} as const satisfies Record<TargetVerdict, Bilingual>

/** What stands in a column of a figure. */
export const HEADS = {
  measure: { zh: '指标', en: 'Measure' },
  unit: { zh: '单位', en: 'Unit' },
  value: { zh: '数值', en: 'Value' },
  lower95: { zh: '95% 置信下限', en: '95% from' },
  upper95: { zh: '95% 置信上限', en: '95% to' },
  difference: { zh: '与基准差额', en: 'Difference' },
  queue: { zh: '队列', en: 'Queue' },
  group: { zh: '小组', en: 'Group' },
  scenario: { zh: '情景', en: 'Scenario' },
} as const satisfies Record<string, Bilingual>

/** A kind of part, with the user's own word for it; a lever without a name goes by its kind. */
export function partWords(kind: string, label: string): Bilingual {
  const words = PART_WORDS[kind as keyof typeof PART_WORDS] ?? { zh: kind, en: kind }
  if (label === '') return words
  const own = kind === 'lever' ? LEVER_WORDS[label as keyof typeof LEVER_WORDS] : undefined
  return { zh: `${words.zh}：${own?.zh ?? label}`, en: `${words.en}: ${own?.en ?? label}` }
}
