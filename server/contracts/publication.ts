import { z } from 'zod'
import { publishBlockerSchema } from './plan-report.ts'
import { storableTextSchema } from './storable-text.ts'

/** Publishing a run's roster. A roster whose targets are all met needs no override. */
export const publicationRequestSchema = z
  .strictObject({
    /** Why the roster goes out although it stays below target: who reads it later should understand. */
    override: z
      .strictObject({
        /** Ids of all blockers of the run's report, each by name. */
        blockers: z.array(z.string().max(300)).min(1).max(1000),
        reason: storableTextSchema.trim().min(3).max(500),
      })
      .optional(),
    /**
     * Id of the publication that the sender saw as the week's own, null for none: another one meanwhile is a conflict.
     * Absent replaces whatever there is.
     */
    replaces: z.uuid().nullable().optional(),
  })
  .meta({ id: 'PublicationRequest' })
export type PublicationRequest = z.infer<typeof publicationRequestSchema>

/** A roster that went out. One of a plan's week stands at a time; those before it are kept. */
export const publicationSchema = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    runId: z.uuid(),
    week: z.iso.date(),
    /** Of the bytes of the run's roster.csv, hex. */
    rosterSha256: z.string(),
    /** Targets that it goes out below, as the report told them, and why; null where all were met. */
    override: z.object({ blockers: z.array(publishBlockerSchema), reason: z.string() }).nullable(),
    publishedAt: z.iso.datetime(),
    publishedBy: z.string(),
    /** When another run of the week took its place, and which. */
    supersededAt: z.iso.datetime().nullable(),
    supersededByRunId: z.uuid().nullable(),
  })
  .meta({ id: 'Publication' })
export type Publication = z.infer<typeof publicationSchema>

/** Newest first. */
export const publicationListSchema = z.object({ publications: z.array(publicationSchema) })
