import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { LinearModel } from '../lp/linear-model.ts'
import type { TourProblem } from '../tours/tour-problem.ts'
import { withBreakRules } from './limits/break-rules.ts'
import { coverGroups } from './limits/cover-groups.ts'
import { addTeamRules } from './limits/team-rows.ts'
import { tourContext } from './limits/tour-context.ts'
import { tourPerson } from './limits/tour-person.ts'
import { guaranteedWages } from './limits/wage-limits.ts'
import { addPositions } from './plan-positions.ts'
import { addAllocation, addQueueRows } from './plan-queue-rows.ts'
import { shiftOptions } from './shift-option.ts'

/**
 * A plan's whole roster as one problem of tours with a linear cover: everybody's rules and wages, breaks in pooled
 * windows, agents shared out among queues, backlog, and rules about the team. It is what is written out for other solvers
 * to be asked; activities (training, meetings) are not in it. Agents are
 * shared out and breaks placed at best, so the check finds no legal roster that costs less than its optimum.
 */
export function planProblem(given: PlanInputs, requirement: Requirement): TourProblem {
  const { horizon } = requirement
  const options = shiftOptions(withBreakRules(given, horizon), horizon)
  const context = tourContext(given, horizon, options)
  const { inputs } = context
  const groups = coverGroups(inputs)
  const groupOf = new Map(groups.flatMap(({ employees }, group) => employees.map(({ id }) => [id, group] as const)))
  const cover = new LinearModel()
  cover.offset = guaranteedWages(inputs, horizon)
  const allocation = addAllocation(cover, requirement, groups)
  const entriesOf = addPositions(cover, inputs, horizon, options, groups, allocation.given)
  addQueueRows(cover, inputs, requirement, allocation)
  const team = addTeamRules(cover, context, groups)
  return {
    days: context.days.length,
    options: context.tourOptions,
    people: inputs.employees.map((employee) => tourPerson(context, employee, groupOf.get(employee.id)!)),
    cover,
    entries: (group, option) => [...entriesOf(group, option), ...team.entries(group, option)],
    costStep: 0,
  }
}
