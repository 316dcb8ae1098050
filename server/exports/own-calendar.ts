import ical, { ICalCalendarMethod } from 'ical-generator'
import { DateTime } from 'luxon'
import type { LocalName } from '../../solver/domain/queue.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import { nameIn, stampOnce } from './hr/export-parts.ts'
import { CALENDAR_WORDS, sequenceAt } from './hr/ics.ts'
import { vtimezone } from './hr/vtimezone.ts'

/** A shift as its owner's calendar shows it: when, and what it is called. */
export interface CalendarShift {
  readonly startMs: number
  readonly endMs: number
  readonly templateId: string
  readonly templateName: LocalName
  readonly onCall: boolean
  /** When its roster was published: `DTSTAMP`, and `SEQUENCE` in minutes. */
  readonly publishedAtMs: number
}

export interface CalendarOwner {
  readonly employeeId: string
  readonly name: string
  /** IANA. */
  readonly zone: string
}

/** No shift is longer. */
const MS_PER_DAY = 86_400_000
/** How often calendar programs are asked to look again. */
const LOOK_AGAIN_SECONDS = 3600

/**
 * A person's published shifts as a calendar that programs follow: titles alone, since whoever has its address may read it.
 * Events are known by person, local date and which shift of the date it is, as in exported calendars, and a later
 * publication's have a higher `SEQUENCE`.
 * @param shifts ordered by start
 */
export function ownCalendar(
  { employeeId, name, zone }: CalendarOwner,
  shifts: readonly CalendarShift[],
  language: ExportLanguage,
): string {
  const words = CALENDAR_WORDS[language]
  const stamp = stampOnce()
  const [fromMs = 0, toMs = 0] = [shifts[0]?.startMs, shifts.at(-1)?.startMs]
  const calendar = ical({
    prodId: { company: 'Tideline', product: 'Tideline', language: language === 'en' ? 'EN' : 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    timezone: { name: null, generator: () => vtimezone(zone, fromMs, toMs + MS_PER_DAY) },
    ttl: LOOK_AGAIN_SECONDS,
    x: [{ key: 'X-WR-CALNAME', value: `${name} ${words.calendar}` }],
  })
  const countOf = new Map<string, number>()
  for (const shift of shifts) {
    const date = stamp(shift.startMs, zone).slice(0, 10)
    const count = (countOf.get(date) ?? 0) + 1
    countOf.set(date, count)
    const title = nameIn(shift.templateName, language, shift.templateId)
    // Of an hour that the clock shows twice, a local time means the first one: such shifts are told in UTC.
    const isTold = [shift.startMs, shift.endMs].every(
      (at) => DateTime.fromISO(stamp(at, zone).slice(0, 16), { zone }).toMillis() === at,
    )
    calendar.createEvent({
      id: `${encodeURIComponent(employeeId)}.${date}.${count}@tideline`,
      start: DateTime.fromMillis(shift.startMs, { zone }),
      end: DateTime.fromMillis(shift.endMs, { zone }),
      ...(isTold && { timezone: zone }),
      summary: shift.onCall ? `${words.onCall}: ${title}` : title,
      stamp: DateTime.fromMillis(shift.publishedAtMs, { zone: 'utc' }),
      sequence: sequenceAt(shift.publishedAtMs),
    })
  }
  return calendar.toString()
}
