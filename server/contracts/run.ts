import { z } from 'zod'
import { MAX_WEEKS } from '../../solver/domain/horizon.ts'
import { PLAN_STAGES } from '../../solver/domain/plan-outputs.ts'
import { inputIssueSchema } from './api-error.ts'
import { planReportSchema } from './plan-report.ts'
import { publicationSchema } from './publication.ts'

/** `interrupted`: the server stopped under it; nothing was stored and it may be started again. */
export const RUN_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const
export const runStateSchema = z.enum(RUN_STATES)
export type RunState = z.infer<typeof runStateSchema>

/** States that a run never leaves. */
export const isTerminal = (state: RunState): boolean => state !== 'queued' && state !== 'running'

export const runProgressSchema = z.object({
  stage: z.enum(PLAN_STAGES),
  /** Share of the stage that is done, 0..1. */
  fraction: z.number().optional(),
  /** Of the best roster found so far, and what no roster can be below: they close in on each other. */
  objective: z.number().optional(),
  objectiveBound: z.number().optional(),
  /** Times that the roster was made before, where its simulated service fell short. */
  round: z.int().optional(),
})
export type RunProgress = z.infer<typeof runProgressSchema>

export const RUN_ERROR_CODES = ['invalidPlan', 'brokenRules', 'timedOut', 'crashed', 'interrupted'] as const
export type RunErrorCode = (typeof RUN_ERROR_CODES)[number]
export const runErrorSchema = z.object({
  code: z.enum(RUN_ERROR_CODES),
  message: z.string(),
  issues: z.array(inputIssueSchema),
})
export type RunError = z.infer<typeof runErrorSchema>

/** First day of a week to plan, `YYYY-MM-DD`, in the years that calendars and time zones are good for. */
export const weekSchema = z.iso
  .date()
  .refine((week) => week >= '2000-01-01' && week < '2100-01-01', 'is not between 2000-01-01 and 2099-12-31')

/** What a run is asked to do; everything that decides its result besides the plan's files. */
export const runRequestSchema = z
  .strictObject({
    /** Absent means the plan's default week. */
    week: weekSchema.optional(),
    /** Weeks to plan from then on. */
    weeks: z.int().min(1).max(MAX_WEEKS).default(1),
    seed: z.int().min(0).max(2_147_483_647).default(1),
    /** Id of one of the plan's scenarios. */
    scenario: z.string().min(1).max(64).default('baseline'),
    /** Relative gap at which the search may stop, 0..1. */
    gap: z.number().min(0).max(1).default(0.01),
    /**
     * Last resort for each making of the roster: a search ends by its gap or by work that is counted, and repeats byte
     * for byte; one that this limit or a stop ends does not.
     */
    timeLimitSeconds: z.int().min(1).max(3600).default(60),
    /** Simulated horizons behind the service levels. */
    replications: z.int().min(2).max(2000).default(30),
  })
  .meta({ id: 'RunRequest' })
export type RunRequest = z.infer<typeof runRequestSchema>

/** Where the roster came from that a run was given, to check as it is or to go on from. */
export const runSourceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('draft'),
    /** The run whose roster was edited, and the revision of its draft. */
    runId: z.uuid(),
    revision: z.int(),
    mode: z.enum(['check', 'replan']),
  }),
  z.object({ kind: z.literal('file'), fileName: z.string() }),
])
export type RunSource = z.infer<typeof runSourceSchema>

/** One making of a plan of a week or several, with its state and, when it is done, its proof. */
export const runSchema = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    unitId: z.string(),
    week: z.iso.date(),
    weeks: z.int(),
    seed: z.int(),
    scenario: z.string(),
    gap: z.number(),
    timeLimitSeconds: z.int(),
    replications: z.int(),
    /** Null where the roster was made from nothing. */
    source: runSourceSchema.nullable(),
    state: runStateSchema,
    progress: runProgressSchema.nullable(),
    /** Of a run that succeeded. */
    report: planReportSchema.nullable(),
    /** Of a run that failed or was interrupted. */
    error: runErrorSchema.nullable(),
    /** When somebody asked to end the search and keep the best roster found. */
    stopRequestedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    startedAt: z.iso.datetime().nullable(),
    finishedAt: z.iso.datetime().nullable(),
    /** Its latest; null while it has never been published. */
    publication: publicationSchema.nullable(),
  })
  .meta({ id: 'Run' })
export type Run = z.infer<typeof runSchema>

/** Newest first. */
export const runListSchema = z.object({ runs: z.array(runSchema) })

/** Files that a succeeded run can be taken away as. */
export const RUN_FILES = [
  'forecast.csv',
  'requirement.csv',
  'coverage.csv',
  'service.csv',
  'roster.csv',
  'shadow-prices.csv',
  'report.json',
] as const
export const runFileNameSchema = z.enum(RUN_FILES)
export type RunFileName = z.infer<typeof runFileNameSchema>

/**
 * The one event of `GET /runs/{id}/events`: `event: run`, `data:` the run as it then stands.
 * The first comes at once; the stream ends after one in a terminal state.
 */
export const RUN_EVENT = 'run'
