import { Command } from 'commander'
import { DateTime, IANAZone } from 'luxon'
import type { ForecastAccuracy } from '../../solver/domain/forecast-outputs.ts'
import { MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { QueueHistory } from '../../solver/domain/plan-inputs.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { forecastAccuracy } from '../../solver/forecast/forecast-accuracy.ts'
import { type PastForecast, parseForecastCsv } from '../imports/forecast-csv.ts'
import { parseHistory } from '../imports/history-csv.ts'
import { readText } from '../imports/plan-folder.ts'

interface AccuracyOptions {
  readonly forecast: string
  readonly history: string
  readonly zone: string
  readonly json?: true
}

/** Queue of a history file that has no queue column, as the forecast command names it. */
const DEFAULT_QUEUE = 'queue'
/** The hand method: the mean of the same interval of so many weeks before the forecast. */
const HAND_WEEKS = 4

export const accuracyCommand = (): Command =>
  new Command('accuracy')
    .description('how a forecast made earlier turned out, by queue, against the mean of the four weeks before it')
    .requiredOption('--forecast <file>', 'forecast.csv made earlier')
    .requiredOption('--history <file>', 'CSV start,volume with optional queue; reaching into the days of the forecast')
    .requiredOption('--zone <zone>', 'IANA time zone of all local times, such as Asia/Shanghai')
    .option('--json', 'print JSON only; what cannot be said is null')
    .action(async (options: AccuracyOptions) => {
      const queues = accuracyByQueue(options, await readText(options.forecast), await readText(options.history))
      if (options.json) console.log(JSON.stringify({ queues }))
      else for (const { queue, ...accuracy } of queues) console.log(lineOf(queue, accuracy))
    })

/** @throws PlanningInputError when a file cannot be read, or the two do not fit together */
function accuracyByQueue(
  { forecast: forecastFile, history: historyFile, zone }: AccuracyOptions,
  forecastText: string,
  historyText: string,
): (ForecastAccuracy & { queue: string })[] {
  if (!IANAZone.isValidZone(zone)) {
    const hint = 'Use an IANA name such as Asia/Shanghai or Europe/London.'
    throw new PlanningInputError({ value: zone, problem: 'is not a known time zone', hint })
  }
  const issues: InputIssue[] = []
  const forecasts = parseForecastCsv(forecastFile, forecastText, zone, issues)
  const intervalMinutes = Math.min(60, ...forecasts.map(minutesOf))
  const history = parseHistory(historyFile, historyText, { zone, defaultQueue: DEFAULT_QUEUE, intervalMinutes }, issues)
  if (issues.length > 0) throw new PlanningInputError(issues)
  return forecasts.map((forecast) => {
    const actuals = history.find(({ queueId }) => queueId === forecast.queueId)
    if (!actuals) throw new PlanningInputError(noHistory(historyFile, forecast.queueId))
    return { queue: forecast.queueId, ...accuracyOf(forecast, actuals, historyFile) }
  })
}

const noHistory = (file: string, queueId: string): InputIssue => ({
  file,
  column: 'queue',
  problem: `has no rows of queue ${JSON.stringify(queueId)} of the forecast`,
  hint: 'Name a history with all queues of the forecast.',
})

/** Length of a forecast's intervals: the least distance between its rows, an hour where there is one row only. */
const minutesOf = ({ starts }: PastForecast): number =>
  starts.reduce(
    (least, start, at) => (at === 0 ? least : Math.min(least, start - starts[at - 1]!)),
    60 * MS_PER_MINUTE,
  ) / MS_PER_MINUTE

function accuracyOf(forecast: PastForecast, history: QueueHistory, file: string): ForecastAccuracy {
  const { zone } = history
  const minutes = minutesOf(forecast)
  if (minutes % history.intervalMinutes !== 0) {
    const problem = `has intervals of ${history.intervalMinutes} minutes, the forecast of ${minutes}`
    throw new PlanningInputError({ file, problem, hint: 'Name a history with intervals at least as fine.' })
  }
  const contactsFrom = (start: number) => contactsIn(history, start, minutes)
  const firstDay = DateTime.fromMillis(forecast.starts[0]!, { zone }).startOf('day')
  const local = forecast.starts.map((start) => DateTime.fromMillis(start, { zone }))
  const days = local.map((time) => Math.round(time.startOf('day').diff(firstDay, 'days').days))
  const handMean = local.map((time, at) => {
    const weeksIn = Math.floor(days[at]! / 7)
    const weeks = Array.from({ length: HAND_WEEKS }, (_, week) => weeksIn + week + 1)
    const known = weeks.map((back) => contactsFrom(time.minus({ weeks: back }).toMillis())).filter(Number.isFinite)
    return known.length === 0 ? Number.NaN : known.reduce((sum, contacts) => sum + contacts, 0) / known.length
  })
  return forecastAccuracy({ ...forecast, handMean }, forecast.starts.map(contactsFrom), days)
}

/** Contacts of an interval of a history as fine or finer; NaN where a part of it is not known. */
function contactsIn({ startsAt, intervalMinutes, volume }: QueueHistory, start: number, minutes: number): number {
  const first = (start - startsAt) / MS_PER_MINUTE / intervalMinutes
  if (!Number.isInteger(first)) return Number.NaN
  let sum = 0
  for (let at = first; at < first + minutes / intervalMinutes; at++) sum += volume[at] ?? Number.NaN
  return sum
}

const percent = (share: number | null): string => (share === null ? '-' : `${(share * 100).toFixed(1)} %`)

const lineOf = (queue: string, accuracy: ForecastAccuracy): string =>
  [
    `${queue}: ${accuracy.intervals} intervals, ${accuracy.contacts} contacts`,
    `WAPE ${percent(accuracy.wape)} by interval, ${percent(accuracy.wapeOfDays)} by day`,
    `by hand ${percent(accuracy.handWape)}`,
    `bias ${percent(accuracy.bias)}`,
    `within the 80 % band ${percent(accuracy.coverage80)}, the 95 % band ${percent(accuracy.coverage95)}`,
  ].join('; ')
