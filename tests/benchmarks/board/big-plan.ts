import { addDays } from '../../../web/lib/planning-week.ts'

/** Monday on which the plan begins. */
export const BIG_PLAN_WEEK = '2026-11-09'

const ZONE_OFFSET = '+08:00'
const INTERVAL_MINUTES = 30
const GROUP_PEOPLE = 50
const HISTORY_DAYS = 21
const SHIFT_HOURS = 9
const MEAL_AFTER_HOURS = 4

/** Starts of the shifts, hours after midnight; the last runs over it. */
const TEMPLATES = [
  { id: 'early', hour: 7 },
  { id: 'day', hour: 9 },
  { id: 'mid', hour: 11 },
  { id: 'noon', hour: 13 },
  { id: 'late', hour: 15 },
  { id: 'night', hour: 22 },
] as const

/** Queues, and the share of the people that their work keeps busy; contacts are long, so that those of 5,000 people can be simulated. */
const QUEUES = [
  { id: 'chat', channel: 'chat', ahtSeconds: 600, share: 0.35 },
  { id: 'phone', channel: 'phone', ahtSeconds: 560, share: 0.25 },
  { id: 'orders', channel: 'chat', ahtSeconds: 720, share: 0.2 },
  { id: 'tickets', channel: 'ticket', ahtSeconds: 1200, share: 0.1 },
] as const

export interface BigPlan {
  /** Path -> text. */
  readonly files: ReadonlyMap<string, string>
  /** A roster of the plan, made elsewhere. */
  readonly roster: string
  readonly shifts: number
}

/**
 * A team of a size that boards are measured with: groups of 50, six templates round the clock, everybody at work five days
 * of seven, so that a legal roster can be written down without solving anything. The same size gives the same files.
 */
export function bigPlan(people: number, weeks: number): BigPlan {
  const rows = rosterRows(people, weeks * 7)
  return {
    files: new Map([
      ['plan.yaml', planYaml(people)],
      ['employees.csv', employeesCsv(people)],
      ['history.csv', historyCsv(people)],
      ['calendar.csv', 'kind,title,start,end,expected_size\n'],
    ]),
    roster: `employee,start,end,template,breaks,queue_or_activity\n${rows.join('\n')}\n`,
    shifts: rows.length,
  }
}

const personId = (person: number): string => `p${String(person + 1).padStart(5, '0')}`
const skillsOf = (person: number): readonly string[] =>
  [0, 1].map((step) => QUEUES[(Math.floor(person / GROUP_PEOPLE) + step) % QUEUES.length]!.id).sort()
const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`

function planYaml(people: number): string {
  const queues = QUEUES.map(({ id, channel, ahtSeconds }) => {
    const target =
      channel === 'ticket'
        ? 'target: { finishWithinHours: 24, deadlineClock: calendar }'
        : 'target: { serviceLevelTarget: 0.8, answerWithinSeconds: 60 }\n    meanPatienceSeconds: 300'
    const open = 'openHours: [{ from: "00:00", to: "24:00" }]'
    return `  - id: ${id}\n    channel: ${channel}\n    ${open}\n    ahtSeconds: ${ahtSeconds}\n    ${target}`
  })
  const groups = Array.from({ length: Math.ceil(people / GROUP_PEOPLE) }, (_, group) => `  - id: team-${group + 1}`)
  const templates = TEMPLATES.map(
    ({ id, hour }) =>
      `  - id: ${id}\n    startTimes: ["${clock(hour)}"]\n    lengthMinutes: ${SHIFT_HOURS * 60}\n` +
      '    breaks: [{ kind: meal, minutes: 60, paid: false, earliestStartMinutes: 180, latestStartMinutes: 300 }]',
  )
  return `name: { zh-CN: 大型团队, en: Large team }
zone: Asia/Shanghai
intervalMinutes: ${INTERVAL_MINUTES}
currency: CNY
unplannedShrinkage: 0.05
queues:
${queues.join('\n')}
groups:
${groups.join('\n')}
contracts:
  - id: full-time
    guaranteedMinutesPerWeek: 2400
    ordinaryMinutesPerWeek: 2400
    overtimePremium: 0.5
    maxOvertimeMinutesPerWeek: 480
shiftTemplates:
${templates.join('\n')}
workRules:
  - { id: rest, kind: minRestBetweenShifts, minMinutes: 660, source: company }
  - { id: guarantee, kind: guaranteedMinutes, severity: soft, penaltyPerUnit: 100, source: company }
`
}

function employeesCsv(people: number): string {
  const lines = Array.from({ length: people }, (_, person) => {
    const group = `team-${Math.floor(person / GROUP_PEOPLE) + 1}`
    return `${personId(person)},Person ${person + 1},${group},${skillsOf(person).join('|')},full-time,30`
  })
  return `id,name,group,skills,contract,hourly_cost\n${lines.join('\n')}\n`
}

/** Work for about the people at their desks: a quiet night, a busy evening, a little different each day. */
function historyCsv(people: number): string {
  const lines = ['queue,start,volume,aht_seconds']
  const firstDay = addDays(BIG_PLAN_WEEK, -HISTORY_DAYS)
  for (const { id, ahtSeconds, share } of QUEUES) {
    for (let day = 0; day < HISTORY_DAYS; day++) {
      const date = addDays(firstDay, day)
      for (let minute = 0; minute < 1440; minute += INTERVAL_MINUTES) {
        const hour = Math.floor(minute / 60)
        const wave = 0.18 + 0.12 * Math.sin(((hour - 9) / 24) * 2 * Math.PI)
        const volume = Math.round((people * share * wave * INTERVAL_MINUTES * 60) / ahtSeconds + ((day + hour) % 3))
        const at = `${date}T${String(hour).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        lines.push(`${id},${at},${volume},${ahtSeconds}`)
      }
    }
  }
  return `${lines.join('\n')}\n`
}

/** Everybody keeps to one template, has two days off a week, and serves their queues. */
function rosterRows(people: number, days: number): string[] {
  const dates = Array.from({ length: days + 1 }, (_, day) => addDays(BIG_PLAN_WEEK, day))
  const at = (day: number, hour: number) => `${dates[day + Math.floor(hour / 24)]}T${clock(hour)}${ZONE_OFFSET}`
  return Array.from({ length: people }, (_, person) => {
    const { id, hour } = TEMPLATES[person % TEMPLATES.length]!
    const rows: string[] = []
    for (let day = 0; day < days; day++) {
      if ((day + person) % 7 >= 5) continue
      const meal = `meal ${at(day, hour + MEAL_AFTER_HOURS)}/${at(day, hour + MEAL_AFTER_HOURS + 1)}`
      const span = `${at(day, hour)},${at(day, hour + SHIFT_HOURS)}`
      rows.push(`${personId(person)},${span},${id},${meal},${skillsOf(person).join('|')}`)
    }
    return rows
  }).flat()
}
