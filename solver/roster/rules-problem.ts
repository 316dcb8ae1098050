import type { Horizon } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { type Assignment, orderAssignments, type Roster } from '../domain/roster.ts'
import { LinearModel } from '../lp/linear-model.ts'
import type { Tour, TourProblem } from '../tours/tour-problem.ts'
import { coverGroups } from './limits/cover-groups.ts'
import { addTeamRules } from './limits/team-rows.ts'
import { tourContext } from './limits/tour-context.ts'
import { tourPerson } from './limits/tour-person.ts'
import { type ShiftOption, shiftOptions } from './shift-option.ts'

/** A problem of tours with the shifts that its options are. */
export interface RulesProblem {
  readonly problem: TourProblem
  /** `[option]` */
  readonly options: readonly ShiftOption[]
}

/**
 * People whose shifts only rules make demands on, and no queue: the work rules of each, and those about the team as rows
 * that all share. Penalties are whole numbers, and so are all costs where nobody is paid by the hour.
 */
export function rulesProblem(inputs: PlanInputs, horizon: Horizon): RulesProblem {
  const options = shiftOptions(inputs.settings, horizon)
  const context = tourContext(inputs, horizon, options)
  const groups = coverGroups(context.inputs)
  const groupOf = new Map(groups.flatMap(({ employees }, group) => employees.map(({ id }) => [id, group] as const)))
  const cover = new LinearModel()
  const { entries } = addTeamRules(cover, context, groups)
  const people = context.inputs.employees.map((employee) => tourPerson(context, employee, groupOf.get(employee.id)!))
  const problem = { days: context.days.length, options: context.tourOptions, people, cover, entries, costStep: 1 }
  return { options, problem }
}

/** The roster that tours come to, `[person]`; people without one have no shift. */
export function rosterOfTours({ problem, options }: RulesProblem, tours: readonly (Tour | null)[]): Roster {
  const assignments = tours.flatMap((tour, person) =>
    [...(tour ?? [])]
      .filter((option) => option >= 0)
      .map((option) => shiftOf(problem.people[person]!.id, options[option]!)),
  )
  return { assignments: orderAssignments(assignments) }
}

const shiftOf = (employeeId: string, { template, startMs, endMs }: ShiftOption): Assignment => ({
  employeeId,
  templateId: template.id,
  startMs,
  endMs,
  breaks: [],
  queueIds: [],
  pinned: false,
})
