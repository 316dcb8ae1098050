import { expect, test } from 'vitest'
import { parseCalendarIcs, readIcs } from '../../../server/imports/calendar-ics.ts'
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

test('every event that cannot be read is named, and costs none of the others', () => {
  const good = ['UID:0', 'SUMMARY:good', 'DTSTART:20261112T113000', 'DURATION:PT1H']
  for (const [event, message] of BROKEN_EVENTS) {
    const { found, messages } = read(good, event, [...good.slice(1), 'UID:9', 'X-CATEGORY:other'])
    expect(messages).toEqual([`calendar.ics ${message}`])
    expect(found.map(({ title }) => title)).toEqual(['good', 'good'])
  }
  expect(BROKEN_EVENTS.length).toBeGreaterThan(20)
})

const TIME_HINT = 'Write 20261112T113000, with Z or a TZID, or 20261112 for a day.'
const RULE_HINT = 'Write for example FREQ=WEEKLY;BYDAY=MO,TH;COUNT=8.'
const timed = (...lines: string[]) => ['SUMMARY:x', 'DTSTART:20261112T113000', 'DURATION:PT1H', ...lines]
const from = (start: string) => ['SUMMARY:x', start, 'DURATION:PT1H']
const BROKEN_EVENTS: readonly (readonly [readonly string[], string])[] = [
  [
    ['SUMMARY:a', 'DTSTART;TZID=Moon/Base:20261112T113000', 'DURATION:PT1H'],
    'row 9, column a: "Moon/Base" is not a known time zone. Use an IANA name such as Asia/Shanghai or Europe/London.',
  ],
  [
    ['SUMMARY:b', 'DTSTART:20261112T113000', 'DTEND:20261112T103000'],
    'row 9, column b: "20261112T103000" is not after the start. Correct DTEND or DURATION.',
  ],
  [['SUMMARY:c'], 'row 9, column c: "c" the event has no start. Give it a DTSTART.'],
  [
    ['SUMMARY:d', 'DTSTART:20261112T113000'],
    'row 9, column d: "d" the event has no end. Give it a DTEND or a DURATION.',
  ],
  [
    from('DTSTART:20100101T000000').concat('RRULE:FREQ=MINUTELY'),
    'row 9, column x: "x" repeats more than 5000 times. Give its RRULE a later start, UNTIL or COUNT.',
  ],
  [
    from('DTSTART:19800101T000000').concat('RRULE:FREQ=SECONDLY;UNTIL=24800101T000000Z'),
    'row 9, column x: "FREQ=SECONDLY;UNTIL=24800101T000000Z" is not between the years 1970 and 2199. Check the year.',
  ],
  [
    from('DTSTART:19800101T000000').concat('RRULE:FREQ=SECONDLY'),
    'row 9, column x: "x" repeats more than 5000 times. Give its RRULE a later start, UNTIL or COUNT.',
  ],
  [
    from('DTSTART:19800101T000000').concat('RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'),
    'row 9, column x: "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30" repeats too finely to be followed. Use FREQ=DAILY or longer.',
  ],
  [
    from('DTSTART:20260101T000000').concat(`RRULE:FREQ=YEARLY;BYMINUTE=${range(60)};BYSECOND=${range(60)}`),
    `row 9, column x: ${JSON.stringify(`${`FREQ=YEARLY;BYMINUTE=${range(60)}`.slice(0, 57)}...`)} repeats too finely to be followed. Use FREQ=DAILY or longer.`,
  ],
  [
    timed('RRULE:FREQ=DAILY;INTERVAL=0'),
    `row 9, column x: "FREQ=DAILY;INTERVAL=0" is not a rule of recurrence. ${RULE_HINT}`,
  ],
  [
    timed('RRULE:FREQ=DAILY;COUNT=-1'),
    `row 9, column x: "FREQ=DAILY;COUNT=-1" is not a rule of recurrence. ${RULE_HINT}`,
  ],
  [timed('RRULE:COUNT=3'), `row 9, column x: "COUNT=3" is not a rule of recurrence. ${RULE_HINT}`],
  [timed('RRULE:FREQ=DAILY;UNTIL=soon'), `row 9, column x: "FREQ=DAILY;UNTIL=soon" is not a time. ${TIME_HINT}`],
  [
    timed('RRULE:FREQ=FORTNIGHTLY'),
    'row 9: the event cannot be read: invalid frequency "FORTNIGHTLY" expected: "SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY". Correct the event where it was made, and export it again.',
  ],
  [
    timed('RRULE:FREQ=WEEKLY;BYDAY=XX'),
    'row 9: the event cannot be read: invalid BYDAY value "XX". Correct the event where it was made, and export it again.',
  ],
  [timed('EXDATE:yesterday'), `row 9, column x: "yesterday" is not a time. ${TIME_HINT}`],
  [from('DTSTART:tomorrow'), `row 9, column x: "tomorrow" is not a time. ${TIME_HINT}`],
  [from('DTSTART:20261345T250000'), `row 9, column x: "20261345T250000" is not a time. ${TIME_HINT}`],
  [from('DTSTART:20260229T100000'), `row 9, column x: "20260229T100000" is not a time. ${TIME_HINT}`],
  [from('DTSTART:2026-11-12T10:00:00'), `row 9, column x: "2026-11-12T10:00:00" is not a time. ${TIME_HINT}`],
  [
    from('DTSTART:00011112T100000'),
    'row 9, column x: "00011112T100000" is not between the years 1970 and 2199. Check the year.',
  ],
  [
    ['SUMMARY:x', 'DTSTART:20261112T113000', 'DURATION:PT0S'],
    'row 9, column x: "PT0S" is not a length of time above nothing. Write for example PT4H or P1D.',
  ],
  [
    ['SUMMARY:x', 'DTSTART:20261112T113000', 'DURATION:4 hours'],
    'row 9, column x: "4 hours" is not a length of time above nothing. Write for example PT4H or P1D.',
  ],
  [
    timed('X-EXPECTED-ORDERS:lots'),
    'row 9, column x: "lots" is not an expected size. Write a number from 0 such as 12000, 1.2万 or 12k.',
  ],
]

