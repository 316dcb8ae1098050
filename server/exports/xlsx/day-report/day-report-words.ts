import type { DayReportGap, MissReason } from '../../../contracts/day-report.ts'
import type { Bilingual } from '../words.ts'

export const DAY_REPORT_SHEETS = {
  day: { zh: '日报', en: 'Day' },
  intervals: { zh: '分时段', en: 'Intervals' },
  missed: { zh: '未达原因', en: 'Why it missed' },
  tomorrow: { zh: '次日风险', en: 'Next day' },
  trend: { zh: '周趋势', en: 'Trend' },
  people: { zh: '小组与个人', en: 'Groups and people' },
} as const satisfies Record<string, Bilingual>

export const DAY_REPORT_WORDS = {
  title: { zh: '日报', en: 'Daily report' },
  queue: { zh: '队列', en: 'Queue' },
  planned: { zh: '计划量', en: 'Planned' },
  plannedOfKnown: { zh: '已报时段计划量', en: 'Planned of reported' },
  came: { zh: '实际量', en: 'Came' },
  difference: { zh: '差额', en: 'Difference' },
  wape: { zh: 'WAPE', en: 'WAPE' },
  bias: { zh: '偏差（计划−实际）', en: 'Bias (planned − came)' },
  plannedAht: { zh: '计划处理时长（秒）', en: 'AHT planned, s' },
  aht: { zh: '实际处理时长（秒）', en: 'AHT, s' },
  needed: { zh: '计划需求（人时）', en: 'Needed, agent-hours' },
  neededForWhatCame: { zh: '实际量所需（人时）', en: 'Needed for what came' },
  scheduled: { zh: '排班（人时）', en: 'Scheduled' },
  expected: { zh: '预计在岗（人时）', en: 'Expected on position' },
  present: { zh: '实际在岗（人时，按上报者估计）', en: 'On position (estimate from those reported)' },
  target: { zh: '目标', en: 'Target' },
  simulated: { zh: '计划模拟', en: 'Simulated' },
  contacts: { zh: '已报服务的量', en: 'Contacts with service' },
  inTime: { zh: '达标量', en: 'In time' },
  reached: { zh: '达标率', en: 'Reached' },
  abandoned: { zh: '放弃率', en: 'Abandoned' },
  backlog: { zh: '日终积压', en: 'Backlog at the end' },
  verdict: { zh: '结论', en: 'Verdict' },
  total: { zh: '合计', en: 'Total' },
  start: { zh: '开始', en: 'Start' },
  end: { zh: '结束', en: 'End' },
  late: { zh: '超时量', en: 'Late' },
  beyond: { zh: '超出目标', en: 'Beyond target' },
  asPlanned: { zh: '计划内', en: 'As planned' },
  mainReason: { zh: '主要原因', en: 'Main reason' },
  sumOfParts: { zh: '各项之和', en: 'Sum of parts' },
  why: { zh: '未达时段与原因', en: 'Where and why it missed' },
  tomorrow: { zh: '次日风险', en: 'Risks of the next day' },
  risk: { zh: '风险', en: 'Risk' },
  when: { zh: '时段', en: 'When' },
  atWorst: { zh: '最差', en: 'At worst' },
  understaffed: { zh: '缺人时段', en: 'Understaffed' },
  lowService: { zh: '模拟低于目标', en: 'Simulated below target' },
  events: { zh: '日历活动', en: 'Events' },
  worst: { zh: '最缺人数', en: 'Most agents missing' },
  agentHours: { zh: '人时', en: 'Agent-hours' },
  least: { zh: '最低', en: 'Lowest' },
  trend: { zh: '近八周', en: 'Last eight weeks' },
  week: { zh: '周起始', en: 'Week of' },
  day: { zh: '日期', en: 'Day' },
  days: { zh: '有报天数', en: 'Days reported' },
  satisfaction: { zh: '满意度（估计）', en: 'Satisfaction (estimate)' },
  groups: { zh: '小组', en: 'Groups' },
  people: { zh: '个人（按工号，不排名）', en: 'People (by id, not ranked)' },
  group: { zh: '小组', en: 'Group' },
  id: { zh: '工号', en: 'Employee id' },
  name: { zh: '姓名', en: 'Name' },
  headcount: { zh: '人数', en: 'People' },
  scheduledHours: { zh: '排班在岗工时', en: 'Scheduled on position, h' },
  onPositionHours: { zh: '实际在岗工时', en: 'On position, h' },
  occupancy: { zh: '占用率', en: 'Occupancy' },
  adherence: { zh: '遵守率', en: 'Adherence' },
  shifts: { zh: '四周班次', en: 'Shifts in 4 weeks' },
  evenings: { zh: '晚班', en: 'Evenings' },
  weekends: { zh: '周末班', en: 'Weekends' },
  leastMost: { zh: '最少–最多', en: 'least–most' },
  asOf: { zh: '数据截至', en: 'As of' },
  noReports: { zh: '尚无上报', en: 'nothing reported' },
  cost: { zh: '当日工资', en: 'Wages of the day' },
  paidHours: { zh: '计薪工时', en: 'Paid hours' },
  overtime: { zh: '其中加班与加成', en: 'of these overtime and premiums' },
  missing: { zh: '缺少', en: 'What is missing' },
  notes: { zh: '说明', en: 'Notes' },
  nothing: { zh: '无', en: 'None' },
} as const satisfies Record<string, Bilingual>

