import { describe, expect, it } from 'vitest'
import type { Violation } from '../../../solver/domain/plan-outputs.ts'
import { WORK_RULE_KINDS, type WorkRule } from '../../../solver/domain/work-rule.ts'
import {
  checkWeek,
  dayShift,
  dayShifts,
  type GoodWeek,
  goodWeek,
  violationsOf,
  withRules,
  withShifts,
} from './corrupt-roster.ts'
import { RULE_CASES } from './rule-cases/all-cases.ts'
import { PAY_CASES } from './rule-cases/pay-cases.ts'
import type { RuleCase } from './rule-cases/rule-case.ts'

const own = { source: 'company', severity: 'hard' as const }

const good = goodWeek()

/** Findings about people of whom a case says nothing are the roster's own: soft rules that it pays for. */
const foundBy = (week: GoodWeek, { ruleId, found }: RuleCase): Violation[] =>
  violationsOf(week, ruleId).filter(({ employeeId }) => employeeId === found[0]!.employeeId)

describe('work rules', () => {
  it('have an accepting and a rejecting case for every kind', () => {
    const kinds = [...RULE_CASES, ...PAY_CASES].map(({ kind }) => kind)
    expect([...new Set(kinds)].sort()).toEqual([...WORK_RULE_KINDS].sort())
    for (const { found } of RULE_CASES) expect(found.length).toBeGreaterThan(0)
  })

  it('find nothing hard in a roster that keeps them', () => {
    expect(good.roster.assignments.length).toBeGreaterThan(10)
    expect(checkWeek(good).violations.filter(({ severity }) => severity === 'hard')).toEqual([])
  })

  for (const entry of RULE_CASES) {
    const { kind, about, ruleId, rule, accepts, rejects, found } = entry
    const base = () => (rule ? withRules(good, rule) : good)
    const title = about ? `${kind} (${about})` : kind

    it(`${title} accepts what is just allowed`, () => {
      const week = accepts(base())
      expect(week.inputs.workRules.find(({ id }) => id === ruleId)?.kind).toBe(kind)
      expect(foundBy(week, entry)).toEqual([])
    })

    it(`${title} rejects what is just too much, by its size, in these words`, () => {
      const severity = base().inputs.workRules.find(({ id }) => id === ruleId)!.severity
      expect(foundBy(rejects(base()), entry)).toEqual(
        found.map((each) => ({ ...each, ruleId, ruleKind: kind, severity })),
      )
    })
  }

  for (const { kind, about, rule, unpaid, paid, premiums } of PAY_CASES) {
    const costs = (week: GoodWeek) => checkWeek(week).costs

    it(`${kind}${about ? ` (${about})` : ''} pays what is just too much, and nothing below`, () => {
      expect(rule.kind).toBe(kind)
      expect(costs(unpaid(withRules(good, rule))).premiums).toBe(0)
      expect(costs(unpaid(withRules(good, rule)))).toEqual(costs(unpaid(good)))
      const week = paid(withRules(good, rule))
      expect(costs(week).premiums).toBe(premiums)
      expect(costs(paid(good)).premiums).toBe(0)
      expect(violationsOf(week, rule.id)).toEqual([])
    })
  }

  it('do not bind people whom they do not apply to', () => {
    const night: WorkRule = {
      ...own,
      id: 'night-of-part-time',
      kind: 'noNightWork',
      fromMinute: 1320,
      toMinute: 360,
      appliesTo: { contracts: ['part-time'] },
    }
    const late = withShifts(good, 'bo', [dayShift('bo', '2026-11-10T16:00+08:00')])
    expect(violationsOf(withRules(late, night), night.id)).toEqual([])
    const { appliesTo, ...forAll } = night
    expect(appliesTo).toBeDefined()
    expect(violationsOf(withRules(late, forAll), night.id)).toHaveLength(1)
  })

  it('do not bind weeks before they are valid', () => {
    const rule: WorkRule = { ...own, id: 'four-days', kind: 'maxConsecutiveDays', maxDays: 2 }
    const week = withShifts(good, 'bo', dayShifts('bo', [9, 10, 11]))
    const forBo = (validFrom: string) =>
      violationsOf(withRules(week, { ...rule, validFrom }), rule.id).filter(({ employeeId }) => employeeId === 'bo')
    expect(forBo('2026-11-16')).toEqual([])
    expect(forBo('2026-11-09')).toHaveLength(1)
  })
})
