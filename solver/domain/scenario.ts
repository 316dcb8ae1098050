import { z } from 'zod'
import { idSchema, nameSchema } from './queue.ts'

const dateSchema = z.iso.date('is not a calendar date such as 2026-11-09')

/** Multiplies a forecast in a span of local dates, both inclusive; absent bounds and queues mean all. */
const factorSchema = z.strictObject({
  queue: z.string().optional(),
  from: dateSchema.optional(),
  to: dateSchema.optional(),
  factor: z.number().min(0).max(100),
})

/**
 * Named overrides of a plan's inputs, `scenarios/*.yaml` of a plan folder. The plan is made by the same path with them.
 * Today: volume and handling-time factors, shrinkage, planning quantile and people who are away all week.
 */
export const scenarioSchema = z.strictObject({
  id: idSchema,
  name: nameSchema.optional(),
  volume: z.array(factorSchema).default([]),
  aht: z.array(factorSchema).default([]),
  unplannedShrinkage: z.number().min(0).lt(0.9).optional(),
  planFor: z.enum(['mean', 'p50', 'p90', 'p97_5']).optional(),
  absentEmployees: z.array(z.string()).default([]),
})
export type Scenario = z.infer<typeof scenarioSchema>

export const BASELINE: Scenario = { id: 'baseline', volume: [], aht: [], absentEmployees: [] }
