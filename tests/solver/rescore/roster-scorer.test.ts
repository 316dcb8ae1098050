import { describe, expect, it } from 'vitest'
import { checkRoster } from '../../../solver/check/check-roster.ts'
import { type Assignment, orderAssignments, type Roster } from '../../../solver/domain/roster.ts'
import { type PersonShifts, RosterScorer } from '../../../solver/rescore/roster-scorer.ts'
import { editedPlan, hourAt, plannedShift } from '../../fixtures/edited-plan.ts'
import { type GoodWeek, goodWeek, withRules } from '../check/corrupt-roster.ts'
import { RULE_CASES } from '../check/rule-cases/all-cases.ts'
import { PAY_CASES } from '../check/rule-cases/pay-cases.ts'

/** Everybody's shifts of a roster, and none for those who have none there. */
const shiftsOfAll = ({ inputs, roster }: GoodWeek): PersonShifts[] =>
  inputs.employees.map(({ id }) => ({
    employeeId: id,
    assignments: roster.assignments.filter(({ employeeId }) => employeeId === id),
  }))

const ordered = ({ assignments }: Roster): Roster => ({ assignments: orderAssignments(assignments) })

/** Scores a week of which nobody's shifts were known before, person by person. */
function expectAsChecked(week: GoodWeek, before: Roster): void {
  const { inputs, requirement } = week
  const scorer = new RosterScorer({ inputs, requirement }, before)
  for (const change of shiftsOfAll(week)) scorer.changeAtOnce([change])
  expect(scorer.score).toMatchObject({ ...checkRoster(inputs, requirement, ordered(week.roster)) })
}

describe('an edit', () => {
  const good = goodWeek()

  for (const { kind, about, rule, accepts, rejects, ruleId } of RULE_CASES) {
    it(`that breaks ${kind}${about ? ` (${about})` : ''} is scored as checked`, () => {
      const base = rule ? withRules(good, rule) : good
      const [accepted, rejected] = [accepts(base), rejects(base)]
      expectAsChecked(rejected, accepted.roster)
      expectAsChecked(accepted, rejected.roster)
      const { inputs, requirement, roster } = rejected
      const { violations } = new RosterScorer({ inputs, requirement }, roster).score
      expect(violations.map((violation) => violation.ruleId)).toContain(ruleId)
    })
  }

  for (const { kind, about, rule, unpaid, paid, premiums } of PAY_CASES) {
    it(`that is paid by ${kind}${about ? ` (${about})` : ''} is scored as checked`, () => {
      const { inputs, requirement, roster } = paid(withRules(good, rule))
      expectAsChecked({ inputs, requirement, roster }, unpaid(good).roster)
      expect(new RosterScorer({ inputs, requirement }, roster).score.costs.premiums).toBe(premiums)
    })
  }
})

