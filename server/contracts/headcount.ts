import { z } from 'zod'
import { MAX_HEADCOUNT_MONTHS } from '../../solver/domain/headcount-settings.ts'
import { exportLanguageSchema } from './export.ts'
import { headcountPlanSchema } from './headcount-plan.ts'
import { runErrorSchema, runStateSchema } from './run.ts'

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/

/** What a headcount plan is asked for; everything that decides its result besides the plan's files. */
export const headcountRequestSchema = z
  .strictObject({
    /** First month, `YYYY-MM`. */
    from: z.string().regex(MONTH, 'is not a month such as 2026-12'),
    months: z.int().min(1).max(MAX_HEADCOUNT_MONTHS).default(12),
    /** Length of the periods in which people are hired and counted. */
    by: z.enum(['month', 'week']).default('month'),
    /** Id of one of the plan's scenarios; `a+b` lays several over one another. */
    scenario: z.string().min(1).max(400).default('baseline'),
  })
  .meta({ id: 'HeadcountRequest' })
export type HeadcountRequest = z.infer<typeof headcountRequestSchema>

/** What a headcount plan goes through, in this order. */
export const HEADCOUNT_STAGES = ['forecast', 'requirement', 'hiring', 'whatIf'] as const

export const headcountProgressSchema = z.object({
  stage: z.enum(HEADCOUNT_STAGES),
  /** Share of the stage that is done, 0..1. */
  fraction: z.number().optional(),
})
export type HeadcountProgress = z.infer<typeof headcountProgressSchema>

/** A headcount plan with its state and, when it is done, its result. */
export const headcountSchema = z
  .object({
    ...{ id: z.uuid(), planId: z.uuid(), unitId: z.string() },
    request: headcountRequestSchema,
    state: runStateSchema,
    progress: headcountProgressSchema.nullable(),
    /** Of one that succeeded; left out of lists. */
    result: headcountPlanSchema.nullable(),
    /** Of one that failed or was interrupted. */
    error: runErrorSchema.nullable(),
    ...{ createdAt: z.iso.datetime(), createdBy: z.string() },
    ...{ startedAt: z.iso.datetime().nullable(), finishedAt: z.iso.datetime().nullable() },
  })
  .meta({ id: 'HeadcountPlan' })
export type Headcount = z.infer<typeof headcountSchema>

/** Newest first, without results. */
export const headcountListSchema = z.object({ headcountPlans: z.array(headcountSchema) })

/** Files that a headcount plan that succeeded can be taken away as. */
export const HEADCOUNT_FILES = ['headcount.xlsx', 'headcount.csv', 'requisitions.csv'] as const
export const headcountFileNameSchema = z.enum(HEADCOUNT_FILES)
export type HeadcountFileName = z.infer<typeof headcountFileNameSchema>

/** Language of a file's headings. */
export const headcountFileQuerySchema = z.strictObject({ lang: exportLanguageSchema.default('zh-CN') })
