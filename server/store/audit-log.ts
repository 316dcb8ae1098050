import type { Transaction } from 'kysely'
import type { Tables } from './tables.ts'

export interface AuditEntry {
  readonly unitId: string
  readonly actorId: string
  readonly action:
    | 'plan.imported'
    | 'plan.fileImported'
    | 'plan.overrideAdded'
    | 'plan.overrideRemoved'
    | 'plan.scenarioRemoved'
    | 'plan.scenarioWritten'
    | 'plan.targetsChanged'
    | 'plan.settingsChanged'
    | 'plan.restored'
    | `version.${'proposed' | 'submitted' | 'returned' | 'withdrawn' | 'published' | 'superseded' | 'restored'}`
    | 'publishingRule.changed'
    | 'plan.plannedVolumeChanged'
    | 'import.received'
    | 'import.applied'
    | 'import.failed'
    | 'import.discarded'
    | 'forecast.started'
    | 'forecast.succeeded'
    | 'forecast.failed'
    | 'run.queued'
    | 'run.started'
    | 'run.stopRequested'
    | 'run.succeeded'
    | 'run.failed'
    | 'run.cancelled'
    | 'run.interrupted'
    | `${'comparison' | 'headcountPlan'}.${'queued' | 'started' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted'}`
    | 'draft.edited'
    | 'publication.made'
    | 'publication.superseded'
    | `account.${'invited' | 'linkMade' | 'passwordSet' | 'passwordChanged' | 'disabled' | 'enabled' | 'sessionEnded' | 'sessionsEnded'}`
    | `membership.${'made' | 'changed' | 'removed'}`
    | `token.${'made' | 'revoked'}`
    | `unit.${'made' | 'renamed'}`
    | `request.${'asked' | 'agreed' | 'declined' | 'approved' | 'refused' | 'withdrawn' | 'checking' | 'applied' | 'left'}`
    | 'plan.availabilityChanged'
    | 'feed.made'
    | 'feed.ended'
    | `retention.${'changed' | 'swept'}`
    | `person.${'erased' | 'exported'}`
    | 'plan.personErased'
    | `webhook.${'made' | 'removed'}`
  readonly entity:
    | 'plan'
    | 'run'
    | 'import'
    | 'forecast'
    | 'comparison'
    | 'headcountPlan'
    | 'draft'
    | 'publication'
    | 'version'
    | 'request'
    | 'feed'
    | 'unit'
    | 'person'
    | 'webhook'
    | 'account'
    | 'token'
  readonly entityId: string
  /** Facts, never personal data. */
  readonly detail: Record<string, unknown>
}

/** Says who did what. It asks for a transaction, so that a write and its entry stand or fall together. */
export async function recordAudit(transaction: Transaction<Tables>, entry: AuditEntry): Promise<void> {
  await transaction
    .insertInto('audit_log')
    .values({
      unit_id: entry.unitId,
      actor_id: entry.actorId,
      action: entry.action,
      entity: entry.entity,
      entity_id: entry.entityId,
      detail: JSON.stringify(entry.detail),
    })
    .execute()
}
