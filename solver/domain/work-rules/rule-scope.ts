import { z } from 'zod'
import { timeOfDaySchema } from '../open-window.ts'
import { idSchema, MAX_PENALTY, nameSchema } from '../queue.ts'
import { dateSchema } from '../target.ts'

/** Whom a rule binds: everybody who fits each list that is given. */
const appliesToSchema = z.strictObject({
  contracts: z.array(z.string()).min(1).optional(),
  groups: z.array(z.string()).min(1).optional(),
  employees: z.array(z.string()).min(1).optional(),
  /** Anybody with at least one of them. */
  restrictions: z.array(z.string()).min(1).optional(),
  roles: z.array(z.string()).min(1).optional(),
  /** Nobody with one of them: an opt-out, for instance. */
  notRestrictions: z.array(z.string()).min(1).optional(),
})

const common = {
  id: idSchema,
  name: nameSchema.optional(),
  /** Where the rule comes from: law and article, or "company". */
  source: z.string().min(1),
  validFrom: dateSchema.optional(),
  /** Last day on which it binds. */
  validTo: dateSchema.optional(),
  /** Absent means everybody. */
  appliesTo: appliesToSchema.optional(),
}

/** Fields of a rule that is never broken. */
export const hard = { ...common, severity: z.literal('hard').default('hard') }

/** Fields of a rule that may be broken at a price, minor currency units for each unit by which it is. */
export const soft = {
  ...common,
  severity: z.literal('soft').default('soft'),
  penaltyPerUnit: z.int().min(0).max(MAX_PENALTY),
}

/** Fields of a rule that is hard unless it says that it is soft and what a unit then costs. */
export const either = {
  ...common,
  severity: z.enum(['hard', 'soft']).default('hard'),
  /** Of a soft rule alone; without it breaking the rule is free and only told. */
  penaltyPerUnit: z.int().min(0).max(MAX_PENALTY).optional(),
}

/** Fields of a rule about pay: what it finds is paid at a premium, and is neither right nor wrong. */
export const pay = {
  ...common,
  severity: z.literal('pay').default('pay'),
  /** Extra pay as a fraction of the hourly cost: 0.5 makes 150 %. */
  premium: z.number().min(0).max(5),
}

/** A night by the wall clock: minutes after midnight of an evening, and of the morning after it. */
export const night = {
  fromMinute: z
    .int()
    .min(12 * 60)
    .max(24 * 60),
  toMinute: z
    .int()
    .min(0)
    .max(12 * 60),
}

/** Wall-clock span of a day, `to` up to 48:00. */
export const daySpan = { from: timeOfDaySchema, to: timeOfDaySchema }

/** Weeks begin on the plan's `weekStartsOn`; a horizon is what is being planned, 1 to 8 weeks. */
export const PERIODS = ['day', 'week', 'month', 'horizon'] as const
