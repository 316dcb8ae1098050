import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { VersionKind, VersionState } from '../contracts/version.ts'
import type { NullableStamp, Stamp } from './column-types.ts'

export interface AuditLogTable {
  id: GeneratedAlways<number>
  unit_id: string
  actor_id: string
  action: string
  entity: string
  entity_id: string
  detail: JSONColumnType<Record<string, unknown>>
  at: Generated<Date>
}

/** The last link of a unit's chain of audit entries. */
export interface AuditHeadTable {
  unit_id: string
  sequence: number
  hash: string
  created_by: string
}

export interface AuditLinkTable {
  unit_id: string
  sequence: number
  entry_id: number
  previous_hash: string
  hash: string
  created_by: string
}

/** Files of plans as they were; the content of what is a plan's now lies with the plan. */
export interface PlanBlobTable {
  unit_id: string
  sha256: string
  /** Null once it was erased. */
  content: string | null
  created_at: Stamp
  created_by: string
  erased_at: NullableStamp
}

export interface PlanRevisionTable {
  unit_id: string
  plan_id: string
  revision: number
  action: string
  reason: string | null
  restored_revision: number | null
  input_hash: string
  created_at: Stamp
  created_by: string
}

export interface PlanRevisionFileTable {
  unit_id: string
  plan_id: string
  revision: number
  path: string
  /** Null where the revision took the file away. */
  sha256: string | null
  bytes: number | null
  created_by: string
}

export interface VersionTable {
  id: string
  unit_id: string
  plan_id: string
  kind: VersionKind
  name: string
  number: number
  first_day: string | null
  last_day: string | null
  run_id: string | null
  forecast_id: string | null
  file_name: string
  content_gzip: Buffer
  /** Of the content before it was compressed, hex. */
  sha256: string
  bytes: number
  notes: string
  state: VersionState
  revision: Generated<number>
  submitted_at: NullableStamp
  submitted_by: string | null
  returned_at: NullableStamp
  returned_by: string | null
  returned_reason: string | null
  withdrawn_at: NullableStamp
  withdrawn_by: string | null
  published_at: NullableStamp
  published_by: string | null
  publication_id: string | null
  publish_key: string | null
  superseded_at: NullableStamp
  superseded_by_id: string | null
  created_at: Stamp
  created_by: string
  updated_at: Stamp
  updated_by: string
}

export interface PublishingRuleTable {
  unit_id: string
  four_eyes: boolean
  revision: Generated<number>
  created_at: Stamp
  created_by: string
  updated_at: Stamp
  updated_by: string
}
