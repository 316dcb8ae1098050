import type { HeadcountAssumption, HeadcountShortage } from '../../../../solver/domain/headcount-plan.ts'
import type { Bilingual } from '../words.ts'

/** Measures of a group, in the order in which a plan's reader asks for them. */
export const MEASURES = {
  days: { zh: '日历天数', en: 'Calendar days' },
  volume: { zh: '咨询量（件）', en: 'Contacts' },
  workloadHours: { zh: '工作量（小时）', en: 'Workload (hours)' },
  agentHours: { zh: '在岗工时（小时）', en: 'Hours on position' },
  residual: { zh: '损耗按周加权差额', en: 'Shrinkage: weighting by weeks' },
  shrinkage: { zh: '损耗率（各项连乘）', en: 'Shrinkage, all compounded' },
  grossHours: { zh: '需付薪工时（小时）', en: 'Paid hours needed' },
  hoursPerFte: { zh: '每 FTE 标准工时（小时）', en: 'Standard hours per FTE' },
  requiredFte: { zh: '需要 FTE', en: 'Required FTE' },
  requiredFteP10: { zh: '需要 FTE（低量 P10）', en: 'Required FTE, low volume (P10)' },
  requiredFteP90: { zh: '需要 FTE（高量 P90）', en: 'Required FTE, high volume (P90)' },
  peakRequiredFte: { zh: '需要 FTE（最忙一周）', en: 'Required FTE, busiest week' },
  openingHeadcount: { zh: '期初人数', en: 'Opening headcount' },
  hires: { zh: '新招人数', en: 'Hires' },
  bookedHires: { zh: '已定入职人数', en: 'Booked hires' },
  joiners: { zh: '名单内新到岗', en: 'Joiners on the roster' },
  transfersIn: { zh: '转入人数', en: 'Transfers in' },
  transfersOut: { zh: '转出人数', en: 'Transfers out' },
  attrition: { zh: '流失人数（期望）', en: 'Attrition (expected)' },
  closingHeadcount: { zh: '期末人数', en: 'Closing headcount' },
  closingFte: { zh: '期末 FTE', en: 'Closing FTE' },
  availableFte: { zh: '可用 FTE', en: 'Available FTE' },
  netFte: { zh: '余缺 FTE（可用−需要）', en: 'Gap or surplus FTE' },
  wages: { zh: '工资', en: 'Wages' },
  overtime: { zh: '加班费', en: 'Overtime' },
  external: { zh: '外部人力', en: 'External staff' },
  hiring: { zh: '招聘与培训', en: 'Hiring' },
  transfers: { zh: '转岗', en: 'Transfers' },
  paid: { zh: '支出合计', en: 'Money paid' },
  shortage: { zh: '缺口代价（不付款）', en: 'Price of shortage (not paid)' },
} as const satisfies Record<string, Bilingual>

/** Rates that stand behind the figures of a group: inputs, found out from the plan. */
export const RATES = {
  ahtSeconds: { zh: '平均处理时长（秒）', en: 'Handling time (s)' },
  occupancy: { zh: '占用率（含并发）', en: 'Occupancy (with concurrency)' },
  shiftFit: { zh: '班次贴合度', en: 'Shift fit' },
  attritionRate: { zh: '流失率（占期初与新到岗）', en: 'Attrition of opening + arrivals' },
  ftePerPerson: { zh: '每人 FTE', en: 'FTE per person' },
  availablePerPerson: { zh: '平均每人可用 FTE', en: 'Available FTE per mean person' },
  wagePerPerson: { zh: '平均每人工资', en: 'Wages per mean person' },
  costPerHire: { zh: '每名新招费用', en: 'Cost per hire' },
  lowFactor: { zh: '低量系数 P10', en: 'Low-volume factor (P10)' },
  highFactor: { zh: '高量系数 P90', en: 'High-volume factor (P90)' },
} as const satisfies Record<string, Bilingual>

export const SECTIONS = {
  demand: { zh: '需求', en: 'Demand' },
  requirement: { zh: '人力需求', en: 'Requirement' },
  people: { zh: '人员流动', en: 'People' },
  coverage: { zh: '供需对比', en: 'Coverage' },
  rates: { zh: '计算依据（蓝色可改）', en: 'Rates (blue: change them)' },
} as const satisfies Record<string, Bilingual>

export const SHEETS = {
  summary: { zh: '摘要', en: 'Summary' },
  hiring: { zh: '招聘与风险', en: 'Hiring and risks' },
  allGroups: { zh: '全部小组', en: 'All groups' },
  weeks: { zh: '按周', en: 'Weeks' },
  scenarios: { zh: '情景对比', en: 'Scenarios' },
  people: { zh: '人员', en: 'People' },
  assumptions: { zh: '假设', en: 'Assumptions' },
  checks: { zh: '校验', en: 'Checks' },
} as const satisfies Record<string, Bilingual>

export const SHORTAGE_REASONS = {
  leadTime: { zh: '招聘提前期不够', en: 'too late to hire' },
  budget: { zh: '预算用完', en: 'budget used up' },
  classes: { zh: '培训班容量不够', en: 'training classes full' },
  price: { zh: '补足比缺口更贵', en: 'covering costs more' },
} as const satisfies Record<HeadcountShortage['reason'], Bilingual>

export const SOURCES = {
  'plan.yaml': { zh: '方案文件 plan.yaml', en: 'plan.yaml' },
  scenario: { zh: '情景', en: 'scenario' },
  default: { zh: '系统默认值', en: 'default' },
  prior: { zh: '公开经验值', en: 'published experience' },
  data: { zh: '从数据得出', en: 'found in the data' },
  option: { zh: '命令选项', en: 'option' },
} as const satisfies Record<HeadcountAssumption['source'], Bilingual>

export const moneyTitle = (currency: string): Bilingual => ({ zh: `费用（${currency}）`, en: `Cost (${currency})` })
