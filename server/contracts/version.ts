import { z } from 'zod'
import { publicationRequestSchema } from './publication.ts'
import { revisionFileChangeSchema } from './revision.ts'
import { storableTextSchema } from './storable-text.ts'

export const VERSION_KINDS = ['forecast', 'requirement', 'roster', 'scenario'] as const
export const versionKindSchema = z.enum(VERSION_KINDS)
export type VersionKind = z.infer<typeof versionKindSchema>

/** `draft` and `review` wait for people; the others stay, but that a published one is superseded. */
export const VERSION_STATES = ['draft', 'review', 'published', 'superseded', 'withdrawn'] as const
export const versionStateSchema = z.enum(VERSION_STATES)
export type VersionState = z.infer<typeof versionStateSchema>

const stepSchema = z.object({ at: z.iso.datetime(), by: z.string(), name: z.string() })
export type VersionStep = z.infer<typeof stepSchema>

/** Something of a plan as it was at one moment, on its way to what everybody goes by. What it holds never changes. */
export const versionSchema = z
  .object({
    id: z.uuid(),
    planId: z.uuid(),
    kind: versionKindSchema,
    /** What it is a version of: a scenario's id, or the first and last day that it is about, `2026-11-09/2026-11-15`. */
    name: z.string(),
    /** Counts the versions of the kind and name, from 1. */
    number: z.int(),
    firstDay: z.iso.date().nullable(),
    lastDay: z.iso.date().nullable(),
    runId: z.uuid().nullable(),
    forecastId: z.uuid().nullable(),
    fileName: z.string(),
    /** Of what it holds, hex. */
    sha256: z.string(),
    bytes: z.int(),
    notes: z.string(),
    state: versionStateSchema,
    /** Counts its steps: each is asked for against the one that was seen. */
    revision: z.int(),
    created: stepSchema,
    submitted: stepSchema.nullable(),
    /** The last time that it was sent back, and why. */
    returned: stepSchema.extend({ reason: z.string() }).nullable(),
    withdrawn: stepSchema.nullable(),
    published: stepSchema.nullable(),
    publicationId: z.uuid().nullable(),
    supersededAt: z.iso.datetime().nullable(),
    supersededById: z.uuid().nullable(),
  })
  .meta({ id: 'Version' })
export type Version = z.infer<typeof versionSchema>

/** Newest first. */
export const versionListSchema = z.object({ versions: z.array(versionSchema) })

const notes = storableTextSchema.trim().max(500).default('')
const id = z.uuid()

/** What a version is made of. The id is the sender's own: asked again, what was made is found. */
export const versionRequestSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ id, kind: z.literal('roster'), runId: z.uuid(), notes, submit: z.boolean().default(true) }),
    z.strictObject({ id, kind: z.literal('requirement'), runId: z.uuid(), notes, submit: z.boolean().default(true) }),
    z.strictObject({ id, kind: z.literal('forecast'), forecastId: z.uuid(), notes, submit: z.boolean().default(true) }),
    z.strictObject({
      ...{ id, kind: z.literal('scenario'), scenarioId: z.string().min(1).max(64), notes },
      submit: z.boolean().default(true),
    }),
  ])
  .meta({ id: 'VersionRequest' })
export type VersionRequest = z.infer<typeof versionRequestSchema>

const seen = { expectedRevision: z.int() }

export const versionStepRequestSchema = z.strictObject(seen).meta({ id: 'VersionStepRequest' })

const reason = storableTextSchema.trim().min(3).max(500)

export const versionReturnRequestSchema = z.strictObject({ ...seen, reason }).meta({ id: 'VersionReturnRequest' })

/**
 * Of a roster with what its gate asks for. The id is the sender's own: whoever does not know what became of the request
 * sends it again.
 */
export const versionPublishRequestSchema = z
  .strictObject({
    ...seen,
    id,
    override: publicationRequestSchema.shape.override,
    replaces: publicationRequestSchema.shape.replaces,
  })
  .meta({ id: 'VersionPublishRequest' })
export type VersionPublishRequest = z.infer<typeof versionPublishRequestSchema>

/** @property expectedRevision of the plan, for a scenario, which changes it */
export const versionRestoreRequestSchema = z
  .strictObject({ expectedRevision: z.int().optional(), reason })
  .meta({ id: 'VersionRestoreRequest' })
export type VersionRestoreRequest = z.infer<typeof versionRestoreRequestSchema>

/** What came of it: a new revision of the plan, or a run that checks the roster. */
export const versionRestoredSchema = z.union([
  z.object({ kind: z.literal('scenario'), planRevision: z.int(), scenarioId: z.string() }),
  z.object({ kind: z.literal('roster'), runId: z.uuid() }),
])
export type VersionRestored = z.infer<typeof versionRestoredSchema>

export const versionComparisonSchema = z
  .object({ from: versionSchema, to: versionSchema, change: revisionFileChangeSchema.nullable() })
  .meta({ id: 'VersionComparison' })
export type VersionComparison = z.infer<typeof versionComparisonSchema>

/** How a unit publishes. */
export const publishingRuleSchema = z
  .object({
    unitId: z.string(),
    /** Whether two people have to have a hand in what is published: nobody publishes what is their own work. */
    fourEyes: z.boolean(),
    /** 0 until it was first changed. */
    revision: z.int(),
  })
  .meta({ id: 'PublishingRule' })
export type PublishingRule = z.infer<typeof publishingRuleSchema>
export const publishingRuleChangeSchema = z
  .strictObject({ expectedRevision: z.int(), fourEyes: z.boolean() })
  .meta({ id: 'PublishingRuleChange' })
