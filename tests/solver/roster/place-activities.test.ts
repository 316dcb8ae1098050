import { beforeAll, describe, expect, it } from 'vitest'
import { checkRoster, hardViolations } from '../../../solver/check/check-roster.ts'
import { activitySchema } from '../../../solver/domain/activity.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import type { LpEngine } from '../../../solver/lp/lp-engine.ts'
import { scheduleRoster } from '../../../solver/roster/schedule-roster.ts'
import { SOFT, tinyPlan } from './tiny-plan.ts'

let engine: LpEngine
beforeAll(async () => {
  engine = await createHighsEngine()
})

const meeting = activitySchema.parse({ id: 'meeting', minutes: 60, maxTogether: 1 })
/** Four people in a day's chats that are many at first and few later. */
function rosterWith(activities: readonly (typeof meeting)[]) {
  const people = Array.from({ length: 4 }, (_, index) => ({ id: `p${index}`, contractId: 'full' }))
  const { inputs, requirement } = tinyPlan({ people, chats: [14, 2], tickets: [0], rules: SOFT, days: 4 })
  const withActivities = { ...inputs, settings: { ...inputs.settings, activities: [...activities] } }
  const { roster } = scheduleRoster(withActivities, requirement, {
    ...{ engine, seed: 1, gap: 0.01 },
    isOutOfTime: () => false,
  })
  return { roster, check: checkRoster(withActivities, requirement, roster) }
}

describe('placeActivities', () => {
  it('gives everybody who works the activity once, one after the other, where nobody is missed', () => {
    const { roster, check } = rosterWith([meeting])
    const placed = roster.assignments.flatMap(({ employeeId, activities = [] }) =>
      activities.map((activity) => ({ employeeId, ...activity })),
    )
    const workers = new Set(roster.assignments.map(({ employeeId }) => employeeId))
    expect(workers.size).toBeGreaterThan(1)
    expect(new Set(placed.map(({ employeeId }) => employeeId))).toEqual(workers)
    expect(placed).toHaveLength(workers.size)
    expect(new Set(placed.map(({ startMs }) => startMs)).size).toBe(placed.length)
    expect(hardViolations(check)).toEqual([])
    expect(check.costs.understaffing).toBe(rosterWith([]).check.costs.understaffing)
  })

  it('leaves those without who have no time for it', () => {
    const early = activitySchema.parse({ id: 'early', minutes: 60, from: '05:00', to: '06:00' })
    const { roster, check } = rosterWith([early])
    expect(roster.assignments.length).toBeGreaterThan(2)
    expect(roster.assignments.every(({ activities = [] }) => activities.length === 0)).toBe(true)
    expect(hardViolations(check)).toEqual([])
  })
})
