import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { writeOneFile } from '../exports/write-files.ts'
import { parseCalendarCsv } from '../imports/calendar-csv.ts'
import { chineseHolidays, FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR } from '../imports/holiday-calendar.ts'
import { mergeCalendar } from '../imports/merge-calendar.ts'
import { readText } from '../imports/plan-folder.ts'
import { parseSettings, SETTINGS_FILE } from '../imports/plan-settings.ts'
import { sayOnStderr } from './progress-lines.ts'

interface HolidaysOptions {
  readonly country: 'CN'
  readonly years: readonly [number, number]
  readonly plan: string
}

const CALENDAR_FILE = 'calendar.csv'

export const holidaysCommand = (): Command =>
  new Command('holidays')
    .description('put statutory holidays and the weekend days worked in exchange into the calendar of a plan')
    .addOption(new Option('--country <code>', 'country of the holidays').choices(['CN']).makeOptionMandatory())
    .requiredOption(
      '--years <years>',
      `such as 2026 or 2025-2026; known are ${FIRST_HOLIDAY_YEAR} to ${LAST_HOLIDAY_YEAR}, later ones are not published`,
      yearRange,
    )
    .requiredOption('--plan <folder>', 'plan folder')
    .action(async ({ years: [from, to], plan }: HolidaysOptions) => {
      const events = chineseHolidays(from, to)
      const issues: InputIssue[] = []
      const parsed = parseSettings(await readText(join(plan, SETTINGS_FILE), SETTINGS_FILE), issues)
      if (!parsed) throw new PlanningInputError(issues)
      const path = join(plan, CALENDAR_FILE)
      const before = await readText(path, CALENDAR_FILE).catch(whenMissing)
      const { zone } = parsed.settings
      const known = before === undefined ? [] : parseCalendarCsv(CALENDAR_FILE, before, zone, issues)
      if (issues.length > 0) throw new PlanningInputError(issues)
      // A holiday that the planner has as a kind of its own, as Spring Festival is to most, stays that.
      const isKnown = (event: CalendarEvent) =>
        known.some(({ title, startMs }) => title === event.title && startMs === event.startMs)
      const after = mergeCalendar(
        before,
        events.filter((event) => !isKnown(event)),
        zone,
      )
      if (after !== before) await writeOneFile(path, after)
      sayOnStderr(`${events.length} events of ${from} to ${to} are in ${CALENDAR_FILE}.`)
    })

function yearRange(text: string): [number, number] {
  const [, from, to = from] = /^(\d{4})(?:-(\d{4}))?$/.exec(text) ?? []
  if (from !== undefined && Number(from) <= Number(to)) return [Number(from), Number(to)]
  throw new InvalidArgumentError('Give a year such as 2026, or the first and the last: 2025-2026.')
}

/** A plan may have no calendar yet; one that cannot be read must not be written over. */
function whenMissing(error: unknown): undefined {
  if (error instanceof PlanningInputError && error.issues[0]?.problem === 'does not exist') return undefined
  throw error
}
