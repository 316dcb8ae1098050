import { writeFileSync } from 'node:fs'
import { addDays, wallClock } from './calendar-days.ts'
import { poisson, uniform } from './random.ts'

const SEED = 120
/** Eight weeks up to the day before the planned week. */
const FIRST_DAY = '2026-09-14'
const WEEKS = 8
const INTERVAL_MINUTES = 30
const OPEN_FROM = 9 * 60
const PEOPLE = 60
const DAYS_WORKED = 5
/** What the service resource plan expects of an agent. */
const CONTACTS_AN_AGENT_A_DAY = 120
const SHIFT_HOURS = 8

/** Shares of the day's shifts that start at 09:00, 10:00 .. 13:00. */
const STARTS = [0.25, 0.15, 0.2, 0.15, 0.25]

/**
 * Contacts by hour from 09:00: as many come as people are there as the shifts stand, so that it is numbers, not hours of
 * the day, by which the plan works out or does not.
 */
function hourlyContacts(): number[] {
  const perDay = (PEOPLE * DAYS_WORKED * CONTACTS_AN_AGENT_A_DAY) / 7
  return Array.from({ length: STARTS.length + SHIFT_HOURS - 1 }, (_, hour) => {
    const present = STARTS.reduce(
      (sum, share, start) => sum + (hour >= start && hour < start + SHIFT_HOURS ? share : 0),
      0,
    )
    return (perDay * present) / SHIFT_HOURS
  })
}

function historyCsv(): string {
  const next = uniform(SEED)
  const hours = hourlyContacts()
  const lines = ['queue,start,volume']
  for (let day = 0; day < WEEKS * 7; day++) {
    for (let minute = 0; minute < hours.length * 60; minute += INTERVAL_MINUTES) {
      const mean = (hours[Math.floor(minute / 60)]! * INTERVAL_MINUTES) / 60
      lines.push(`chat,${wallClock(addDays(FIRST_DAY, day), OPEN_FROM + minute)},${poisson(mean, next)}`)
    }
  }
  return `${lines.join('\n')}\n`
}

function employeesCsv(): string {
  const lines = Array.from({ length: PEOPLE }, (_, index) => {
    const number = String(index + 1).padStart(2, '0')
    return `a-${number},坐席 ${number},agents,chat:1,full-time,32.00`
  })
  return `${['id,name,group,skills,contract,hourly_cost', ...lines].join('\n')}\n`
}

/** The tables of `scenarios/resource-plan`, all synthetic: path -> text, the same at every run. */
export const resourcePlanTables = (): Map<string, string> =>
  new Map([
    ['employees.csv', employeesCsv()],
    ['history.csv', historyCsv()],
  ])

if (import.meta.main) {
  for (const [path, text] of resourcePlanTables())
    writeFileSync(new URL(`../resource-plan/${path}`, import.meta.url), text)
}
