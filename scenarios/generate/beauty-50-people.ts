import { addDays, wallClock } from './calendar-days.ts'

interface Person {
  readonly id: string
  readonly group: 'presales' | 'aftersales' | 'complaints'
  readonly skills: string
  readonly contract: 'full-time' | 'hourly'
  readonly hourlyCost: number
  readonly restrictions: string
}

const SURNAMES = ['李', '王', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴']
const GIVEN = ['一诺', '子涵', '欣怡', '雨桐', '思源']

/** 20 in pre-sales, 25 in after-sales and 5 for complaints, each group serving its own queues only. */
function people(): Person[] {
  const ids = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => [`${prefix}-${String(index + 1).padStart(2, '0')}`, index] as const)
  const presales = ids('pre', 20).map(([id, index]): Person => {
    const isHourly = index >= 16
    const hourlyCost = isHourly ? 28 : 31 + (index % 4) * 1.5
    const contract = isHourly ? 'hourly' : 'full-time'
    return { id, group: 'presales', skills: 'presales-chat:1', contract, hourlyCost, restrictions: '' }
  })
  const aftersales = ids('aft', 25).map(([id, index]): Person => {
    const isHourly = index >= 22
    const phone = index < 17 ? 'aftersales-phone:1|' : ''
    const skills = `aftersales-chat:1|${phone}aftersales-tickets:1`
    const hourlyCost = isHourly ? 28 : 30 + (index % 5) * 1.5
    const contract = isHourly ? 'hourly' : 'full-time'
    return { id, group: 'aftersales', skills, contract, hourlyCost, restrictions: index === 6 ? 'nursing' : '' }
  })
  const complaints = ids('com', 5).map(([id, index]): Person => {
    const hourlyCost = 39 + index * 1.5
    return {
      id,
      group: 'complaints',
      skills: 'complaint-tickets:1',
      contract: 'full-time',
      hourlyCost,
      restrictions: '',
    }
  })
  return [...presales, ...aftersales, ...complaints]
}

export function employeesCsv(): string {
  const lines = people().map((person, index) => {
    const name = `${SURNAMES[index % SURNAMES.length]}${GIVEN[Math.floor(index / SURNAMES.length)]}`
    const overtime = person.contract === 'full-time' && index % 6 === 0 ? 120 : 0
    const { id, group, skills, contract, hourlyCost, restrictions } = person
    return [id, name, group, skills, contract, hourlyCost.toFixed(2), restrictions, overtime].join(',')
  })
  return `${['id,name,group,skills,contract,hourly_cost,restrictions,overtime_minutes_this_month', ...lines].join('\n')}\n`
}

interface PatternBreak {
  readonly kind: 'meal' | 'rest'
  readonly afterMinutes: number
  readonly minutes: number
}

const DAY_BREAKS: readonly PatternBreak[] = [
  { kind: 'rest', afterMinutes: 105, minutes: 15 },
  { kind: 'meal', afterMinutes: 210, minutes: 60 },
  { kind: 'rest', afterMinutes: 420, minutes: 15 },
]
const LATE_BREAKS: readonly PatternBreak[] = [
  { kind: 'meal', afterMinutes: 120, minutes: 60 },
  { kind: 'rest', afterMinutes: 285, minutes: 15 },
  { kind: 'rest', afterMinutes: 435, minutes: 15 },
]
const EVENING_BREAKS: readonly PatternBreak[] = [{ kind: 'rest', afterMinutes: 135, minutes: 15 }]

/** One shift all week: the template, its start and its breaks. */
function usualShift(person: Person, index: number) {
  const { group } = person
  if (person.contract === 'hourly')
    return { template: `${group}-evening`, start: 19 * 60, length: 300, breaks: EVENING_BREAKS }
  if (group !== 'complaints' && index % 3 === 2 && person.restrictions === '') {
    return {
      template: `${group}-late`,
      start: group === 'presales' ? 16 * 60 : 15 * 60,
      length: 540,
      breaks: LATE_BREAKS,
    }
  }
  const start = group === 'complaints' ? 9 * 60 + (index % 2) * 60 : 8 * 60 + (index % 3) * 120
  return { template: `${group}-day`, start, length: 540, breaks: DAY_BREAKS }
}

const OFFSET = '+08:00'

/** Thursday to Sunday before the planned week; everybody has two days off a week, so nobody works more than four on end. */
export function previousRosterCsv(planDay: string): string {
  const lines = [-4, -3, -2, -1].flatMap((offset) =>
    people().flatMap((person, index) => {
      const weekday = (offset + 7) % 7
      if (weekday === index % 7 || weekday === (index + 3) % 7) return []
      const { template, start, length, breaks } = usualShift(person, index)
      const date = addDays(planDay, offset)
      const stamp = (minute: number) => `${wallClock(date, minute)}${OFFSET}`
      const placed = breaks.map(({ kind, afterMinutes, minutes }) => {
        const at = start + afterMinutes
        return `${kind} ${stamp(at)}/${stamp(at + minutes)}`
      })
      const queues = person.skills.split('|').map((skill) => skill.split(':')[0])
      return [[person.id, stamp(start), stamp(start + length), template, placed.join('|'), queues.join('|')].join(',')]
    }),
  )
  return `${['employee,start,end,template,breaks,queue_or_activity', ...lines].join('\n')}\n`
}

/** Leave, wishes and one agreed shift of the planned week, day 0 being its Monday. */
const DAYS: readonly [employee: string, kind: string, day: number, days: number, reason: string][] = [
  ['aft-03', 'timeOff', 1, 2, 'paid'],
  ['aft-18', 'timeOff', 5, 2, 'paid'],
  ['pre-05', 'timeOff', 2, 2, 'paid'],
  ['com-02', 'timeOff', 4, 1, 'other'],
  ['pre-02', 'dayOffRequest', 5, 1, ''],
  ['pre-09', 'dayOffRequest', 6, 1, ''],
  ['pre-14', 'dayOffRequest', 4, 1, ''],
  ['aft-01', 'dayOffRequest', 0, 1, ''],
  ['aft-11', 'dayOffRequest', 6, 1, ''],
  ['aft-20', 'dayOffRequest', 5, 1, ''],
  ['com-04', 'dayOffRequest', 6, 1, ''],
]

export function availabilityCsv(planDay: string): string {
  const lines = DAYS.map(([employee, kind, day, days, reason]) => {
    const from = addDays(planDay, day)
    return [employee, kind, wallClock(from, 0), wallClock(addDays(from, days), 0), '', reason].join(',')
  })
  // The head of complaints meets the platform on Wednesday morning and works the early shift.
  const wednesday = addDays(planDay, 2)
  const fixed = [
    'com-01',
    'fixedShift',
    wallClock(wednesday, 9 * 60),
    wallClock(wednesday, 18 * 60),
    'complaints-day',
    '',
  ]
  return `${['employee,kind,start,end,template,reason', ...lines, fixed.join(',')].join('\n')}\n`
}