describe('an odd shift', () => {
  const { inputs, requirement } = editedPlan(2)
  const day = plannedShift('h1', 'day', 34)
  const hour = 3_600_000
  const whole = { kind: 'meal', paid: false, startMs: day.startMs - hour, endMs: day.endMs + hour } as const

  const odd: [string, readonly Assignment[], string][] = [
    ['of an unknown template', [{ ...day, templateId: 'gone' }], 'matchesTemplate'],
    ['at a time of no template', [{ ...day, startMs: day.startMs + 7 * 60_000 }], 'matchesTemplate'],
    ['that overlaps another', [day, plannedShift('h1', 'late', 39)], 'noOverlap'],
    ['twice the same', [day, structuredClone(day)], 'noOverlap'],
    ['all of it and more a break', [{ ...day, breaks: [whole] }], 'matchesTemplate'],
    ['that ends as it starts', [{ ...day, endMs: day.startMs }], 'matchesTemplate'],
    ['that ends before it starts', [{ ...day, endMs: day.startMs - hour }], 'matchesTemplate'],
    ['of a queue that there is not', [{ ...day, queueIds: ['gone'] }], 'requiredSkill'],
    ['before the weeks', [plannedShift('h1', 'day', -24)], 'insideWeek'],
    ['after the weeks', [plannedShift('h1', 'day', 200)], 'insideWeek'],
    [
      'with an unknown activity outside of it',
      [{ ...day, activities: [{ activityId: 'gone', startMs: hourAt(0), endMs: hourAt(1) }] }],
      'activityPlaced',
    ],
  ]
  for (const [name, assignments, kind] of odd) {
    it(`is named and never refused: ${name}`, () => {
      const scorer = new RosterScorer({ inputs, requirement }, { assignments: [] })
      const score = scorer.change([{ employeeId: 'h1', assignments }])
      expect(score).toMatchObject({ ...checkRoster(inputs, requirement, ordered({ assignments })) })
      expect(
        score.violations.filter(({ employeeId }) => employeeId === 'h1').map(({ ruleKind }) => ruleKind),
      ).toContain(kind)
      expect(scorer.change([{ employeeId: 'h1', assignments: [] }])).toMatchObject({
        ...checkRoster(inputs, requirement, { assignments: [] }),
      })
    })
  }

  it('at a training that another is at as well is one too many, until one of them leaves', () => {
    const training = { activityId: 'training', startMs: hourAt(35), endMs: hourAt(36) }
    const at = (id: string): PersonShifts => ({
      employeeId: id,
      assignments: [{ ...plannedShift(id, 'day', 34), activities: [training] }],
    })
    const scorer = new RosterScorer({ inputs, requirement }, { assignments: at('h1').assignments })
    const together = () => scorer.score.violations.filter(({ ruleId }) => ruleId === 'activityTogether')
    expect(together()).toEqual([])
    scorer.change([at('h2')])
    expect(together().map(({ size }) => size)).toEqual([1])
    const assignments = orderAssignments([...at('h1').assignments, ...at('h2').assignments])
    expect(scorer.score).toMatchObject({ ...checkRoster(inputs, requirement, { assignments }) })
    scorer.change([{ employeeId: 'h1', assignments: [] }])
    expect(together()).toEqual([])
  })

  it('of somebody who is not in the team is named, also when it is gone', () => {
    const scorer = new RosterScorer({ inputs, requirement }, { assignments: [{ ...day, employeeId: 'who' }] })
    const named = () => scorer.score.violations.filter(({ employeeId }) => employeeId === 'who')
    expect(named().map(({ message }) => message)).toEqual(['who is not in employees.csv.'])
    scorer.change([{ employeeId: 'who', assignments: [] }])
    expect(named()).toEqual([])
  })
})

describe('a score in two steps', () => {
  const { inputs, requirement } = editedPlan(4)
  const people = ['a1', 'a2', 'h1', 'h2', 'h3']
  const roster = ordered({
    assignments: people.flatMap((id) => [0, 1, 2, 3].map((each) => plannedShift(id, 'day', 24 * each + 10))),
  })
  const edit: PersonShifts = { employeeId: 'h3', assignments: [plannedShift('h3', 'late', 39)] }
  const after = ordered({
    assignments: [...roster.assignments.filter(({ employeeId }) => employeeId !== 'h3'), ...edit.assignments],
  })

  it('is exact about people at once, and about queues when it has settled', () => {
    const scorer = new RosterScorer({ inputs, requirement }, roster)
    const { violations } = scorer.score
    expect(scorer.isSettled).toBe(true)
    const atOnce = scorer.changeAtOnce([edit])
    const check = checkRoster(inputs, requirement, after)
    expect(scorer.isSettled).toBe(false)
    expect(atOnce.violations).toEqual(check.violations)
    expect(atOnce.violations).not.toEqual(violations)
    expect(atOnce.costs).toMatchObject({ wages: check.costs.wages, softRules: check.costs.softRules })
    const steps = [...scorer.settling()]
    expect(steps.length).toBeGreaterThan(1)
    expect(scorer.scoreAtOnce).toMatchObject({ ...check })
  })

  it('gives up settling when something has changed since', () => {
    const scorer = new RosterScorer({ inputs, requirement }, roster)
    const steps = scorer.settling()
    steps.next()
    scorer.changeAtOnce([edit])
    expect(steps.next().done).toBe(true)
    expect(scorer.isSettled).toBe(false)
    expect(scorer.score).toMatchObject({ ...checkRoster(inputs, requirement, after) })
  })

  it('is exact at once where nothing is overdue', () => {
    const idle = editedPlan(0)
    const scorer = new RosterScorer(idle, roster)
    expect(scorer.isSettled).toBe(true)
    const score = scorer.changeAtOnce([edit])
    expect(scorer.isSettled).toBe(true)
    expect(score).toMatchObject({ ...checkRoster(idle.inputs, idle.requirement, after) })
  })
})
