import { describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../../solver/check/check-roster.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type WorkRule, workRuleSchema } from '../../../../solver/domain/work-rule.ts'
import type { Absence } from '../../../../solver/roster/living/absence.ts'
import { repairRoster } from '../../../../solver/roster/living/repair-roster.ts'
import { BOTH, TICKETS, type TinyPlan, tinyPlan } from '../tiny-plan.ts'

const when = (day: number, hour: number) => Date.UTC(2026, 10, 9 + day, hour - 8)
const shift = (employeeId: string, day: number, hour = 9, pinned = false): Assignment => ({
  employeeId,
  templateId: 'short',
  startMs: when(day, hour),
  endMs: when(day, hour + 4),
  breaks: [],
  queueIds: ['chat'],
  pinned,
})
const own = { source: 'company', severity: 'hard' as const }
const SHORT = { id: 'short', startTimes: ['09:00', '11:00'], lengthMinutes: 240 }
/** Two agents are needed from 9 to 16. */
const PLAN: TinyPlan = {
  people: [{ id: 'p0' }, { id: 'p1' }, { id: 'p2' }],
  chats: [10],
  tickets: [0],
  templates: [SHORT],
}

function repair(plan: TinyPlan, shifts: readonly Assignment[], absences: readonly Absence[]) {
  const { inputs, requirement } = tinyPlan(plan)
  const roster = { assignments: shifts }
  return { ...repairRoster(inputs, requirement, roster, absences), requirement }
}

const words = (changes: readonly { employeeId: string; date: string; from?: Assignment; to?: Assignment }[]) =>
  changes.map(({ employeeId, date, from, to }) => {
    const hour = (of: Assignment | undefined) => (of ? String(((of.startMs - when(0, 0)) / 3_600_000) % 24) : 'off')
    return `${employeeId} ${date.slice(8)} ${hour(from)}>${hour(to)}`
  })

