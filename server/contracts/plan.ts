import { z } from 'zod'
import { INTERVAL_MINUTES } from '../../solver/domain/horizon.ts'
import { CHANNELS, nameSchema } from '../../solver/domain/queue.ts'
import { inputIssueSchema } from './api-error.ts'
import { storableTextSchema } from './storable-text.ts'

/** What a queue promises, in figures; texts are the reader's language's business. */
export const queueTargetSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('serviceLevel'),
    /** Share of contacts, 0..1. */
    serviceLevelTarget: z.number(),
    answerWithinSeconds: z.number(),
  }),
  z.object({
    kind: z.literal('deadline'),
    /** Share of contacts, 0..1. */
    serviceLevelTarget: z.number(),
    finishWithinHours: z.number(),
    deadlineClock: z.enum(['calendar', 'open']),
  }),
])
export type QueueTarget = z.infer<typeof queueTargetSchema>

/** Site, vendor and limit as plan.yaml has them; absent ones, and a zone that is the plan's, are left out. */
const planGroupSchema = z.object({
  id: z.string(),
  name: nameSchema,
  zone: z.string().optional(),
  site: z.string().optional(),
  vendor: z.string().optional(),
  maxOffPerDay: z.int().optional(),
})

export const planEmployeeSchema = z.object({ id: z.string(), name: z.string(), group: z.string() })

/** A stored plan folder, described. Its files are at `/plans/{id}/files`. */
export const planSchema = z
  .object({
    id: z.uuid(),
    unitId: z.string(),
    name: nameSchema,
    /** IANA zone in which people read the plan. */
    zone: z.string(),
    /** ISO 4217; money is in integer minor units of it. */
    currency: z.string(),
    intervalMinutes: z.union(INTERVAL_MINUTES.map((minutes) => z.literal(minutes))),
    /** 1 Monday .. 7 Sunday. */
    weekStartsOn: z.int().min(1).max(7),
    /** First day of the first week after the history, `YYYY-MM-DD`. */
    defaultWeek: z.iso.date(),
    /** SHA-256 of the files, hex. */
    inputHash: z.string(),
    /** SHA-256 of the files that forecasts are made from: people, overrides and the like are no part of them. */
    forecastInputHash: z.string(),
    /** Counts the changes of the plan's files, from 1. */
    revision: z.int(),
    queues: z.array(
      z.object({
        id: z.string(),
        name: nameSchema,
        channel: z.enum(CHANNELS),
        target: queueTargetSchema,
      }),
    ),
    groups: z.array(planGroupSchema),
    shiftTemplates: z.array(z.object({ id: z.string(), name: nameSchema })),
    /** Ordered by id. */
    employees: z.array(planEmployeeSchema),
    /** Scenario ids that a run may name; `baseline` is the plan as it stands. */
    scenarios: z.array(z.object({ id: z.string(), name: nameSchema })),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
  })
  .meta({ id: 'Plan' })
export type Plan = z.infer<typeof planSchema>

/** What a plan says of itself, read out of its files whenever they change and stored beside them. */
export const planDescriptionSchema = planSchema.omit({
  id: true,
  unitId: true,
  inputHash: true,
  forecastInputHash: true,
  revision: true,
  createdAt: true,
  createdBy: true,
})
export type PlanDescription = z.infer<typeof planDescriptionSchema>

export const planListSchema = z.object({
  plans: z.array(planSchema),
  /** Plans of an earlier version whose files this one cannot read. Their files can still be taken away. */
  unreadable: z.array(z.object({ id: z.uuid(), message: z.string(), issues: z.array(inputIssueSchema) })),
})
export type PlanList = z.infer<typeof planListSchema>

/** Path inside a plan folder: relative, forward slashes, no way out of the folder. */
export const planFilePathSchema = z
  .string()
  .max(200)
  .regex(
    /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^/\\\0]+(?:\/[^/\\\0]+)*$/,
    'is not a relative path inside the plan folder, such as history.csv or scenarios/double-11.yaml',
  )

/** A file of a plan folder. */
export const planFileSchema = z
  .object({ path: planFilePathSchema, content: storableTextSchema })
  .meta({ id: 'PlanFile' })
export type PlanFile = z.infer<typeof planFileSchema>

export const planFileListSchema = z.object({ files: z.array(planFileSchema) })

/** A whole plan folder, taken or refused as one. */
export const planImportSchema = z
  .strictObject({ unitId: storableTextSchema.min(1).max(64), files: z.array(planFileSchema).min(1).max(500) })
  .meta({ id: 'PlanImport' })
export type PlanImport = z.infer<typeof planImportSchema>
