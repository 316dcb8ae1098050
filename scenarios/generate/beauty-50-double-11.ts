import { type DemandShape, INTERVAL_MINUTES, SHAPES, shareOfDay } from './beauty-50-history.ts'
import { wallClock } from './calendar-days.ts'
import { poisson, uniform } from './random.ts'

/** Where the recorded day lies in the plan folder. */
export const DOUBLE_11_FILE = 'recorded/double-11.csv'

const DAY = '2026-11-11'
const SEED = 1111
const HOUR = 60
const MIDNIGHT = 24 * HOUR
/** A report is made so long after its interval has ended. */
const REPORTED_AFTER_MINUTES = 1

/** How much busier the peak of Double 11 was planned to be: the factors of scenarios/double-11.yaml. */
const PLANNED: Readonly<Record<string, number>> = { 'presales-chat': 2, 'aftersales-chat': 1.4 }
const PLANNED_EVENING = { queue: 'presales-chat', from: 20 * HOUR, to: MIDNIGHT, factor: 1.3 }

/** What nobody planned: the burst when prices open, and a stream that was put on late in the evening. */
const SURPRISES = [
  { queue: 'presales-chat', from: 20 * HOUR, to: 21.5 * HOUR, factor: 2.2 },
  { queue: 'presales-chat', from: 21.5 * HOUR, to: 22.5 * HOUR, factor: 1.8 },
  { queue: 'aftersales-chat', from: 21.5 * HOUR, to: 23 * HOUR, factor: 1.6 },
]
/** The feed of one queue says nothing for a while, and then everything at once. */
const SILENCE = { queue: 'aftersales-chat', from: 18.5 * HOUR, to: 20 * HOUR, reportedAt: 20 * HOUR + 5 }
/** Contacts of the burst that were counted late, and told in a correction. */
const CORRECTION = { queue: 'presales-chat', from: 20 * HOUR, to: 21 * HOUR, reportedAt: 22 * HOUR + 35, factor: 1.08 }

const AHT_SECONDS: Readonly<Record<string, number>> = {
  ...{ 'presales-chat': 240, 'aftersales-chat': 360, 'aftersales-phone': 270 },
  ...{ 'aftersales-tickets': 540, 'complaint-tickets': 1800 },
}

interface RecordedRow {
  readonly queue: string
  readonly minute: number
  readonly reportedMinute: number
  readonly offered: number
  readonly handled: number
  readonly abandoned: number
  readonly ahtSeconds: number
  readonly answeredWithin: number
  readonly backlog: number
  readonly revision: number
}

const isWithin = (span: { readonly queue: string; readonly from: number; readonly to: number }, row: Place) =>
  span.queue === row.queue && row.minute >= span.from && row.minute < span.to
type Place = Pick<RecordedRow, 'queue' | 'minute'>

/** The peak of Double 11 as other systems would have reported it, in the order in which they did; synthetic. */
export function recordedDouble11Csv(): string {
  const next = uniform(SEED)
  const rows = SHAPES.flatMap((shape) => rowsOf(shape, next))
  const corrections = rows.filter((row) => isWithin(CORRECTION, row)).map(corrected)
  const ordered = [...rows, ...corrections].sort((a, b) => a.reportedMinute - b.reportedMinute || a.minute - b.minute)
  const header = 'reported,queue,start,volume,handled,abandoned,aht_seconds,answered_within,backlog,revision'
  return `${[header, ...ordered.map(lineOf)].join('\n')}\n`
}

function rowsOf(shape: DemandShape, next: () => number): RecordedRow[] {
  const { queue } = shape
  const isTicket = queue.endsWith('-tickets')
  const rows: RecordedRow[] = []
  let backlog = 0
  for (let minute = shape.openFrom; minute < Math.min(shape.openTo, MIDNIGHT); minute += INTERVAL_MINUTES) {
    const place = { queue, minute }
    const planned = plannedContacts(shape, minute)
    const surprise = SURPRISES.filter((span) => isWithin(span, place)).reduce((all, { factor }) => all * factor, 1)
    const offered = poisson(planned * surprise, next)
    const load = offered / Math.max(1, planned)
    const abandoned = isTicket ? 0 : Math.round(offered * Math.min(0.35, Math.max(0, (load - 1.1) * 0.25)))
    const waiting = backlog + offered - abandoned
    const handled = Math.min(waiting, Math.ceil(planned * 1.15))
    backlog = waiting - handled
    const inTime = Math.min(0.97, Math.max(0.1, 1.4 - load * 0.45))
    rows.push({
      ...{ ...place, offered, handled, abandoned, backlog, revision: 0 },
      reportedMinute: reportedMinute(place),
      ahtSeconds: Math.round(AHT_SECONDS[queue]! * (1 + 0.06 * Math.max(0, load - 1))),
      answeredWithin: Math.round(handled * inTime),
    })
  }
  return rows
}

function plannedContacts(shape: DemandShape, minute: number): number {
  const evening = isWithin(PLANNED_EVENING, { queue: shape.queue, minute }) ? PLANNED_EVENING.factor : 1
  return shape.dailyContacts * shareOfDay(shape, minute) * (PLANNED[shape.queue] ?? 1) * evening
}

const reportedMinute = (place: Place): number =>
  isWithin(SILENCE, place) ? SILENCE.reportedAt : place.minute + INTERVAL_MINUTES + REPORTED_AFTER_MINUTES

function corrected(row: RecordedRow): RecordedRow {
  const offered = Math.round(row.offered * CORRECTION.factor)
  const abandoned = row.abandoned + offered - row.offered
  return { ...row, offered, abandoned, reportedMinute: CORRECTION.reportedAt, revision: 1 }
}

const lineOf = (row: RecordedRow): string =>
  [
    ...[wallClock(DAY, row.reportedMinute), row.queue, wallClock(DAY, row.minute), row.offered, row.handled],
    ...[row.abandoned, row.ahtSeconds, row.answeredWithin, row.backlog, row.revision],
  ].join(',')
