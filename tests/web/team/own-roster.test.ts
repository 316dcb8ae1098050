import { expect, test } from 'vitest'
import type { PersonRequest, RequestSubject } from '../../../server/contracts/request.ts'
import { asksOf, type DayChoices } from '../../../web/components/ask/asks-of.ts'
import { calendarDays } from '../../../web/features/mine/ask/calendar-days.ts'
import type { OwnShift, OwnWeek } from '../../../web/features/mine/own-weeks.ts'
import { rosterChanges, seenOf, withNewWeeks } from '../../../web/features/mine/roster-changes.ts'
import { filesToKeep } from '../../../web/lib/kept-page.ts'
import { runsOfDays, toldSpan } from '../../../web/lib/local-span.ts'

const shift = (day: string, from = '09:00', to = '18:00'): OwnShift => ({
  ...{ id: day, templateId: 'day', breaks: [], queueIds: [], paidMinutes: 480, isOnCall: false },
  ...{ start: `${day}T${from}+08:00`, end: `${day}T${to}+08:00` },
})
const week = (first: string, shifts: readonly OwnShift[], runId: string | null = 'run'): OwnWeek => ({
  ...{ week: first, runId, publishedAt: null, shifts },
})
const request = (id: string, subject: RequestSubject, state: PersonRequest['state'] = 'asked'): PersonRequest => ({
  ...{ id, subject, state, kind: subject.kind, unitId: 'main', employeeId: 'an', employeeName: 'An', groupId: 'care' },
  ...{ revision: 1, askedAt: '2026-11-01T00:00:00Z', askedBy: 'An', decidedAt: null, decidedBy: null },
  ...{ answer: '', effect: null },
})

test('a span that ends at midnight ends with the day before; times are told where days are not whole', () => {
  expect(toldSpan({ start: '2026-11-09T00:00', end: '2026-11-11T00:00' })).toEqual({
    ...{ first: '2026-11-09', last: '2026-11-10', times: undefined },
  })
  expect(toldSpan({ start: '2026-11-09T18:00', end: '2026-11-10T00:00' })).toEqual({
    ...{ first: '2026-11-09', last: '2026-11-09', times: { from: '18:00', to: '24:00' } },
  })
  expect(toldSpan({ start: '2026-11-09T00:00', end: '2026-11-10T06:00' })).toEqual({
    ...{ first: '2026-11-09', last: '2026-11-10', times: { from: '00:00', to: '06:00' } },
  })
})

test('days that follow one another are one run, over the end of a month too, in whatever order they were tapped', () => {
  expect(runsOfDays(['2026-12-01', '2026-11-30', '2026-12-03', '2026-11-30'])).toEqual([
    { first: '2026-11-30', last: '2026-12-01' },
    { first: '2026-12-03', last: '2026-12-03' },
  ])
})

const CHOICES: DayChoices = { wish: 'timeOff', reason: 'unpaid', templateId: '', times: undefined }
const DAYS = ['2026-11-10', '2026-11-11', '2026-11-13']

test('whole days are asked for by run', () => {
  expect(asksOf(DAYS, CHOICES)).toEqual([
    { kind: 'timeOff', start: '2026-11-10T00:00', end: '2026-11-12T00:00', reason: 'unpaid' },
    { kind: 'timeOff', start: '2026-11-13T00:00', end: '2026-11-14T00:00', reason: 'unpaid' },
  ])
  expect(asksOf(DAYS.slice(2), { ...CHOICES, wish: 'wanted', templateId: 'late' })).toEqual([
    { kind: 'preference', what: 'wanted', start: '2026-11-13T00:00', end: '2026-11-14T00:00', templateId: 'late' },
  ])
  // A day off is of no shift, though one was chosen before.
  expect(asksOf(DAYS.slice(2), { ...CHOICES, wish: 'dayOff', templateId: 'late' })).toEqual([
    { kind: 'preference', what: 'dayOff', start: '2026-11-13T00:00', end: '2026-11-14T00:00' },
  ])
})

