import { z } from 'zod'
import { DAY_PART_KINDS } from '../../solver/domain/forecast-outputs.ts'
import { overrideKindSchema } from '../../solver/domain/forecast-override.ts'
import { idSchema } from '../../solver/domain/queue.ts'
import { inputIssueSchema } from './api-error.ts'
import { bandShape, calendarEventSchema, perIntervalOrNull } from './run-result.ts'
import { storableTextSchema } from './storable-text.ts'

/** Local time with offset: `2026-11-09T08:00+08:00`. */
const stampSchema = z.string().max(40)

export const forecastAccuracySchema = z
  .object({
    intervals: z.int(),
    contacts: z.number(),
    wape: z.number().nullable(),
    wapeOfDays: z.number().nullable(),
    bias: z.number().nullable(),
    coverage80: z.number().nullable(),
    coverage95: z.number().nullable(),
    handWape: z.number().nullable(),
  })
  .meta({ id: 'ForecastAccuracy' })
export type ForecastAccuracyReply = z.infer<typeof forecastAccuracySchema>

const dayPartSchema = z.object({ kind: z.enum(DAY_PART_KINDS), label: z.string(), contacts: z.number() })

/** One queue of a snapshot: the model's own numbers, without overrides. */
export const queueSnapshotSchema = z
  .object({
    ...bandShape,
    /** The mean of the same interval of the last four weeks, as people do it by hand. */
    handMean: perIntervalOrNull,
    /** What each day is made of; the parts sum to the day's mean. */
    days: z.array(z.object({ date: z.iso.date(), parts: z.array(dayPartSchema) })),
    oddDays: z.array(
      z.object({
        date: z.iso.date(),
        contacts: z.number(),
        expected: z.number(),
        kind: z.enum(['few', 'many']),
      }),
    ),
    backtest: forecastAccuracySchema.nullable(),
    /** Contacts of the last weeks before the forecast, null where closed or unknown; first at `historyFrom`. */
    history: perIntervalOrNull,
    historyFrom: stampSchema.nullable(),
  })
  .meta({ id: 'QueueSnapshot' })
export type QueueSnapshot = z.infer<typeof queueSnapshotSchema>

/** What the forecast says, kept as it was when it was made. */
export const forecastContentSchema = z.object({
  zone: z.string(),
  intervalMinutes: z.int(),
  starts: z.array(z.string()),
  days: z.array(z.iso.date()),
  queues: z.array(queueSnapshotSchema),
  /** Of the calendar, those that touch the shown history or the forecast; ordered by start. */
  events: z.array(calendarEventSchema),
})
export type ForecastContent = z.infer<typeof forecastContentSchema>

/** A request for a forecast. Absent `from` means the plan's default week. */
export const forecastRequestSchema = z
  .strictObject({ from: z.iso.date().optional(), days: z.int().min(1).max(98).default(28) })
  .meta({ id: 'ForecastRequest' })
export type ForecastRequest = z.infer<typeof forecastRequestSchema>

export const FORECAST_STATES = ['running', 'succeeded', 'failed'] as const

/** A forecast of all queues of a plan, snapshotted when made. Its content is at `/forecasts/{id}/content`. */
export const forecastSnapshotSchema = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    unitId: z.string(),
    from: z.iso.date(),
    days: z.int(),
    /** The plan's `forecastInputHash` when it was made; another one there now means that it is out of date. */
    inputHash: z.string(),
    /** Run that it was made in, if it was. */
    runId: z.uuid().nullable(),
    state: z.enum(FORECAST_STATES),
    error: z.object({ message: z.string(), issues: z.array(inputIssueSchema) }).nullable(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
  })
  .meta({ id: 'ForecastSnapshot' })
export type ForecastSnapshot = z.infer<typeof forecastSnapshotSchema>

export const forecastSnapshotListSchema = z.object({ forecasts: z.array(forecastSnapshotSchema) })

/** A planner's correction, kept apart from the model's numbers. */
export const overrideSchema = z
  .object({
    id: idSchema,
    queueId: idSchema,
    start: stampSchema,
    end: stampSchema,
    kind: overrideKindSchema,
    value: z.number(),
    author: z.string(),
    reason: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ForecastOverride' })
export type Override = z.infer<typeof overrideSchema>

/** With what its author is called. */
export const signedOverrideSchema = overrideSchema.extend({ authorName: z.string() }).meta({ id: 'SignedOverride' })
export type SignedOverride = z.infer<typeof signedOverrideSchema>

export const overrideListSchema = z.object({ overrides: z.array(signedOverrideSchema) })

export const overrideRequestSchema = z
  .strictObject({
    queueId: idSchema,
    start: stampSchema,
    end: stampSchema,
    kind: overrideKindSchema,
    value: z.number().min(-1e7).max(1e7),
    reason: storableTextSchema.trim().min(1).max(500),
  })
  .meta({ id: 'ForecastOverrideRequest' })
export type OverrideRequest = z.infer<typeof overrideRequestSchema>

/** How one past forecast of one queue turned out, over those of its intervals that have come. */
export const pastForecastSchema = z.object({
  forecastId: z.uuid(),
  madeAt: z.iso.datetime(),
  from: z.iso.date(),
  days: z.int(),
  queueId: z.string(),
  accuracy: forecastAccuracySchema,
  /** Totals by local date that have come. */
  byDay: z.array(z.object({ date: z.iso.date(), mean: z.number(), actual: z.number() })),
})
export const accuracyReportSchema = z.object({ forecasts: z.array(pastForecastSchema) }).meta({ id: 'AccuracyReport' })
export type AccuracyReport = z.infer<typeof accuracyReportSchema>
