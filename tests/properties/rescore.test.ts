import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRoster } from '../../solver/check/check-roster.ts'
import type { CheckResult } from '../../solver/domain/plan-outputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../../solver/domain/roster.ts'
import { unmetNeeds } from '../../solver/domain/unmet-needs.ts'
import { WORK_RULE_KINDS } from '../../solver/domain/work-rule.ts'
import { type RosterScore, RosterScorer } from '../../solver/rescore/roster-scorer.ts'
import { editedPlan, hourAt, plannedShift } from '../fixtures/edited-plan.ts'

const RUNS = 30
const MINUTE = 60_000

const plans = [editedPlan(1), editedPlan(4)]
/** The last is in nobody's team. */
const people = [...plans[0]!.inputs.employees.map(({ id }) => id), 'stranger']

/** Anything that somebody might drag a shift into, legal or not. */
const oddShift = fc.record({
  templateId: fc.constantFrom('day', 'late', 'stand-by', 'unknown'),
  /** Multiples of five minutes from a day before the horizon to a day after it. */
  from: fc.integer({ min: -288, max: 8 * 288 }),
  length: fc.integer({ min: 1, max: 200 }),
  breaks: fc.array(
    fc.record({ at: fc.integer({ min: -30, max: 150 }), minutes: fc.constantFrom(15, 30, 60, 95), paid: fc.boolean() }),
    { maxLength: 3 },
  ),
  activities: fc.array(
    fc.record({ id: fc.constantFrom('training', 'meeting', 'unknown'), at: fc.integer({ min: -5, max: 100 }) }),
    { maxLength: 2 },
  ),
  onCall: fc.boolean(),
  queueIds: fc.subarray(['chat', 'phone', 'tickets', 'unknown']),
  pinned: fc.boolean(),
})

const edits = fc.array(
  fc.record({
    person: fc.nat(people.length - 1),
    change: fc.oneof(
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('odd' as const), shift: oddShift }) },
      {
        weight: 3,
        arbitrary: fc.record({
          ...{ kind: fc.constant('planned' as const), templateId: fc.constantFrom('day', 'late', 'stand-by') },
          fromHour: fc.integer({ min: 0, max: 160 }),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), which: fc.nat(9) }) },
      {
        weight: 2,
        arbitrary: fc.record({
          ...{ kind: fc.constant('move' as const), which: fc.nat(9), minutes: fc.constantFrom(-1445, -20, 35, 720) },
          stretch: fc.constantFrom(0, 25, -100),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('empty' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('same' as const) }) },
    ),
  }),
  { minLength: 3, maxLength: 6 },
)
type Edit = (typeof edits extends fc.Arbitrary<infer Value> ? Value : never)[number]

const cases = fc.record({
  plan: fc.nat(plans.length - 1),
  start: fc.array(fc.record({ person: fc.nat(4), day: fc.nat(6), late: fc.boolean() }), { maxLength: 20 }),
  edits,
})

function oddly(
  employeeId: string,
  { from, length, ...shift }: typeof oddShift extends fc.Arbitrary<infer S> ? S : never,
) {
  const startMs = hourAt(0) + 5 * from * MINUTE
  const span = (at: number, minutes: number) => ({
    startMs: startMs + 5 * at * MINUTE,
    endMs: startMs + (5 * at + minutes) * MINUTE,
  })
  const { templateId, onCall, queueIds, pinned } = shift
  const result: Assignment = {
    ...{ employeeId, templateId, startMs, endMs: startMs + 5 * length * MINUTE, queueIds, pinned },
    breaks: shift.breaks.map(({ at, minutes, paid }) => ({ kind: 'rest', paid, ...span(at, minutes) })),
    activities: shift.activities.map(({ id, at }) => ({ activityId: id, ...span(at, 60) })),
    ...(onCall && { onCall }),
  }
  return result
}

function edited(own: readonly Assignment[], { person, change }: Edit): readonly Assignment[] {
  const id = people[person]!
  const moved = (shift: Assignment, minutes: number, stretch: number): Assignment => ({
    ...shift,
    startMs: shift.startMs + minutes * MINUTE,
    endMs: shift.endMs + (minutes + stretch) * MINUTE,
  })
  switch (change.kind) {
    case 'odd':
      return [...own, oddly(id, change.shift)]
    case 'planned':
      return id === 'stranger' ? own : [...own, plannedShift(id, change.templateId, change.fromHour)]
    case 'remove':
      return own.toSpliced(change.which % Math.max(1, own.length), 1)
    case 'move':
      return own.map((shift, index) =>
        index === change.which % own.length ? moved(shift, change.minutes, change.stretch) : shift,
      )
    case 'empty':
      return []
    case 'same':
      return structuredClone(own)
  }
}

const rosterOf = (shiftsOf: ReadonlyMap<string, readonly Assignment[]>): Roster => ({
  assignments: orderAssignments([...shiftsOf.values()].flat()),
})

const asChecked = ({ violations, costs, objective, coverage }: RosterScore): CheckResult => ({
  ...{ violations, costs, objective, coverage },
})

describe('the score of a roster being edited', () => {
  it('is about a rule of every kind', () => {
    const kinds = new Set(plans[0]!.inputs.workRules.map(({ kind }) => kind))
    expect([...kinds].sort()).toEqual([...WORK_RULE_KINDS].sort())
  })

  it('is what the check says of the roster as it then is, to the last bit', () => {
    const broken = new Set<string>()
    let [unsettled, untold] = [0, 0]
    fc.assert(
      fc.property(cases, ({ plan, start, edits: steps }) => {
        const { inputs, requirement } = plans[plan]!
        const shiftsOf = new Map<string, readonly Assignment[]>(people.map((id) => [id, []]))
        for (const { person, day, late } of start) {
          const id = people[person]!
          const shift = plannedShift(id, late ? 'late' : 'day', 24 * day + (late ? 15 : 8))
          shiftsOf.set(id, [...shiftsOf.get(id)!, shift])
        }
        const scorer = new RosterScorer({ inputs, requirement }, rosterOf(shiftsOf))
        expect(asChecked(scorer.score)).toEqual(checkRoster(inputs, requirement, rosterOf(shiftsOf)))
        for (const step of steps) {
          const id = people[step.person]!
          const before = scorer.score
          const assignments = edited(shiftsOf.get(id)!, step)
          shiftsOf.set(id, assignments)
          // A copy, as it comes out of another thread.
          scorer.changeAtOnce(structuredClone([{ employeeId: id, assignments }]))
          if (!scorer.isSettled) unsettled++
          const check = checkRoster(inputs, requirement, rosterOf(shiftsOf))
          expect(asChecked(scorer.score)).toEqual(check)
          expect(scorer.score.unmet).toEqual(unmetNeeds(requirement, check.coverage))
          for (const { ruleKind } of check.violations) broken.add(ruleKind)
          if (before.objective !== check.objective) untold++
        }
      }),
      { numRuns: RUNS },
    )
    // A scorer that was told nothing would have been wrong this often.
    expect(untold).toBeGreaterThan(RUNS)
    expect(unsettled).toBeGreaterThan(RUNS)
    const breakable = plans[0]!.inputs.workRules.filter(({ severity }) => severity !== 'pay').map(({ kind }) => kind)
    expect([...broken].sort()).toEqual(expect.arrayContaining([...new Set(breakable)].sort()))
    const structural = ['knownEmployee', 'insideWeek', 'activityPlaced', 'activityOnce']
    expect([...broken]).toEqual(expect.arrayContaining(structural))
  })
})
