import { z } from 'zod'
import { idSchema, nameSchema } from './queue.ts'

/** Hours terms of a group of people. */
export const contractSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema.optional(),
    /** Paid whether worked or not; 0 for hourly staff. */
    guaranteedMinutesPerWeek: z.int().min(0).max(10_080),
    /** Minutes beyond which work is overtime. */
    ordinaryMinutesPerWeek: z.int().min(0).max(10_080),
    /** Extra pay of overtime as a fraction of the hourly cost: 0.5 pays 150 %. */
    overtimePremium: z.number().min(0).max(5),
    /** Most overtime in a week. */
    maxOvertimeMinutesPerWeek: z.int().min(0).max(10_080),
  })
  .refine((contract) => contract.guaranteedMinutesPerWeek <= contract.ordinaryMinutesPerWeek, {
    message: 'guaranteedMinutesPerWeek exceeds ordinaryMinutesPerWeek: guaranteed time would be overtime',
    path: ['guaranteedMinutesPerWeek'],
  })

export type Contract = z.infer<typeof contractSchema>

/**
 * Why a person may not, or need not, work as others do; work rules refer to these words. `pregnant` from the month in which
 * the law protects her on (in China the seventh), `nursing` until the child is one year old, `minor` under 18;
 * `opt-out-48h` and `meal-waiver` are agreements in writing to more than the usual limit.
 */
export const RESTRICTIONS = [
  'pregnant',
  'nursing',
  'minor',
  'no-night',
  'no-overtime',
  'opt-out-48h',
  'meal-waiver',
] as const
export type Restriction = (typeof RESTRICTIONS)[number]

/**
 * Minutes of a week that are paid in any case. Of the week in which somebody begins, a seventh of the contract's for each
 * day from the first one at work on.
 * @param fromDay first day of the week, in days from the horizon's first
 */
export function minutesGuaranteed(contract: Contract, { daysBeforeHire = 0 }: Employee, fromDay: number): number {
  const before = Math.min(7, Math.max(0, daysBeforeHire - fromDay))
  return Math.round((contract.guaranteedMinutesPerWeek * (7 - before)) / 7)
}

/** What a person can serve, and how fast against a fully trained agent (1). */
export interface Skill {
  readonly queueId: string
  readonly proficiency: number
}

export interface Employee {
  readonly id: string
  readonly name: string
  readonly group: string
  /** Ordered by queue id. */
  readonly skills: readonly Skill[]
  readonly contractId: string
  /** Cost of an hour of work, minor currency units. */
  readonly hourlyCost: number
  readonly restrictions: readonly Restriction[]
  /** Overtime of the current month before the week being planned. */
  readonly overtimeMinutesThisMonth: number
  /** First day at work, local date; absent means long ago. */
  readonly hiredOn?: string
  /** Days of the horizon before the first day at work, of those hired within it; found out by `inputsFor`. */
  readonly daysBeforeHire?: number
  /** Id of the colleague who looks after this person while new. */
  readonly mentorId?: string
  /** What the person is besides an agent: `supervisor`, `trainer`; free words that work rules refer to. */
  readonly roles?: readonly string[]
  /** What was worked before the horizon and counts on, by balance; absent ones are 0. */
  readonly balances?: Readonly<Partial<Record<BalanceKind, number>>>
}

/**
 * Balances before the horizon (`balances.csv`). Shifts: evenings, nights, weekends, holidays of the person's history that
 * fairness counts. `referenceMinutes` worked in `referenceWeeksWorked` weeks of the averaging period so far.
 * `minutesThisMonth`: of the current month before the horizon.
 */
export const BALANCE_KINDS = [
  'evenings',
  'nights',
  'weekends',
  'holidays',
  'referenceMinutes',
  'referenceWeeksWorked',
  'minutesThisMonth',
] as const
export type BalanceKind = (typeof BALANCE_KINDS)[number]

/**
 * What is known of a person's days. Half-open `[startMs, endMs)`, epoch milliseconds.
 * `timeOff` forbids work, `dayOffRequest` makes it cost, `fixedShift` puts the person on a template at `startMs`.
 * `shiftOnRequest` and `shiftOffRequest` ask for or against shifts that start in the span, of one template or any;
 * `preferredHours` is the span within which the person would rather work on the local day on which it starts.
 */
export const AVAILABILITY_KINDS = [
  'timeOff',
  'dayOffRequest',
  'fixedShift',
  'shiftOnRequest',
  'shiftOffRequest',
  'preferredHours',
] as const
export interface Availability {
  readonly employeeId: string
  readonly kind: (typeof AVAILABILITY_KINDS)[number]
  readonly startMs: number
  readonly endMs: number
  /** Of a fixed shift; of a request for or against shifts, any template when absent. */
  readonly templateId?: string
  /** How much a request counts; 1 when absent. */
  readonly weight?: number
}
