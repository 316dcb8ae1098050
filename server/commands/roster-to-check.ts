import { DateTime } from 'luxon'
import type { Forecast } from '../../solver/domain/forecast-outputs.ts'
import { inputsFor, type PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Requirement } from '../../solver/domain/requirement-outputs.ts'
import type { Assignment, Roster } from '../../solver/domain/roster.ts'
import type { Scenario } from '../../solver/domain/scenario.ts'
import { planDateOf, zonesOfPeople } from '../../solver/domain/site.ts'
import { forecastFor, requirementFor, weekHorizon, withScenario } from '../../solver/plan.ts'
import { scenarioTeam } from '../../solver/scenario/scenario-team.ts'
import { readText } from '../imports/plan-folder.ts'
import { parseRoster } from '../imports/roster-csv.ts'
import { namingHistory, type PlanSource, parseSource, readSource } from './plan-source.ts'
import type { WorkProgress } from './progress-lines.ts'

export interface RosterOptions extends PlanSource {
  readonly roster: string
  /** First day of the week; absent means the week of the roster's first shift. */
  readonly week?: string
  /** Weeks from then on; 1 when absent. */
  readonly weeks?: number
}

/** A roster from a file with everything that it is measured against. */
export interface RosterToCheck {
  readonly inputs: PlanInputs
  readonly forecast: Forecast
  readonly requirement: Requirement
  readonly roster: Roster
  readonly week: string
  readonly weeks: number
}

/**
 * The shifts of people whom the scenario sends away are left out: they would not be worked.
 * @throws PlanningInputError when the plan, the roster or the week cannot be read
 */
export async function readRosterToCheck(
  folder: string,
  options: RosterOptions,
  onProgress: (progress: WorkProgress) => void,
): Promise<RosterToCheck> {
  const source = await readSource(folder, options)
  const rosterText = await readText(options.roster)
  return namingHistory(source, options, () => {
    const { inputs: given, scenario } = parseSource(source)
    const planned = parseRoster(options.roster, rosterText, withNewPeople(given, scenario))
    const { weeks = 1 } = options
    const week = options.week ?? weekOf(planned, given, options.roster)
    const horizon = weekHorizon(given, week, weeks)
    const changed = withScenario(given, scenario, horizon)
    const inputs = inputsFor(changed, horizon)
    onProgress({ stage: 'forecast' })
    const forecast = forecastFor(inputs, horizon, scenario)
    const here = new Set(changed.employees.map(({ id }) => id))
    const isThere = ({ employeeId }: Assignment) => here.has(employeeId)
    const roster = { assignments: planned.assignments.filter(isThere) }
    onProgress({ stage: 'requirement' })
    return { inputs, forecast, requirement: requirementFor(inputs.settings, forecast), roster, week, weeks }
  })
}

/** A day on which all that a scenario changes has happened. */
const SOME_DAY = '2199-12-31'

/** A roster made with a scenario may have people and settings in it that the plan itself does not have. */
export function withNewPeople(given: PlanInputs, scenario: Scenario): PlanInputs {
  const settings = scenario.settingsSteps?.at(-1)?.settings ?? given.settings
  const known = new Set(given.employees.map(({ id }) => id))
  const hired = scenarioTeam(given, scenario, SOME_DAY).employees.filter(({ id }) => !known.has(id))
  return { ...given, settings, employees: [...given.employees, ...hired] }
}

/** First day of the plan's week that the first shift is of. */
export function weekOf({ assignments }: Roster, inputs: PlanInputs, file: string): string {
  const { zone, weekStartsOn } = inputs.settings
  const zoneOf = zonesOfPeople(inputs)
  // Sites begin a few hours apart, so that the first shift of all may be of another site's second day.
  const firstOfZone = new Map(assignments.toReversed().map(({ employeeId, startMs }) => [zoneOf(employeeId), startMs]))
  const [first] = [...firstOfZone].map(([own, startMs]) => planDateOf(startMs, own, zone)).sort()
  if (first === undefined) {
    throw new PlanningInputError({
      file,
      problem: 'has no shifts, which would tell the week',
      hint: 'Add --week DATE.',
    })
  }
  const day = DateTime.fromISO(first, { zone: 'utc' })
  return day.minus({ days: (day.weekday - weekStartsOn + 7) % 7 }).toISODate()!
}
