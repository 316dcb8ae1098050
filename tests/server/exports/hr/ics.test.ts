import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import type { RosterToExport } from '../../../../server/exports/hr/export-parts.ts'
import { icsFiles, icsNames } from '../../../../server/exports/hr/ics.ts'
import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { eightHours, mappingOf, rosterToExport, shiftOf } from '../../../fixtures/roster-to-export.ts'
import { shiftAt, twoSites } from '../../../fixtures/two-sites.ts'

const STAMP_MS = Date.UTC(2026, 8, 25, 18)

/** Events as a calendar program reads them, with the zones of the file itself. */
function readEvents(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const zones = calendar.getAllSubcomponents('vtimezone').map((zone) => new ICAL.Timezone(zone))
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    const instantOf = (property: 'dtstart' | 'dtend') => {
      const own = component.getFirstProperty(property)!
      const time = own.getFirstValue() as ICAL.Time
      const id = own.getFirstParameter('tzid')
      if (id) time.zone = zones.find(({ tzid }) => tzid === id)!
      return time.toJSDate().getTime()
    }
    const stamp = component.getFirstPropertyValue('dtstamp') as ICAL.Time
    return {
      ...{ startMs: instantOf('dtstart'), endMs: instantOf('dtend'), uid: event.uid, sequence: event.sequence },
      ...{ summary: event.summary, description: event.description, stampMs: stamp.toJSDate().getTime() },
      isStampUtc: stamp.zone === ICAL.Timezone.utcTimezone,
    }
  })
}

const spansOf = (shifts: readonly { startMs: number; endMs: number }[]) =>
  shifts.map(({ startMs, endMs }) => [new Date(startMs).toISOString(), new Date(endMs).toISOString()])

describe('calendars', () => {
  const shifts = eightHours('an', ['2026-09-28', '2026-10-02'])
  const plan = { '- id: day': '- id: day\n    name: { zh-CN: 白班, en: Day }' }
  const given = rosterToExport({ week: '2026-09-28', shifts, plan })

  it('have a file for each person with shifts, and the same instants when they are read back', () => {
    const { files } = icsFiles(given, STAMP_MS)
    expect([...files.keys()]).toEqual(['shifts-an.ics'])
    const events = readEvents(files.get('shifts-an.ics')!)
    expect(spansOf(events)).toEqual(spansOf(shifts))
    expect(events[0]).toMatchObject({
      ...{ uid: 'an.2026-09-28.1@tideline', summary: '白班', stampMs: STAMP_MS, isStampUtc: true },
      description: '用餐 13:00-14:00 (不带薪)\n服务: chat',
    })
    expect(files.get('shifts-an.ics')).toContain('X-WR-CALNAME:安安 排班')
  })

  it('are in the language asked for', () => {
    const [event] = readEvents(icsFiles({ ...given, language: 'en' }, STAMP_MS).files.get('shifts-an.ics')!)
    expect(event).toMatchObject({ summary: 'Day', description: 'Meal 13:00-14:00 (unpaid)\nServes: chat' })
  })

  it('keep the ids of shifts that moved within their day, under a later sequence', () => {
    const moved = { ...given, roster: { assignments: [shiftOf('an', '2026-09-28T12:00+08:00', 9, 3), shifts[1]!] } }
    const before = readEvents(icsFiles(given, STAMP_MS).files.get('shifts-an.ics')!)
    const after = readEvents(icsFiles(moved, STAMP_MS + 60_000).files.get('shifts-an.ics')!)
    expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid))
    expect(after[0]!.sequence).toBe(before[0]!.sequence + 1)
    expect(after[0]!.startMs).not.toBe(before[0]!.startMs)
  })
})

describe('where clocks change', () => {
  const site = 'America/Los_Angeles'

  function atSite(week: string, assignments: readonly Assignment[]): RosterToExport {
    const { inputs } = twoSites({ zone: 'Asia/Shanghai', site, week, people: ['h1', 'a1'] })
    const horizon = dayHorizon(week, 7, 60, 'Asia/Shanghai')
    return { inputs, horizon, roster: { assignments }, mapping: mappingOf(), language: 'en' }
  }

  it.each([
    ['spring', '2026-03-09', ['2026-03-07T23:00-08:00', '2026-03-08T23:00-07:00']],
    ['autumn', '2026-11-02', ['2026-10-31T23:00-07:00', '2026-11-01T23:00-08:00']],
  ])('shifts across the night of the %s change keep their instants', (_season, week, starts) => {
    const shifts = starts.map((start) => shiftAt('a1', 'night', start))
    const text = icsFiles(atSite(week, shifts), STAMP_MS).files.get('shifts-a1.ics')!
    expect(text).toContain('TZID:America/Los_Angeles')
    expect(text).toContain('BEGIN:DAYLIGHT')
    expect(spansOf(readEvents(text))).toEqual(spansOf(shifts))
  })

  it('a shift from the second 01:00 on is told apart from the first', () => {
    const shifts = ['2026-11-01T01:00-07:00', '2026-11-01T01:00-08:00'].map((start) => shiftAt('a1', 'late', start))
    for (const shift of shifts) {
      const text = icsFiles(atSite('2026-11-02', [shift]), STAMP_MS).files.get('shifts-a1.ics')!
      expect(spansOf(readEvents(text))).toEqual(spansOf([shift]))
    }
  })
})

describe('names of calendar files', () => {
  const namesOf = (...ids: readonly string[]) => {
    const nameOf = icsNames({ employees: ids.map((id) => ({ id }) as never) })
    return ids.map(nameOf)
  }

  it('hold no path and no sign that a disk refuses', () => {
    expect(namesOf('../../etc/passwd', 'a:b', 'con', '李欣怡')).toEqual([
      ...['shifts-.._.._etc_passwd.ics', 'shifts-a_b.ics', 'shifts-con.ics', 'shifts-李欣怡.ics'],
    ])
  })

  it('differ also without capitals, and fit a disk', () => {
    const [first, second, long] = namesOf('An', 'an', '𠮷'.repeat(64))
    expect([first, second]).toEqual(['shifts-An.ics', 'shifts-an-2.ics'])
    expect(Buffer.byteLength(long!)).toBeLessThan(255)
  })
})
