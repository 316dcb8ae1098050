import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkRoster } from '../../../../solver/check/check-roster.ts'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../../../../solver/domain/roster.ts'
import type { DayUnderWay } from '../../../../solver/intraday/suggestions/situation.ts'
import { suggestActions } from '../../../../solver/intraday/suggestions/suggest-actions.ts'
import type { Suggestion } from '../../../../solver/intraday/suggestions/suggestion.ts'
import { tickets } from '../../staffing/plan-samples.ts'
import { at, line, mealAt, shiftOf, situationOf } from './day-sample.ts'

const RUNS = 25
const QUEUES = [
  line({ overflow: [{ group: 'back', afterSeconds: 60 }] }),
  line({ id: 'chat-line', priority: 4 }),
  tickets({ openHours: [{ from: '09:00', to: '20:00' }] }),
]
const IDS = ['phone', 'chat-line', 'tickets']
const SETTINGS = {
  groups: [{ id: 'care' }, { id: 'back' }],
  levers: [{ kind: 'botDeflection', queue: 'phone', share: 0.2 }],
  activities: [{ id: 'meeting', minutes: 60, maxTogether: 3 }],
  contracts: [
    {
      ...{ id: 'hourly', guaranteedMinutesPerWeek: 300, ordinaryMinutesPerWeek: 600 },
      ...{ overtimePremium: 0.5, maxOvertimeMinutesPerWeek: 300 },
    },
  ],
  workRules: [
    { id: 'rest', kind: 'minRestBetweenShifts', minMinutes: 660, source: 'test' },
    { id: 'week', kind: 'maxOvertimeMinutesPerWeek', source: 'test' },
    { id: 'present', kind: 'minPresence', from: '09:00', to: '17:00', agents: 3, source: 'test' },
    { id: 'hours', kind: 'preferredHours', severity: 'soft', penaltyPerUnit: 500, source: 'test' },
    { id: 'budget', kind: 'minutesBudget', maxMinutes: 3000, severity: 'soft', penaltyPerUnit: 10, source: 'test' },
  ],
}

const person = fc.record({
  works: fc.constantFrom('day', 'day', 'plain', 'plain', 'late', 'none'),
  nextDay: fc.boolean(),
  mealAt: fc.integer({ min: 22, max: 28 }),
  meetingAt: fc.option(fc.integer({ min: 18, max: 32 }), { freq: 3 }),
  queueIds: fc.subarray(IDS, { minLength: 1 }),
  pinned: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
  isBack: fc.boolean(),
  isAway: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
})
const days = fc.record({
  people: fc.array(person, { minLength: 8, maxLength: 16 }),
  asOf: fc.integer({ min: 108, max: 180 }).map((fiveMinutes) => fiveMinutes / 12),
  loads: fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 3, maxLength: 3 }),
  busyAt: fc.integer({ min: 10, max: 17 }),
  seed: fc.nat(1000),
})
type Drawn = typeof days extends fc.Arbitrary<infer Value> ? Value : never

function shiftsOf(id: string, one: Drawn['people'][number]): Assignment[] {
  const { works, queueIds, pinned } = one
  const isWhole = works === 'day' || works === 'plain'
  const meal = works === 'day' ? mealAt(one.mealAt / 2) : []
  const startMs = at((one.meetingAt ?? 0) / 2)
  const isFree = isWhole && meal.every((item) => item.endMs <= startMs || startMs + 3_600_000 <= item.startMs)
  const meeting =
    one.meetingAt !== null && isFree && startMs <= at(16)
      ? [{ activityId: 'meeting', startMs, endMs: startMs + 3_600_000 }]
      : []
  const changes = {
    templateId: works,
    breaks: meal,
    queueIds,
    pinned,
    ...(meeting.length > 0 && { activities: meeting }),
  }
  return [
    ...(works === 'none' ? [] : [shiftOf(id, works === 'late' ? 15 : 9, works === 'late' ? 4 : 8, changes)]),
    ...(one.nextDay ? [shiftOf(id, 33, 8, { queueIds })] : []),
  ]
}

function dayOf({ people, asOf, loads, busyAt }: Drawn): DayUnderWay {
  const ids = people.map((_, number) => `a${String(number).padStart(2, '0')}`)
  return situationOf({
    queues: QUEUES,
    settings: SETTINGS,
    volume: (id, hour) => {
      const isBusy = hour >= busyAt && hour < busyAt + 2
      return hour >= 9 && hour < 19 ? loads[IDS.indexOf(id)]! * (isBusy ? 2 : 1) : 0
    },
    roster: people.flatMap((one, number) => shiftsOf(ids[number]!, one)),
    others: ids,
    person: (id) => ({ group: people[ids.indexOf(id)]!.isBack ? 'back' : 'care' }),
    availability: people.flatMap(({ isAway, works }, number) =>
      isAway && works === 'none' ? [{ employeeId: ids[number]!, kind: 'timeOff', startMs: at(0), endMs: at(24) }] : [],
    ),
    asOfHour: asOf,
    untilHour: 20,
    backlog: new Map([['tickets', 10]]),
  })
}

const suggestFor = (situation: DayUnderWay, seed: number) =>
  suggestActions(situation, { seed, replications: 6, most: 9, callInMinutes: 30 })

