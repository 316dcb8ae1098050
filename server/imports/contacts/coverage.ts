import { DateTime } from 'luxon'
import { dayHorizon, dayStarts, localDate } from '../../../solver/domain/horizon.ts'
import { PlanningInputError } from '../../../solver/domain/planning-input-error.ts'
import type { ContactLedger } from './contact-ledger.ts'

/** A day without any contact is unknown, not quiet, where such weekdays otherwise have so many on average. */
const BUSY_CONTACTS_A_DAY = 8
/** As many as a history may span; a contact decades before the others has a wrong date. */
const MAX_DAYS = 20 * 366

/** Local days that a queue's contacts of one source tell about. */
interface SourceQueue {
  readonly source: string
  readonly queueId: string
  /** First and last contact of the source, whatever its queue. */
  readonly firstMs: number
  readonly lastMs: number
  /** Whether the day is known, `[day]`. */
  readonly isKnown: Uint8Array
  /** Dates of busy weekdays without any contact, between the first and the last day. */
  readonly unknownDates: readonly string[]
}

/**
 * Which intervals of which queue the contacts of a ledger tell all about, so that none is known to be nobody: the days
 * from a queue's first to its last contact in a source, clipped to what the source spans, without the days that are
 * missing in the source.
 */
export interface Coverage {
  /** Queues that contacts tell about. */
  readonly queueIds: ReadonlySet<string>
  readonly parts: readonly SourceQueue[]
  /** Whether contacts tell about the interval, which is of one local day. */
  covers(queueId: string, startMs: number, endMs: number): boolean
}

/** @throws PlanningInputError when the contacts span more than 20 years */
export function coverageOf(ledger: ContactLedger, zone: string): Coverage {
  const days = ledgerDays(ledger, zone)
  const parts = days === undefined ? [] : sourceQueues(ledger, days)
  const queueIds = new Set(parts.map(({ queueId }) => queueId))
  const covers = (queueId: string, startMs: number, endMs: number): boolean => {
    if (days === undefined || !queueIds.has(queueId)) return false
    const day = days.dayOf(startMs)
    return parts.some(
      (part) => part.queueId === queueId && part.isKnown[day] === 1 && endMs > part.firstMs && startMs <= part.lastMs,
    )
  }
  return { queueIds, parts, covers }
}

interface LedgerDays {
  readonly starts: readonly number[]
  readonly zone: string
  /** -1 before the first day, the number of days after the last one. */
  dayOf(ms: number): number
}

const MS_PER_HOUR = 3_600_000

/** The local days from the ledger's first to its last contact. */
function ledgerDays({ columns, size }: ContactLedger, zone: string): LedgerDays | undefined {
  if (size === 0) return undefined
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let row = 0; row < size; row++) {
    const ms = columns.createdMs[row]!
    if (ms < firstMs) firstMs = ms
    if (ms > lastMs) lastMs = ms
  }
  const firstDay = localDate(firstMs, zone)
  const lastDay = DateTime.fromMillis(lastMs, { zone }).startOf('day')
  const count = Math.round(lastDay.diff(DateTime.fromMillis(firstMs, { zone }).startOf('day'), 'days').days) + 1
  if (count > MAX_DAYS) throw new PlanningInputError(tooLong(firstDay, lastDay.toFormat('yyyy-MM-dd')))
  // Five minutes divide every change of a zone's offset.
  const starts = dayStarts(dayHorizon(firstDay, count, 5, zone))
  return { starts, zone, dayOf: dayFinder(starts) }
}

const tooLong = (firstDay: string, lastDay: string) => ({
  value: firstDay,
  problem: `is the first day of contacts that last until ${lastDay}, more than 20 years`,
  hint: 'Check the dates of the oldest contacts and the time format of their column.',
})

/** Hours since the first day tell the day but for the hour in which it ends, since a day has whole minutes only. */
function dayFinder(starts: readonly number[]): (ms: number) => number {
  const [first, end] = [starts[0]!, starts.at(-1)!]
  const dayOfHour = new Uint16Array(Math.ceil((end - first) / MS_PER_HOUR))
  for (let day = 0; day + 1 < starts.length; day++) {
    dayOfHour.fill(
      day,
      Math.ceil((starts[day]! - first) / MS_PER_HOUR),
      Math.ceil((starts[day + 1]! - first) / MS_PER_HOUR),
    )
  }
  return (ms) => {
    if (ms < first) return -1
    if (ms >= end) return starts.length - 1
    const day = dayOfHour[Math.floor((ms - first) / MS_PER_HOUR)]!
    return ms >= starts[day + 1]! ? day + 1 : day
  }
}

function sourceQueues({ columns, size, sources, queues }: ContactLedger, days: LedgerDays): SourceQueue[] {
  const firstMs = new Float64Array(sources.words.length).fill(Number.POSITIVE_INFINITY)
  const lastMs = new Float64Array(sources.words.length).fill(Number.NEGATIVE_INFINITY)
  const counts = new Map<number, Uint32Array>()
  for (let row = 0; row < size; row++) {
    const ms = columns.createdMs[row]!
    const source = columns.source[row]!
    if (ms < firstMs[source]!) firstMs[source] = ms
    if (ms > lastMs[source]!) lastMs[source] = ms
    const pair = source * queues.words.length + columns.queue[row]!
    let byDay = counts.get(pair)
    if (!byDay) {
      byDay = new Uint32Array(days.starts.length - 1)
      counts.set(pair, byDay)
    }
    byDay[days.dayOf(ms)]!++
  }
  return [...counts].map(([pair, byDay]) => {
    const source = Math.floor(pair / queues.words.length)
    return {
      source: sources.words[source]!,
      queueId: queues.words[pair % queues.words.length]!,
      firstMs: firstMs[source]!,
      lastMs: lastMs[source]!,
      ...knownDays(byDay, days),
    }
  })
}

function knownDays(byDay: Uint32Array, { starts, zone }: LedgerDays): Pick<SourceQueue, 'isKnown' | 'unknownDates'> {
  const isKnown = new Uint8Array(byDay.length)
  const unknownDates: string[] = []
  const clocks = starts.slice(0, -1).map((start) => DateTime.fromMillis(start, { zone }))
  const isBusy = busyWeekdays(byDay, clocks)
  const last = byDay.findLastIndex((count) => count > 0)
  for (let day = byDay.findIndex((count) => count > 0); day <= last; day++) {
    const clock = clocks[day]!
    if (byDay[day]! > 0 || !isBusy[clock.weekday]) isKnown[day] = 1
    else unknownDates.push(clock.toFormat('yyyy-MM-dd'))
  }
  return { isKnown, unknownDates }
}

/** Whether the days with any contact have many on average, `[weekday 1..7]`. Closed weekdays have none and are quiet. */
function busyWeekdays(byDay: Uint32Array, clocks: readonly DateTime[]): boolean[] {
  const contacts = new Float64Array(8)
  const days = new Float64Array(8)
  byDay.forEach((count, day) => {
    const { weekday } = clocks[day]!
    contacts[weekday]! += count
    days[weekday]! += count > 0 ? 1 : 0
  })
  return Array.from(contacts, (sum, weekday) => days[weekday]! > 0 && sum >= BUSY_CONTACTS_A_DAY * days[weekday]!)
}
