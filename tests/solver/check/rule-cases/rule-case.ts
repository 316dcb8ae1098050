import type { Availability, BALANCE_KINDS, Employee } from '../../../../solver/domain/employee.ts'
import { dayHorizon } from '../../../../solver/domain/horizon.ts'
import type { Violation } from '../../../../solver/domain/plan-outputs.ts'
import type { Assignment } from '../../../../solver/domain/roster.ts'
import { type WorkRule, type WorkRuleKind, workRuleSchema } from '../../../../solver/domain/work-rule.ts'
import { dayShift, type GoodWeek, withShifts } from '../corrupt-roster.ts'

export type Change = (week: GoodWeek) => GoodWeek
type Found = Pick<Violation, 'employeeId' | 'at' | 'size' | 'unit' | 'message'>

/** A rule, the nearest roster that it accepts, and one spoilt by as little as it takes. */
export interface RuleCase {
  readonly kind: WorkRuleKind
  /** Which side of the rule, where it has more than one. */
  readonly about?: string
  readonly ruleId: string
  /** A rule to add when the small plan has none of the kind. */
  readonly rule?: WorkRule
  readonly accepts: Change
  readonly rejects: Change
  readonly found: readonly Found[]
}

/** A rule of pay: a roster that it does not touch, and what it adds to the wages of one that it does. */
export interface PayCase {
  readonly kind: WorkRuleKind
  readonly about?: string
  readonly rule: WorkRule
  readonly unpaid: Change
  readonly paid: Change
  /** Extra pay, minor currency units. */
  readonly premiums: number
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const MONDAY = Date.parse('2026-11-09T00:00+08:00')

/** A rule of the company's own, as a plan would write it. */
export const ownRule = (rule: object): WorkRule => workRuleSchema.parse({ id: 'own', source: 'company', ...rule })

/** What the own rule finds about bo. */
export const ofBo = (at: string, size: number, unit: Violation['unit'], message: string): Found => ({
  employeeId: 'bo',
  at,
  size,
  unit,
  message,
})

/** A day shift that lasts longer by so many minutes, its meal where it was. */
export const longer = (id: string, start: string, minutes: number): Assignment =>
  dayShift(id, start, { endMs: Date.parse(start) + (540 + minutes) * MINUTE })

/**
 * Bo's shift of nine hours with an unpaid hour's meal after three.
 * @param day from Monday 2026-11-09, day 0; the days before it are negative
 * @param time wall clock, hours
 */
export function shiftOn(day: number, time = 10, changes: Partial<Assignment> = {}): Assignment {
  const start = new Date(MONDAY + day * DAY + time * 60 * MINUTE + 8 * 60 * MINUTE).toISOString().slice(0, 16)
  return dayShift('bo', `${start}+08:00`, changes)
}

/** Bo's shifts at 10:00 on some days. */
export const shiftsOn = (...days: readonly number[]): Assignment[] => days.map((day) => shiftOn(day))

/** A shift of bo's that lasts so many minutes more or less than nine hours. */
export const lasting = (minutes: number, shift: Assignment): Assignment => ({
  ...shift,
  endMs: shift.endMs + minutes * MINUTE,
})

/** The roster with bo's shifts replaced. */
export const boWorks =
  (...shifts: readonly Assignment[]): Change =>
  (week) =>
    withShifts(week, 'bo', shifts)

/** Nobody but those named works. */
export const onlyWork =
  (...shifts: readonly Assignment[]): Change =>
  (week) => ({ ...week, roster: { assignments: shifts } })

export const changed =
  (...changes: readonly Change[]): Change =>
  (week) =>
    changes.reduce((result, change) => change(result), week)

/** What happened before the horizon. */
export const workedBefore =
  (...previousRoster: readonly Assignment[]): Change =>
  (week) => ({ ...week, inputs: { ...week.inputs, previousRoster } })

/** A shift of An's before the horizon, so that something is known of the days since. */
export const knownSince = (day: number): Assignment => ({ ...shiftOn(day), employeeId: 'an' })

/** A horizon of so many weeks from a date on; what queues need is none of the rules' business. */
export const over =
  (weeks: number, firstDay = '2026-11-09'): Change =>
  (week) => ({
    ...week,
    requirement: { horizon: dayHorizon(firstDay, weeks * 7, 60, week.inputs.settings.zone), queues: [] },
  })

/** People as some of them are otherwise. */
export const people =
  (changes: Readonly<Record<string, Partial<Employee>>>): Change =>
  (week) => ({
    ...week,
    inputs: {
      ...week.inputs,
      employees: week.inputs.employees.map((employee) => ({ ...employee, ...changes[employee.id] })),
    },
  })

/** One person's balances before the horizon. */
export const balances = (id: string, values: Partial<Record<(typeof BALANCE_KINDS)[number], number>>): Change =>
  people({ [id]: { balances: values } })

export const withBalance = (week: GoodWeek, id: string, overtimeMinutesThisMonth: number): GoodWeek =>
  people({ [id]: { overtimeMinutesThisMonth } })(week)

/** What bo asks for: spans from and to local times. */
export const asks =
  (kind: Availability['kind'], from: string, to: string, more: Partial<Availability> = {}): Change =>
  (week) => ({
    ...week,
    inputs: {
      ...week.inputs,
      availability: [
        ...week.inputs.availability,
        { employeeId: 'bo', kind, startMs: Date.parse(`${from}+08:00`), endMs: Date.parse(`${to}+08:00`), ...more },
      ],
    },
  })
