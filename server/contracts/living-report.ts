import { z } from 'zod'
import { EXPLANATION_KINDS } from '../../solver/domain/plan-outputs.ts'

const conflictPartSchema = z.object({
  kind: z.enum(['rule', 'previousRoster', 'timeOff', 'fixedShift', 'lockedShift', 'lockedDayOff']),
  ruleId: z.string().optional(),
  templateId: z.string().optional(),
  /** Of time off of several people. */
  employeeIds: z.array(z.string()).readonly().optional(),
  date: z.string().optional(),
  start: z.string().optional(),
  end: z.string().optional(),
  text: z.string(),
})

/** Why something cannot be had, and what could be given up for it; what the fields mean: `Explanation` of the solver. */
export const explanationSchema = z
  .object({
    kind: z.enum(EXPLANATION_KINDS),
    employeeId: z.string().optional(),
    queue: z.string().optional(),
    ruleId: z.string().optional(),
    /** First run of such hours; local time with offset. */
    start: z.string().optional(),
    end: z.string().optional(),
    /** None of them can be left out. */
    conflict: z.array(conflictPartSchema),
    message: z.string(),
    /** Cheapest first. */
    waysOut: z.array(
      z.object({
        text: z.string(),
        /** What is given up; absent where something is to be added. */
        part: conflictPartSchema.optional(),
        /** Of a rule that is not a company's to waive: where it stands. */
        law: z.string().optional(),
        /** Minor currency units; null where it is not enough by itself. */
        cost: z.number().nullable(),
        lostHours: z.number().optional(),
        filledHours: z.number().optional(),
      }),
    ),
  })
  .meta({ id: 'Explanation' })
export type ExplanationReply = z.infer<typeof explanationSchema>

/** What one more agent on a queue for an hour would save before his pay, minor currency units. */
export const shadowPriceSchema = z.object({
  queue: z.string(),
  /** Local time with offset; half-open. */
  start: z.string(),
  end: z.string(),
  saves: z.number(),
})

const changeCostsSchema = z.record(z.string(), z.number())

/** What a plan that went on from a roster changed of it. */
export const keptSchema = z.object({
  lockedPersonDays: z.int(),
  released: z.array(explanationSchema),
  personDays: z.int(),
  people: z.int(),
  /** Minor currency units; part of the objective. */
  changeCost: z.number(),
  /** Cost against number of changes, fewest changes first. */
  frontier: z
    .array(
      z.object({
        factor: z.number(),
        personDays: z.int(),
        people: z.int(),
        changeCost: z.number(),
        objective: z.number(),
        costs: changeCostsSchema,
      }),
    )
    .optional(),
})