export const VERDICT_WORDS = {
  kept: { zh: '达标', en: 'kept' },
  missed: { zh: '未达', en: 'missed' },
  unknown: { zh: '未知', en: 'not known' },
} as const satisfies Record<string, Bilingual>

export const REASON_WORDS = {
  planShort: { zh: '计划缺人', en: 'plan short' },
  fewerPeople: { zh: '在岗少于排班', en: 'fewer people than scheduled' },
  moreContacts: { zh: '来量多于计划', en: 'more contacts than planned' },
  longerContacts: { zh: '处理更久', en: 'longer handling' },
  unexplained: { zh: '未解释', en: 'unexplained' },
} as const satisfies Record<MissReason, Bilingual>

export const GAP_WORDS = {
  noPlan: { zh: '这一天没有排班：请先计划并发布。', en: 'Nothing is planned of this day: plan and publish the week.' },
  notPublished: {
    zh: '排班未发布：对照的是最近一次运行。',
    en: 'The roster is not published: the newest run is shown.',
  },
  noResults: { zh: '该次运行没有保存结果：请重新计划。', en: 'The run kept no results: plan the week again.' },
  noActuals: {
    zh: '没有上报来量：请由系统上报或上传 CSV。',
    en: 'No contacts were reported: send them or upload a CSV file.',
  },
  partActuals: {
    zh: '部分时段没有上报，合计只含已报时段。',
    en: 'Some intervals were not reported: sums are of those that were.',
  },
  otherIntervals: {
    zh: '有上报的时段长度与计划不同，未计入。',
    en: 'Reports of another interval length are left out.',
  },
  noStates: {
    zh: '没有上报坐席状态，在岗与遵守率未知。',
    en: "No agents' states were reported: presence and adherence are not known.",
  },
  partStates: { zh: '部分人员没有上报状态，未计入。', en: 'Some people have no reported states and are left out.' },
  noAnswered: { zh: '没有上报达标量，达标率未知。', en: 'Answers in time were not reported: service is not known.' },
  dayNotOver: { zh: '这一天尚未结束。', en: 'The day is not over.' },
} as const satisfies Record<DayReportGap, Bilingual>

export const METHOD_NOTES: readonly Bilingual[] = [
  {
    zh: '原因：用排班所用的排队模型，按 Shapley 值把计划逐项换成实际；各项之和等于超时量，模型看不到的归为未解释。',
    en: 'Reasons: the queueing model that staffs, with each thing as it really was; shares are Shapley values. They sum to the late contacts; what the model does not see is unexplained.',
  },
  {
    zh: '遵守率：上报状态与班表一致的时间占比，前后宽限五分钟；占用率：忙碌 ÷（忙碌＋空闲）。',
    en: 'Adherence: share of the time in which the reported state agrees with the roster, with five minutes of grace. Occupancy: busy over busy and available.',
  },
  {
    zh: '满意度是按计划的先验与模型等待估计的，不是测量值。',
    en: "Satisfaction is an estimate by the plan's prior and modelled waits, not a measurement.",
  },
]
