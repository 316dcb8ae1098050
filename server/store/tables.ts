import type { Generated, JSONColumnType } from 'kysely'
import type { PlannedScenario } from '../../solver/domain/comparison.ts'
import type { MemberScope, Right, Role } from '../contracts/access.ts'
import type { ComparisonProgress, ComparisonRequest, ComparisonResult } from '../contracts/comparison.ts'
import type { ForecastSnapshot } from '../contracts/forecast.ts'
import type { HeadcountProgress, HeadcountRequest } from '../contracts/headcount.ts'
import type { HeadcountPlanReply } from '../contracts/headcount-plan.ts'
import type { Detection, FileImport, ImportReport, ImportRequest } from '../contracts/import.ts'
import type { PlanDescription } from '../contracts/plan.ts'
import type { PlanReportReply, PublishBlockerReply } from '../contracts/plan-report.ts'
import type { DraftCell } from '../contracts/roster-draft.ts'
import type { RunError, RunProgress, RunSource, RunState } from '../contracts/run.ts'
import type {
  ActualsBatchTable,
  AgentStateReportTable,
  AgentStateTable,
  IntervalActualReportTable,
  IntervalActualTable,
} from './actuals-tables.ts'
import type { NullableJson, NullableStamp, Stamp } from './column-types.ts'
import type { AlertTable, DayWatchTable, WallboardTable, WatchSettingTable } from './day-watch-tables.ts'
import type {
  AuditHeadTable,
  AuditLinkTable,
  AuditLogTable,
  PlanBlobTable,
  PlanRevisionFileTable,
  PlanRevisionTable,
  PublishingRuleTable,
  VersionTable,
} from './history-tables.ts'
import type { DeliveryTable, RetentionTable, WebhookTable } from './operations-tables.ts'
import type {
  CalendarFeedTable,
  PersonTable,
  PublishedRosterTable,
  RosterShiftTable,
  TeamGroupTable,
  TeamRequestNoteTable,
  TeamRequestTable,
} from './team-tables.ts'

export const ACTOR_KINDS = ['person', 'rule'] as const

interface PlanningUnitTable {
  id: string
  name: string
  created_at: Stamp
}

interface ActorTable {
  id: string
  kind: (typeof ACTOR_KINDS)[number]
  display_name: string
  created_at: Stamp
}

interface MembershipTable {
  id: string
  unit_id: string
  actor_id: string
  role: Role
  scope: JSONColumnType<MemberScope>
  extra_rights: JSONColumnType<Right[]>
  /** Who they are in the unit's plans. */
  employee_id: string | null
  /** Counts its changes, from 1. */
  revision: Generated<number>
  created_at: Stamp
  created_by: string
  updated_at: Stamp
  updated_by: string
}

interface PlanTable {
  id: string
  unit_id: string
  input_hash: string
  /** As an earlier version may have written it, which need not be the description of today. */
  description: JSONColumnType<PlanDescription>
  created_at: Stamp
  created_by: string
  /** Counts the changes of the files, from 1. */
  revision: Generated<number>
  /** Of the files that forecasts are made from; null until an earlier version's plan is described again. */
  forecast_hash: string | null
  updated_at: Stamp
  updated_by: string
}

interface PlanFileTable {
  unit_id: string
  plan_id: string
  path: string
  content: string
  /** Of the content's UTF-8 bytes, hex. */
  sha256: string
  created_by: string
}

interface RunTable {
  id: string
  unit_id: string
  plan_id: string
  week: string
  weeks: Generated<number>
  seed: number
  scenario: string
  gap: number
  time_limit_seconds: number
  replications: number
  /** Where the roster came from that it was given. */
  source: NullableJson<RunSource>
  state: RunState
  attempt: Generated<number>
  progress: NullableJson<RunProgress>
  report: NullableJson<PlanReportReply>
  error: NullableJson<RunError>
  /** When somebody asked for the best roster found. */
  stop_requested_at: NullableStamp
  created_at: Stamp
  created_by: string
  started_at: NullableStamp
  finished_at: NullableStamp
  updated_at: Stamp
  updated_by: string
}

