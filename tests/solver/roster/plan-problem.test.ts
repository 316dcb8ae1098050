import { expect, test } from 'vitest'
import { parsePlanFolder } from '../../../server/imports/plan-folder.ts'
import { checkRoster } from '../../../solver/check/check-roster.ts'
import { inputsFor } from '../../../solver/domain/plan-inputs.ts'
import { type Assignment, orderAssignments } from '../../../solver/domain/roster.ts'
import { createHighsEngine } from '../../../solver/lp/highs.ts'
import { forecastFor, requirementFor, weekHorizon } from '../../../solver/plan.ts'
import { planProblem } from '../../../solver/roster/plan-problem.ts'
import { breakStarts, shiftOptions } from '../../../solver/roster/shift-option.ts'
import { directModel, toursOf } from '../../../solver/tours/direct-model.ts'
import { SMALL_PLAN_WEEK, smallPlan } from '../../fixtures/small-plan.ts'

test('the shifts of the direct model of a small plan are legal, and cost the check what the model says or little more', {
  timeout: 120_000,
}, async () => {
  const given = parsePlanFolder(smallPlan())
  const horizon = weekHorizon(given, SMALL_PLAN_WEEK)
  const inputs = inputsFor(given, horizon)
  const requirement = requirementFor(inputs.settings, forecastFor(inputs, horizon))
  const problem = planProblem(inputs, requirement)
  const direct = directModel(problem)
  const answer = (await createHighsEngine()).solve(direct.model)
  expect(answer.termination).toBe('optimal')

  const options = shiftOptions(inputs.settings, horizon)
  const shifts = toursOf(problem, direct, answer.values!).flatMap((tour, person) =>
    [...tour].flatMap((option) => (option < 0 ? [] : [{ person, option: options[option]! }])),
  )
  expect(shifts.length).toBeGreaterThan(15)
  const check = (placeOf: 'first' | 'last') => {
    const assignments = shifts.map(({ person, option }): Assignment => {
      const item = option.template.breaks[0]!
      const starts = breakStarts(option.startMs, item, horizon)
      const startMs = placeOf === 'first' ? starts[0]! : starts.at(-1)!
      return {
        employeeId: inputs.employees[person]!.id,
        templateId: option.template.id,
        startMs: option.startMs,
        endMs: option.endMs,
        breaks: [{ kind: item.kind, paid: item.paid, startMs, endMs: startMs + item.minutes * 60_000 }],
        queueIds: inputs.employees[person]!.skills.map(({ queueId }) => queueId),
        pinned: false,
      }
    })
    return checkRoster(inputs, requirement, { assignments: orderAssignments(assignments) })
  }

  // The model places breaks and shares agents out at best, so a roster with its shifts costs as much or a little more.
  for (const checked of [check('first'), check('last')]) {
    expect(checked.violations.filter(({ severity }) => severity === 'hard')).toEqual([])
    expect(checked.objective).toBeGreaterThan(answer.objective - 3)
    expect(checked.objective).toBeLessThan(1.05 * answer.objective)
    expect(checked.costs.wages + checked.costs.softRules).toBeLessThan(answer.objective)
  }
})