const rosterAfter = ({ roster }: DayUnderWay, { changes }: Suggestion): Roster => {
  const changed = new Set(changes.map(({ employeeId }) => employeeId))
  const kept = roster.assignments.filter(({ employeeId }) => !changed.has(employeeId))
  return { assignments: orderAssignments([...kept, ...changes.flatMap(({ assignments }) => assignments)]) }
}

function hardSizes(violations: readonly Violation[]): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { severity, ruleId, employeeId = '', size } of violations)
    if (severity === 'hard') sizes.set(`${ruleId} ${employeeId}`, (sizes.get(`${ruleId} ${employeeId}`) ?? 0) + size)
  return sizes
}

/** What of a shift lies before an instant, queues apart. */
function past(shifts: readonly Assignment[], asOf: number) {
  return orderAssignments(shifts)
    .filter(({ startMs }) => startMs < asOf)
    .map(({ startMs, endMs, breaks, activities = [] }) => ({
      startMs,
      endMs: Math.min(endMs, asOf),
      away: [...breaks, ...activities].filter((item) => item.startMs < asOf),
    }))
}

test('no suggestion breaks a hard rule more, changes what was, or touches a pinned shift; its cost is the check’s', () => {
  const kinds = new Map<string, number>()
  fc.assert(
    fc.property(days, (drawn) => {
      const situation = dayOf(drawn)
      const { inputs, requirement, roster, asOf } = situation
      const standing = checkRoster(inputs, requirement, roster)
      const before = hardSizes(standing.violations)
      for (const suggestion of suggestFor(situation, drawn.seed)) {
        kinds.set(suggestion.kind, (kinds.get(suggestion.kind) ?? 0) + 1)
        const after = rosterAfter(situation, suggestion)
        const check = checkRoster(inputs, requirement, after)
        for (const [rule, size] of hardSizes(check.violations))
          expect(size, `${suggestion.id}: ${rule}`).toBeLessThanOrEqual((before.get(rule) ?? 0) + 1e-6)
        expect(Math.abs(check.costs.wages - standing.costs.wages - suggestion.cost)).toBeLessThanOrEqual(1)
        expect(Math.abs(check.costs.softRules - standing.costs.softRules - suggestion.softCost)).toBeLessThanOrEqual(1)
        expect(past(after.assignments, asOf)).toEqual(past(roster.assignments, asOf))
        const pinned = (shifts: readonly Assignment[]) => orderAssignments(shifts.filter((shift) => shift.pinned))
        expect(pinned(after.assignments)).toEqual(pinned(roster.assignments))
        const moved = new Set(suggestion.moves.map(({ before: shift }) => shift))
        for (const shift of roster.assignments) expect(after.assignments.includes(shift)).toBe(!moved.has(shift))
      }
    }),
    { numRuns: RUNS },
  )
  // Laws about nothing would hold as well.
  expect([...kinds.keys()]).toEqual(expect.arrayContaining(['moveBreak', 'openSkill', 'callIn', 'extendShift']))
  expect([...kinds.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(RUNS)
})

test('every suggestion is proved, has an id of its own, and none is worse than another at no lower price', () => {
  let told = 0
  fc.assert(
    fc.property(days, (drawn) => {
      const found = suggestFor(dayOf(drawn), drawn.seed)
      told += found.length
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
      const mending = found.filter(({ kind }) => kind !== 'releaseEarly')
      for (const { lateAvoidedInSpans, lateAvoided, effects, spans } of mending) {
        expect(lateAvoidedInSpans.lower95).toBeGreaterThan(0)
        expect(lateAvoided.mean).toBeGreaterThan(0)
        const failing = new Set(spans.map(({ queueId }) => queueId))
        expect(
          effects
            .filter(({ span }) => span !== null)
            .map(({ queueId }) => queueId)
            .sort(),
        ).toEqual([...failing].sort())
      }
      const rostered = mending.filter(({ operations, harm }) => operations.length === 0 && harm.length === 0)
      for (const one of rostered)
        for (const other of rostered) {
          if (JSON.stringify(one.spans) !== JSON.stringify(other.spans)) continue
          if (other.cost + other.softCost <= one.cost + one.softCost)
            expect(other.lateAvoided.mean).toBeLessThanOrEqual(one.lateAvoided.mean)
        }
      for (const { cost, spans } of found.filter(({ kind }) => kind === 'releaseEarly')) {
        expect(cost).toBeLessThan(0)
        expect(spans.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: RUNS },
  )
  expect(told).toBeGreaterThan(RUNS)
})

test('the same day gives the same suggestions, in whatever order shifts, people and requests are given', () => {
  let told = 0
  fc.assert(
    fc.property(days, (drawn) => {
      const situation = dayOf(drawn)
      const { inputs, roster } = situation
      const found = suggestFor(situation, drawn.seed)
      told += found.length
      const turned: DayUnderWay = structuredClone({
        ...situation,
        inputs: {
          ...inputs,
          employees: inputs.employees.toReversed(),
          availability: inputs.availability.toReversed(),
        },
        roster: { assignments: roster.assignments.toReversed() },
      })
      expect(suggestFor(turned, drawn.seed)).toEqual(found)
    }),
    { numRuns: 12 },
  )
  expect(told).toBeGreaterThan(10)
})
