import type { Availability, Employee } from '../../../../solver/domain/employee.ts'
import { inputsFor, type PlanInputs } from '../../../../solver/domain/plan-inputs.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { rulesInForce } from '../../../../solver/domain/rule-packs.ts'
import type { SuggestionKind } from '../../../../solver/domain/suggestion-kind.ts'
import type { DayUnderWay, SuggestOptions } from '../../../../solver/intraday/suggestions/situation.ts'
import { suggestActions } from '../../../../solver/intraday/suggestions/suggest-actions.ts'
import { requirementFor } from '../../../../solver/staffing/requirement.ts'
import { forecastOf, horizonOf, phone, settingsOf } from '../../staffing/plan-samples.ts'

/** Two days from Monday 2026-11-09 UTC in half-hours. */
export const horizon = horizonOf(2, 30)
const HOUR = 3_600_000
export const at = (hour: number): number => horizon.startsAt + hour * HOUR

export const line = (rest: object = {}) => phone({ meanPatienceSeconds: 180, ...rest })

const meal = { kind: 'meal', minutes: 60, paid: false, earliestStartMinutes: 120, latestStartMinutes: 360 } as const

/** `day` has a meal, the others have no breaks; all start at nine but `late`, at three in the afternoon. */
const TEMPLATES = [
  { id: 'day', startTimes: ['09:00'], lengthMinutes: 480, breaks: [meal] },
  { id: 'plain', startTimes: ['09:00'], lengthMinutes: 480 },
  { id: 'long', startTimes: ['09:00'], lengthMinutes: 600 },
  { id: 'short', startTimes: ['09:00'], lengthMinutes: 300 },
  { id: 'late', startTimes: ['15:00'], lengthMinutes: 240 },
]

export const shiftOf = (
  employeeId: string,
  fromHour: number,
  hours: number,
  changes: Partial<Assignment> = {},
): Assignment => ({
  ...{ employeeId, templateId: 'plain', startMs: at(fromHour), endMs: at(fromHour + hours) },
  ...{ breaks: [], queueIds: ['phone'], pinned: false },
  ...changes,
})

export const mealAt = (hour: number) => [{ kind: 'meal', paid: false, startMs: at(hour), endMs: at(hour + 1) }] as const

/** `a00`, `a01` ... */
export const named = (count: number, letter = 'a'): string[] =>
  Array.from({ length: count }, (_, number) => `${letter}${String(number).padStart(2, '0')}`)

export interface DaySample {
  readonly queues?: readonly object[]
  /** Contacts an hour. */
  readonly volume: (queueId: string, hour: number) => number
  readonly roster: readonly Assignment[]
  /** Those who are not in the roster. */
  readonly others?: readonly string[]
  readonly person?: (id: string) => Partial<Employee>
  readonly settings?: object
  readonly availability?: readonly Availability[]
  readonly asOfHour?: number
  readonly untilHour?: number
  readonly backlog?: ReadonlyMap<string, number>
}

/** A day at ten in the morning of people who know all queues, by the basic rules, paid by the hour. */
export function situationOf(sample: DaySample): DayUnderWay {
  const { queues = [line()], volume, roster, others = [] } = sample
  const settings = settingsOf(queues, { intervalMinutes: 30, shiftTemplates: TEMPLATES, ...sample.settings })
  const forecast = forecastOf(horizon, settings, (id, interval) => volume(id, interval / 2) / 2)
  const skills = settings.queues.map(({ id }) => ({ queueId: id, proficiency: 1 }))
  const employees = [...new Set([...roster.map(({ employeeId }) => employeeId), ...others])].sort().map(
    (id): Employee => ({
      ...{ id, name: id, group: 'care', skills, contractId: 'hourly', hourlyCost: 3000, restrictions: [] },
      ...{ overtimeMinutesThisMonth: 0 },
      ...sample.person?.(id),
    }),
  )
  const inputs: PlanInputs = {
    ...{
      settings,
      employees,
      workRules: rulesInForce(settings.rulePacks, settings.workRules),
      history: [],
      calendar: [],
    },
    ...{ overrides: [], availability: sample.availability ?? [], previousRoster: [], inputHash: '' },
  }
  return {
    inputs: inputsFor(inputs, horizon),
    requirement: requirementFor(settings, forecast),
    forecast,
    roster: { assignments: roster },
    asOf: at(sample.asOfHour ?? 10),
    until: at(sample.untilHour ?? 24),
    backlog: sample.backlog ?? new Map(),
  }
}

export const suggest = (sample: DaySample, options: Partial<SuggestOptions> = {}) =>
  suggestActions(situationOf(sample), { seed: 1, replications: 12, most: 10, ...options })

export function only(sample: DaySample, kind: SuggestionKind, options: Partial<SuggestOptions> = {}) {
  const found = suggest(sample, options).filter((one) => one.kind === kind)
  if (found.length !== 1) throw new Error(`There are ${found.length} suggestions of ${kind}.`)
  return found[0]!
}
