import { Command } from 'commander'
import type { CalendarEvent } from '../../solver/domain/calendar.ts'
import { dayHorizon, type Horizon, horizonEnd } from '../../solver/domain/horizon.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { forecastCsv } from '../exports/plan-files.ts'
import { writeOneFile } from '../exports/write-files.ts'
import { parseCalendarCsv } from '../imports/calendar-csv.ts'
import { parseCalendarIcs } from '../imports/calendar-ics.ts'
import { parseHistory } from '../imports/history-csv.ts'
import { readText } from '../imports/plan-folder.ts'
import { forecastInThreads } from '../jobs/forecast-in-threads.ts'
import { intervalMinutes, wholeBetween } from './option-values.ts'
import { progressLines, sayOnStderr } from './progress-lines.ts'

interface ForecastOptions {
  readonly history: string
  readonly calendar?: string
  readonly from: string
  readonly days: number
  readonly interval: number
  readonly zone: string
  readonly out: string
}

/** Queue of a history file that has no queue column. */
const DEFAULT_QUEUE = 'queue'

export const forecastCommand = (): Command =>
  new Command('forecast')
    .description('forecast contacts by interval, with quantiles, from history and a calendar of events')
    .requiredOption('--history <file>', 'CSV start,volume with optional queue and aht_seconds; blank volume: no data')
    .option('--calendar <file>', 'CSV kind,title,start,end,expected_size[,category], or .ics')
    .requiredOption('--from <date>', 'first day, YYYY-MM-DD')
    .requiredOption('--days <number>', 'number of days', wholeBetween(1, 400))
    .requiredOption('--interval <minutes>', 'length of the intervals', intervalMinutes)
    .requiredOption('--zone <zone>', 'IANA time zone of all local times, such as Asia/Shanghai')
    .requiredOption('--out <file>', 'CSV to write')
    .action(async (options: ForecastOptions) => {
      const say = progressLines(sayOnStderr)
      const horizon = dayHorizon(options.from, options.days, options.interval, options.zone)
      const issues: InputIssue[] = []
      const historyText = await readText(options.history)
      const history = parseHistory(
        options.history,
        historyText,
        { zone: options.zone, defaultQueue: DEFAULT_QUEUE, intervalMinutes: options.interval },
        issues,
      )
      const calendar = await readCalendar(options, horizon, issues)
      if (issues.length > 0) throw new PlanningInputError(issues)
      say({ stage: 'forecast' })
      await writeOneFile(options.out, forecastCsv(await forecastInThreads({ history, calendar, horizon })))
    })

async function readCalendar(
  { calendar, zone }: ForecastOptions,
  horizon: Horizon,
  issues: InputIssue[],
): Promise<CalendarEvent[]> {
  if (calendar === undefined) return []
  const text = await readText(calendar)
  return calendar.toLowerCase().endsWith('.ics')
    ? parseCalendarIcs(calendar, text, zone, horizonEnd(horizon), issues)
    : parseCalendarCsv(calendar, text, zone, issues)
}
