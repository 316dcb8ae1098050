import { z } from 'zod'
import { idSchema, MAX_PENALTY, nameSchema } from './queue.ts'

/**
 * Legal or agreed rules of work, as data. One kind, one meaning, one checking function in `solver/check`.
 * Hard rules are never broken; soft ones cost `penaltyPerUnit` (minor currency units) for each unit by which they are.
 */
const common = {
  id: idSchema,
  name: nameSchema.optional(),
  /** Where the rule comes from: law and article, or "company". */
  source: z.string().min(1),
  validFrom: z.iso.date().optional(),
  /** Whom it binds; absent means everybody. */
  appliesTo: z
    .strictObject({ contracts: z.array(z.string()).optional(), restrictions: z.array(z.string()).optional() })
    .optional(),
}
const hard = { ...common, severity: z.literal('hard').default('hard') }
const soft = { ...common, severity: z.literal('soft').default('soft'), penaltyPerUnit: z.int().min(0).max(MAX_PENALTY) }

export const workRuleSchema = z.discriminatedUnion('kind', [
  /** Nobody works two shifts at once. */
  z.strictObject({ ...hard, kind: z.literal('noOverlap') }),
  /** Shifts that start on one local day. */
  z.strictObject({ ...hard, kind: z.literal('maxShiftsPerDay'), maxShifts: z.int().min(1) }),
  /** A shift is one that its template allows: start, length, breaks in their windows, group and contract. */
  z.strictObject({ ...hard, kind: z.literal('matchesTemplate') }),
  /** Fixed shifts stay where they are. */
  z.strictObject({ ...hard, kind: z.literal('fixedShift') }),
  /** Every queue of a shift is among the person's skills. */
  z.strictObject({ ...hard, kind: z.literal('requiredSkill') }),
  /** No work during time off. */
  z.strictObject({ ...hard, kind: z.literal('timeOff') }),
  /** Minutes between the end of one shift and the start of the next. */
  z.strictObject({ ...hard, kind: z.literal('minRestBetweenShifts'), minMinutes: z.int().min(0) }),
  /** Paid minutes in a local day (by the shift's start) or in the week. */
  z.strictObject({
    ...hard,
    kind: z.literal('maxMinutesPerPeriod'),
    period: z.enum(['day', 'week']),
    maxMinutes: z.int().min(0),
  }),
  /** Overtime minutes in the week that the contract allows. */
  z.strictObject({ ...hard, kind: z.literal('maxOvertimeMinutesPerWeek') }),
  /** Overtime minutes in a month, the balance worked before this week included. */
  z.strictObject({ ...hard, kind: z.literal('maxOvertimeMinutesPerMonth'), maxMinutes: z.int().min(0) }),
  /** Days in a row with work, the previous roster included. */
  z.strictObject({ ...hard, kind: z.literal('maxConsecutiveDays'), maxDays: z.int().min(1) }),
  /** Local days of the week without a shift that starts on them. */
  z.strictObject({ ...hard, kind: z.literal('minDaysOffPerWeek'), minDays: z.int().min(0).max(7) }),
  /** No work between two wall-clock times, `from` the evening to `to` the next morning. */
  z.strictObject({
    ...hard,
    kind: z.literal('noNightWork'),
    /** Minutes after midnight: an evening, and the morning after it. */
    fromMinute: z
      .int()
      .min(12 * 60)
      .max(24 * 60),
    toMinute: z
      .int()
      .min(0)
      .max(12 * 60),
  }),
  /** Paid minutes of the week below the contract's guarantee; one unit is an hour. */
  z.strictObject({ ...soft, kind: z.literal('guaranteedMinutes') }),
  /** Work on a day that the person asked to have off; one unit is a day. */
  z.strictObject({ ...soft, kind: z.literal('dayOffRequest') }),
])

export type WorkRule = z.infer<typeof workRuleSchema>
export type WorkRuleKind = WorkRule['kind']
export type WorkRuleOf<Kind extends WorkRuleKind> = Extract<WorkRule, { kind: Kind }>

/** Every kind, for the tests that demand an accepting and a rejecting case of each. */
export const WORK_RULE_KINDS = workRuleSchema.options.map((option) => option.shape.kind.value) as WorkRuleKind[]
