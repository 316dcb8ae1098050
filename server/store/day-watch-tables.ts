import type { Generated, JSONColumnType } from 'kysely'
import type { Risk, RiskKind } from '../../solver/domain/day-risk.ts'
import type { ExportLanguage } from '../contracts/export.ts'
import type { WatchSettingContent } from '../contracts/watch-setting.ts'
import type { NullableStamp, Stamp } from './column-types.ts'

/** How the rest of a plan's day looked when it was last worked out. */
export interface DayWatchTable {
  plan_id: string
  unit_id: string
  /** Counts the looks that were begun: what a look stores counts only while no later one was begun. */
  looks: Generated<number>
  leased_until: NullableStamp
  /** When it was worked out; null when it never was. */
  made_at: NullableStamp
  /** Of the actuals that it was worked out from. */
  actuals_revision: Generated<number>
  /** Run whose queues' errors `learned_gzip` tells. */
  learned_for: string | null
  learned_gzip: Buffer | null
  /** JSON of `DayWatchContent`. */
  content_gzip: Buffer | null
  /** Run for whose roster the suggestions are that were last asked for: JSON of `StoredSuggestions`. */
  suggested_for: string | null
  suggestions_gzip: Buffer | null
  created_by: string
}

/** A warning, of which one is open at a time of a kind and queue. */
export interface AlertTable {
  id: string
  unit_id: string
  plan_id: string
  kind: RiskKind
  queue_id: string
  /** As it was last seen. */
  risk: JSONColumnType<Risk>
  raised_at: Stamp
  seen_at: Stamp
  /** Null while it is open. */
  cleared_at: NullableStamp
  acknowledged_at: NullableStamp
  acknowledged_by: string | null
  muted_until: NullableStamp
  muted_by: string | null
  step: Generated<number>
  step_at: Stamp
  created_by: string
}

/** A link to a screen that shows a plan's day. Gone when it is ended. */
export interface WallboardTable {
  id: string
  unit_id: string
  plan_id: string
  name: string
  language: ExportLanguage
  secret_sha256: string
  expires_at: Stamp
  /** To the minute; null when it never was. */
  opened_at: NullableStamp
  created_at: Stamp
  created_by: string
}

/** What a plan warns of, whom it tells, and where its daily report goes. */
export interface WatchSettingTable {
  plan_id: string
  unit_id: string
  content: JSONColumnType<WatchSettingContent>
  /** Counts its changes, from 1. */
  revision: Generated<number>
  created_at: Stamp
  created_by: string
  updated_at: Stamp
  updated_by: string
}
