import type { Availability } from '../../solver/domain/employee.ts'
import { dayHorizon, type Horizon, MINUTES_PER_DAY, MS_PER_MINUTE } from '../../solver/domain/horizon.ts'
import type { PlanInputs } from '../../solver/domain/plan-inputs.ts'
import { compareIds } from '../../solver/domain/roster.ts'
import type { WorkRule } from '../../solver/domain/work-rule.ts'
import type { InstancePerson, InstanceRequest, RosteringInstance } from './rostering-instance.ts'

/** Day 0 of every instance: a Monday, in a zone whose clocks never change. */
const FIRST_DAY = '2024-01-01'
const ZONE = 'UTC'
const INTERVAL_MINUTES = 60
const EVERYBODY = 'everybody'
const MINUTES_A_WEEK = 7 * MINUTES_PER_DAY
const SOURCE = 'public instance'

export interface InstanceInputs {
  readonly inputs: PlanInputs
  readonly horizon: Horizon
}

/**
 * An instance as the domain has it: a template of each shift that starts at midnight, employees at no wage, and rules of
 * the kinds that plans use. Its cost is what the soft rules come to.
 * @param inputHash SHA-256 of the file, hex
 */
export function instanceInputs(instance: RosteringInstance, inputHash: string): InstanceInputs {
  const horizon = dayHorizon(FIRST_DAY, instance.days, INTERVAL_MINUTES, ZONE)
  const inputs: PlanInputs = {
    settings: instanceSettings(instance),
    workRules: instanceRules(instance, horizon).sort((a, b) => compareIds(a.id, b.id)),
    employees: instance.staff.map(({ id }) => employee(id)).sort((a, b) => compareIds(a.id, b.id)),
    history: [],
    calendar: [],
    overrides: [],
    availability: availability(instance, horizon),
    previousRoster: [],
    inputHash,
  }
  return { inputs, horizon }
}

const instanceSettings = ({ shifts }: RosteringInstance): PlanInputs['settings'] => ({
  name: SOURCE,
  zone: ZONE,
  intervalMinutes: INTERVAL_MINUTES,
  weekStartsOn: 1,
  currency: 'CNY',
  historyFile: 'history.csv',
  unplannedShrinkage: 0,
  shrinkage: [],
  planFor: 'mean',
  levers: [],
  pools: [],
  serviceRounds: 0,
  queues: [],
  groups: [{ id: EVERYBODY }],
  contracts: [
    {
      id: EVERYBODY,
      guaranteedMinutesPerWeek: 0,
      ordinaryMinutesPerWeek: MINUTES_A_WEEK,
      overtimePremium: 0,
      maxOvertimeMinutesPerWeek: 0,
    },
  ],
  shiftTemplates: shifts.map(({ id, minutes }) => ({
    id,
    startTimes: [0],
    lengthMinutes: minutes,
    breaks: [],
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    onCall: false,
  })),
  rulePacks: [],
  workRules: [],
  activities: [],
})

const employee = (id: string): PlanInputs['employees'][number] => ({
  id,
  name: id,
  group: EVERYBODY,
  skills: [],
  contractId: EVERYBODY,
  hourlyCost: 0,
  restrictions: [],
  overtimeMinutesThisMonth: 0,
})

const dayStart = (horizon: Horizon, day: number): number => horizon.startsAt + day * MINUTES_PER_DAY * MS_PER_MINUTE

function availability({ staff, onRequests, offRequests }: RosteringInstance, horizon: Horizon): Availability[] {
  const span = (day: number) => ({ startMs: dayStart(horizon, day), endMs: dayStart(horizon, day + 1) })
  const asked =
    (kind: Availability['kind']) =>
    (request: InstanceRequest): Availability => ({
      employeeId: request.personId,
      kind,
      templateId: request.shiftId,
      weight: request.weight,
      ...span(request.day),
    })
  return [
    ...staff.flatMap(({ id, daysOff }) =>
      daysOff.map((day): Availability => ({ employeeId: id, kind: 'timeOff', ...span(day) })),
    ),
    ...onRequests.map(asked('shiftOnRequest')),
    ...offRequests.map(asked('shiftOffRequest')),
  ]
}

const hard = { source: SOURCE, severity: 'hard' } as const
const soft = { source: SOURCE, severity: 'soft' } as const

function instanceRules(instance: RosteringInstance, horizon: Horizon): WorkRule[] {
  return [
    { ...hard, id: 'one-shift-a-day', kind: 'maxShiftsPerDay', maxShifts: 1 },
    { ...hard, id: 'as-templates-allow', kind: 'matchesTemplate' },
    { ...hard, id: 'time-off', kind: 'timeOff' },
    { ...soft, id: 'asked-for', kind: 'shiftOnRequest', penaltyPerUnit: 1 },
    { ...soft, id: 'asked-against', kind: 'shiftOffRequest', penaltyPerUnit: 1 },
    ...successionRules(instance),
    ...personRules(instance),
    ...coverRules(instance, horizon),
  ]
}

