import { expect, test } from 'vitest'
import { parseCalendarIcs } from '../../../../server/imports/calendar-ics.ts'
import { localStamp } from '../../../../solver/domain/horizon.ts'

const UNTIL = Date.UTC(2000, 0)

/** First dates of a rule that starts on 1997-09-02 09:00 in New York, as the examples of RFC 5545 section 3.8.5.3 do. */
function dates(rule: string, count: number, start = '19970902T090000'): string[] {
  const lines = [`DTSTART;TZID=America/New_York:${start}`, 'DURATION:PT1H', `RRULE:${rule}`]
  const text = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')
  return parseCalendarIcs('c.ics', text, 'America/New_York', UNTIL, [])
    .slice(0, count)
    .map(({ startMs }) => localStamp(startMs, 'America/New_York').slice(2, 10))
}

test.each([
  ['FREQ=DAILY;COUNT=3', ['97-09-02', '97-09-03', '97-09-04']],
  ['FREQ=DAILY;INTERVAL=10;COUNT=3', ['97-09-02', '97-09-12', '97-09-22']],
  ['FREQ=DAILY;UNTIL=19970904T130000Z', ['97-09-02', '97-09-03', '97-09-04']],
  ['FREQ=DAILY;UNTIL=19970904T125959Z', ['97-09-02', '97-09-03']],
  ['FREQ=DAILY;UNTIL=19970903', ['97-09-02', '97-09-03']],
  [
    'FREQ=WEEKLY;UNTIL=19970917T000000Z;WKST=SU;BYDAY=TU,TH',
    ['97-09-02', '97-09-04', '97-09-09', '97-09-11', '97-09-16'],
  ],
  ['FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=TU,TH;COUNT=4', ['97-09-02', '97-09-04', '97-09-16', '97-09-18']],
  ['FREQ=MONTHLY;BYDAY=-2MO;COUNT=3', ['97-09-02', '97-09-22', '97-10-20']],
  ['FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3', ['97-09-02', '97-09-28', '97-10-29']],
  ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', ['97-09-02', '98-02-13', '98-03-13', '98-11-13', '99-08-13']],
  ['FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3;COUNT=3', ['97-09-02', '97-09-04', '97-10-07']],
  ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=3', ['97-09-02', '97-09-29', '97-10-30']],
  ['FREQ=YEARLY;BYDAY=20MO', ['97-09-02', '98-05-18', '99-05-17']],
  ['FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', ['97-09-02', '98-05-11', '99-05-17']],
  ['FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=4', ['97-09-02', '98-03-05', '98-03-12', '98-03-19']],
  ['FREQ=YEARLY;BYYEARDAY=1,-1', ['97-09-02', '97-12-31', '98-01-01', '98-12-31', '99-01-01', '99-12-31']],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', ['97-09-02']],
  ['FREQ=DAILY;INTERVAL=999999999', ['97-09-02']],
  ['FREQ=HOURLY;INTERVAL=12;COUNT=3', ['97-09-02', '97-09-02', '97-09-03']],
  ['FREQ=HOURLY;BYHOUR=9,20;COUNT=4', ['97-09-02', '97-09-02', '97-09-03', '97-09-03']],
  ['FREQ=DAILY;BYHOUR=9,20;COUNT=3', ['97-09-02', '97-09-02', '97-09-03']],
])('%s', (rule, expected) => {
  expect(dates(rule, 10)).toEqual(expected)
})

test('the start of the week decides which weeks every second one is', () => {
  const rule = 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST='
  expect(dates(`${rule}MO`, 4, '19970805T090000')).toEqual(['97-08-05', '97-08-10', '97-08-19', '97-08-24'])
  expect(dates(`${rule}SU`, 4, '19970805T090000')).toEqual(['97-08-05', '97-08-17', '97-08-19', '97-08-31'])
})