interface RunResultTable {
  unit_id: string
  run_id: string
  name: string
  content: Buffer
  sha256: string
  created_by: string
}

interface FileImportTable {
  id: string
  unit_id: string
  plan_id: string
  file_name: string
  bytes: number
  sha256: string
  state: FileImport['state']
  /** Of the reading in hand, or the last one. */
  request: NullableJson<ImportReading>
  /** Share of the file that has been read, 0..1. */
  progress: number | null
  attempt: Generated<number>
  detection: NullableJson<Detection>
  report: NullableJson<ImportReport>
  rejects_gzip: Buffer | null
  error: NullableJson<NonNullable<FileImport['error']>>
  created_at: Stamp
  created_by: string
  finished_at: NullableStamp
  updated_at: Stamp
  updated_by: string
}

/** What is asked of a reading, and by whom. */
export interface ImportReading {
  readonly request: ImportRequest
  readonly actorId: string
}

interface ForecastTable {
  id: string
  unit_id: string
  plan_id: string
  from_date: string
  days: number
  input_hash: string
  /** Version of Tideline: another one may forecast otherwise from the same files. */
  made_with: string
  run_id: string | null
  state: ForecastSnapshot['state']
  attempt: Generated<number>
  content_gzip: Buffer | null
  csv_gzip: Buffer | null
  error: NullableJson<NonNullable<ForecastSnapshot['error']>>
  created_at: Stamp
  created_by: string
}

/** Work on a plan that is asked for, waits, is in hand, and is over: each kind has a table of its own. */
export interface JobTable<Request extends object, Progress extends object, Result extends object> {
  id: string
  unit_id: string
  plan_id: string
  request: JSONColumnType<Request>
  state: RunState
  /** Counts how often it was begun; whoever began it earlier than the last is refused. */
  attempt: Generated<number>
  progress: NullableJson<Progress>
  result: NullableJson<Result>
  error: NullableJson<RunError>
  created_at: Stamp
  created_by: string
  started_at: NullableStamp
  finished_at: NullableStamp
  updated_at: Stamp
  updated_by: string
}

/** A scenario of a comparison, which any worker plans. Gone when the comparison is over. */
interface ComparisonPartTable {
  id: string
  unit_id: string
  comparison_id: string
  place: number
  attempt: Generated<number>
  state: 'queued' | 'running' | 'done'
  progress: NullableJson<RunProgress>
  result: NullableJson<PlannedScenario>
  created_by: string
}

/** A part of a roster that is being made; gone when its run is over. */
interface RunPartTable {
  id: string
  unit_id: string
  run_id: string
  place: number
  attempt: Generated<number>
  state: 'queued' | 'running' | 'done' | 'failed'
  given: Buffer
  made: Buffer | null
  created_by: string
}

/** A piece of a file that was sent in; gone when its import is over. */
interface UploadChunkTable {
  unit_id: string
  import_id: string
  number: number
  content: Buffer
  created_by: string
}

/** Something that may be done only once, and is done. */
interface EffectTable {
  key: string
  unit_id: string
  at: Stamp
  created_by: string
}

interface RosterEditTable {
  id: string
  unit_id: string
  run_id: string
  /** Counts the edits of the run's roster, from 1. */
  revision: number
  editor: string
  kind: string
  cell_count: number
  created_at: Stamp
  created_by: string
}

interface RosterEditCellTable {
  unit_id: string
  run_id: string
  revision: number
  /** '' for open shifts. */
  employee_id: string
  day: string
  cell: JSONColumnType<Omit<DraftCell, 'employeeId' | 'day'>>
  created_by: string
}

