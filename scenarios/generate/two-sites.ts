import { writeFileSync } from 'node:fs'
import { addDays, wallClock, weekdayIndex } from './calendar-days.ts'
import { lognormal, poisson, uniform } from './random.ts'

const SEED = 1101
const FIRST_DAY = '2026-08-10'
/** Up to the day before the planned week, in whose first night Los Angeles puts its clocks back. */
const WEEKS = 12
const INTERVAL_MINUTES = 30

/** Chats of an ordinary half hour by the hour in Shanghai: customers at home by day, American ones by their evening. */
const PROFILE = [10, 9, 8, 8, 8, 9, 10, 11, 13, 15, 16, 15, 14, 14, 14, 14, 14, 14, 14, 16, 18, 18, 16, 13]
const WEEKDAYS = [1, 0.97, 0.96, 0.97, 1, 1.06, 1.04]

function historyCsv(): string {
  const next = uniform(SEED)
  const lines = ['queue,start,volume']
  for (let day = 0; day < WEEKS * 7; day++) {
    const date = addDays(FIRST_DAY, day)
    const level = WEEKDAYS[weekdayIndex(date)]! * lognormal(0.04, next)
    for (let minute = 0; minute < 1440; minute += INTERVAL_MINUTES) {
      lines.push(`chat,${wallClock(date, minute)},${poisson(PROFILE[Math.floor(minute / 60)]! * level, next)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

const SITES = [
  { prefix: 'sh', name: '上海', group: 'shanghai', contract: 'china', people: 10, hourlyCost: '45.00' },
  { prefix: 'la', name: 'Los Angeles', group: 'los-angeles', contract: 'california', people: 10, hourlyCost: '175.00' },
]

function employeesCsv(): string {
  const lines = SITES.flatMap(({ prefix, name, group, contract, people, hourlyCost }) =>
    Array.from({ length: people }, (_, index) => {
      const number = String(index + 1).padStart(2, '0')
      return `${prefix}-${number},${name} ${number},${group},chat:1,${contract},${hourlyCost}`
    }),
  )
  return `${['id,name,group,skills,contract,hourly_cost', ...lines].join('\n')}\n`
}

/** Times without an offset are those of the person's own site. */
const AVAILABILITY = `employee,kind,start,end,template,reason
la-01,timeOff,2026-11-03T00:00,2026-11-04T00:00,,election day
la-02,fixedShift,2026-11-01T08:00,2026-11-01T16:30,day,first morning after the clocks
sh-01,timeOff,2026-11-03T00:00,2026-11-04T00:00,,leave
`

/** The last evening in Los Angeles before its clocks go back: 23:30 to 10:30 is twelve hours that night. */
const PREVIOUS_ROSTER = `employee,start,end,template,breaks,queue_or_activity
la-03,2026-10-31T15:00-07:00,2026-10-31T23:30-07:00,late,meal 2026-10-31T18:00-07:00/2026-10-31T18:30-07:00,chat
la-04,2026-10-31T15:00-07:00,2026-10-31T23:30-07:00,late,meal 2026-10-31T18:30-07:00/2026-10-31T19:00-07:00,chat
sh-02,2026-11-01T15:00+08:00,2026-11-01T23:30+08:00,late,meal 2026-11-01T18:00+08:00/2026-11-01T18:30+08:00,chat
`

/** The tables of `scenarios/two-sites`, all synthetic: path -> text, the same at every run. */
export const twoSitesTables = (): Map<string, string> =>
  new Map([
    ['employees.csv', employeesCsv()],
    ['history.csv', historyCsv()],
    ['availability.csv', AVAILABILITY],
    ['previous-roster.csv', PREVIOUS_ROSTER],
  ])

if (import.meta.main) {
  for (const [path, text] of twoSitesTables()) writeFileSync(new URL(`../two-sites/${path}`, import.meta.url), text)
}
