import { expect, test } from 'vitest'
import { checkRoster, hardViolations } from '../../../solver/check/check-roster.ts'
import type { QueueRequirement } from '../../../solver/domain/requirement-outputs.ts'
import { workRuleSchema } from '../../../solver/domain/work-rule.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import { provedBound } from '../../../solver/roster/proved-bound.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import { tinyPlan } from './tiny-plan.ts'

const engine = await createHighsEngine()
const people = ['a', 'b', 'c'].map((id) => ({ id, contractId: 'full' }))

/** Two people are wanted from 9 to 16, and nobody from 13 to 14, four hours into a shift. */
const quietAtOne = (queue: QueueRequirement): QueueRequirement =>
  queue.kind === 'deferred'
    ? queue
    : {
        ...queue,
        scheduledAgents: queue.scheduledAgents.map((_, interval) => {
          const hour = interval % 24
          return hour >= 9 && hour < 16 && hour !== 13 ? 2 : 0
        }),
      }

/** Meals may begin two to four hours into a long shift; a rule that binds some wants them after two. */
function lateMeals(fields: object) {
  const rule = workRuleSchema.parse({
    ...{ id: 'early-meal', kind: 'minBreaks', source: 'test', breakKind: 'meal' },
    ...{ longerThanMinutes: 300, breakMinutes: 60, latestStartMinutes: 120, ...fields },
  })
  const { inputs, requirement: plain } = tinyPlan({ people, chats: [6], tickets: [0], rules: [rule] })
  const requirement = { ...plain, queues: plain.queues.map(quietAtOne) }
  const made = scheduleRoster(inputs, requirement, { engine, seed: 1, gap: 0, isOutOfTime: () => false })
  const check = checkRoster(inputs, requirement, made.roster)
  expect(hardViolations(check)).toEqual([])
  expect(made.objectiveBound).toBeLessThanOrEqual(check.objective + 3)
  expect(provedBound(inputs, requirement, made.servicePrices)).toBeCloseTo(made.objectiveBound, 4)
  return made.roster.assignments
    .filter(({ startMs, breaks }) => breaks.some((item) => item.startMs > startMs + 120 * 60_000))
    .map(({ employeeId }) => employeeId)
}

test('a rule about when breaks begin binds the roster where it is hard, and those whom it names', () => {
  expect(lateMeals({ longerThanMinutes: 600 }).length).toBeGreaterThan(0)
  expect(lateMeals({})).toEqual([])
  const late = lateMeals({ appliesTo: { employees: ['a', 'b'] } })
  expect(new Set(late)).toEqual(new Set(['c']))
})

test('a soft rule about when breaks begin is broken only where that is worth its price', () => {
  expect(lateMeals({ severity: 'soft', penaltyPerUnit: 1_000_000 })).toEqual([])
  expect(lateMeals({ severity: 'soft', penaltyPerUnit: 1 }).length).toBeGreaterThan(0)
})
