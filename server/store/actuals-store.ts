import { type Selectable, sql } from 'kysely'
import type { AgentState } from '../contracts/actuals.ts'
import type { InputIssueReply } from '../contracts/api-error.ts'
import type { IntervalFigures } from './actuals-tables.ts'
import type { Database } from './database.ts'
import { jsonText } from './json-text.ts'
import { isRowId } from './plan-store.ts'
import type { Tables } from './tables.ts'

export interface IntervalReport extends IntervalFigures {
  readonly queue_id: string
  /** ISO instant. */
  readonly starts_at: string
  readonly sender_revision: number
}

export interface StateReport {
  readonly employee_id: string
  readonly starts_at: string
  readonly state: AgentState
  readonly sender_revision: number
}

export interface NewActuals {
  readonly unitId: string
  readonly planId: string
  readonly batchId: string
  readonly actorId: string
  /** Of what was sent, hex. */
  readonly contentSha256: string
  readonly sentAt: Date
  readonly receivedAt: Date
  /** Null where the sender's clock is not told. */
  readonly skewSeconds: number | null
  readonly intervals: readonly IntervalReport[]
  readonly states: readonly StateReport[]
  readonly refused: number
  readonly issues: readonly InputIssueReply[]
}

export interface StoredActuals {
  readonly outcome: 'stored' | 'repeated'
  readonly stored: number
  readonly restated: number
  readonly unchanged: number
  readonly older: number
  readonly refused: number
  readonly issues: InputIssueReply[]
  readonly revision: number
  readonly received_at: Date
}

/**
 * Stores a batch in one statement, whole and once (migration 0017).
 * @returns undefined when another batch has the id: one of other rows, of another plan or of a unit that is not seen
 */
export async function insertActuals(db: Database, batch: NewActuals): Promise<StoredActuals | undefined> {
  const { unitId, planId, batchId, actorId, contentSha256, sentAt, receivedAt, skewSeconds, refused } = batch
  try {
    const { rows } = await sql<StoredActuals | { outcome: 'taken' }>`select * from store_actuals(${unitId},
      ${planId}::uuid, ${batchId}::uuid, ${actorId}, ${contentSha256}, ${sentAt}::timestamptz, ${receivedAt}::timestamptz,
      ${skewSeconds}::double precision, ${JSON.stringify(batch.intervals)}::json, ${JSON.stringify(batch.states)}::json,
      ${refused}::integer, ${jsonText(batch.issues)}::jsonb)`.execute(db)
    const [row] = rows
    return row!.outcome === 'taken' ? undefined : (row as StoredActuals)
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'actuals_batch_pkey') return undefined
    throw error
  }
}

export type LastBatch = Pick<Selectable<Tables['actuals_batch']>, 'revision' | 'received_at'> & {
  /** Of the newest batch that told its time. */
  readonly skew_seconds: number | null
}

/** The newest batch of a plan. @param knownAt of those received until then */
export async function findLastBatch(db: Database, planId: string, knownAt: Date): Promise<LastBatch | undefined> {
  const { rows } = await sql<LastBatch>`
    select revision, received_at, (select s.skew_seconds from actuals_batch s where s.plan_id = ${planId}::uuid
        and s.received_at <= ${knownAt} and s.skew_seconds is not null order by s.received_at desc limit 1) as skew_seconds
    from actuals_batch where plan_id = ${planId}::uuid and received_at <= ${knownAt} order by received_at desc limit 1`.execute(
    db,
  )
  return rows[0]
}

/** Of a plan's actuals as they are now. */
export async function findActualsRevision(db: Database, planId: string): Promise<number> {
  if (!isRowId(planId)) return 0
  const newest = db.selectFrom('actuals_batch').select('revision').where('plan_id', '=', planId)
  return (await newest.orderBy('received_at', 'desc').limit(1).executeTakeFirst())?.revision ?? 0
}

export interface ActualsSpan {
  readonly planId: string
  /** Half-open. */
  readonly from: Date
  readonly to: Date
  /** What was known then; what is known now without it. */
  readonly knownAt?: Date | undefined
}

export type IntervalRow = IntervalFigures & { readonly queue_id: string; readonly starts_at: Date }

