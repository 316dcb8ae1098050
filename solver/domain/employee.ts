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

/** Why a person may not work as others do; work rules refer to these words. */
export const RESTRICTIONS = ['pregnant', 'nursing', 'minor', 'no-night', 'no-overtime'] as const
export type Restriction = (typeof RESTRICTIONS)[number]

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
  /** Id of the colleague who looks after this person while new. */
  readonly mentorId?: string
}

/**
 * What is known of a person's days. Half-open `[startMs, endMs)`, epoch milliseconds.
 * `timeOff` forbids work, `dayOffRequest` makes it cost, `fixedShift` puts the person on a template at `startMs`.
 */
export const AVAILABILITY_KINDS = ['timeOff', 'dayOffRequest', 'fixedShift'] as const
export interface Availability {
  readonly employeeId: string
  readonly kind: (typeof AVAILABILITY_KINDS)[number]
  readonly startMs: number
  readonly endMs: number
  /** Of a fixed shift. */
  readonly templateId?: string
}
