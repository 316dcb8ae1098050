import { z } from 'zod'
import { MEASURE_NAMES, SWEEP_LEVERS } from '../../solver/domain/comparison.ts'
import { PLAN_LIMITS, PLAN_STAGES, TERMINATIONS } from '../../solver/domain/plan-outputs.ts'
import { targetOutcomeSchema } from './plan-report.ts'
import { runErrorSchema, runRequestSchema, runStateSchema } from './run.ts'

/** Scenarios of one comparison. */
const MOST_SCENARIOS = 24

/**
 * What is compared is planned with less than a plan that goes out, unless it is said: a difference, and the shape of a
 * curve, show all the same, and each scenario can be planned by itself afterwards.
 */
export const COMPARED_SERVICE_ROUNDS = 1
export const SWEEP_REPLICATIONS = 10

const shared = {
  ...runRequestSchema.omit({ scenario: true }).shape,
  /** Most makings of a roster again where its simulated service falls short; a plan's own number if that is less. */
  serviceRounds: z.int().min(0).max(10).default(COMPARED_SERVICE_ROUNDS),
}
const scenarioIdSchema = z.string().min(1).max(400)

/** Scenarios of the plan by id, `a+b` for several laid over one another; the others are compared with the first. */
const scenariosRequestSchema = z.strictObject({
  ...shared,
  kind: z.literal('scenarios'),
  scenarios: z
    .array(scenarioIdSchema)
    .min(2)
    .max(MOST_SCENARIOS)
    .refine((ids) => new Set(ids).size === ids.length, 'names a scenario twice'),
})

/** One lever or two at several settings, laid over a scenario; simulated more coarsely than a plan unless told. */
const sweepRequestSchema = z.strictObject({
  ...shared,
  kind: z.literal('sweep'),
  scenario: scenarioIdSchema.default('baseline'),
  replications: shared.replications.unwrap().default(SWEEP_REPLICATIONS),
  /** As on the command line: `volume=0.8:1.8:0.05`, `absence=0.05,0.1`, `hires:presales=0:10:2`. */
  levers: z.array(z.string().min(1).max(4000)).min(1).max(2),
})

export const comparisonRequestSchema = z
  .discriminatedUnion('kind', [scenariosRequestSchema, sweepRequestSchema])
  .meta({ id: 'ComparisonRequest' })
export type ComparisonRequest = z.infer<typeof comparisonRequestSchema>

const leverSettingSchema = z.object({
  lever: z.enum(SWEEP_LEVERS),
  /** Queue, of `hires` group; null means all. */
  of: z.string().nullable(),
  value: z.number(),
})

/** A figure of the whole plan, of a queue or of a group; units: `MEASURES` of the solver. */
const comparedValueSchema = z.object({
  measure: z.enum(MEASURE_NAMES),
  queue: z.string().optional(),
  group: z.string().optional(),
  value: z.number().nullable(),
  lower95: z.number().nullable().optional(),
  upper95: z.number().nullable().optional(),
  /** Against the first scenario. */
  difference: z.number().nullable(),
})

const comparedTargetSchema = targetOutcomeSchema.omit({ at: true })

const waterfallStepSchema = z.object({
  /** A part of a scenario, or `plan`: shifts, breaks, whole people and the search. */
  kind: z.string(),
  /** The user's own word for it, or ''. */
  label: z.string(),
  /** Of the first scenario, given up on the way from it. */
  isUndone: z.boolean(),
  /** Agent-hours to be scheduled. */
  scheduledHours: z.number(),
  /** Objective, minor currency units. */
  cost: z.number(),
})

const proofSchema = z.object({
  termination: z.enum(TERMINATIONS),
  limit: z.enum(PLAN_LIMITS).nullable(),
  inputHash: z.string(),
  versions: z.record(z.string(), z.string()),
  currency: z.string(),
  /** Wall clock; the only figure that does not repeat. */
  seconds: z.number(),
})

export const comparedScenarioSchema = z
  .object({
    /** Id; of a sweep's point its settings, `volume=1.25,absence=0.1`. */
    scenario: z.string(),
    settings: z.array(leverSettingSchema),
    values: z.array(comparedValueSchema),
    targets: z.array(comparedTargetSchema),
    proof: proofSchema,
    /** From the first scenario to this one, summing to the difference; empty for the first, and in sweeps. */
    waterfall: z.array(waterfallStepSchema),
  })
  .meta({ id: 'ComparedScenario' })

const frontierPointSchema = z.object({
  scenario: z.string(),
  /** Wages, minor currency units. */
  cost: z.number(),
  /** Least margin of all targets that are a share: what is reached less what is asked. */
  worstMargin: z.number().nullable(),
  /** Of all contacts, the share that was served in time. */
  serviceLevel: z.number().nullable(),
  isEfficientByWorst: z.boolean(),
  isEfficientByLevel: z.boolean(),
})

/** `comparison.json` and `sweep.json`. The first scenario is what the others are compared with. */
export const comparisonResultSchema = z
  .object({
    scenarios: z.array(comparedScenarioSchema),
    frontier: z.array(frontierPointSchema),
  })
  .meta({ id: 'ComparisonResult' })
export type ComparisonResult = z.infer<typeof comparisonResultSchema>

export const comparisonProgressSchema = z.object({
  /** Scenarios that are planned, of all. */
  done: z.int(),
  of: z.int(),
  /** Those in hand, and how far they are. */
  inHand: z.array(z.object({ scenario: z.string(), stage: z.enum(PLAN_STAGES), round: z.int().optional() })),
})
export type ComparisonProgress = z.infer<typeof comparisonProgressSchema>

/** Scenarios of a plan beside one another, or a sweep of levers over one, with its state and, when done, its result. */
export const comparisonSchema = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    unitId: z.string(),
    /** As it was asked for, with the week that it is about. */
    request: comparisonRequestSchema,
    week: z.iso.date(),
    state: runStateSchema,
    progress: comparisonProgressSchema.nullable(),
    /** Of one that succeeded; left out of lists. */
    result: comparisonResultSchema.nullable(),
    /** Of one that failed or was interrupted. */
    error: runErrorSchema.nullable(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Comparison' })
export type ComparisonReply = z.infer<typeof comparisonSchema>

/** Newest first, without results. */
export const comparisonListSchema = z.object({ comparisons: z.array(comparisonSchema) })
