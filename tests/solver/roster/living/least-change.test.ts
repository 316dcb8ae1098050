import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../../solver/check/check-roster.ts'
import { createHighsEngine } from '../../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../../solver/lp/lp-engine.ts'
import { guaranteedWages } from '../../../../solver/roster/limits/wage-limits.ts'
import { changeFrontier } from '../../../../solver/roster/living/least-change.ts'
import { reoptimiseRoster } from '../../../../solver/roster/living/reoptimise-roster.ts'
import { rescheduleRoster } from '../../../../solver/roster/living/reschedule-roster.ts'
import {
  costOfChanges,
  personDay,
  type RosterPreferences,
  rosterChanges,
} from '../../../../solver/roster/living/roster-preferences.ts'
import { scheduleRoster } from '../../../../solver/roster/schedule-roster.ts'
import { BOTH, tinyPlan } from '../tiny-plan.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})
const options = () => ({ engine, seed: 1, gap: 0.01, isOutOfTime: () => false })
const people = [{ id: 'p0' }, { id: 'p1' }, { id: 'p2', skills: BOTH }, { id: 'p3' }]
const price = { perPersonDay: 2000, noticeDays: 0, shortNoticeFactor: 1, latePay: [] }

/** A roster made for one demand, and the plan with another. */
function changed(chats: readonly number[]) {
  const before = tinyPlan({ people, chats: [10, 2, 10, 2, 10, 2, 2], tickets: [1] })
  const given = scheduleRoster(before.inputs, before.requirement, options()).roster
  const { inputs, requirement } = tinyPlan({ people, chats, tickets: [1] })
  return { inputs, requirement, given }
}
const OTHERS = [2, 10, 2, 14, 2, 10, 2]

describe('re-optimising with least change', () => {
  it('changes nothing where nothing changed and changes cost', () => {
    const { inputs, requirement, given } = changed([10, 2, 10, 2, 10, 2, 2])
    const preferences = { given, locked: new Set<string>(), price: { ...price, perPersonDay: 1e6 } }
    const { roster } = reoptimiseRoster(inputs, requirement, preferences, given, () => false)
    expect(roster).toEqual(given)
  })

  it('shows cost against number of changes: more changes cost less, dearer changes are fewer', () => {
    const { inputs, requirement, given } = changed(OTHERS)
    const preferences: RosterPreferences = { given, locked: new Set(), price }
    const known = [scheduleRoster(inputs, requirement, options()).roster]
    const points = changeFrontier(inputs, requirement, preferences, { known, isOutOfTime: () => false })
    expect(points.length).toBeGreaterThan(1)
    points.slice(1).forEach((point, index) => {
      expect(point.personDays).toBeGreaterThan(points[index]!.personDays)
      expect(point.objective).toBeLessThan(points[index]!.objective)
    })
    expect(points.at(-1)!.objective).toBeLessThan(checkRoster(inputs, requirement, given).objective)
  })

  it('keeps locked days, breaks no rule, and its bound holds with the price of changes', () => {
    const { inputs, requirement, given } = changed(OTHERS)
    const locked = new Set(['2026-11-09', '2026-11-10', '2026-11-12'].map((date) => personDay('p1', date)))
    const preferences = { given, locked, price }
    const { roster, objectiveBound } = rescheduleRoster(inputs, requirement, preferences, options())
    const check = checkRoster(inputs, requirement, roster)
    const changes = rosterChanges(given, roster, () => requirement.horizon.zone)
    expect(hardViolations(check)).toEqual([])
    expect(changes.filter(({ employeeId, date }) => locked.has(personDay(employeeId, date)))).toEqual([])
    const cost = costOfChanges(changes, price, () => requirement.horizon, inputs.employees)
    expect(objectiveBound).toBeLessThanOrEqual(check.objective + cost + 2.5)
  })

  it('mends shifts that were changed by hand against their template', () => {
    const { inputs, requirement, given } = changed([10, 2, 10, 2, 10, 2, 2])
    const [first, second, ...others] = given.assignments
    const stretched = { ...first!, endMs: first!.endMs + 3_600_000 }
    const withoutBreaks = { ...second!, breaks: [] }
    const standing = { assignments: [stretched, withoutBreaks, ...others] }
    const broken = hardViolations(checkRoster(inputs, requirement, standing)).map(({ employeeId }) => employeeId)
    expect(broken).toContain(first!.employeeId)
    const preferences = { given: standing, locked: new Set<string>(), price: { ...price, perPersonDay: 1e6 } }
    const { roster } = reoptimiseRoster(inputs, requirement, preferences, standing, () => false)
    expect(hardViolations(checkRoster(inputs, requirement, roster))).toEqual([])
    expect(rosterChanges(standing, roster, () => requirement.horizon.zone)).toEqual([])
  })

  it('counts the cost that the checker counts', () => {
    const { inputs, requirement, given } = changed(OTHERS)
    const preferences = { given, locked: new Set<string>() }
    const { roster, cost } = reoptimiseRoster(inputs, requirement, preferences, given, () => false)
    const { objective } = checkRoster(inputs, requirement, roster)
    expect(Math.abs(cost + guaranteedWages(inputs, requirement.horizon) - objective)).toBeLessThan(3)
  })
})