test('a part of each day is asked for by day, over midnight where it ends before it begins; hours of a span by run', () => {
  const night = { ...CHOICES, wish: 'unavailable', times: { from: '22:00', to: '06:00' } } as const
  expect(asksOf(DAYS.slice(0, 2), night)).toEqual([
    { kind: 'availability', what: 'unavailable', start: '2026-11-10T22:00', end: '2026-11-11T06:00' },
    { kind: 'availability', what: 'unavailable', start: '2026-11-11T22:00', end: '2026-11-12T06:00' },
  ])
  expect(asksOf(DAYS, { ...CHOICES, wish: 'preferredHours', times: { from: '09:00', to: '18:00' } })).toEqual([
    { kind: 'availability', what: 'preferredHours', start: '2026-11-10T09:00', end: '2026-11-11T18:00' },
    { kind: 'availability', what: 'preferredHours', start: '2026-11-13T09:00', end: '2026-11-13T18:00' },
  ])
})

test('the calendar marks the days of what stands, and not of what was refused or withdrawn', () => {
  const off = { kind: 'timeOff', start: '2026-11-10T00:00', end: '2026-11-12T00:00', reason: 'paid' } as const
  const named = { ...shift('2026-11-13'), id: 's', employeeId: 'an', templateName: 'Day' }
  const swap = { kind: 'swap', shift: named, colleagueId: null, colleagueName: null, offeredToGroup: true } as const
  const requests = [
    request('off', off),
    request('refused', off, 'refused'),
    request('withdrawn', off, 'withdrawn'),
    request('swap', { ...swap, returnDates: [], returnShift: null }, 'agreed'),
  ]
  const weeks = [week('2026-11-09', [shift('2026-11-09')]), week('2026-11-16', [], null)]
  const days = calendarDays(weeks, requests, 3)
  expect(days.map((row) => row.length)).toEqual([7, 7, 7])
  expect(days[0]?.map((day) => day.requests.map(({ id }) => id).join())).toEqual(['', 'off', 'off', '', 'swap', '', ''])
  expect(days[0]?.map((day) => day.shifts.length)).toEqual([1, 0, 0, 0, 0, 0, 0])
  expect(days.map((row) => row[0]?.isPublished)).toEqual([true, false, false])
})

test('a change is a day whose shifts are others than were seen; weeks that were not out have none', () => {
  const before = [week('2026-11-09', [shift('2026-11-09'), shift('2026-11-11')])]
  const now = [
    week('2026-11-09', [shift('2026-11-09'), shift('2026-11-11', '10:00', '19:00'), shift('2026-11-12')]),
    week('2026-11-16', [shift('2026-11-16')]),
  ]
  const seen = seenOf(before)
  expect(rosterChanges(seen, before, '2026-11-09')).toEqual([])
  expect(rosterChanges(seen, now, '2026-11-09')).toEqual([
    { day: '2026-11-11', before: [{ ...seen.shifts[1] }] },
    { day: '2026-11-12', before: [] },
  ])
  // Of days that are over nothing is told any more.
  expect(rosterChanges(seen, now, '2026-11-12').map(({ day }) => day)).toEqual(['2026-11-12'])
  expect(rosterChanges(seenOf(now), now, '2026-11-09')).toEqual([])
})

test('a week that goes out is seen as it is; later changes of it are told, and those before it stay untold', () => {
  const first = withNewWeeks(undefined, seenOf([week('2026-11-09', [shift('2026-11-09')])]))
  const now = [week('2026-11-09', [shift('2026-11-10')]), week('2026-11-16', [shift('2026-11-16')])]
  const seen = withNewWeeks(first, seenOf(now))
  expect(rosterChanges(seen, now, '2026-11-09').map(({ day }) => day)).toEqual(['2026-11-09', '2026-11-10'])
  const later = [now[0]!, week('2026-11-16', [])]
  expect(rosterChanges(seen, later, '2026-11-11').map(({ day }) => day)).toEqual(['2026-11-16'])
})

test('of what the page fetched its own files are kept, each once: nothing of the API, nothing of others', () => {
  const fetched = [
    'http://here/assets/main-1.js',
    'http://here/assets/main-1.js',
    'http://here/api/own/shifts?from=2026-11-09',
    'http://here/',
    'http://elsewhere/assets/a.js',
    '/assets/b.css',
  ]
  expect(filesToKeep(fetched, 'http://here')).toEqual(['/assets/b.css', '/assets/main-1.js'])
})
