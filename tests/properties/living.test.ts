import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../solver/check/check-roster.ts'
import type { Availability } from '../../solver/domain/employee.ts'
import type { ConflictPart } from '../../solver/domain/plan-outputs.ts'
import type { Assignment } from '../../solver/domain/roster.ts'
import type { WorkRule } from '../../solver/domain/work-rule.ts'
import { conflictsOfPeople } from '../../solver/roster/living/person-conflict.ts'
import { repairRoster } from '../../solver/roster/living/repair-roster.ts'
import { teamWeeks } from '../../solver/roster/living/team-weeks.ts'
import { TourPricer } from '../../solver/tours/tour-pricer.ts'
import { BOTH, tinyPlan } from '../solver/roster/tiny-plan.ts'

const when = (day: number, hour: number) => Date.UTC(2026, 10, 9 + day, hour - 8)
const own = { source: 'company', severity: 'hard' as const }
const RULES: readonly WorkRule[] = [
  { ...own, id: 'rest', kind: 'minRestBetweenShifts', minMinutes: 20 * 60 },
  { ...own, id: 'most', kind: 'maxMinutesPerPeriod', period: 'week', maxMinutes: 780 },
  { ...own, id: 'least', kind: 'minMinutesPerPeriod', period: 'week', minMinutes: 600 },
  { ...own, id: 'row', kind: 'maxConsecutiveDays', maxDays: 2 },
  { ...own, id: 'off', kind: 'minDaysOffPerWeek', minDays: 4 },
]
const rulesArbitrary = fc.subarray([...RULES])

const fixedArbitrary = fc
  .uniqueArray(fc.record({ day: fc.integer({ min: 0, max: 6 }), hour: fc.constantFrom(9, 11) }), {
    selector: ({ day }) => day,
    maxLength: 5,
  })
  .map((list) =>
    list.map(
      ({ day, hour }): Availability => ({
        ...{ employeeId: 'p0', kind: 'fixedShift', templateId: 'short' },
        ...{ startMs: when(day, hour), endMs: when(day, hour + 4) },
      }),
    ),
  )
const awayArbitrary = fc
  .uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 6 })
  .map((days) =>
    days.map(
      (day): Availability => ({ employeeId: 'p0', kind: 'timeOff', startMs: when(day, 0), endMs: when(day, 24) }),
    ),
  )

const isNamed = (conflict: readonly ConflictPart[]) => (entry: Availability) =>
  conflict.some(({ kind, start }) => kind === entry.kind && Date.parse(start!) === entry.startMs)

describe('laws of explained conflicts', () => {
  it('the parts named have no legal week, and have one as soon as any of them is left out', () => {
    fc.assert(
      fc.property(rulesArbitrary, fixedArbitrary, awayArbitrary, (rules, fixed, away) => {
        const plan = (some: readonly WorkRule[], availability: readonly Availability[]) =>
          tinyPlan({ people: [{ id: 'p0' }], chats: [1], tickets: [0], rules: some, inputs: { availability } })
        const given = plan(rules, [...away, ...fixed])
        const [first] = conflictsOfPeople(given.inputs, given.requirement)
        fc.pre(first !== undefined)
        const { conflict } = first!
        const named = [...away, ...fixed].filter(isNamed(conflict))
        const binding = rules.filter(({ id }) => conflict.some(({ ruleId }) => ruleId === id))
        expect(named.length + binding.length).toBe(conflict.length)
        const isLegal = (some: readonly WorkRule[], availability: readonly Availability[]) => {
          const { inputs, requirement } = plan(some, availability)
          return conflictsOfPeople(inputs, requirement).length === 0
        }
        expect(isLegal(binding, named)).toBe(false)
        for (const rule of binding)
          expect(
            isLegal(
              binding.filter((other) => other !== rule),
              named,
            ),
          ).toBe(true)
        for (const entry of named)
          expect(
            isLegal(
              binding,
              named.filter((other) => other !== entry),
            ),
          ).toBe(true)
      }),
      { numRuns: 25 },
    )
  })
})

describe('laws of repairs', () => {
  const people = [{ id: 'p0' }, { id: 'p1' }, { id: 'p2', skills: BOTH }, { id: 'p3', hourlyCost: 4200 }]
  /** Legal weeks, drawn by random rewards of the options. */
  const rewardArbitrary = fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: 84, maxLength: 84 })

  it('break no rule that was kept, never cost more than doing nothing, and cost what they promise', () => {
    fc.assert(
      fc.property(
        rulesArbitrary,
        rewardArbitrary,
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 30 }),
        (rules, rewards, day, chats) => {
          const kept = rules.filter(({ id }) => id !== 'least')
          const { inputs, requirement } = tinyPlan({ people, chats: [chats], tickets: [1], rules: kept })
          const weeks = teamWeeks(inputs, requirement.horizon)
          const pricer = new TourPricer(weeks.problem)
          const assignments = weeks.employees.flatMap(({ id, skills }, person): Assignment[] => {
            const prices = Float64Array.from(
              weeks.options,
              ({ index }) => 12_000 + rewards[(index + 21 * person) % 84]!,
            )
            return [...pricer.cheapest(person, prices)!.tour].flatMap((index) => {
              const option = weeks.options[index]
              if (!option) return []
              const breaks = option.template.breaks.map(({ kind, paid, minutes, earliestStartMinutes }) => {
                const startMs = option.startMs + earliestStartMinutes * 60_000
                return { kind, paid, startMs, endMs: startMs + minutes * 60_000 }
              })
              const { startMs, endMs } = option
              const queueIds = skills.map(({ queueId }) => queueId)
              return [
                { employeeId: id, templateId: option.template.id, startMs, endMs, breaks, queueIds, pinned: false },
              ]
            })
          })
          expect(hardViolations(checkRoster(inputs, requirement, { assignments }))).toEqual([])
          const date = new Date(when(day, 0) + 8 * 3_600_000).toISOString().slice(0, 10)
          const repair = repairRoster(inputs, requirement, { assignments }, [{ employeeId: 'p0', from: date }])
          const promised = repair.openShifts.reduce((sum, { applied }) => sum + (applied?.objectiveChange ?? 0), 0)
          const change = repair.repaired.check.objective - repair.doingNothing.check.objective
          expect(hardViolations(repair.repaired.check)).toEqual([])
          expect(change).toBeLessThanOrEqual(0)
          expect(Math.abs(change - promised)).toBeLessThanOrEqual(repair.openShifts.length)
        },
      ),
      { numRuns: 25 },
    )
  })
})