function range(count: number): string {
  return Array.from({ length: count }, (_, at) => at).join(',')
}

test('text that is no calendar', () => {
  for (const text of ['kind,title', '', '\uFEFF<html>']) {
    const issues: InputIssue[] = []
    expect(parseCalendarIcs('calendar.ics', text, ZONE, UNTIL, issues)).toEqual([])
    expect(issues.map(describeIssue)).toEqual([
      'calendar.ics: cannot be read as iCalendar: it has neither BEGIN:VCALENDAR nor BEGIN:VEVENT. Export the calendar again as .ics, or use calendar.csv.',
    ])
  }
})

test('several calendars in a file, one of them cut off, and an event inside another', () => {
  const event = (uid: string) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    'DTSTART:20261112T113000',
    'DURATION:PT1H',
    'END:VEVENT',
  ]
  const first = ['BEGIN:VCALENDAR', ...event('a'), 'END:VCALENDAR']
  const nested = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:lost', ...event('b'), 'END:VCALENDAR']
  const text = [...first, ...nested, 'BEGIN:VCALENDAR', ...event('c').slice(0, 3)].join('\n')
  const { events, rejects, rows } = readIcs('c.ics', text, ZONE, UNTIL)
  expect(events.map(({ title }) => title)).toEqual(['a', 'b'])
  expect(rejects.map(describeIssue)).toEqual(
    [9, 18].map(
      (row) =>
        `c.ics row ${row}: the event has no END:VEVENT. The file was cut off or its lines are out of order: export it again.`,
    ),
  )
  expect(rows).toBe(4)
})