const successionRules = ({ shifts }: RosteringInstance): WorkRule[] =>
  shifts
    .filter(({ notBefore }) => notBefore.length > 0)
    .map(({ id, notBefore }) => ({
      ...hard,
      id: `after-${id}`,
      kind: 'forbiddenSuccession',
      first: [id],
      next: [...notBefore],
    }))

/** A kind of limit: what it is for a person, and the rule of those who have the same. Undefined where it cannot bind. */
interface LimitKind {
  readonly of: (person: InstancePerson) => number | undefined
  readonly rule: (limit: number) => WorkRule
}

/** One rule for all who have the same limit, so that rules stay few and people with the same rules stay alike. */
function personRules(instance: RosteringInstance): WorkRule[] {
  return limitKinds(instance).flatMap(({ of, rule }) => {
    const bound = Map.groupBy(
      instance.staff.filter((person) => of(person) !== undefined),
      (person) => of(person)!,
    )
    return [...bound].map(([limit, people]) => ({
      ...rule(limit),
      appliesTo: { employees: people.map(({ id }) => id) },
    }))
  })
}

const when = (isBinding: boolean, limit: number): number | undefined => (isBinding ? limit : undefined)

function limitKinds({ days, shifts }: RosteringInstance): LimitKind[] {
  const weekends = Math.floor((days + 1) / 7)
  return [
    ...shifts.map(({ id }) => ({
      of: ({ maxShifts }: InstancePerson) => when(maxShifts.get(id)! < days, maxShifts.get(id)!),
      rule: (limit: number): WorkRule => ({
        ...hard,
        id: `at-most-${limit}-of-${id}`,
        kind: 'maxShiftsOfTemplates',
        templates: [id],
        period: 'horizon',
        maxShifts: limit,
      }),
    })),
    {
      of: ({ maxMinutes }) => maxMinutes,
      rule: (limit) => ({
        ...hard,
        id: `minutes-at-most-${limit}`,
        kind: 'maxMinutesPerPeriod',
        period: 'horizon',
        maxMinutes: limit,
      }),
    },
    {
      of: ({ minMinutes }) => when(minMinutes > 0, minMinutes),
      rule: (limit) => ({
        ...hard,
        id: `minutes-at-least-${limit}`,
        kind: 'minMinutesPerPeriod',
        period: 'horizon',
        minMinutes: limit,
      }),
    },
    {
      of: ({ maxConsecutiveShifts }) => when(maxConsecutiveShifts < days, maxConsecutiveShifts),
      rule: (limit) => ({ ...hard, id: `in-a-row-at-most-${limit}`, kind: 'maxConsecutiveDays', maxDays: limit }),
    },
    {
      of: ({ minConsecutiveShifts }) => when(minConsecutiveShifts > 1, minConsecutiveShifts),
      rule: (limit) => ({ ...hard, id: `in-a-row-at-least-${limit}`, kind: 'minConsecutiveDays', minDays: limit }),
    },
    {
      of: ({ minConsecutiveDaysOff }) => when(minConsecutiveDaysOff > 1, minConsecutiveDaysOff),
      rule: (limit) => ({ ...hard, id: `off-at-least-${limit}`, kind: 'minConsecutiveDaysOff', minDays: limit }),
    },
    {
      of: ({ maxWeekends }) => when(maxWeekends < weekends, maxWeekends),
      rule: (limit) => ({ ...hard, id: `weekends-at-most-${limit}`, kind: 'maxWeekends', maxWeekends: limit }),
    },
  ]
}

/** One rule for all days on which a shift is wanted alike. */
function coverRules({ cover }: RosteringInstance, horizon: Horizon): WorkRule[] {
  const alike = Map.groupBy(
    cover,
    ({ shiftId, required, weightUnder, weightOver }) => `cover-${shiftId}-${required}-${weightUnder}-${weightOver}`,
  )
  return [...alike].map(([id, rows]) => {
    const { shiftId, required, weightUnder, weightOver } = rows[0]!
    const dates = rows.map(({ day }) => new Date(dayStart(horizon, day)).toISOString().slice(0, 10))
    return {
      ...soft,
      id,
      kind: 'shiftCover',
      templates: [shiftId],
      dates,
      agents: required,
      penaltyPerUnit: weightUnder,
      surplusPenalty: weightOver,
    }
  })
}
