import { z } from 'zod'
import { inputIssueSchema } from './api-error.ts'
import { storableTextSchema } from './storable-text.ts'

/**
 * What the day really brought, reported by other systems while it runs.
 *
 * - `POST /api/plans/:id/actuals` `ActualsBatch` -> `ActualsReceipt` (right `actuals.send`)
 * - `POST /api/plans/:id/actuals/file` text/csv -> `ActualsReceipt` (right `actuals.send`)
 * - `GET /api/plans/:id/actuals?day=&asOf=` -> `DayActuals` (right `plan.view`)
 * - `GET /api/plans/:id/actuals/events`: the revision of the plan's actuals, and each that follows it
 *
 * A report tells all of an interval: the newest one of a queue and interval holds whole, and what an earlier one said is
 * kept. Newest is the one with the greater `revision`, then the later `sentAt`, then the greater batch id, so that the
 * order in which batches arrive decides nothing.
 */

/** Rows of a batch or file, intervals and states together. */
export const MAX_ACTUALS_ROWS = 5000
/** How far ahead of the server's clock an interval may start: clocks differ. */
export const CLOCK_ALLOWANCE_SECONDS = 120
/** A sender's clock so far ahead would make its reports the newest for good. */
export const MOST_SKEW_SECONDS = 86_400
/** More contacts in an interval are absurd, whatever the plan. */
export const MOST_CONTACTS = 100_000
/** More open items are absurd. */
export const MOST_BACKLOG = 1_000_000
export const MOST_AHT_SECONDS = 86_400
/** Offered contacts are absurd at more than so many times the forecast, if they are also more than a small number. */
export const MOST_TIMES_FORECAST = 50
export const LEAST_ABSURD_CONTACTS = 1000
/** Open intervals that may end without a report before a queue's feed is silent. */
export const SILENT_AFTER_INTERVALS = 2

export const AGENT_STATES = ['available', 'busy', 'break', 'training', 'away', 'off'] as const
export const agentStateSchema = z.enum(AGENT_STATES)
export type AgentState = z.infer<typeof agentStateSchema>

/** Local time of the plan, `2026-11-11T19:30`, or with an offset. */
const stampSchema = storableTextSchema.min(1).max(40)
const idSchema = storableTextSchema.min(1).max(64)
/** Absent or null: not known, which is not zero. What is wrong with a number is told with its row. */
const figureSchema = z.number().nullable().optional()
/** Counts what the sender corrected; the greater one holds. */
const senderRevisionSchema = z.int().min(0).max(2_000_000_000).default(0)

export const intervalActualSchema = z
  .strictObject({
    queueId: idSchema,
    start: stampSchema,
    /** Contacts that came to people. */
    offered: figureSchema,
    handled: figureSchema,
    abandoned: figureSchema,
    /** Mean handling time, seconds. */
    ahtSeconds: figureSchema,
    /** Contacts answered within the queue's target. */
    answeredWithin: figureSchema,
    /** Open items at the end of the interval. */
    backlog: figureSchema,
    /** Contacts that a bot settled: none of them came to people, so that none is among those offered. */
    botHandled: figureSchema,
    revision: senderRevisionSchema,
  })
  .meta({ id: 'IntervalActual' })
export type IntervalActual = z.infer<typeof intervalActualSchema>

export const agentStateReportSchema = z
  .strictObject({ employeeId: idSchema, state: idSchema, from: stampSchema, revision: senderRevisionSchema })
  .meta({ id: 'AgentStateReport' })
export type AgentStateReport = z.infer<typeof agentStateReportSchema>

export const actualsBatchSchema = z
  .strictObject({
    /** Chosen by the sender: sent twice under one id a batch counts once. */
    batchId: z.uuid(),
    /** By the sender's clock. */
    sentAt: z.iso.datetime({ offset: true }),
    intervals: z.array(intervalActualSchema).max(MAX_ACTUALS_ROWS).default([]),
    agentStates: z.array(agentStateReportSchema).max(MAX_ACTUALS_ROWS).default([]),
  })
  .refine(({ intervals, agentStates }) => intervals.length + agentStates.length <= MAX_ACTUALS_ROWS, {
    message: `a batch has at most ${MAX_ACTUALS_ROWS} rows`,
    path: ['intervals'],
  })
  .meta({ id: 'ActualsBatch' })
