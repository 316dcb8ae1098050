import type { JSONColumnType } from 'kysely'
import type { AgentState } from '../contracts/actuals.ts'
import type { InputIssueReply } from '../contracts/api-error.ts'
import type { Stamp } from './column-types.ts'

interface OfPlan {
  unit_id: string
  plan_id: string
}

/** Of two reports of one thing the later one in this order holds, whichever came first. */
interface Rank {
  /** Of the report, as its sender counts; 0 where it does not. */
  sender_revision: number
  /** By the sender's clock. */
  sent_at: Stamp
  batch_id: string
}

interface Received {
  /** By the server's clock, later than that of every batch of the plan before it. */
  received_at: Stamp
  created_by: string
}

/** Contacts, seconds for the handling time; null where the report does not say. */
export interface IntervalFigures {
  /** As the plan's intervals were when it was reported. */
  interval_minutes: number
  offered: number | null
  handled: number | null
  abandoned: number | null
  aht_seconds: number | null
  answered_within: number | null
  backlog: number | null
  /** Contacts that a bot settled, none of which is among those offered. */
  bot_handled: number | null
}

/** What came of a batch: once it is there, it changes nothing again. */
export interface ActualsBatchTable extends OfPlan, Received {
  id: string
  /** Of its rows, hex. */
  content_sha256: string
  sent_at: Stamp
  /** How far the sender's clock was ahead; null of files. */
  skew_seconds: number | null
  /** Of the plan's actuals after it: counts the batches that changed something. */
  revision: number
  stored: number
  restated: number
  unchanged: number
  older: number
  refused: number
  issues: JSONColumnType<InputIssueReply[]>
}

/** The newest report of each queue and interval. */
export interface IntervalActualTable extends OfPlan, IntervalFigures, Rank, Received {
  queue_id: string
  starts_at: Stamp
}

/** Every report that said something new, for good. */
export interface IntervalActualReportTable extends IntervalActualTable {
  /** False of one that came after a later one. */
  was_newest: boolean
}

/** What somebody does from an instant on, by the newest report. */
export interface AgentStateTable extends OfPlan, Rank, Received {
  employee_id: string
  starts_at: Stamp
  state: AgentState
}

export interface AgentStateReportTable extends AgentStateTable {
  was_newest: boolean
}
