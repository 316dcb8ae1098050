import { describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../solver/check/check-roster.ts'
import { type Assignment, orderAssignments, type Roster } from '../../../solver/domain/roster.ts'
import { workRuleSchema } from '../../../solver/domain/work-rule.ts'
import { RosterScorer, type ScoreBasis } from '../../../solver/rescore/roster-scorer.ts'
import type { OpenShiftCandidates } from '../../../solver/rescore/shift-candidates.ts'
import { editedPlan, plannedShift } from '../../fixtures/edited-plan.ts'

const rule = (fields: object) => workRuleSchema.parse({ source: 'test', ...fields })

const RULES = [
  rule({ id: 'fits', kind: 'matchesTemplate' }),
  rule({ id: 'skill', kind: 'requiredSkill' }),
  rule({ id: 'rest', kind: 'minRestBetweenShifts', minMinutes: 660 }),
  rule({ id: 'week', kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes: 1500 }),
  rule({ id: 'asked', kind: 'dayOffRequest', severity: 'soft', penaltyPerUnit: 5000 }),
  rule({ id: 'unused', kind: 'guaranteedMinutes', severity: 'soft', penaltyPerUnit: 100 }),
  rule({ id: 'leads', kind: 'minPresence', appliesTo: { roles: ['lead'] }, from: '10:00', to: '18:00', agents: 1 }),
  rule({ id: 'most', kind: 'shiftCover', templates: ['day'], agents: 0, surplusPenalty: 300 }),
]

/** A plan with few rules, most people at home, and nothing that waits: there a single dispatch is exact. */
function plan(rules = RULES): ScoreBasis {
  const { inputs, requirement } = editedPlan(0.8)
  const home = inputs.employees.map((employee) => ({ ...employee, group: employee.id === 'a1' ? 'away' : 'home' }))
  const queues = requirement.queues.map((queue) =>
    queue.kind === 'instant'
      ? queue
      : { ...queue, openingBacklog: 0, volume: queue.volume.map(() => 0), dueByEnd: queue.dueByEnd.map(() => 0) },
  )
  return {
    inputs: { ...inputs, employees: home, workRules: rules, previousRoster: [] },
    requirement: { ...requirement, queues },
  }
}

const TUESDAY = 34
const open = (shift: Assignment): Assignment => ({ ...shift, employeeId: '' })
const shifts = [
  // h1 rests too little for the shift, h2 works at the time.
  plannedShift('h1', 'late', 15 + 24 * 0 + 8),
  plannedShift('h2', 'late', TUESDAY + 5),
]
const roster: Roster = { assignments: orderAssignments(shifts) }
const found = (basis = plan(), shift = open(plannedShift('h3', 'day', TUESDAY)), most?: number): OpenShiftCandidates =>
  new RosterScorer(basis, roster).candidatesFor(shift, most)

describe('candidates for an open shift', () => {
  it('are measured as the check measures the roster with them on it', () => {
    const basis = plan()
    const check = (assignments: readonly Assignment[]) =>
      checkRoster(basis.inputs, basis.requirement, { assignments: orderAssignments(assignments) })
    const before = check(roster.assignments)
    const { candidates } = found(basis)
    expect(candidates.map(({ employeeId }) => employeeId).sort()).toEqual(['a2', 'h3'])
    for (const { assignment, costChange, objectiveChange, restoredAgentHours, employeeId, ...more } of candidates) {
      const after = check([...roster.assignments, assignment])
      expect(hardViolations(after).length).toBeLessThanOrEqual(hardViolations(before).length)
      const money = ({ costs }: typeof after) => costs.wages + costs.softRules
      expect(Math.abs(costChange - (money(after) - money(before)))).toBeLessThanOrEqual(1)
      expect(Math.abs(objectiveChange - (after.objective - before.objective))).toBeLessThanOrEqual(1)
      const missing = ({ coverage }: typeof after) =>
        coverage.reduce((sum, { netStaffing }) => netStaffing.reduce((all, net) => all + Math.max(0, -net), sum), 0)
      expect(restoredAgentHours).toBeCloseTo(missing(before) - missing(after), 6)
      expect(restoredAgentHours).toBeGreaterThan(0)
      expect(more.overtimeMinutes).toBe(0)
      expect(more.newViolations.every(({ severity }) => severity === 'soft')).toBe(true)
      expect(assignment.queueIds).toEqual([...assignment.queueIds].sort())
      expect(assignment).toMatchObject({ employeeId, pinned: false })
    }
    const order = candidates.map(({ objectiveChange }) => objectiveChange)
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    // A day shift more is one too many at a price, which is new.
    expect(candidates[0]!.newViolations.map(({ ruleId }) => ruleId)).toContain('most')
  })

  it('leave out whom a rule, work or time off keeps from it, each counted under the first reason', () => {
    // a1 is on time off from hour 30 to 60.
    expect(found().keptOut).toEqual([
      { why: 'rule', ruleId: 'rest', people: 1 },
      { why: 'unavailable', people: 1 },
      { why: 'working', people: 1 },
    ])
    expect(found(plan(RULES.filter(({ id }) => id !== 'rest'))).candidates).toHaveLength(3)
  })

  it('are only those whom the template is for and who have a skill, and no more than asked for', () => {
    const phone = { ...open(plannedShift('h3', 'day', TUESDAY)), queueIds: ['phone'] }
    const { candidates, keptOut } = found(plan(), phone)
    expect(candidates.map(({ employeeId }) => employeeId).sort()).toEqual(['a2', 'h3'])
    expect(keptOut.map(({ why }) => why)).toEqual(['rule'])
    expect(found(plan(), phone, 1).candidates).toEqual(candidates.slice(0, 1))
    const { inputs, requirement } = plan()
    const shiftTemplates = inputs.settings.shiftTemplates.map((template) => ({ ...template, roles: ['nobody'] }))
    const forNobody = { inputs: { ...inputs, settings: { ...inputs.settings, shiftTemplates } }, requirement }
    expect(found(forNobody, phone)).toEqual({ candidates: [], keptOut: [] })
  })

  it('count a hard rule about people together that would be broken more', () => {
    const hard = rule({ id: 'budget', kind: 'minutesBudget', maxMinutes: 1000 })
    const { candidates, keptOut } = found(plan([...RULES, hard]))
    expect(candidates).toEqual([])
    expect(keptOut).toContainEqual({ why: 'rule', ruleId: 'budget', people: 2 })
  })

  it('leave the score as it was', () => {
    const basis = plan()
    const scorer = new RosterScorer(basis, roster)
    const before = structuredClone(scorer.score)
    scorer.candidatesFor(open(plannedShift('h3', 'day', TUESDAY)))
    expect(scorer.score).toEqual(before)
    const score = scorer.change([{ employeeId: 'h2', assignments: [] }])
    expect(score).toMatchObject({ ...checkRoster(basis.inputs, basis.requirement, { assignments: [shifts[0]!] }) })
  })

  it('of a shift that somebody has are worth what they add to the roster without it', () => {
    const basis = plan()
    const own = plannedShift('h3', 'day', TUESDAY)
    const having = new RosterScorer(basis, { assignments: orderAssignments([...shifts, own]) })
    const { candidates } = having.candidatesFor(own)
    const openly = found(basis).candidates.find(({ employeeId }) => employeeId === 'a2')!
    expect(candidates.map(({ employeeId }) => employeeId)).toEqual(['a2'])
    expect(candidates[0]!.restoredAgentHours).toBeCloseTo(openly.restoredAgentHours, 6)
    expect(candidates[0]!.costChange).toBe(openly.costChange)
    // One day shift for another is none too many.
    const isNew = ({ newViolations }: typeof openly) => newViolations.some(({ ruleId }) => ruleId === 'most')
    expect([isNew(openly), isNew(candidates[0]!)]).toEqual([true, false])
  })
})
