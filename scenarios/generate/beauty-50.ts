import { writeFileSync } from 'node:fs'
import { beautyEvents, calendarCsv, PLAN_DAY } from './beauty-50-calendar.ts'
import { DOUBLE_11_FILE, recordedDouble11Csv } from './beauty-50-double-11.ts'
import { historyCsv } from './beauty-50-history.ts'
import { availabilityCsv, employeesCsv, previousRosterCsv } from './beauty-50-people.ts'
import { uniform } from './random.ts'

const SEED = 50

/** The tables of `scenarios/beauty-50`, all synthetic: path -> text, the same at every run. */
export function beauty50Tables(): Map<string, string> {
  const next = uniform(SEED)
  const events = beautyEvents(next)
  return new Map([
    ['employees.csv', employeesCsv()],
    ['history.csv', historyCsv(events, next)],
    ['calendar.csv', calendarCsv(events)],
    ['availability.csv', availabilityCsv(PLAN_DAY)],
    ['previous-roster.csv', previousRosterCsv(PLAN_DAY)],
    [DOUBLE_11_FILE, recordedDouble11Csv()],
  ])
}

if (import.meta.main) {
  for (const [path, text] of beauty50Tables()) writeFileSync(new URL(`../beauty-50/${path}`, import.meta.url), text)
}
