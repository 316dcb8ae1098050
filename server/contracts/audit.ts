import { z } from 'zod'

const MOVES_OF_WORK = ['queued', 'started', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const

/** What can be done to each thing; an action is called `THING.WHAT`. */
export const AUDIT_ACTIONS = {
  plan: [
    ...([
      'imported',
      'fileImported',
      'overrideAdded',
      'overrideRemoved',
      'scenarioRemoved',
      'scenarioWritten',
    ] as const),
    ...(['targetsChanged', 'settingsChanged', 'restored', 'plannedVolumeChanged', 'availabilityChanged'] as const),
    ...(['personErased', 'watchSettingChanged', 'testMailSent', 'dayReportSent'] as const),
  ],
  version: ['proposed', 'submitted', 'returned', 'withdrawn', 'published', 'superseded', 'restored'],
  publishingRule: ['changed'],
  import: ['received', 'applied', 'failed', 'discarded'],
  forecast: ['started', 'succeeded', 'failed'],
  run: [...MOVES_OF_WORK, 'stopRequested'],
  comparison: MOVES_OF_WORK,
  headcountPlan: MOVES_OF_WORK,
  draft: ['edited'],
  publication: ['made', 'superseded'],
  account: [
    ...(['invited', 'linkMade', 'passwordSet', 'passwordChanged', 'disabled', 'enabled'] as const),
    ...(['signedIn', 'signedOut', 'signInRefused', 'sessionEnded', 'sessionsEnded'] as const),
  ],
  membership: ['made', 'changed', 'removed'],
  token: ['made', 'revoked'],
  unit: ['made', 'renamed'],
  request: ['asked', 'agreed', 'declined', 'approved', 'refused', 'withdrawn', 'checking', 'applied', 'left'],
  feed: ['made', 'ended'],
  retention: ['changed', 'swept'],
  person: ['erased', 'exported'],
  webhook: ['made', 'removed'],
  actuals: ['received'],
  alert: ['raised', 'escalated', 'cleared', 'acknowledged', 'muted'],
  wallboard: ['made', 'ended'],
} as const

type Actions = typeof AUDIT_ACTIONS
export type AuditAction = { [Thing in keyof Actions]: `${Thing}.${Actions[Thing][number]}` }[keyof Actions]

/** What an entry may be about. */
export const AUDIT_ENTITIES = [
  ...(['plan', 'run', 'draft', 'publication', 'version', 'import', 'forecast', 'comparison', 'headcountPlan'] as const),
  ...(['request', 'person', 'account', 'token', 'feed', 'webhook', 'unit', 'alert', 'wallboard'] as const),
] as const

/** One thing that somebody did. */
export const auditEntrySchema = z
  .object({
    /** Place in the chain of the unit's entries, from 1. */
    sequence: z.int(),
    unitId: z.string(),
    at: z.iso.datetime(),
    by: z.string(),
    /** Of whoever did it, or of the program's rule. */
    name: z.string(),
    isRule: z.boolean(),
    action: z.string(),
    entity: z.string(),
    entityId: z.string(),
    /** Why, where a reason is asked. */
    reason: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
    /** Takes in the hash of the entry before; hex. */
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntryReply = z.infer<typeof auditEntrySchema>

/** Newest first. */
export const auditListSchema = z.object({
  entries: z.array(auditEntrySchema),
  /** Ask for those before it; null where there are no more. */
  next: z.string().nullable(),
})
export type AuditList = z.infer<typeof auditListSchema>

export const auditQuerySchema = z.object({
  entity: z.string().max(64).optional(),
  entityId: z.string().max(200).optional(),
  actor: z.string().max(64).optional(),
  action: z.string().max(100).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  /** Up to, but not at. */
  to: z.iso.datetime({ offset: true }).optional(),
  before: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type AuditQuery = z.infer<typeof auditQuerySchema>

/** What is wrong with a chain of entries. */
export const CHAIN_FAULTS = [
  'entryChanged',
  'entryMissing',
  'linkMissing',
  'linkBroken',
  'entryUnchained',
  'endMissing',
  'headWrong',
  'anchorMissing',
  'publicationUntold',
  'versionUntold',
] as const
export const chainFaultSchema = z.enum(CHAIN_FAULTS)
export type ChainFault = z.infer<typeof chainFaultSchema>

export const chainVerificationSchema = z
  .object({
    unitId: z.string(),
    /** Entries whose hashes were computed anew. */
    entries: z.int(),
    /** Hash of the last entry: kept elsewhere, it proves later that nothing up to it was cut off. */
    head: z.object({ sequence: z.int(), hash: z.string() }).nullable(),
    /** The first that is wrong; null where all is as it was written. */
    fault: z
      .object({
        kind: chainFaultSchema,
        /** Place in the chain, where it has one. */
        sequence: z.int().nullable(),
        /** The entry, publication or version. */
        id: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ChainVerification' })
export type ChainVerification = z.infer<typeof chainVerificationSchema>

export const auditVerificationSchema = z
  .object({ chains: z.array(chainVerificationSchema) })
  .meta({ id: 'AuditVerification' })
