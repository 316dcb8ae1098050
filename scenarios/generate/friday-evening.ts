import { writeFileSync } from 'node:fs'
import { addDays, wallClock, weekdayIndex } from './calendar-days.ts'
import { lognormal, poisson, uniform } from './random.ts'

const SEED = 1820
/** Ten weeks up to the day before the planned week. */
const FIRST_DAY = '2026-08-31'
const WEEKS = 10
const INTERVAL_MINUTES = 30
const OPEN_FROM = 9 * 60
const FRIDAY = 4
const DAY_DEVIATION = 0.04

interface DemandShape {
  readonly queue: string
  readonly dailyContacts: number
  /** Weight of each hour from 09:00 to 20:00. */
  readonly hours: readonly number[]
  /** What Friday from 18:00 to 20:00 has of the same hours on other days. */
  readonly fridayEvening: number
}

const SHAPES: readonly DemandShape[] = [
  { queue: 'phone', dailyContacts: 90, hours: [5, 7, 8, 8, 9, 10, 10, 9, 8, 6, 6, 4], fridayEvening: 3.5 },
  { queue: 'app-chat', dailyContacts: 280, hours: [5, 6, 7, 8, 9, 9, 9, 9, 8, 6, 6, 4], fridayEvening: 3.5 },
  { queue: 'refunds', dailyContacts: 80, hours: [8, 10, 10, 8, 7, 8, 9, 9, 8, 7, 6, 5], fridayEvening: 1 },
]
const WEEKDAYS = [1.06, 1, 0.98, 0.98, 1, 1, 0.98]

function historyCsv(): string {
  const next = uniform(SEED)
  const lines = ['queue,start,volume']
  for (const { queue, dailyContacts, hours, fridayEvening } of SHAPES) {
    const total = hours.reduce((sum, weight) => sum + weight, 0)
    for (let day = 0; day < WEEKS * 7; day++) {
      const date = addDays(FIRST_DAY, day)
      const weekday = weekdayIndex(date)
      const level = (dailyContacts / total) * WEEKDAYS[weekday]! * lognormal(DAY_DEVIATION, next)
      for (let minute = 0; minute < hours.length * 60; minute += INTERVAL_MINUTES) {
        const hour = Math.floor(minute / 60)
        const isPeak = weekday === FRIDAY && hour >= 9 && hour < 11
        const mean = level * hours[hour]! * (isPeak ? fridayEvening : 1) * (INTERVAL_MINUTES / 60)
        lines.push(`${queue},${wallClock(date, OPEN_FROM + minute)},${poisson(mean, next)}`)
      }
    }
  }
  return `${lines.join('\n')}\n`
}

const TEAMS = [
  { prefix: 'day', group: 'day', contract: 'full-time', people: 7, hourlyCost: '33.00' },
  { prefix: 'hour', group: 'day', contract: 'hourly', people: 4, hourlyCost: '28.00' },
  { prefix: 'late', group: 'late', contract: 'full-time', people: 9, hourlyCost: '34.00' },
]

function employeesCsv(): string {
  const lines = TEAMS.flatMap(({ prefix, group, contract, people, hourlyCost }) =>
    Array.from({ length: people }, (_, index) => {
      const id = `${prefix}-${String(index + 1).padStart(2, '0')}`
      return `${id},${id},${group},phone:1|app-chat:1|refunds:1,${contract},${hourlyCost}`
    }),
  )
  return `${['id,name,group,skills,contract,hourly_cost', ...lines].join('\n')}\n`
}

/** The tables of `scenarios/friday-evening`, all synthetic: path -> text, the same at every run. */
export const fridayEveningTables = (): Map<string, string> =>
  new Map([
    ['employees.csv', employeesCsv()],
    ['history.csv', historyCsv()],
  ])

if (import.meta.main) {
  for (const [path, text] of fridayEveningTables())
    writeFileSync(new URL(`../friday-evening/${path}`, import.meta.url), text)
}