/** The reports that hold of the intervals that start in a span, in no order. */
export async function listIntervalActuals(
  db: Database,
  queueIds: readonly string[],
  { planId, from, to, knownAt }: ActualsSpan,
): Promise<IntervalRow[]> {
  const figures = sql`queue_id, starts_at, interval_minutes, offered, handled, abandoned, aht_seconds, answered_within, backlog,
    bot_handled`
  const inSpan = sql`plan_id = ${planId}::uuid and queue_id = any (${[...queueIds]}::text[])
    and starts_at >= ${from} and starts_at < ${to}`
  const query =
    knownAt === undefined
      ? sql<IntervalRow>`select ${figures} from interval_actual where ${inSpan}`
      : sql<IntervalRow>`select distinct on (queue_id, starts_at) ${figures} from interval_actual_report
          where ${inSpan} and was_newest and received_at <= ${knownAt} order by queue_id, starts_at, received_at desc`
  return (await query.execute(db)).rows
}

/** What a bot settled of a queue's interval, beside what came to people. */
export interface BotRow {
  readonly queue_id: string
  readonly starts_at: Date
  readonly offered: number
  readonly bot_handled: number
}

/** The reports that tell both, of intervals of a length that start in a span, in no order. */
export async function listBotActuals(
  db: Database,
  queueIds: readonly string[],
  { planId, from, to, intervalMinutes }: Omit<ActualsSpan, 'knownAt'> & { readonly intervalMinutes: number },
): Promise<BotRow[]> {
  const { rows } = await sql<BotRow>`
    select queue_id, starts_at, offered, bot_handled from interval_actual
    where plan_id = ${planId}::uuid and queue_id = any (${[...queueIds]}::text[]) and starts_at >= ${from}
      and starts_at < ${to} and interval_minutes = ${intervalMinutes} and offered + bot_handled is not null`.execute(db)
  return rows
}

/** Start of the last interval of each queue of which there is a report, of any day; queues without one are left out. */
export async function lastIntervals(
  db: Database,
  queueIds: readonly string[],
  { planId, knownAt }: Pick<ActualsSpan, 'planId' | 'knownAt'>,
): Promise<ReadonlyMap<string, Date>> {
  const source =
    knownAt === undefined
      ? sql`interval_actual a where`
      : sql`interval_actual_report a where received_at <= ${knownAt} and`
  const { rows } = await sql<{ queue_id: string; starts_at: Date }>`
    select queue.id as queue_id, last.starts_at from unnest(${[...queueIds]}::text[]) as queue (id)
    cross join lateral (select a.starts_at from ${source} a.plan_id = ${planId}::uuid and a.queue_id = queue.id
      order by a.starts_at desc limit 1) last`.execute(db)
  return new Map(rows.map(({ queue_id, starts_at }) => [queue_id, starts_at]))
}

export interface StateRow {
  readonly employee_id: string
  readonly starts_at: Date
  readonly state: AgentState
}

/** How long before a span a state is looked for that it began with. */
const STATE_REACH_MS = 86_400_000

/** States of a span, and the last one of each person on the day before it; ordered by person and time. */
export async function listAgentStates(db: Database, { planId, from, to, knownAt }: ActualsSpan): Promise<StateRow[]> {
  const reach = new Date(from.getTime() - STATE_REACH_MS)
  const inReach = sql`plan_id = ${planId}::uuid and starts_at >= ${reach} and starts_at < ${to}`
  const known =
    knownAt === undefined
      ? sql`select employee_id, starts_at, state from agent_state where ${inReach}`
      : sql`select distinct on (employee_id, starts_at) employee_id, starts_at, state from agent_state_report
          where ${inReach} and was_newest and received_at <= ${knownAt} order by employee_id, starts_at, received_at desc`
  const { rows } = await sql<StateRow>`
    select employee_id, starts_at, state from (
      select k.*, lead(starts_at) over (partition by employee_id order by starts_at) as next_at from (${known}) k) s
    where starts_at >= ${from} or next_at is null or next_at > ${from}
    order by employee_id collate "C", starts_at`.execute(db)
  return rows
}
