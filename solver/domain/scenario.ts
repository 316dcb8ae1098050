import { z } from 'zod'
import { assuranceSchema, leverSchema } from './lever.ts'
import { idSchema, nameSchema } from './queue.ts'
import { dateSpanShape } from './target.ts'

/** Multiplies a forecast in a span of local dates, both inclusive; absent bounds and queues mean all. */
const factorSchema = z.strictObject({
  queue: z.string().optional(),
  ...dateSpanShape,
  factor: z.number().min(0).max(100),
})

/**
 * Named overrides of a plan's inputs, `scenarios/*.yaml` of a plan folder. The plan is made by the same path with them.
 * Today: volume and handling-time factors, levers, shrinkage, assurance and people who are away all week.
 */
export const scenarioSchema = z.strictObject({
  id: idSchema,
  name: nameSchema.optional(),
  volume: z.array(factorSchema).default([]),
  aht: z.array(factorSchema).default([]),
  unplannedShrinkage: z.number().min(0).lt(0.9).optional(),
  planFor: z.enum(['mean', 'p50', 'p90', 'p97_5']).optional(),
  assurance: assuranceSchema.optional(),
  /** In force besides the plan's own. */
  levers: z.array(leverSchema).default([]),
  absentEmployees: z.array(z.string()).default([]),
})
export type Scenario = z.infer<typeof scenarioSchema>

export const BASELINE: Scenario = { id: 'baseline', volume: [], aht: [], levers: [], absentEmployees: [] }