/** What a run is to do with the roster that it was given. */
export interface GivenRequest {
  /** Name of its file, which problems are told with. */
  readonly file: string
  /** Shifts of a draft that are nobody's and so are not in it. */
  readonly openShifts: number
  /** Of a roster that is checked as it is: the run whose requirement and bound hold for it if nothing else has changed. */
  readonly basisRunId?: string
  /** Of a roster that solving goes on from. */
  readonly keep?: {
    readonly people: readonly string[]
    readonly dates: readonly string[]
    readonly personDays: readonly { readonly employeeId: string; readonly date: string }[]
    readonly shifts: boolean
    readonly releaseLocks: boolean
    /** Minor currency units for each person-day. */
    readonly changeCost?: number
  }
}

interface GivenRosterTable {
  unit_id: string
  run_id: string
  request: JSONColumnType<GivenRequest>
  /** As `roster.csv`. */
  content: string
  created_by: string
}

interface PublicationTable {
  id: string
  unit_id: string
  plan_id: string
  run_id: string
  week: string
  weeks: Generated<number>
  /** Of the bytes of the run's roster.csv, hex. */
  roster_sha256: string
  /** That the override named, as they were. */
  overridden: JSONColumnType<PublishBlockerReply[]>
  reason: string | null
  created_at: Stamp
  created_by: string
  superseded_at: NullableStamp
  superseded_by_run_id: string | null
}

export interface Tables {
  planning_unit: PlanningUnitTable
  actor: ActorTable
  membership: MembershipTable
  plan: PlanTable
  plan_file: PlanFileTable
  run: RunTable
  run_result: RunResultTable
  file_import: FileImportTable
  upload_chunk: UploadChunkTable
  effect: EffectTable
  forecast: ForecastTable
  comparison: JobTable<ComparisonRequest, ComparisonProgress, ComparisonResult>
  comparison_part: ComparisonPartTable
  run_part: RunPartTable
  headcount_plan: JobTable<HeadcountRequest, HeadcountProgress, HeadcountPlanReply>
  roster_edit: RosterEditTable
  roster_edit_cell: RosterEditCellTable
  given_roster: GivenRosterTable
  publication: PublicationTable
  team_group: TeamGroupTable
  person: PersonTable
  published_roster: PublishedRosterTable
  roster_shift: RosterShiftTable
  team_request: TeamRequestTable
  team_request_note: TeamRequestNoteTable
  calendar_feed: CalendarFeedTable
  retention: RetentionTable
  webhook: WebhookTable
  delivery: DeliveryTable
  watch_setting: WatchSettingTable
  audit_log: AuditLogTable
  audit_head: AuditHeadTable
  audit_link: AuditLinkTable
  plan_blob: PlanBlobTable
  plan_revision: PlanRevisionTable
  plan_revision_file: PlanRevisionFileTable
  version: VersionTable
  publishing_rule: PublishingRuleTable
  actuals_batch: ActualsBatchTable
  interval_actual: IntervalActualTable
  interval_actual_report: IntervalActualReportTable
  agent_state: AgentStateTable
  agent_state_report: AgentStateReportTable
  day_watch: DayWatchTable
  alert: AlertTable
  wallboard: WallboardTable
}

/** Every table, those that others refer to first: the order in which rows can be put back. */
export const TABLE_NAMES = [
  'planning_unit',
  'actor',
  'membership',
  'plan',
  'plan_file',
  'run',
  'run_result',
  'file_import',
  'upload_chunk',
  'effect',
  'forecast',
  'comparison',
  'comparison_part',
  'run_part',
  'headcount_plan',
  'roster_edit',
  'roster_edit_cell',
  'given_roster',
  'publication',
  'team_group',
  'person',
  'published_roster',
  'roster_shift',
  'team_request',
  'team_request_note',
  'calendar_feed',
  'retention',
  'webhook',
  'delivery',
  'watch_setting',
  'audit_log',
  'audit_head',
  'audit_link',
  'plan_blob',
  'plan_revision',
  'plan_revision_file',
  'version',
  'publishing_rule',
  'actuals_batch',
  'interval_actual',
  'interval_actual_report',
  'agent_state',
  'agent_state_report',
  'day_watch',
  'alert',
  'wallboard',
] as const satisfies readonly (keyof Tables)[]
