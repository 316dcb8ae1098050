import { expect, test } from 'vitest'
import type { Publication } from '../../server/contracts/publication.ts'
import type { RunRoster } from '../../server/contracts/run-result.ts'
import type { OwnShifts, PublishedShift } from '../../server/contracts/team.ts'
import {
  calendarName,
  nextShift,
  ownWeeks,
  publishedWeeks,
  standingFrom,
  weekStartOf,
} from '../../web/features/mine/own-weeks.ts'

const publication = (runId: string, week: string, weeks: number, supersededAt: string | null = null): Publication => ({
  ...{ id: runId, planId: 'plan', runId, week, weeks, rosterSha256: '', override: null, supersededAt },
  ...{ publishedAt: '2026-11-01T00:00:00Z', publishedBy: 'test', publisher: 'test', supersededByRunId: null },
})

const shift = (employeeId: string, day: string, hours = [9, 18]): RunRoster['assignments'][number] => ({
  ...{ employeeId, templateId: 'day', breaks: [], queueIds: ['chat'], pinned: false, paidMinutes: 480 },
  start: `${day}T${String(hours[0]).padStart(2, '0')}:00+08:00`,
  end: `${day}T${String(hours[1]).padStart(2, '0')}:00+08:00`,
})

const PUBLICATIONS = [
  publication('later', '2026-11-30', 1),
  publication('two', '2026-11-09', 2),
  publication('old', '2026-11-16', 1, '2026-11-02T00:00:00Z'),
  publication('past', '2026-11-02', 1),
]
const ROSTERS = new Map([
  ['two', { assignments: [shift('an', '2026-11-10'), shift('bo', '2026-11-10'), shift('an', '2026-11-17')] }],
  ['later', { assignments: [shift('an', '2026-12-01')] }],
  ['old', { assignments: [shift('an', '2026-11-18')] }],
])

test('weeks from this one on, each by the roster that stands for it, and the next one although it is not out', () => {
  const weeks = ownWeeks('an', '2026-11-16', PUBLICATIONS, ROSTERS)
  expect(weeks.map(({ week, runId, shifts }) => [week, runId, shifts.map(({ start }) => start.slice(0, 10))])).toEqual([
    ['2026-11-16', 'two', ['2026-11-17']],
    ['2026-11-23', null, []],
    ['2026-11-30', 'later', ['2026-12-01']],
  ])
  expect(standingFrom(PUBLICATIONS, '2026-11-16').map(({ runId }) => runId)).toEqual(['two', 'later'])
})

test("nothing of anybody else's is kept, nor what the list does not show", () => {
  const [week] = ownWeeks('an', '2026-11-09', PUBLICATIONS, ROSTERS)
  expect(week?.shifts).toHaveLength(1)
  expect(Object.keys(week!.shifts[0]!).sort()).toEqual(
    ['breaks', 'end', 'id', 'isOnCall', 'paidMinutes', 'queueIds', 'start', 'templateId'].sort(),
  )
})

test('a shift at a site a day apart is in the week of its day in the roster', () => {
  const sunday = { ...shift('an', '2026-11-15', [20, 23]), planDay: '2026-11-16' }
  const rosters = new Map([['two', { assignments: [sunday] }]])
  const shifts = ownWeeks('an', '2026-11-09', PUBLICATIONS, rosters).map((week) => week.shifts.length)
  expect(shifts.slice(0, 2)).toEqual([0, 1])
})

const published = (employeeId: string, day: string, unitId = 'main'): PublishedShift => ({
  ...{ id: `${employeeId} ${day}`, unitId, employeeId, groupId: 'care', zone: 'Asia/Shanghai', onCall: false },
  ...{ templateId: 'day', templateName: 'Day', breaks: [], activities: [], paidMinutes: 480, paidCost: null },
  ...{ queues: [{ id: 'chat', name: 'Chat' }], publicationId: 'p' },
  ...{ start: `${day}T09:00+08:00`, end: `${day}T18:00+08:00` },
})

const OWN: OwnShifts = {
  published: [
    {
      ...{ publicationId: 'p', unitId: 'main', runId: 'run', week: '2026-11-15', weeks: 2, currency: 'CNY' },
      ...{ publishedAt: '2026-11-01T00:00:00Z', rosterSha256: '' },
    },
  ],
  shifts: [
    published('an', '2026-11-14'),
    published('an', '2026-11-15'),
    published('bo', '2026-11-16'),
    published('an', '2026-11-17', 'other'),
    published('an', '2026-11-23'),
    published('an', '2026-12-06'),
  ],
}

test('what the server says of one person is told by the weeks of its rosters, whatever day they start on', () => {
  expect(weekStartOf(OWN.published)).toBe(7)
  const weeks = publishedWeeks({ unitId: 'main', employeeId: 'an' }, '2026-11-17', OWN)
  expect(weeks.map(({ week, runId, shifts }) => [week, runId, shifts.map(({ id }) => id)])).toEqual([
    ['2026-11-15', 'run', ['an 2026-11-15']],
    ['2026-11-22', 'run', ['an 2026-11-23']],
    // Out of every known roster, and shown all the same: somebody expects the person.
    ['2026-12-06', null, ['an 2026-12-06']],
  ])
  expect(weeks[0]?.shifts[0]?.queueIds).toEqual(['chat'])
})

test('who works by no published roster still sees this week and the next, from Monday on', () => {
  const weeks = publishedWeeks({ unitId: 'main', employeeId: 'an' }, '2026-11-18', { published: [], shifts: [] })
  expect(weeks.map(({ week, runId }) => [week, runId])).toEqual([
    ['2026-11-16', null],
    ['2026-11-23', null],
  ])
})

test('the next shift is the one being worked until it ends', () => {
  const weeks = ownWeeks('an', '2026-11-09', PUBLICATIONS, ROSTERS)
  const at = (text: string) => nextShift(weeks, Date.parse(text))?.start.slice(0, 10)
  expect(at('2026-11-09T08:00+08:00')).toBe('2026-11-10')
  expect(at('2026-11-10T17:59+08:00')).toBe('2026-11-10')
  expect(at('2026-11-10T18:00+08:00')).toBe('2026-11-17')
  expect(at('2026-12-24T08:00+08:00')).toBeUndefined()
})

test('a calendar file is offered only under a name that the server gives it too', () => {
  expect(calendarName('pre-01', ['pre-01', 'pre-02'])).toBe('shifts-pre-01.ics')
  expect(calendarName('E 7', ['E 7'])).toBeUndefined()
  expect(calendarName('e7', ['e7', 'E7'])).toBeUndefined()
})
