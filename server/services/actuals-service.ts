import { createHash, randomUUID } from 'node:crypto'
import { dayHorizon, localDate, localStamp } from '../../solver/domain/horizon.ts'
import { type InputIssue, PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import type { Actor } from '../auth/actor.ts'
import {
  type ActualsBatch,
  type ActualsEventData,
  type ActualsReceipt,
  type AgentStateReport,
  type DayActuals,
  type DayActualsQuery,
  MAX_ACTUALS_ROWS,
  MOST_SKEW_SECONDS,
} from '../contracts/actuals.ts'
import { RETENTION_DEFAULT } from '../contracts/personal-data.ts'
import { type FileActual, parseActuals } from '../imports/actuals-csv.ts'
import {
  findActualsRevision,
  findLastBatch,
  insertActuals,
  lastIntervals,
  listAgentStates,
  listIntervalActuals,
  type NewActuals,
} from '../store/actuals-store.ts'
import type { Database } from '../store/database.ts'
import { findRetention } from '../store/retention-store.ts'
import type { Signals } from '../store/signals.ts'
import { ActualsChecks, issuesAt } from './actuals-checks.ts'
import { endOf, queueActuals, startsOf } from './actuals-day.ts'
import { type ActualsPlan, ActualsPlans } from './actuals-plan.ts'
import { LiveEvents } from './live-events.ts'
import { ServiceError } from './service-error.ts'

/** A row of a batch or of a file, with its place there. */
interface PlacedInterval extends FileActual {
  readonly place: (field: string) => Pick<InputIssue, 'file' | 'row' | 'column'>
}

interface Report extends Pick<NewActuals, 'batchId' | 'sentAt' | 'skewSeconds'> {
  readonly intervals: readonly PlacedInterval[]
  readonly states: readonly AgentStateReport[]
  /** What was found wrong before, with the number of rows. */
  readonly issues: InputIssue[]
  readonly refused: number
}

/** What the days of plans really bring, as other systems report it, and how much of it was known when. */
export class ActualsService {
  readonly #db: Database
  readonly #now: () => number
  readonly #plans: ActualsPlans
  readonly #revisions: LiveEvents<ActualsEventData>

  /** @param now epoch milliseconds */
  constructor(db: Database, signals: Signals, now: () => number) {
    this.#db = db
    this.#now = now
    this.#plans = new ActualsPlans(db)
    this.#revisions = new LiveEvents<ActualsEventData>(signals, 'actuals')
  }

  /**
   * Stores what is right of a batch and tells what is not, once however often it is sent.
   * @throws ServiceError `conflict` when another batch has the id
   */
  async receive(planId: string, batch: ActualsBatch, actor: Actor): Promise<ActualsReceipt> {
    const plan = await this.#plans.get(planId)
    const sentAt = new Date(batch.sentAt)
    const skewSeconds = (sentAt.getTime() - this.#now()) / 1000
    if (skewSeconds > MOST_SKEW_SECONDS) throw clockTooFarAhead(batch.sentAt, this.#now(), plan.zone)
    const intervals = batch.intervals.map((interval, index) => ({
      ...{ interval, place: (field: string) => ({ column: `intervals.${index}.${field}` }) },
    }))
    const { batchId, agentStates: states } = batch
    return this.#store(plan, { batchId, sentAt, skewSeconds, intervals, states, issues: [], refused: 0 }, actor)
  }

  /** The same of a CSV file, whose rows are counts by interval. @param batchId of its own where it has none */
  async receiveFile(planId: string, bytes: Uint8Array, batchId: string | undefined, actor: Actor) {
    const plan = await this.#plans.get(planId)
    const { rows, issues, refused } = parseActuals(bytes)
    if (rows.length + refused > MAX_ACTUALS_ROWS) throw tooManyRows(rows.length + refused)
    if (rows.length + refused === 0) throw noRows(issues)
    const intervals = rows.map((row) => ({
      ...row,
      place: (field: string) => ({ row: row.row, column: COLUMNS[field] ?? field }),
    }))
    const received = { batchId: batchId ?? randomUUID(), sentAt: new Date(this.#now()), skewSeconds: null }
    return this.#store(plan, { ...received, intervals, states: [], issues, refused }, actor)
  }

  /** @throws ServiceError for a plan that there is not, or a day that no plan has */
  async day(planId: string, { day, asOf }: DayActualsQuery): Promise<DayActuals> {
    const plan = await this.#plans.get(planId)
    const { id, zone, intervalMinutes, queues } = plan
    const nowMs = this.#now()
    const momentMs = asOf === undefined ? nowMs : Date.parse(asOf)
    const horizon = dayGrid(day ?? localDate(momentMs, zone), plan)
    const knownAt = asOf === undefined ? undefined : new Date(asOf)
    const span = { planId: id, from: new Date(horizon.startsAt), to: endOf(horizon), knownAt }
    const queueIds = queues.map((queue) => queue.id)
    const [rows, last, batch, states] = await Promise.all([
      listIntervalActuals(this.#db, queueIds, span),
      lastIntervals(this.#db, queueIds, span),
      findLastBatch(this.#db, id, knownAt ?? FOR_EVER),
      listAgentStates(this.#db, span),
    ])
    const rowsOf = Map.groupBy(
      rows.filter((row) => row.interval_minutes === intervalMinutes),
      (row) => row.queue_id,
    )
    const told = queues.map((queue) => {
      const feed = { lastStartMs: last.get(queue.id)?.getTime(), nowMs: momentMs }
      return queueActuals(queue, rowsOf.get(queue.id) ?? [], horizon, feed)
    })
    return {
      ...{ planId: id, day: localDate(horizon.startsAt, zone), zone, intervalMinutes, starts: startsOf(horizon) },
      revision: batch?.revision ?? 0,
      asOf: told.reduce<string | null>((latest, { asOf: end }) => laterOf(latest, end), null),
      receivedAt: batch?.received_at.toISOString() ?? null,
      clockSkewSeconds: batch?.skew_seconds ?? null,
      serverTime: new Date(nowMs).toISOString(),
      queues: told,
      agentStates: states.map(({ employee_id: employeeId, state, starts_at }) => ({
        ...{ employeeId, state, from: localStamp(starts_at.getTime(), zone) },
      })),
    }
  }

  /** The revision of a plan's actuals, and each that follows it, until the reader leaves. */
  follow(planId: string, reader: AbortSignal): AsyncGenerator<ActualsEventData> {
    const current = async () => ({ revision: await findActualsRevision(this.#db, planId) })
    return this.#revisions.follow(planId.toLowerCase(), current, reader)
  }

  /** @throws ServiceError for a plan that there is not */
  async refuseUnknown(planId: string): Promise<void> {
    await this.#plans.get(planId)
  }

  /** Ends every stream. */
  close(): void {
    this.#revisions.close()
  }

  async #store(plan: ActualsPlan, given: Report, actor: Actor): Promise<ActualsReceipt> {
    const { batchId, sentAt, skewSeconds } = given
    const checked = await this.#check(plan, given)
    const stored = await insertActuals(this.#db, {
      ...{ batchId, sentAt, skewSeconds, ...checked, unitId: plan.unitId, planId: plan.id, actorId: actor.id },
      contentSha256: createHash('sha256').update(contentOf(given)).digest('hex'),
      receivedAt: new Date(this.#now()),
    })
    if (!stored) throw batchTaken(batchId)
    const { outcome, received_at, ...counts } = stored
    return {
      ...{ batchId, isRepeated: outcome === 'repeated', ...counts },
      ...{ receivedAt: received_at.toISOString(), clockSkewSeconds: skewSeconds },
    }
  }

  async #check(plan: ActualsPlan, given: Report) {
    const retention = await findRetention(this.#db, plan.unitId)
    const keptDays = retention ? retention.actual_days : RETENTION_DEFAULT.actualDays
    const checks = new ActualsChecks({ plan, nowMs: this.#now(), keptDays })
    const starts = given.intervals.flatMap(({ interval }) => checks.startOf(interval.start) ?? [])
    const expected = await this.#plans.expected(plan, starts)
    const issues = [...given.issues]
    const intervals = given.intervals.flatMap(
      ({ interval, place }) => checks.interval(interval, expected, issuesAt(issues, place)) ?? [],
    )
    const states = given.states.flatMap((row, index) => {
      const place = (field: string) => ({ column: `agentStates.${index}.${field}` })
      return checks.state(row, issuesAt(issues, place)) ?? []
    })
    const taken = intervals.length + states.length
    const refused = given.refused + given.intervals.length + given.states.length - taken
    return { intervals, states, refused, issues }
  }
}

/** Columns of the file by the fields of a report. */
const COLUMNS: Readonly<Record<string, string>> = {
  ...{ queueId: 'queue', offered: 'volume', ahtSeconds: 'aht_seconds', answeredWithin: 'answered_within' },
  botHandled: 'bot_handled',
}

/** Later than every moment at which something was received. */
const FOR_EVER = new Date('9999-12-31T00:00:00Z')

/** What makes two batches the same: their rows, as they were sent. */
const contentOf = ({ intervals, states, issues }: Report): string =>
  JSON.stringify([intervals.map(({ interval }) => interval), states, issues])

const laterOf = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && Date.parse(b) > Date.parse(a)) ? b : a

function dayGrid(day: string, { intervalMinutes, zone }: ActualsPlan) {
  try {
    return dayHorizon(day, 1, intervalMinutes, zone)
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    throw new ServiceError('invalidRequest', 'The plan has no such day.', error.issues)
  }
}

const clockTooFarAhead = (sentAt: string, nowMs: number, zone: string): ServiceError =>
  new ServiceError('invalidRequest', "The sender's clock is more than a day ahead; nothing was stored.", [
    {
      ...{ column: 'sentAt', value: sentAt, problem: "is more than a day ahead of the server's clock" },
      hint: `It is ${localStamp(nowMs, zone)} here. Set the sender's clock, then send the batch again.`,
    },
  ])

const batchTaken = (batchId: string): ServiceError =>
  new ServiceError('conflict', `Batch ${batchId} was sent before with other rows. Give each batch an id of its own.`)

const tooManyRows = (rows: number): ServiceError =>
  new ServiceError('tooLarge', `The file has ${rows} rows. Send at most ${MAX_ACTUALS_ROWS} at a time.`)

const noRows = (issues: readonly InputIssue[]): ServiceError =>
  new ServiceError('invalidRequest', 'The file has no rows that can be read; nothing was stored.', issues)
