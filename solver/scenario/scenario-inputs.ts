import { type Horizon, horizonEnd, localDate } from '../domain/horizon.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import { PlanningInputError } from '../domain/planning-input-error.ts'
import type { Scenario, SettingsStep } from '../domain/scenario.ts'
import { isInSpan } from '../domain/target.ts'
import { scenarioCalendar } from './scenario-calendar.ts'
import { scenarioTeam } from './scenario-team.ts'

/**
 * Inputs with a scenario's settings, levers, calendar and people, as they are in a horizon; its factors, shocks and what
 * returns after outages act on the forecast (`scenarioDemand`).
 * @throws PlanningInputError when settings change within the horizon, or when people or events that it names are not there
 */
export function withScenario(inputs: PlanInputs, scenario: Scenario, horizon: Horizon): PlanInputs {
  const { unplannedShrinkage, planFor, assurance, levers, shrinkage, outages } = scenario
  const { settings, workRules } = settingsInForce(inputs, scenario, horizon)
  const closures = (queueId: string) =>
    outages.filter(({ queues }) => queues?.includes(queueId) ?? true).map(({ from, to }) => ({ from, to }))
  return {
    ...inputs,
    workRules,
    settings: {
      ...settings,
      ...(unplannedShrinkage !== undefined && { unplannedShrinkage }),
      ...(planFor !== undefined && { planFor }),
      ...(assurance !== undefined && { assurance }),
      shrinkage: [...settings.shrinkage, ...shrinkage],
      levers: [...settings.levers, ...levers],
      queues: settings.queues.map((queue) => ({ ...queue, closures: [...queue.closures, ...closures(queue.id)] })),
    },
    calendar: scenarioCalendar(inputs.calendar, scenario, settings.zone),
    ...scenarioTeam(inputs, scenario, localDate(horizon.startsAt, settings.zone)),
  }
}

/** Settings hold for a whole horizon: a roster is made under one set of rules, contracts and shifts. */
function settingsInForce(
  { settings, workRules }: PlanInputs,
  { id, settingsSteps = [] }: Scenario,
  horizon: Horizon,
): Pick<SettingsStep, 'settings' | 'workRules'> {
  const [first, last] = [horizon.startsAt, horizonEnd(horizon) - 1].map((at) => localDate(at, horizon.zone)) as [
    string,
    string,
  ]
  const step = settingsSteps.find((each) => isInSpan(first, each))
  if (!step) return { settings, workRules }
  if (isInSpan(last, step)) return step
  throw new PlanningInputError({
    value: id,
    problem: `changes settings after ${step.to}, within what is planned (${first} to ${last})`,
    hint: 'Let settings change on the first day of a week, and plan the weeks before and after it apart.',
  })
}
