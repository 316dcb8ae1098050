import { writeFileSync } from 'node:fs'
import { addDays, wallClock, weekdayIndex } from './calendar-days.ts'
import { lognormal, poisson, uniform } from './random.ts'

const SEED = 2003
const FIRST_DAY = '2026-01-05'
const WEEKS = 24
const OPEN_FROM = 7 * 60
const OPEN_TO = 21 * 60
const INTERVAL_MINUTES = 30
const FULL_TIME = 80
const PART_TIME = 30

/** Calls of an ordinary half hour by half hour from 07:00: a morning peak, a long afternoon, a quiet evening. */
const PROFILE = [
  450, 550, 850, 1150, 1600, 1750, 1780, 1760, 1700, 1650, 1600, 1580, 1520, 1540, 1520, 1500, 1450, 1400, 1350, 1200,
  980, 820, 700, 620, 570, 500, 450, 400,
]
const WEEKDAYS = [1.12, 1.02, 0.97, 0.95, 0.94]

/** `start,volume`, as interval exports are: no queue, no handling times, weekdays only, one day without data. */
function historyCsv(): string {
  const next = uniform(SEED)
  const lines = ['start,volume']
  for (let day = 0; day < WEEKS * 7; day++) {
    const date = addDays(FIRST_DAY, day)
    const weekday = WEEKDAYS[weekdayIndex(date)]
    if (weekday === undefined) continue
    const level = weekday * lognormal(0.05, next)
    for (let minute = OPEN_FROM; minute < OPEN_TO; minute += INTERVAL_MINUTES) {
      const volume = poisson(PROFILE[(minute - OPEN_FROM) / INTERVAL_MINUTES]! * level, next)
      lines.push(`${wallClock(date, minute)},${date === '2026-04-03' ? '' : volume}`)
    }
  }
  return `${lines.join('\n')}\n`
}

function employeesCsv(): string {
  const lines = Array.from({ length: FULL_TIME + PART_TIME }, (_, index) => {
    const number = String(index + 1).padStart(3, '0')
    const [contract, hourlyCost] = index < FULL_TIME ? ['full-time', '24.00'] : ['part-time', '21.00']
    return `a-${number},Agent ${number},agents,calls:1,${contract},${hourlyCost}`
  })
  return `${['id,name,group,skills,contract,hourly_cost', ...lines].join('\n')}\n`
}

/** The tables of `scenarios/bank`, all synthetic: path -> text, the same at every run. */
export const bankTables = (): Map<string, string> =>
  new Map([
    ['employees.csv', employeesCsv()],
    ['history.csv', historyCsv()],
  ])

if (import.meta.main) {
  for (const [path, text] of bankTables()) writeFileSync(new URL(`../bank/${path}`, import.meta.url), text)
}
