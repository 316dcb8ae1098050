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
  { queue: 'phone', dailyContacts: 140, hours: [4, 5, 6, 9, 10, 10, 10, 10, 9, 6, 6, 4], fridayEvening: 3 },
  { queue: 'app-chat', dailyContacts: 440, hours: [4, 5, 6, 9, 10, 10, 10, 10, 9, 6, 6, 4], fridayEvening: 3 },
  { queue: 'refunds', dailyContacts: 112, hours: [8, 10, 10, 8, 7, 8, 9, 9, 8, 7, 6, 5], fridayEvening: 1 },
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
  { group: 'day', queue: 'phone', contract: 'full-time', people: 3, hourlyCost: '33.00' },
  { group: 'late', queue: 'phone', contract: 'full-time', people: 4, hourlyCost: '34.00' },
  { group: 'day', queue: 'app-chat', contract: 'full-time', people: 5, hourlyCost: '32.00' },
  { group: 'late', queue: 'app-chat', contract: 'full-time', people: 5, hourlyCost: '33.00' },
  { group: 'day', queue: 'refunds', contract: 'hourly', people: 3, hourlyCost: '27.00' },
]

function employeesCsv(): string {
  const lines = TEAMS.flatMap(({ group, queue, contract, people, hourlyCost }) =>
    Array.from({ length: people }, (_, index) => {
      const id = `${queue}-${group}-${index + 1}`
      const skills = queue === 'refunds' ? 'refunds:1' : `${queue}:1|refunds:1`
      return [id, id, group, skills, contract, hourlyCost].join(',')
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