export type ActualsBatch = z.infer<typeof actualsBatchSchema>

/** What came of each row; the five counts sum to the rows. */
export const actualsReceiptSchema = z
  .object({
    batchId: z.uuid(),
    /** Told of a batch that was there already: what came of it then. */
    isRepeated: z.boolean(),
    /** Of the plan's actuals after it. */
    revision: z.int(),
    receivedAt: z.iso.datetime(),
    /** How far the sender's clock is ahead of the server's; null of files. */
    clockSkewSeconds: z.number().nullable(),
    /** Of something that was not known. */
    stored: z.int(),
    /** Otherwise than the report before, which is kept. */
    restated: z.int(),
    /** As it was known. */
    unchanged: z.int(),
    /** Of something of which a newer report is known; kept, and not shown. */
    older: z.int(),
    refused: z.int(),
    /** Every refused row, with what is wrong with it. */
    issues: z.array(inputIssueSchema),
  })
  .meta({ id: 'ActualsReceipt' })
export type ActualsReceipt = z.infer<typeof actualsReceiptSchema>

export const dayActualsQuerySchema = z.object({
  /** Local date of the plan; today without it. */
  day: z.iso.date().optional(),
  /** What was known then; what is known now without it. */
  asOf: z.iso.datetime({ offset: true }).optional(),
})
export type DayActualsQuery = z.infer<typeof dayActualsQuerySchema>

/** `silent`: open intervals have ended without a report since. */
export const FEED_STATES = ['live', 'silent', 'never'] as const
export const queueFeedSchema = z.object({
  state: z.enum(FEED_STATES),
  /** End of the last interval that was reported, of any day; null where there is none. */
  lastEnd: z.string().nullable(),
})
export type QueueFeed = z.infer<typeof queueFeedSchema>

/** `[interval]` of the day; null where nothing is known. */
const figuresSchema = z.array(z.number().nullable())
export const queueActualsSchema = z
  .object({
    queueId: z.string(),
    ...{ offered: figuresSchema, handled: figuresSchema, abandoned: figuresSchema },
    ...{ ahtSeconds: figuresSchema, answeredWithin: figuresSchema, backlog: figuresSchema },
    botHandled: figuresSchema,
    /** End of the day's last interval that was reported; null where there is none. */
    asOf: z.string().nullable(),
    feed: queueFeedSchema,
  })
  .meta({ id: 'QueueActuals' })
export type QueueActuals = z.infer<typeof queueActualsSchema>

/** A day as it is known, on the intervals of the plan. */
export const dayActualsSchema = z
  .object({
    planId: z.string(),
    day: z.iso.date(),
    zone: z.string(),
    intervalMinutes: z.int(),
    /** Starts of the intervals, local time with offset. */
    starts: z.array(z.string()),
    revision: z.int(),
    /** End of the day's last interval that was reported, of any queue. */
    asOf: z.string().nullable(),
    /** Of the newest batch, of any day. */
    receivedAt: z.iso.datetime().nullable(),
    /** Of the newest batch that told its time: above 0 the sender's clock is ahead. */
    clockSkewSeconds: z.number().nullable(),
    /** The server's clock. */
    serverTime: z.iso.datetime(),
    /** In the order of the plan. */
    queues: z.array(queueActualsSchema),
    /** Ordered by person and time: each one's states of the day, and the one that the day began with. */
    agentStates: z.array(z.object({ employeeId: z.string(), state: agentStateSchema, from: z.string() })),
  })
  .meta({ id: 'DayActuals' })
export type DayActuals = z.infer<typeof dayActualsSchema>

/** The one event of `GET /plans/{id}/actuals/events`: the first comes at once, others as more is known. */
export const ACTUALS_EVENT = 'actuals'
export interface ActualsEventData {
  readonly revision: number
}

export const actualsFileQuerySchema = z.object({
  /** As for a batch; without one the file is a batch of its own each time, which changes nothing where it says the same. */
  batch: z.uuid().optional(),
})
