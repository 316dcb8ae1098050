import { z } from 'zod'
import { PLAN_LIMITS, TERMINATIONS, VIOLATION_UNITS } from '../../solver/domain/plan-outputs.ts'
import { TARGET_VERDICTS } from '../../solver/domain/service-outputs.ts'
import { TARGET_SPANS } from '../../solver/domain/target.ts'
import { explanationSchema, keptSchema, shadowPriceSchema } from './living-report.ts'

/** Minor currency units; `wages` is real money, the rest prices what went unmet. */
const costsSchema = z.object({
  wages: z.number(),
  /** Parts of wages. Reports made before there were premiums have none. */
  overtime: z.number(),
  premiums: z.number().default(0),
  understaffing: z.number(),
  overdueWork: z.number(),
  softRules: z.number(),
})

const unmetSchema = z.object({
  queue: z.string(),
  kind: z.enum(['understaffed', 'overdue']),
  /** Local time with offset. */
  start: z.string(),
  end: z.string(),
  worst: z.number(),
  hours: z.number(),
})

const violationSchema = z.object({
  ruleId: z.string(),
  ruleKind: z.string(),
  severity: z.enum(['hard', 'soft']),
  employeeId: z.string().optional(),
  at: z.string(),
  size: z.number(),
  unit: z.enum(VIOLATION_UNITS),
  message: z.string(),
})

/** Shares are 0..1. Null where nobody contacted the queue, so that there is nothing to measure. */
const serviceLevelSchema = z.object({
  queue: z.string(),
  target: z.string(),
  targetShare: z.number(),
  mean: z.number().nullable(),
  lower95: z.number().nullable(),
  upper95: z.number().nullable(),
  worstInterval: z.object({ start: z.string(), mean: z.number() }).nullable(),
  contacts: z.number(),
  abandonRate: z.number().nullable(),
  asaSeconds: z.number().nullable(),
  occupancy: z.number().nullable(),
})

/** One target of one queue against the simulation; what each field means: `TargetOutcome` of the solver. */
export const targetOutcomeSchema = z.object({
  queue: z.string(),
  unit: z.enum(['share', 'seconds', 'agents']),
  kind: z.enum(['answeredWithin', 'meanResponse', 'repliedWithin', 'presence', 'finishedWithin']),
  /** Seconds for instant queues, hours for tickets. */
  within: z.number().nullable(),
  asked: z.number(),
  over: z.enum(TARGET_SPANS),
  mean: z.number().nullable(),
  lower95: z.number().nullable(),
  upper95: z.number().nullable(),
  /** Start of the worst week of several, day or interval; null for the one week. */
  at: z.string().nullable(),
  verdict: z.enum(TARGET_VERDICTS),
  preset: z.string().nullable(),
})

const serviceRoundSchema = z.object({
  round: z.int(),
  objective: z.number(),
  failingIntervals: z.int(),
  addedAgentHours: z.number(),
  kept: z.boolean(),
})

const missingServiceSchema = z.object({
  queue: z.string(),
  start: z.string(),
  end: z.string(),
  serviceLevel: z.number(),
  asked: z.number(),
  agents: z.number(),
  why: z.enum(['noPeople', 'noRounds']),
})

/** What keeps a roster from being published; what each kind stands for: `PublishBlocker` of the solver. */
export const publishBlockerSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('brokenRule'),
      /** Names it within its report: what an override names. */
      id: z.string(),
      overridable: z.literal(false),
      ruleId: z.string(),
      count: z.int(),
      message: z.string(),
    }),
    z.object({ kind: z.literal('nothingProved'), id: z.string(), overridable: z.literal(false), queue: z.string() }),
    z.object({
      kind: z.enum(['targetMissed', 'targetUnproven']),
      id: z.string(),
      overridable: z.literal(true),
      target: targetOutcomeSchema,
    }),
  ])
  .meta({ id: 'PublishBlocker' })
export type PublishBlockerReply = z.infer<typeof publishBlockerSchema>

/** A prior's word on an instant queue's simulated mean response time; `satisfaction` is a share, 0..1. */
const satisfactionEstimateSchema = z.object({
  queue: z.string(),
  meanResponseSeconds: z.number(),
  satisfaction: z.number(),
  source: z.string(),
})

/** `report.json` of a run: cost, bound, gap and the checker's verdict, always together. */
export const planReportSchema = z
  .object({
    cost: z.number(),
    currency: z.string(),
    costs: costsSchema,
    objective: z.number(),
    objectiveBound: z.number(),
    relativeGap: z.number().nullable(),
    relativeGapOfControllable: z.number().nullable(),
    termination: z.enum(TERMINATIONS),
    limit: z.enum(PLAN_LIMITS).optional(),
    solveSeconds: z.number(),
    seed: z.number(),
    inputHash: z.string(),
    versions: z.record(z.string(), z.string()),
    week: z.string(),
    weeks: z.int(),
    scenario: z.string(),
    /** What the scenario said then, as a hash; the plan as it stands has none. */
    scenarioHash: z.string().optional(),
    unmet: z.array(unmetSchema),
    violations: z.array(violationSchema),
    serviceLevels: z.array(serviceLevelSchema),
    targets: z.array(targetOutcomeSchema),
    serviceRounds: z.array(serviceRoundSchema),
    missing: z.array(missingServiceSchema),
    /** Whether the roster may be published as it is. Absent from reports of earlier versions, whose rosters may not. */
    gate: z.object({ publishable: z.boolean(), blockers: z.array(publishBlockerSchema) }).optional(),
    satisfactionPrior: z.array(satisfactionEstimateSchema).optional(),
    /** Absent from reports of earlier versions. */
    explanations: z.array(explanationSchema).optional(),
    shadowPrices: z.array(shadowPriceSchema).optional(),
    kept: keptSchema.optional(),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'PlanReport' })
export type PlanReportReply = z.infer<typeof planReportSchema>
