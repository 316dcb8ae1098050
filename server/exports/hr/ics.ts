import ical, { ICalCalendarMethod, type ICalEventData } from 'ical-generator'
import { DateTime } from 'luxon'
import { localStamp } from '../../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import type { Assignment } from '../../../solver/domain/roster.ts'
import { zonesOfPeople } from '../../../solver/domain/site.ts'
import type { ExportLanguage } from '../../contracts/export.ts'
import { type ExportedFiles, isInMonth, nameIn, type RosterToExport } from './export-parts.ts'
import { vtimezone } from './vtimezone.ts'

const WORDS = {
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
  const shiftsOf = Map.groupBy(
    roster.assignments.filter(({ employeeId, startMs }) =>
      isInMonth(localStamp(startMs, zoneOf(employeeId)).slice(0, 10), month),
    ),
    ({ employeeId }) => employeeId,
  )
  const files = new Map(
    inputs.employees.flatMap(({ id, name }) => {
      const shifts = shiftsOf.get(id)
      if (!shifts) return []
      return [[nameOf(id), calendarText(given, { id, name, zone: zoneOf(id) }, shifts, stampMs)] as const]
    }),
  )
  return { files, notes: [] }
}

/**
 * File names of people's calendars: `shifts-pre-01.ics`. Nothing but letters, digits, `.`, `_` and `-`; names that a disk
 * without capitals would take for one another, or that are too long for it, get a number.
 */
export function icsNames({ employees }: Pick<PlanInputs, 'employees'>): (employeeId: string) => string {
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

interface CalendarOwner {
  readonly id: string
  readonly name: string
  readonly zone: string
}

function calendarText(
  { inputs, language }: RosterToExport,
  { id, name, zone }: CalendarOwner,
  shifts: readonly Assignment[],
  stampMs: number,
): string {
  const ends = shifts.map(({ endMs }) => endMs)
  const calendar = ical({
    prodId: { company: 'Tideline', product: 'Tideline', language: language === 'en' ? 'EN' : 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    // Its zone stays unset: the calendar's would be taken for that of DTSTAMP, which must be UTC.
    timezone: { name: null, generator: (own) => vtimezone(own, shifts[0]!.startMs, Math.max(...ends)) },
    x: [{ key: 'X-WR-CALNAME', value: `${name} ${WORDS[language].calendar}` }],
  })
  const countOf = new Map<string, number>()
  for (const shift of shifts) {
    const date = localStamp(shift.startMs, zone).slice(0, 10)
    const count = (countOf.get(date) ?? 0) + 1
    countOf.set(date, count)
    calendar.createEvent({
      ...eventOf(inputs, shift, zone, language),
      id: `${encodeURIComponent(id)}.${date}.${count}@tideline`,
      stamp: DateTime.fromMillis(stampMs, { zone: 'utc' }),
      sequence: Math.max(0, Math.floor((stampMs - FIRST_SEQUENCE_MS) / 60_000)),
    })
  }
  return calendar.toString()
}

function eventOf(inputs: PlanInputs, shift: Assignment, zone: string, language: ExportLanguage): ICalEventData {
  const words = WORDS[language]
  const { shiftTemplates, queues } = inputs.settings
  const template = shiftTemplates.find(({ id }) => id === shift.templateId)
  const title = nameIn(template?.name, language, shift.templateId)
  // Of an hour that the clock shows twice a local time means the first one.
  const isTold = [shift.startMs, shift.endMs].every((at) => wallInstant(at, zone) === at)
  return {
    start: DateTime.fromMillis(shift.startMs, { zone }),
    end: DateTime.fromMillis(shift.endMs, { zone }),
    ...(isTold && { timezone: zone }),
    summary: shift.onCall ? `${words.onCall}: ${title}` : title,
    description: [
      ...shift.breaks.map(
        (item) => `${words[item.kind]} ${clockSpan(item, zone)} (${item.paid ? words.paid : words.unpaid})`,
      ),
      ...(shift.activities ?? []).map(
        (item) => `${activityName(inputs, item.activityId, language)} ${clockSpan(item, zone)}`,
      ),
      ...(shift.queueIds.length > 0
        ? [
            `${words.queues}: ${shift.queueIds.map((id) => nameIn(queues.find((q) => q.id === id)?.name, language, id)).join(', ')}`,
          ]
        : []),
    ].join('\n'),
  }
}

const activityName = ({ settings }: PlanInputs, activityId: string, language: ExportLanguage): string =>
  nameIn(settings.activities.find(({ id }) => id === activityId)?.name, language, activityId)

const clockSpan = ({ startMs, endMs }: { startMs: number; endMs: number }, zone: string): string =>
  `${localStamp(startMs, zone).slice(11, 16)}-${localStamp(endMs, zone).slice(11, 16)}`

/** Instant that the local time of another instant stands for when it is read without its offset. */
const wallInstant = (at: number, zone: string): number =>
  DateTime.fromISO(localStamp(at, zone).slice(0, 16), { zone }).toMillis()
