import { intervalStart } from '../../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../../solver/domain/plan-inputs.ts'
import type { Assignment, PlacedBreak } from '../../../solver/domain/roster.ts'
import { simulateRoster } from '../../../solver/simulate/simulate-roster.ts'
import { requirementFor } from '../../../solver/staffing/requirement.ts'
import { forecastOf, horizonOf, inputsOf, settingsOf } from '../staffing/plan-samples.ts'

export const horizon = horizonOf(1)
export const at = (hour: number) => intervalStart(horizon, 0) + hour * 3_600_000

export const shift = (
  employeeId: string,
  fromHour: number,
  toHour: number,
  queueIds: string[],
  breaks: PlacedBreak[] = [],
): Assignment => ({
  employeeId,
  templateId: 'day',
  startMs: at(fromHour),
  endMs: at(toHour),
  breaks,
  queueIds,
  pinned: false,
})

export const people = (count: number) => Array.from({ length: count }, (_, number) => `p${number}`)

interface Sample {
  readonly groups?: Readonly<Record<string, string>>
  readonly queues: object[]
  readonly volume: (queueId: string, interval: number) => number
  readonly roster: Assignment[]
  readonly settings?: object
  readonly quantiles?: object
  readonly proficiency?: number
  readonly previousRoster?: Assignment[]
  readonly replications?: number
  readonly seed?: number
}

/** Service of a day of a sample; people have every skill. */
export function serviceOf(sample: Sample) {
  const settings = settingsOf(sample.queues, sample.settings)
  const forecast = forecastOf(horizon, settings, sample.volume, sample.quantiles)
  const skills = settings.queues.map(({ id }) => ({ queueId: id, proficiency: sample.proficiency ?? 1 }))
  const everyone = [...sample.roster, ...(sample.previousRoster ?? [])].map(({ employeeId }) => [employeeId, skills])
  const given = inputsOf(settings, Object.fromEntries(everyone))
  const inputs: PlanInputs = {
    ...given,
    employees: given.employees.map((employee) => ({ ...employee, group: sample.groups?.[employee.id] ?? 'care' })),
    previousRoster: sample.previousRoster ?? [],
  }
  const options = { replications: sample.replications ?? 10, seed: sample.seed ?? 1 }
  return simulateRoster(inputs, forecast, requirementFor(settings, forecast), { assignments: sample.roster }, options)
}

export const simulate = (sample: Sample) => serviceOf(sample).levels

/** Open hours. */
export const office = [{ from: '09:00', to: '17:00' }]
