import { describe, expect, test } from 'vitest'
import { parsePlanFolder, readPlanFolder } from '../../../server/imports/plan-folder.ts'
import { inputsFor, type PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import { plainScoreBasis, reviveScoreBasis } from '../../../solver/domain/score-basis.ts'
import { forecastFor, requirementFor, weekHorizon } from '../../../solver/plan.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

function basisOf(given: PlanInputs, week: string) {
  const horizon = weekHorizon(given, week)
  const inputs = inputsFor(given, horizon)
  return { inputs, requirement: requirementFor(inputs.settings, forecastFor(inputs, horizon)) }
}

describe('a score basis comes back number for number over JSON', () => {
  test.each([
    ['the small plan', async () => smallPlan(), SMALL_PLAN_WEEK, true],
    ['two sites', () => readPlanFolder('scenarios/two-sites'), '2026-11-09', false],
  ])('%s', async (_name, files, week, hasClosedHours) => {
    const { inputs, requirement } = basisOf(parsePlanFolder(await files()), week)
    const text = JSON.stringify(plainScoreBasis(inputs, requirement))
    const revived = reviveScoreBasis(JSON.parse(text))
    expect(revived.inputs).toEqual({ ...inputs, history: [], calendar: [], overrides: [] })
    // The sign of a zero is all that JSON drops, and both sides of this drop it.
    expect(JSON.stringify(plainScoreBasis(revived.inputs, revived.requirement))).toBe(text)
    const shapeOf = (queue: object) => Object.entries(queue).map(([key, value]) => [key, ArrayBuffer.isView(value)])
    expect(revived.requirement.queues.map(shapeOf)).toEqual(requirement.queues.map(shapeOf))
    // Closed hours have nothing to measure, which JSON has no number for.
    expect(text.includes('null')).toBe(hasClosedHours)
  })
})
