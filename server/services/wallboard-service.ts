import { randomUUID } from 'node:crypto'
import { DateTime } from 'luxon'
import type { LocalName } from '../../solver/domain/queue.ts'
import { type Actor, WALLBOARD_RULE } from '../auth/actor.ts'
import type { DayActuals } from '../contracts/actuals.ts'
import { type DayWatch, isSeen } from '../contracts/day-watch.ts'
import type { MadeWallboard, NewWallboard, Wallboard, WallboardLink } from '../contracts/wallboard.ts'
import {
  DEFAULT_WALLBOARD_DAYS,
  MOST_WALLBOARDS_OF_A_PLAN,
  type WallboardEventData,
} from '../contracts/wallboard-limits.ts'
import { nameIn } from '../exports/hr/export-parts.ts'
import { everythingAs, onlyShowing, withAccess } from '../store/access.ts'
import { findActualsRevision } from '../store/actuals-store.ts'
import { hashOfSecret, newSecret } from '../store/auth-store.ts'
import type { Database } from '../store/database.ts'
import { findWatchState } from '../store/day-watch-store.ts'
import { findPlan } from '../store/plan-store.ts'
import { type Signals, topicOf } from '../store/signals.ts'
import {
  deleteWallboard,
  findWallboard,
  insertWallboard,
  listWallboards,
  type NamedWallboardRow,
  noteOpened,
  type WallboardRow,
} from '../store/wallboard-store.ts'
import { type ActualsPlan, ActualsPlans } from './actuals-plan.ts'
import type { ActualsService } from './actuals-service.ts'
import type { DayWatchService } from './day-watch-service.ts'
import { LiveEvents } from './live-events.ts'
import type { RunResults } from './run-results.ts'
import { notFound, ServiceError } from './service-error.ts'
import { peopleNow } from './wallboard-people.ts'
import { type QueueFacts, wallboardQueue, wholeSite } from './wallboard-queue.ts'
import { type PublishedDay, WallboardSource } from './wallboard-source.ts'

const DAY_MS = 86_400_000
/** Noted no oftener than this: screens ask again and again. */
const OPENED_EVERY_MS = 60_000
/** Screens of one link on one process; an address that is passed on must not take every place. */
const MOST_STREAMS_OF_A_LINK = 50
/** The longest that a timer waits; a stream that lasts longer is begun anew by the screen. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

interface WallboardParts {
  readonly db: Database
  readonly signals: Signals
  readonly actuals: Pick<ActualsService, 'day'>
  readonly dayWatch: Pick<DayWatchService, 'get'>
  readonly results: RunResults
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** Links to screens that show a plan's day, and what they show. */
export class WallboardService {
  readonly #parts: WallboardParts
  readonly #plans: ActualsPlans
  readonly #source: WallboardSource
  readonly #events: LiveEvents<WallboardEventData>
  readonly #streams = new Map<string, number>()

  constructor(parts: WallboardParts) {
    this.#parts = parts
    this.#plans = new ActualsPlans(parts.db)
    this.#source = new WallboardSource(parts.db, parts.results)
    this.#events = new LiveEvents<WallboardEventData>(parts.signals, 'wallboard', ({ isOver }) => isOver)
  }

