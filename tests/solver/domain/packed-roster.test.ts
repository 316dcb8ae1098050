import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayHorizon, horizonEnd, MS_PER_MINUTE } from '../../../solver/domain/horizon.ts'
import { packRoster, unpackRoster } from '../../../solver/domain/packed-roster.ts'
import type { Assignment, PlacedBreak, Roster } from '../../../solver/domain/roster.ts'
import { siteHorizon } from '../../../solver/domain/site.ts'

const PEOPLE = ['an', 'bo', '丁']
/** A site across the date line begins its days hours before the horizon, in the week of its clock change. */
const HORIZON = dayHorizon('2026-11-02', 7, 15, 'Asia/Shanghai')
const SITE = siteHorizon(HORIZON, 'America/Los_Angeles')

const span = (from: number, to: number) =>
  fc
    .record({ start: fc.integer({ min: 0, max: 200 }), minutes: fc.integer({ min: 1, max: 900 }) })
    .map(({ start, minutes }) => {
      const startMs = from + ((start * (to - from)) / 200 / MS_PER_MINUTE) * MS_PER_MINUTE
      const whole = Math.round(startMs / MS_PER_MINUTE) * MS_PER_MINUTE
      return { startMs: whole, endMs: whole + minutes * MS_PER_MINUTE }
    })

const assignment: fc.Arbitrary<Assignment> = fc
  .record({
    employeeId: fc.constantFrom(...PEOPLE),
    templateId: fc.constantFrom('day', 'late', 'on-call', ''),
    times: fc.oneof(span(HORIZON.startsAt, horizonEnd(HORIZON)), span(SITE.startsAt, horizonEnd(SITE))),
    queueIds: fc.uniqueArray(fc.constantFrom('chat', 'phone', 'a|b', '"')).map((ids) => ids.sort()),
    pinned: fc.boolean(),
    onCall: fc.boolean(),
  })
  .chain(({ times, onCall, ...shift }) =>
    fc
      .record({
        breaks: fc.array(
          fc
            .tuple(fc.constantFrom('meal', 'rest'), fc.boolean(), span(times.startMs, times.endMs))
            .map(([kind, paid, at]): PlacedBreak => ({ kind, paid, ...at }) as PlacedBreak),
          { maxLength: 3 },
        ),
        activities: fc.array(
          fc
            .tuple(fc.constantFrom('training', 'meeting'), span(times.startMs, times.endMs))
            .map(([activityId, at]) => ({ activityId, ...at })),
          { maxLength: 2 },
        ),
      })
      .map(({ breaks, activities }) => ({
        ...{ ...shift, ...times, breaks },
        ...(activities.length > 0 && { activities }),
        ...(onCall && { onCall }),
      })),
  )

const people = PEOPLE.map((id) => ({ id }))
const overJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))

test('a roster comes back as it was, over JSON and whatever is in it', () => {
  let activities = 0
  let early = 0
  fc.assert(
    fc.property(fc.array(assignment, { maxLength: 12 }), (assignments) => {
      const roster: Roster = { assignments }
      const packed = overJson({ horizon: HORIZON, people, ...packRoster(roster, HORIZON, people) })
      expect(unpackRoster(packed)).toEqual(roster)
      activities += packed.activities.length
      early += packed.shifts.filter(([, , start]) => start! < 0).length
    }),
  )
  expect(activities).toBeGreaterThan(50)
  expect(early).toBeGreaterThan(10)
})

test('templates and queue sets are told once, and a shift is a line of whole numbers', () => {
  const at = (hour: number) => HORIZON.startsAt + hour * 60 * MS_PER_MINUTE
  const shift = (employeeId: string, queueIds: string[], hour: number): Assignment => ({
    ...{ employeeId, queueIds, templateId: 'day', startMs: at(hour), endMs: at(hour + 9), pinned: employeeId === 'bo' },
    breaks: [{ kind: 'rest', paid: true, startMs: at(hour + 2), endMs: at(hour + 2) + 15 * MS_PER_MINUTE }],
  })
  const assignments = [shift('bo', ['chat', 'phone'], 8), shift('an', ['chat', 'phone'], 32), shift('an', ['chat'], 56)]
  expect(packRoster({ assignments }, HORIZON, people)).toEqual({
    templates: ['day'],
    queueSets: [['chat', 'phone'], ['chat']],
    shifts: [
      [1, 0, 480, 540, 0, 1, 0, 1, 1, 120, 15],
      [0, 0, 1920, 540, 0, 0, 0, 1, 1, 120, 15],
      [0, 0, 3360, 540, 1, 0, 0, 1, 1, 120, 15],
    ],
    activities: [],
  })
})

test("somebody else's shift is refused, for it would be lost", () => {
  const shift = fc.sample(assignment, 1)[0]!
  expect(() => packRoster({ assignments: [{ ...shift, employeeId: 'eve' }] }, HORIZON, people)).toThrow(
    'A shift is of "eve", who is not among the people.',
  )
})
