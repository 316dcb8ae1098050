import { z } from 'zod'
import { MAX_WEEKS } from '../../solver/domain/horizon.ts'
import { publishBlockerSchema } from './plan-report.ts'
import { storableTextSchema } from './storable-text.ts'

/** Publishing a run's roster. A roster whose targets are all met needs no override. */
export const publicationRequestSchema = z
  .strictObject({
    /** The sender's own: whoever does not know what became of the request sends it again and is told. */
    id: z.uuid().optional(),
    /** Why the roster goes out although it stays below target: who reads it later should understand. */
    override: z
      .strictObject({
        /** Ids of all blockers of the run's report, each by name. */
        blockers: z.array(z.string().max(300)).min(1).max(1000),
        reason: storableTextSchema.trim().min(3).max(500),
      })
      .optional(),
    /**
     * Id of the publication that the sender saw as the week's own, null for none, a list where the roster's weeks were
     * published apart: others meanwhile are a conflict. Absent replaces whatever there is.
     */
    replaces: z
      .union([z.uuid(), z.array(z.uuid()).max(MAX_WEEKS)])
      .nullable()
      .optional(),
  })
  .meta({ id: 'PublicationRequest' })
export type PublicationRequest = z.infer<typeof publicationRequestSchema>

/** A roster that went out. Of each week of a plan one stands at a time; those before it are kept. */
export const publicationSchema = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    runId: z.uuid(),
    week: z.iso.date(),
    /** Weeks that it covers, from `week` on. */
    weeks: z.int(),
    /** Of the bytes of the run's roster.csv, hex. */
    rosterSha256: z.string(),
    /** Targets that it goes out below, as the report told them, and why; null where all were met. */
    override: z.object({ blockers: z.array(publishBlockerSchema), reason: z.string() }).nullable(),
    publishedAt: z.iso.datetime(),
    publishedBy: z.string(),
    /** What they are called. */
    publisher: z.string(),
    /** When another run of these weeks took its place, and which. */
    supersededAt: z.iso.datetime().nullable(),
    supersededByRunId: z.uuid().nullable(),
  })
  .meta({ id: 'Publication' })
export type Publication = z.infer<typeof publicationSchema>

/** Newest first. */
export const publicationListSchema = z.object({ publications: z.array(publicationSchema) })
