import { z } from 'zod'
import { storableTextSchema } from './storable-text.ts'

/** A state of a plan's files. */
export const planRevisionSchema = z
  .object({
    /** Counts the changes of the plan's files, from 1. */
    revision: z.int(),
    /** What changed it, as the audit log names it; `plan.kept` for what was before revisions were kept. */
    action: z.string(),
    reason: z.string().nullable(),
    /** The revision that it put back. */
    restoredRevision: z.int().nullable(),
    inputHash: z.string(),
    at: z.iso.datetime(),
    by: z.string(),
    name: z.string(),
    /** Files that it wrote or took away, as far as a list has room. */
    paths: z.array(z.string()),
    pathCount: z.int(),
  })
  .meta({ id: 'PlanRevision' })
export type PlanRevision = z.infer<typeof planRevisionSchema>

/** Newest first. */
export const planRevisionListSchema = z.object({
  revisions: z.array(planRevisionSchema),
  /** Ask for those before it; null where there are no more. */
  next: z.int().nullable(),
})
export type PlanRevisionList = z.infer<typeof planRevisionListSchema>

/** Lines around a change: `same` in both, `removed` of the older text, `added` of the newer. */
export const lineChangeSchema = z.object({
  kind: z.enum(['same', 'removed', 'added']),
  text: z.string(),
  /** 1-based line of the older text; null for an added one. */
  before: z.int().nullable(),
  /** 1-based line of the newer text; null for a removed one. */
  after: z.int().nullable(),
})
export type LineChange = z.infer<typeof lineChangeSchema>

export const revisionFileChangeSchema = z
  .object({
    path: z.string(),
    change: z.enum(['added', 'removed', 'changed']),
    bytesBefore: z.int().nullable(),
    bytesAfter: z.int().nullable(),
    /** What is different, with a few lines around it; null where the file is too large to tell, or was erased. */
    lines: z.array(lineChangeSchema).nullable(),
    /** Whether further lines are different. */
    isCut: z.boolean(),
  })
  .meta({ id: 'RevisionFileChange' })
export type RevisionFileChange = z.infer<typeof revisionFileChangeSchema>

export const revisionComparisonSchema = z
  .object({ from: z.int(), to: z.int(), files: z.array(revisionFileChangeSchema) })
  .meta({ id: 'RevisionComparison' })
export type RevisionComparison = z.infer<typeof revisionComparisonSchema>

export const revisionRestoreRequestSchema = z
  .strictObject({
    /** Of the plan as it stands. */
    expectedRevision: z.int(),
    reason: storableTextSchema.trim().min(3).max(500),
  })
  .meta({ id: 'RevisionRestoreRequest' })
export type RevisionRestoreRequest = z.infer<typeof revisionRestoreRequestSchema>