test('Windows names, Mozilla paths and zones that the file defines itself', () => {
  const zone = [
    ...['BEGIN:VTIMEZONE', 'TZID:Office', 'BEGIN:STANDARD', 'DTSTART:20001029T030000', 'TZOFFSETFROM:+0300'],
    ...['TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD', 'BEGIN:DAYLIGHT'],
    ...['DTSTART:20000326T020000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0300', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3'],
    ...['END:DAYLIGHT', 'END:VTIMEZONE'],
  ]
  const event = (tzid: string, date: string) => [
    ...['BEGIN:VEVENT', `SUMMARY:${tzid}${date}`, `DTSTART;TZID=${tzid}:${date}T120000`, 'DURATION:PT1H', 'END:VEVENT'],
  ]
  const lines = [
    ...event('China Standard Time', '20260701'),
    ...event('"W. Europe Standard Time"', '20260701'),
    ...event('/mozilla.org/20050126_1/America/New_York', '20260702'),
    ...event('Office', '20260703'),
    ...event('Office', '20261203'),
  ]
  const text = ['BEGIN:VCALENDAR', ...zone, ...lines, 'END:VCALENDAR'].join('\r\n')
  const { events, rejects } = readIcs('c.ics', text, 'Asia/Shanghai', UNTIL)
  expect(rejects).toEqual([])
  expect(events.map(({ startMs }) => new Date(startMs).toISOString().slice(0, 16))).toEqual([
    ...['2026-07-01T04:00', '2026-07-01T10:00', '2026-07-02T16:00', '2026-07-03T09:00', '2026-12-03T10:00'],
  ])
})

test('both days of a clock change: a night session, a wall clock that is left out and one that comes twice', () => {
  const london = (...lines: string[]) => lines.map((line) => line.replace('@', ';TZID=Europe/London:'))
  const { found, messages } = read(
    london('SUMMARY:spring', 'DTSTART@20260328T230000', 'DTEND@20260329T030000'),
    london('SUMMARY:left out', 'DTSTART@20260329T013000', 'DURATION:PT1H'),
    london('SUMMARY:autumn', 'DTSTART@20261024T230000', 'DTEND@20261025T030000'),
    london('SUMMARY:twice', 'DTSTART@20261025T013000', 'DTEND@20261025T013000'),
    london('SUMMARY:day', 'DTSTART@20261024T120000', 'DURATION:P1D'),
  )
  expect(messages).toEqual([])
  const hours = Object.fromEntries(found.map(({ title, startMs, endMs }) => [title, (endMs - startMs) / 3_600_000]))
  expect(hours).toEqual({ spring: 3, 'left out': 1, autumn: 5, twice: 1, day: 25 })
  expect(localStamp(found[1]!.startMs, 'Europe/London')).toBe('2026-03-29T02:30+01:00')
})

test('moved, cancelled and added occurrences, by zone, by Greenwich and by day', () => {
  const daily = ['UID:1', 'SUMMARY:daily', 'DTSTART:20261201T200000', 'DTEND:20261202T010000']
  const moved = (id: string, ...lines: string[]) => ['UID:1', 'SUMMARY:moved', `RECURRENCE-ID${id}`, ...lines]
  const { found, messages } = read(
    [
      ...daily,
      'RRULE:FREQ=DAILY;COUNT=6',
      'EXDATE;VALUE=DATE:20261202',
      'RDATE:20261210T100000',
      'RDATE;VALUE=PERIOD:20261211T100000/PT2H',
    ],
    moved(':20261203T200000', 'DTSTART:20261203T210000', 'DTEND:20261203T220000'),
    moved(':20261204T120000Z', 'DTSTART:20261204T200000', 'STATUS:CANCELLED'),
    moved(';VALUE=DATE:20261205', 'DTSTART:20261208T200000', 'DURATION:PT1H'),
  )
  expect(messages).toEqual([])
  expect(
    found.map(
      ({ title, startMs, endMs }) =>
        `${title} ${localStamp(startMs, ZONE).slice(5, 16)} ${(endMs - startMs) / 3_600_000}`,
    ),
  ).toEqual([
    ...['daily 12-01T20:00 5', 'moved 12-03T21:00 1', 'daily 12-06T20:00 5', 'moved 12-08T20:00 1'],
    ...['daily 12-10T10:00 5', 'daily 12-11T10:00 2'],
  ])
})

test('all occurrences from one on can be moved; a cancelled event and a taken-back calendar have none', () => {
  const { starts } = read(
    ['UID:1', 'SUMMARY:a', 'DTSTART:20261201T200000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4'],
    ['UID:1', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T200000', 'DTSTART:20261203T210000', 'DURATION:PT2H'],
    ['UID:2', 'DTSTART:20261201T200000', 'DURATION:PT1H', 'STATUS:CANCELLED'],
  )
  expect(starts.map((start) => start.slice(8, 16))).toEqual(['01T20:00', '02T20:00', '03T21:00', '04T21:00'])
  const text = 'BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:1\nDTSTART:20261201\nEND:VEVENT\nEND:VCALENDAR'
  expect(readIcs('c.ics', text, ZONE, UNTIL)).toMatchObject({ events: [], rejects: [], rows: 1, blank: 1 })
})

test('the last revision of an event counts, and what is told twice counts once', () => {
  const version = (sequence: number, start: string) => [
    ...['UID:1', 'SUMMARY:a', `SEQUENCE:${sequence}`, `DTSTART:${start}`, 'DURATION:PT1H'],
  ]
  const { starts } = read(version(2, '20261203T200000'), version(1, '20261201T200000'), version(2, '20261203T200000'))
  expect(starts).toEqual(['2026-12-03T20:00+08:00'])
})

test('folded lines, escaped and forgotten line breaks, alarms, sizes and kinds in Chinese', () => {
  const { found, messages } = read([
    ...[
      'UID:1',
      'SUMMARY:双11\\, 主',
      ' 会场',
      'CATEGORIES:爆发,抖音',
      'DTSTART:20261110T200000',
      'DTEND:20261111T020000',
    ],
    ...[
      'DESCRIPTION:第一行\\nexpected_orders=1.2万',
      '第二行 category=beauty',
      'BEGIN:VALARM',
      'DURATION:PT1M',
      'END:VALARM',
    ],
    'ATTENDEE;broken',
  ])
  expect(messages).toEqual([])
  expect(found).toMatchObject([{ kind: 'salePeak', title: '双11, 主会场', expectedSize: 12_000, category: 'beauty' }])
  expect(found[0]!.endMs - found[0]!.startMs).toBe(6 * 3_600_000)
})

test('a zone that the calendar calls its own and is not the plan\u2019s is warned of', () => {
  const text = 'BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/London\nBEGIN:VEVENT\nDTSTART:20261201\nEND:VEVENT\nEND:VCALENDAR'
  const { events, warnings } = readIcs('c.ics', text, ZONE, UNTIL)
  expect(localStamp(events[0]!.startMs, ZONE)).toBe('2026-12-01T00:00+08:00')
  expect(warnings.map(describeIssue)).toEqual([
    'c.ics: "Europe/London" is the zone that the calendar names as its own; the plan\'s is Asia/Shanghai. Times that name no zone are read in that of the plan: check some of them.',
  ])
})
