import { z } from 'zod'

export const MOST_RETENTION_DAYS = 36_500
const days = z.int().min(1).max(MOST_RETENTION_DAYS).nullable()

/** How many days a unit keeps what; null for ever. */
const retentionDays = {
  /** Notes of requests, which are for deciding alone. */
  requestNoteDays: days,
  /** Rows of files that could not be read. */
  rejectDays: days,
  /** Results of runs that are not published, with their drafts. */
  resultDays: days,
  /** What the days really brought, as it was reported: older reports are refused as well. */
  actualDays: days,
}

export const retentionSchema = z.object({ ...retentionDays, revision: z.int() }).meta({ id: 'Retention' })
export type Retention = z.infer<typeof retentionSchema>
export type RetentionDays = Omit<Retention, 'revision'>

/** `expectedRevision` is the one that was seen; 0 where nothing was set yet. */
export const retentionChangeSchema = z
  .strictObject({ ...retentionDays, expectedRevision: z.int().min(0) })
  .meta({ id: 'RetentionChange' })
export type RetentionChange = z.infer<typeof retentionChangeSchema>

export const RETENTION_DEFAULT: Retention = {
  requestNoteDays: 180,
  rejectDays: 90,
  resultDays: null,
  actualDays: 400,
  revision: 0,
}

const queryDays = z.coerce.number().int().min(1).max(MOST_RETENTION_DAYS).optional()

/** Days as an address has them: those left out are for ever. */
export const nextSweepQuerySchema = z.object({
  ...{ requestNoteDays: queryDays, rejectDays: queryDays, resultDays: queryDays, actualDays: queryDays },
})

/** What was taken away of one unit, or would be. */
export const sweptSchema = z.object({ requestNotes: z.int(), rejects: z.int(), results: z.int(), actuals: z.int() })
export type Swept = z.infer<typeof sweptSchema>

export const erasureRequestSchema = z
  .strictObject({
    /** The person's id again, so that nobody is erased by a slip. */
    confirm: z.string().max(64),
  })
  .meta({ id: 'ErasureRequest' })

/** What was changed. Published rosters keep their hours under the person's id, which names nobody from then on. */
export const erasureSchema = z
  .object({
    employeeId: z.string(),
    plans: z.int(),
    /** Plans of earlier versions that cannot be read any more: their files were changed without being checked. */
    unreadablePlans: z.int(),
    results: z.int(),
    hadAccount: z.boolean(),
  })
  .meta({ id: 'Erasure' })
export type Erasure = z.infer<typeof erasureSchema>

const facts = z.record(z.string(), z.unknown())

/** Everything that is stored of one person, for the person. */
export const personalDataSchema = z
  .object({
    unitId: z.string(),
    employeeId: z.string(),
    person: facts,
    account: facts.nullable(),
    /** Rows of the plans' files that name the person. */
    planRows: z.array(z.object({ planId: z.string(), path: z.string(), row: z.record(z.string(), z.string()) })),
    requests: z.array(facts),
    notes: z.array(facts),
    shifts: z.array(facts),
    /** What the person was doing when, as other systems reported it. */
    agentStates: z.array(facts),
    /** What the person did, newest first; at most 10,000. */
    actions: z.array(facts),
  })
  .meta({ id: 'PersonalData' })
export type PersonalData = z.infer<typeof personalDataSchema>
