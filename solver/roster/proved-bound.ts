import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { Requirement } from '../domain/requirement-outputs.ts'
import { withBreakRules } from './limits/break-rules.ts'
import { tourContext } from './limits/tour-context.ts'
import { tourPerson } from './limits/tour-person.ts'
import { guaranteedWages } from './limits/wage-limits.ts'
import { preferringPerson, type RosterPreferences } from './living/roster-preferences.ts'
import { rosterBound } from './roster-bound.ts'
import type { ServicePrices } from './service-prices.ts'
import { shiftOptions } from './shift-option.ts'
import { staffModel } from './staff-model.ts'
import { staffParts } from './staff-parts.ts'
import { StaffPricer } from './staff-pricer.ts'
import { tiedPeople } from './team-cover.ts'

/**
 * The bound that saved multipliers prove, from the inputs alone, guaranteed wages included, minor currency units: what
 * `scheduleRoster` gives with its roster, worked out again.
 * @param prices `[queue * intervals + interval]`, queues in the requirement's order
 */
export function provedBound(
  inputs: PlanInputs,
  requirement: Requirement,
  prices: ServicePrices,
  preferences?: RosterPreferences,
): number {
  const { horizon } = requirement
  const context = tourContext(inputs, horizon, shiftOptions(withBreakRules(inputs, horizon), horizon))
  const queueIds = inputs.settings.queues.map(({ id }) => id)
  let bound = guaranteedWages(inputs, horizon)
  for (const part of staffParts(context.inputs.employees, queueIds, tiedPeople(context.inputs))) {
    const people = part.employees.map((employee) => {
      const person = tourPerson(context, employee, part.groupOf.get(employee.id)!)
      const standing = { horizon, options: context.options, employee }
      return preferences ? preferringPerson(person, { preferences, ...standing }) : person
    })
    const model = staffModel(context, context.inputs, requirement, part, people)
    const own = requirement.queues.flatMap(({ queueId }, queue) =>
      part.queueIds.has(queueId)
        ? [...prices.subarray(queue * horizon.intervals, (queue + 1) * horizon.intervals)]
        : [],
    )
    bound += rosterBound(model, Float64Array.from(own), new StaffPricer(model.problem))
  }
  return bound
}