describe('repairRoster', () => {
  it('gives the shift to somebody who is free, and measures what that comes to', () => {
    const found = repair(PLAN, [shift('p0', 0), shift('p1', 0)], [{ employeeId: 'p0', from: '2026-11-09' }])
    const [open] = found.openShifts
    expect(found.openShifts).toHaveLength(1)
    expect(words(open!.applied!.changes)).toEqual(['p2 09 off>9'])
    expect(open!.applied).toMatchObject({ kind: 'take', rosterCost: 12_000, overtimeMinutes: 0 })
    expect(open!.applied!.restoredAgentHours).toBeCloseTo(4, 9)
    expect(words(found.changes)).toEqual(['p0 09 9>off', 'p2 09 off>9'])
    expect(hardViolations(found.repaired.check)).toEqual([])
  })

  it('promises exactly what the checker then finds', () => {
    const found = repair(PLAN, [shift('p0', 0), shift('p1', 0)], [{ employeeId: 'p0' }])
    const promised = found.openShifts.reduce((sum, { applied }) => sum + (applied?.objectiveChange ?? 0), 0)
    expect(found.repaired.check.objective - found.doingNothing.check.objective).toBe(promised)
    expect(promised).toBeLessThan(0)
  })

  it('ranks candidates by what the whole then costs', () => {
    const people = [{ id: 'p0' }, { id: 'p1' }, { id: 'p2', hourlyCost: 4000 }, { id: 'p3' }]
    const found = repair({ ...PLAN, people }, [shift('p0', 0), shift('p1', 0)], [{ employeeId: 'p0' }])
    const { candidates } = found.openShifts[0]!
    expect(words(candidates[0]!.changes)).toEqual(['p3 09 off>9'])
    expect(candidates.map(({ objectiveChange }) => objectiveChange)).toEqual(
      candidates.map(({ objectiveChange }) => objectiveChange).sort((a, b) => a - b),
    )
    const dearer = candidates.find(({ changes }) => words(changes).join() === 'p2 09 off>9')!
    expect(dearer.objectiveChange - candidates[0]!.objectiveChange).toBe(4000)
  })

  describe('under rules about the team', () => {
    const lead = { hourlyCost: 9000, roles: ['lead'] }
    const people = [{ id: 'p0', ...lead }, { id: 'p1' }, { id: 'p2', ...lead }, { id: 'p3' }]
    const presence = (fields: object): WorkRule =>
      workRuleSchema.parse({
        ...{ id: 'a-lead', kind: 'minPresence', source: 'company', from: '09:00', to: '13:00', agents: 1 },
        ...{ appliesTo: { roles: ['lead'] }, ...fields },
      })
    const shifts = [1, 2, 3].flatMap((day) => [shift('p0', day), shift('p1', day)])
    const absent = [{ employeeId: 'p0', from: '2026-11-10', to: '2026-11-10' }]
    const repaired = (rule: WorkRule, most = absent) => repair({ ...PLAN, people, rules: [rule] }, shifts, most)
    const takers = (found: ReturnType<typeof repair>) => found.openShifts.map(({ applied }) => words(applied!.changes))

    it('puts those first whom a hard one asks for, whatever they cost', () => {
      expect(takers(repaired(presence({ agents: 0 })))).toEqual([['p3 10 off>9']])
      const found = repaired(presence({ weekdays: [2] }))
      expect(takers(found)).toEqual([['p2 10 off>9']])
      expect(found.brokenBefore.map(({ ruleId }) => ruleId)).toEqual(['a-lead'])
      expect(hardViolations(found.repaired.check)).toEqual([])
      const [best, ...others] = found.openShifts[0]!.candidates
      const cheaper = others.filter(({ objectiveChange }) => objectiveChange < best!.objectiveChange)
      expect(cheaper.map(({ changes }) => words(changes))).toContainEqual(['p3 10 off>9'])
    })

    it('weighs what a soft one costs, as the checker does', () => {
      const soft = (penaltyPerUnit: number) => presence({ weekdays: [2], severity: 'soft', penaltyPerUnit })
      expect(takers(repaired(soft(100)))).toEqual([['p3 10 off>9']])
      const found = repaired(soft(20_000))
      expect(takers(found)).toEqual([['p2 10 off>9']])
      for (const { repaired: after, doingNothing, openShifts } of [found, repaired(soft(100))]) {
        const promised = openShifts.reduce((sum, { applied }) => sum + applied!.objectiveChange, 0)
        expect(after.check.objective - doingNothing.check.objective).toBe(promised)
      }
    })
  })

  it('swaps two people when the only one who is free may not take the shift', () => {
    // p2 may not start at 9 after 11 to 15 the day before; p1 may, and p2 takes over from him.
    const rest: WorkRule = { ...own, id: 'rest', kind: 'minRestBetweenShifts', minMinutes: 19 * 60 }
    const shifts = [shift('p0', 1, 9), shift('p1', 1, 11), shift('p2', 0, 11)]
    const found = repair({ ...PLAN, chats: [2], rules: [rest] }, shifts, [{ employeeId: 'p0' }])
    const [open] = found.openShifts
    expect(open!.keptOut).toEqual([
      { why: 'rule', ruleId: 'rest', people: 1 },
      { why: 'working', people: 1 },
    ])
    expect(open!.applied!.kind).toBe('chain')
    expect(words(open!.applied!.changes)).toEqual(['p1 10 11>9', 'p2 10 off>11'])
    expect(hardViolations(found.repaired.check)).toEqual([])
  })

  it('leaves the shift open, and says so, when nobody may take it', () => {
    const people = [{ id: 'p0' }, { id: 'p1', skills: TICKETS }]
    const found = repair({ ...PLAN, people }, [shift('p0', 0)], [{ employeeId: 'p0' }])
    expect(found.openShifts).toMatchObject([{ candidates: [], waysFound: 0, keptOut: [] }])
    expect(found.openShifts[0]!.applied).toBeUndefined()
    expect(found.repaired).toBe(found.doingNothing)
    expect(found.doingNothing.unmet.some(({ start }) => start === '2026-11-09T09:00+08:00')).toBe(true)
  })

  it('leaves a shift open that nobody needs', () => {
    const found = repair({ ...PLAN, chats: [0] }, [shift('p0', 0)], [{ employeeId: 'p0' }])
    const [open] = found.openShifts
    expect(open!.candidates.length).toBeGreaterThan(0)
    expect(open!.candidates.every(({ objectiveChange }) => objectiveChange >= 0)).toBe(true)
    expect(open!.applied).toBeUndefined()
  })

  it('never touches pinned shifts', () => {
    const rest: WorkRule = { ...own, id: 'rest', kind: 'minRestBetweenShifts', minMinutes: 19 * 60 }
    const shifts = [shift('p0', 1, 9), shift('p1', 1, 11, true), shift('p2', 0, 11, true)]
    const found = repair({ ...PLAN, rules: [rest] }, shifts, [{ employeeId: 'p0' }])
    const touched = found.openShifts.flatMap(({ candidates }) => candidates.flatMap(({ changes }) => changes))
    expect(touched.filter(({ from }) => from?.pinned)).toEqual([])
  })

  it('counts overtime and whose skills fit', () => {
    const people = [{ id: 'p0' }, { id: 'p1', skills: BOTH }]
    const worked = [0, 1, 2, 3].map((day) => shift('p1', day))
    const found = repair({ ...PLAN, people }, [...worked, shift('p0', 4)], [{ employeeId: 'p0' }])
    expect(found.openShifts[0]!.applied).toMatchObject({ overtimeMinutes: 240, rosterCost: 18_000 })
  })

  it('counts an absence from the end of the shift that was begun the evening before', () => {
    const night = { id: 'night', startTimes: ['22:00'], lengthMinutes: 240 }
    const late = { ...shift('p0', 0, 22), templateId: 'night' }
    const plan = { ...PLAN, templates: [SHORT, night] }
    const found = repair(plan, [late, shift('p0', 1, 11)], [{ employeeId: 'p0', from: '2026-11-10' }])
    expect(found.openShifts.map((open) => open.shift.startMs)).toEqual([when(1, 11)])
    expect(hardViolations(found.repaired.check)).toEqual([])
  })

  it('refuses people and days that are not there', () => {
    expect(() => repair(PLAN, [], [{ employeeId: 'p9', from: '2026-12-01' }])).toThrow(
      '"2026-12-01" is not a day of the roster, 2026-11-09 to 2026-11-15. Write absences as EMPLOYEE, EMPLOYEE:DATE or ' +
        'EMPLOYEE:FROM:TO.\n"p9" is not a person of this plan. Name who is absent by the id of employees.csv.',
    )
    expect(() => repair(PLAN, [], [{ employeeId: 'p0', from: '2026-11-11', to: '2026-11-10' }])).toThrow(
      '"2026-11-11:2026-11-10" ends before it begins. Write the first day of an absence before its last.',
    )
  })

  it('answers with the same bytes every time', () => {
    const shifts = [shift('p0', 0), shift('p1', 0), shift('p0', 2)]
    const once = repair(PLAN, shifts, [{ employeeId: 'p0' }])
    expect(JSON.stringify(repair(PLAN, shifts, [{ employeeId: 'p0' }]))).toBe(JSON.stringify(once))
    expect(checkRoster(once.inputs, once.requirement, once.repaired.roster)).toEqual(once.repaired.check)
  })
})
