import type { Bilingual } from '../words.ts'

export const ROSTER_SHEETS = {
  roster: { zh: '班表', en: 'Roster' },
  hours: { zh: '工时', en: 'Hours' },
  shifts: { zh: '班次明细', en: 'Shifts' },
} as const satisfies Record<string, Bilingual>

export const ROSTER_WORDS = {
  id: { zh: '工号', en: 'Employee id' },
  name: { zh: '姓名', en: 'Name' },
  group: { zh: '小组', en: 'Group' },
  date: { zh: '日期', en: 'Date' },
  template: { zh: '班次', en: 'Shift' },
  start: { zh: '开始', en: 'Start' },
  end: { zh: '结束', en: 'End' },
  length: { zh: '时长（分钟）', en: 'Length, min' },
  unpaid: { zh: '无薪休息（分钟）', en: 'Unpaid breaks, min' },
  paidAsWork: { zh: '计薪（1/0）', en: 'Paid as work (1/0)' },
  paidHours: { zh: '计薪工时', en: 'Paid hours' },
  days: { zh: '出勤天数', en: 'Days worked' },
  rate: { zh: '每小时成本', en: 'Cost an hour' },
  basePay: { zh: '基本工资（不含加班与津贴加成）', en: 'Base pay, without premiums' },
  onDuty: { zh: '当班人数', en: 'People on duty' },
  total: { zh: '合计', en: 'Total' },
  onCall: { zh: '待命', en: 'on call' },
} as const satisfies Record<string, Bilingual>

const WEEKDAYS = {
  zh: new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: 'UTC' }),
} as const

/** `11-09 周一` and `Mon`: the date stands once. */
export function dayWords(date: string): Bilingual {
  const day = new Date(`${date}T00:00:00Z`)
  return { zh: `${date.slice(5)} ${WEEKDAYS.zh.format(day)}`, en: `${date.slice(5)} ${WEEKDAYS.en.format(day)}` }
}