  /** @throws ServiceError for a plan that there is not */
  async list(planId: string): Promise<WallboardLink[]> {
    const { id } = await this.#plans.get(planId)
    return (await listWallboards(this.#parts.db, id)).map(linkFrom)
  }

  /** The secret is told this once. */
  async make(planId: string, { name, language, days }: NewWallboard, actor: Actor): Promise<MadeWallboard> {
    const { db, now } = this.#parts
    const plan = await this.#plans.get(planId)
    const secret = newSecret()
    const expiresAt = new Date(now() + (days ?? DEFAULT_WALLBOARD_DAYS) * DAY_MS)
    const link = { id: randomUUID(), unitId: plan.unitId, planId: plan.id, name, language, expiresAt }
    const given = { ...link, secretSha256: hashOfSecret(secret), actorId: actor.id }
    const row = await insertWallboard(db, given, MOST_WALLBOARDS_OF_A_PLAN)
    if (!row) throw tooManyLinks()
    const [made] = (await listWallboards(db, plan.id)).filter(({ id }) => id === row.id)
    return { wallboard: linkFrom(made ?? { ...row, maker: null }), path: `/wall/${secret}` }
  }

  /** @throws ServiceError for a link that there is not */
  async end(planId: string, id: string, actor: Actor): Promise<void> {
    const plan = await this.#plans.get(planId)
    if (!(await deleteWallboard(this.#parts.db, plan.id, id, actor.id))) throw notFound('wallboard', id)
  }

  /** What the screen of a secret shows now. @throws ServiceError `notFound` for a link that is over, or never was */
  async show(secret: string): Promise<Wallboard> {
    const link = await this.#open(secret)
    return this.#showing(link, () => this.#wallboard(link))
  }

  /**
   * That something of it has changed, until the link is over or the reader leaves.
   * @throws ServiceError before the stream begins, as `show` does, and where too many screens follow it
   */
  async follow(secret: string): Promise<(reader: AbortSignal) => AsyncGenerator<WallboardEventData>> {
    const link = await this.#open(secret)
    if ((this.#streams.get(link.id) ?? 0) >= MOST_STREAMS_OF_A_LINK) throw tooManyScreens()
    return (reader) => this.#stream(link, reader)
  }

  /** Ends every stream. */
  close(): void {
    this.#events.close()
  }

  async *#stream(link: WallboardRow, reader: AbortSignal): AsyncGenerator<WallboardEventData> {
    const over = new AbortController()
    const left = link.expires_at.getTime() - this.#parts.now()
    const timer = setTimeout(() => over.abort(), Math.min(LONGEST_TIMER_MS, Math.max(0, left)))
    this.#streams.set(link.id, (this.#streams.get(link.id) ?? 0) + 1)
    const topics = [topicOf('actuals', link.plan_id), topicOf('dayWatch', link.plan_id)]
    const signal = AbortSignal.any([reader, over.signal])
    try {
      yield* this.#events.follow(link.id, () => this.#stateOf(link), signal, topics)
    } finally {
      clearTimeout(timer)
      const others = (this.#streams.get(link.id) ?? 1) - 1
      if (others > 0) this.#streams.set(link.id, others)
      else this.#streams.delete(link.id)
    }
  }

  async #stateOf(link: WallboardRow): Promise<WallboardEventData> {
    const { db } = this.#parts
    if (!(await this.#find(link.secret_sha256))) return { isOver: true, revision: '' }
    return this.#showing(link, async () => {
      const [revision, { madeAt, alerts }] = await Promise.all([
        findActualsRevision(db, link.plan_id),
        findWatchState(db, link.plan_id),
      ])
      return { isOver: false, revision: [revision, madeAt?.toISOString() ?? '', alerts].join(' ') }
    })
  }

  /** Runs work that sees the link's plan, of it what a screen is made from, and can change nothing. */
  #showing = <Result>(link: WallboardRow, work: () => Promise<Result>): Promise<Result> =>
    withAccess(onlyShowing(WALLBOARD_RULE.id, link.plan_id), work)

  #find = (secretSha256: string): Promise<WallboardRow | undefined> =>
    withAccess(everythingAs(WALLBOARD_RULE.id), () =>
      findWallboard(this.#parts.db, secretSha256, new Date(this.#parts.now())),
    )

  async #open(secret: string): Promise<WallboardRow> {
    const link = await this.#find(hashOfSecret(secret))
    if (!link) throw noLink()
    const nowMs = this.#parts.now()
    if (nowMs - (link.opened_at?.getTime() ?? 0) >= OPENED_EVERY_MS) {
      await withAccess(everythingAs(WALLBOARD_RULE.id), () => noteOpened(this.#parts.db, link.id, new Date(nowMs)))
    }
    return link
  }

  async #wallboard({ plan_id: planId, language }: WallboardRow): Promise<Wallboard> {
    const { db, actuals, dayWatch, now } = this.#parts
    const plan = await this.#plans.get(planId)
    const [row, today, watch] = await Promise.all([findPlan(db, planId), actuals.day(planId, {}), dayWatch.get(planId)])
    if (!row) throw noLink()
    const published = await this.#source.published(planId, today.day)
    const facts = { plan, today, watch, published, nowMs: now() }
    const { name } = row.description as { readonly name?: LocalName }
    const planName = nameIn(name, language, planId)
    return { planName, language, ...wallboardFrom(facts, (queue) => nameIn(queue.name, language, queue.id)) }
  }
}

interface WallboardFacts {
  readonly plan: ActualsPlan
  readonly today: DayActuals
  readonly watch: DayWatch
  readonly published: PublishedDay | undefined
  readonly nowMs: number
}

/** @param nameOf a queue, in the language of the screen */
function wallboardFrom(
  { plan, today, watch, published, nowMs }: WallboardFacts,
  nameOf: (queue: ActualsPlan['queues'][number]) => string,
): Omit<Wallboard, 'planName' | 'language'> {
  const queueIds = plan.queues.map(({ id }) => id)
  const people = peopleNow(published?.shifts, today.agentStates, queueIds, nowMs)
  const content = watch.content?.runId === published?.runId && watch.content?.day === today.day ? watch.content : null
  const open = watch.alerts.filter((alert) => alert.clearedAt === null && isSeen(alert, watch))
  const local = DateTime.fromMillis(nowMs, { zone: plan.zone })
  const clock = { weekday: local.weekday, minuteOfDay: local.hour * 60 + local.minute }
  const queues = plan.queues.map((queue, index) => {
    const watched = content?.queues.find(({ queueId }) => queueId === queue.id)
    const facts: QueueFacts = {
      ...{ queue, today, nowMs, clock, actuals: today.queues[index]!, people: people.of(queue.id) },
      planned: plannedOf(published, queue.id, today.intervalMinutes),
      watched: content && watched ? { content, queue: watched } : undefined,
      alerts: open.filter(({ queueId }) => queueId === queue.id),
    }
    return wallboardQueue(facts, nameOf(queue))
  })
  return {
    ...{ zone: plan.zone, day: today.day, intervalMinutes: today.intervalMinutes, serverTime: today.serverTime },
    ...{ asOf: today.asOf, receivedAt: today.receivedAt, isPublished: published !== undefined },
    workedOutAt: content && content.queues.length > 0 ? content.asOf : null,
    site: wholeSite(queues, today.queues, people.site),
    queues,
    alerts: open.map(({ kind, queueId, start, end, acknowledged }) => ({
      ...{ kind, queueId, start, end, isAcknowledged: acknowledged !== null },
    })),
  }
}

/** Of a run whose intervals are not the plan's any more nothing can be held against what came. */
function plannedOf(published: PublishedDay | undefined, queueId: string, intervalMinutes: number) {
  const queue = published?.coverage.queues.find((other) => other.queueId === queueId)
  if (!published || !queue || published.coverage.intervalMinutes !== intervalMinutes) return undefined
  return { coverage: published.coverage, queue }
}

const linkFrom = (row: NamedWallboardRow): WallboardLink => ({
  ...{ id: row.id, name: row.name, language: row.language, madeBy: row.maker ?? row.created_by },
  ...{ madeAt: row.created_at.toISOString(), expiresAt: row.expires_at.toISOString() },
  openedAt: row.opened_at?.toISOString() ?? null,
})

const noLink = () =>
  new ServiceError('notFound', 'There is no such wallboard. Its link may have been ended, or has run out.')

const tooManyLinks = () =>
  new ServiceError('conflict', `A plan has at most ${MOST_WALLBOARDS_OF_A_PLAN} wallboards. End one first.`)

const tooManyScreens = () =>
  new ServiceError('tooManyRequests', `A wallboard is shown on at most ${MOST_STREAMS_OF_A_LINK} screens at a time.`)
