import { expect, test } from 'vitest'
import { parseCalendarIcs } from '../../../server/imports/calendar-ics.ts'
import { localStamp } from '../../../solver/domain/horizon.ts'
import { describeIssue, type InputIssue } from '../../../solver/domain/planning-input-error.ts'

const ZONE = 'Asia/Shanghai'
const UNTIL = Date.UTC(2027, 0, 1)

function read(...events: (readonly string[])[]) {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT'])
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n')
  const issues: InputIssue[] = []
  const found = parseCalendarIcs('calendar.ics', text, ZONE, UNTIL, issues)
  const starts = found.map(({ startMs }) => localStamp(startMs, ZONE))
  return { found, starts, messages: issues.map(describeIssue) }
}

test('an event with a zone, a kind and a size', () => {
  const { found, messages } = read([
    'UID:1',
    'SUMMARY:Evening live',
    'CATEGORIES:livestream',
    'DTSTART;TZID=Europe/London:20261112T113000',
    'DURATION:PT4H',
    'X-EXPECTED-ORDERS:1200',
    'DESCRIPTION:category=beauty',
  ])
  expect(messages).toEqual([])
  expect(found).toEqual([
    {
      kind: 'livestream',
      title: 'Evening live',
      startMs: Date.UTC(2026, 10, 12, 11, 30),
      endMs: Date.UTC(2026, 10, 12, 15, 30),
      expectedSize: 1200,
      category: 'beauty',
    },
  ])
})

test('UTC, floating and whole-day times', () => {
  const { found, starts } = read(
    ['UID:1', 'SUMMARY:a', 'DTSTART:20261112T113000Z', 'DTEND:20261112T123000Z'],
    ['UID:2', 'SUMMARY:b', 'DTSTART:20261113T193000', 'DTEND:20261113T233000'],
    ['UID:3', 'SUMMARY:c', 'DTSTART;VALUE=DATE:20261114', 'DTEND;VALUE=DATE:20261116'],
  )
  expect(starts).toEqual(['2026-11-12T19:30+08:00', '2026-11-13T19:30+08:00', '2026-11-14T00:00+08:00'])
  expect(found[2]!.endMs - found[2]!.startMs).toBe(2 * 86_400_000)
  expect(found[2]).toMatchObject({ kind: 'event', expectedSize: 1 })
})

test('a repeating event keeps its wall clock across a clock change, without its excepted and with its moved day', () => {
  const { starts, messages } = read(
    [
      'UID:1',
      'SUMMARY:weekly',
      'DTSTART;TZID=Europe/London:20261018T120000',
      'DTEND;TZID=Europe/London:20261018T130000',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'EXDATE;TZID=Europe/London:20261101T120000',
    ],
    [
      'UID:1',
      'SUMMARY:moved',
      'RECURRENCE-ID;TZID=Europe/London:20261108T120000',
      'DTSTART;TZID=Europe/London:20261108T150000',
      'DTEND;TZID=Europe/London:20261108T160000',
    ],
  )
  expect(messages).toEqual([])
  expect(starts).toEqual(['2026-10-18T19:00+08:00', '2026-10-25T20:00+08:00', '2026-11-08T23:00+08:00'])
})

test('an endless event is followed to the end of the range', () => {
  const { starts } = read(['UID:1', 'SUMMARY:daily', 'DTSTART:20261220T193000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY'])
  expect(starts).toHaveLength(12)
  expect(starts.at(-1)).toBe('2026-12-31T19:30+08:00')
})

test('what cannot be read is named', () => {
  expect(
    read(
      ['UID:1', 'SUMMARY:a', 'DTSTART;TZID=China Standard Time:20261112T113000', 'DURATION:PT1H'],
      ['UID:2', 'SUMMARY:b', 'DTSTART:20261112T113000', 'DTEND:20261112T103000'],
      ['UID:3', 'SUMMARY:c'],
      ['UID:4', 'SUMMARY:d', 'DTSTART:20100101T000000', 'DURATION:PT1S', 'RRULE:FREQ=MINUTELY'],
    ).messages,
  ).toEqual([
    'calendar.ics, column a: "China Standard Time" is not a known time zone. Use an IANA name such as Asia/Shanghai or Europe/London.',
    'calendar.ics, column b: "2026-11-12T11:30:00" does not end after it starts. Correct DTEND or DURATION.',
    'calendar.ics, column c: "c" the event has no start. Give it a DTSTART.',
    'calendar.ics, column d: "d" repeats more than 5000 times. Give its RRULE a later start, UNTIL or COUNT.',
  ])
})

test('text that is no calendar', () => {
  const issues: InputIssue[] = []
  expect(parseCalendarIcs('calendar.ics', 'kind,title', ZONE, UNTIL, issues)).toEqual([])
  expect(issues.map(describeIssue)).toEqual([
    'calendar.ics: cannot be read as iCalendar: invalid line (no token ";" or ":") "kind,title". Export the calendar again as .ics, or use calendar.csv.',
  ])
})

test('a file of no calendar, or of more than one', () => {
  const calendar = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'
  for (const [text, count] of [
    ['', 0],
    [calendar + calendar, 2],
  ] as const) {
    const issues: InputIssue[] = []
    expect(parseCalendarIcs('calendar.ics', text, ZONE, UNTIL, issues)).toEqual([])
    expect(issues.map(describeIssue)).toEqual([
      `calendar.ics: cannot be read as iCalendar: it holds ${count} calendars, not one. Export the calendar again as .ics, or use calendar.csv.`,
    ])
  }
})
