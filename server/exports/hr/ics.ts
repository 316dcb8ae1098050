import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator'
import { DateTime } from 'luxon'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import type { LocalName } from '../../../solver/domain/queue.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { zonesOfPeople } from '../../../solver/domain/site.ts'
import type { ExportLanguage } from '../../contracts/export.ts'
import { type ExportedFiles, isInMonth, nameIn, type RosterToExport, stampOnce } from './export-parts.ts'
import { vtimezone } from './vtimezone.ts'

export const CALENDAR_WORDS = {
  'zh-CN': {
    meal: '用餐',
    rest: '休息',
    paid: '带薪',
    unpaid: '不带薪',
    queues: '服务',
    onCall: '备班',
    calendar: '排班',
  },
  en: {
    ...{ meal: 'Meal', rest: 'Break', paid: 'paid', unpaid: 'unpaid' },
    ...{ queues: 'Serves', onCall: 'On call', calendar: 'Shifts' },
  },
}

/** Minutes of this count fit the whole number that a calendar keeps for versions for four thousand years. */
const FIRST_SEQUENCE_MS = Date.UTC(2020, 0, 1)

/** `SEQUENCE` of events as they stood at an instant, epoch milliseconds: later ones are higher. */
export const sequenceAt = (stampMs: number): number => Math.max(0, Math.floor((stampMs - FIRST_SEQUENCE_MS) / 60_000))

/**
 * A calendar file for each person with shifts, named by `icsNames`. An event is known by person, local date and which
 * shift of the date it is, so that a later export, whose `SEQUENCE` is higher, changes the events that an earlier one
 * brought. A shift that is gone is not in the file: calendar programs keep it until it is removed there.
 * @param stampMs when the roster stood so, epoch milliseconds: `DTSTAMP` and, in minutes, `SEQUENCE`
 */
export function icsFiles(given: RosterToExport, stampMs: number): ExportedFiles {
  const { inputs, roster, month } = given
  const zoneOf = zonesOfPeople(inputs)
  const nameOf = icsNames(inputs)
  const clock = { zoneText: zoneTexts(roster.assignments), stamp: stampOnce() }
  const shiftsOf = Map.groupBy(
    roster.assignments.filter(({ employeeId, startMs }) =>
      isInMonth(clock.stamp(startMs, zoneOf(employeeId)).slice(0, 10), month),
    ),
    ({ employeeId }) => employeeId,
  )
  const files = new Map(
    inputs.employees.flatMap(({ id, name }) => {
      const shifts = shiftsOf.get(id)
      if (!shifts) return []
      return [[nameOf(id), calendarText(given, { id, name, zone: zoneOf(id), ...clock }, shifts, stampMs)] as const]
    }),
  )
  return { files, notes: [] }
}

/**
 * File names of people's calendars: `shifts-pre-01.ics`. Nothing but letters, digits, `.`, `_` and `-`; names that a disk
 * without capitals would take for one another, or that are too long for it, get a number.
 */
export function icsNames({
  employees,
}: {
  readonly employees: readonly { readonly id: string }[]
}): (employeeId: string) => string {
  const taken = new Set<string>()
  const names = new Map<string, string>()
  employees.forEach(({ id }, index) => {
    const safe = id.normalize('NFC').replace(/[^\p{L}\p{N}._-]/gu, '_')
    const isFree = Buffer.byteLength(safe) <= MAX_NAME_BYTES && !taken.has(safe.toLowerCase())
    const name = isFree ? safe : `${[...safe].slice(0, 16).join('')}-${index + 1}`
    taken.add(name.toLowerCase())
    names.set(id, `shifts-${name}.ics`)
  })
  return (employeeId) => names.get(employeeId)!
}

/** Of the 255 that most disks allow. */
const MAX_NAME_BYTES = 200

/** VTIMEZONE of each zone over the years of all shifts; looking for clock changes takes long, and zones are few. */
function zoneTexts(shifts: readonly Assignment[]): (zone: string) => string {
  const known = new Map<string, string>()
  // Shifts of a roster are ordered by start.
  const [fromMs = 0, toMs = 0] = [shifts[0]?.startMs, shifts.at(-1)?.startMs]
  return (zone) => {
    const text = known.get(zone) ?? vtimezone(zone, fromMs, toMs + MS_PER_DAY)
    known.set(zone, text)
    return text
  }
}

/** No shift is longer. */
const MS_PER_DAY = 86_400_000

interface CalendarOwner {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly zoneText: (zone: string) => string
  /** Local time of an instant. */
  readonly stamp: (instant: number, zone: string) => string
}

function calendarText(
  { inputs, language }: RosterToExport,
  owner: CalendarOwner,
  shifts: readonly Assignment[],
  stampMs: number,
): string {
  const { id, name, zone, zoneText, stamp } = owner
  const calendar = ical({
    prodId: { company: 'Tideline', product: 'Tideline', language: language === 'en' ? 'EN' : 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    // Its zone stays unset: the calendar's would be taken for that of DTSTAMP, which must be UTC.
    timezone: { name: null, generator: zoneText },
    x: [{ key: 'X-WR-CALNAME', value: `${name} ${CALENDAR_WORDS[language].calendar}` }],
  })
  const countOf = new Map<string, number>()
  for (const shift of shifts) {
    const date = stamp(shift.startMs, zone).slice(0, 10)
    const count = (countOf.get(date) ?? 0) + 1
    countOf.set(date, count)
    calendar.createEvent({
      ...eventOf(inputs, shift, owner, language),
      id: `${encodeURIComponent(id)}.${date}.${count}@tideline`,
      stamp: DateTime.fromMillis(stampMs, { zone: 'utc' }),
      sequence: sequenceAt(stampMs),
    })
  }
  return calendar.toString()
}

function eventOf(
  { settings }: PlanInputs,
  shift: Assignment,
  { zone, stamp }: CalendarOwner,
  language: ExportLanguage,
): ICalEventData {
  const words = CALENDAR_WORDS[language]
  const nameOf = (things: readonly { readonly id: string; readonly name?: LocalName | undefined }[], id: string) =>
    nameIn(things.find((thing) => thing.id === id)?.name, language, id)
  const clockSpan = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
    `${stamp(startMs, zone).slice(11, 16)}-${stamp(endMs, zone).slice(11, 16)}`
  // Of an hour that the clock shows twice, a local time means the first one.
  const isTold = [shift.startMs, shift.endMs].every((at) => wallInstant(stamp(at, zone), zone) === at)
  const title = nameOf(settings.shiftTemplates, shift.templateId)
  return {
    start: DateTime.fromMillis(shift.startMs, { zone }),
    end: DateTime.fromMillis(shift.endMs, { zone }),
    ...(isTold && { timezone: zone }),
    summary: shift.onCall ? `${words.onCall}: ${title}` : title,
    description: [
      ...shift.breaks.map(
        (item) => `${words[item.kind]} ${clockSpan(item)} (${item.paid ? words.paid : words.unpaid})`,
      ),
      ...(shift.activities ?? []).map((item) => `${nameOf(settings.activities, item.activityId)} ${clockSpan(item)}`),
      ...(shift.queueIds.length > 0
        ? [`${words.queues}: ${shift.queueIds.map((id) => nameOf(settings.queues, id)).join(', ')}`]
        : []),
    ].join('\n'),
  }
}

/** Instant that a local time stands for when it is read without its offset. */
const wallInstant = (stamp: string, zone: string): number => DateTime.fromISO(stamp.slice(0, 16), { zone }).toMillis()
