import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { compareScenarios } from '../../solver/compare/compare-scenarios.ts'
import { parseSweepLevers, sweepPoints } from '../../solver/compare/sweep-levers.ts'
import { PlanningInputError } from '../../solver/domain/planning-input-error.ts'
import { type Actor, LEFTOVER_RULE } from '../auth/actor.ts'
import {
  type ComparisonProgress,
  type ComparisonReply,
  type ComparisonRequest,
  comparisonResultSchema,
} from '../contracts/comparison.ts'
import type { CompareTalk, PlannedInPlace } from '../jobs/compare-in-processes.ts'
import type { CompareWork, ScenarioToPlan } from '../jobs/compare-task.ts'
import {
  type ComparisonEnding,
  type ComparisonRow,
  findComparison,
  finishComparison,
  insertComparison,
  listComparisons,
  listUnfinishedComparisons,
  startComparison,
  storeComparisonProgress,
} from '../store/comparison-store.ts'
import type { Database } from '../store/database.ts'
import { listPlanFiles } from '../store/plan-store.ts'
import { ComparisonSteps } from './comparison-steps.ts'
import type { PlanService } from './plan-service.ts'
import { endingFrom } from './run-ending.ts'
import { notFound, ServiceError } from './service-error.ts'
import type { ServiceLog } from './service-log.ts'

const COMPARISONS_LISTED = 100
/** Each may hold the solvers for many minutes. */
const MAX_QUEUED = 10
const MOST_WORKERS = 16

const INTERRUPTED: ComparisonEnding = {
  state: 'interrupted',
  error: {
    code: 'interrupted',
    message: 'The server stopped before the comparison was done, and nothing of it was kept. Start it again.',
    issues: [],
  },
}

/** Plans scenarios, away from this process. */
export type PlanScenarios = (
  work: CompareWork,
  workers: number,
  talk: CompareTalk,
) => Promise<readonly Pick<PlannedInPlace, 'planned'>[]>

interface InHand {
  readonly id: string
  readonly cancel: AbortController
  progress: ComparisonProgress | null
}

/** Comparisons and sweeps: one at a time in this process, over its cores, in the order in which they were asked for. */
export class ComparisonService {
  readonly #db: Database
  readonly #plans: Pick<PlanService, 'get'>
  readonly #planScenarios: PlanScenarios
  readonly #log: ServiceLog
  readonly #waiting: string[] = []
  #inHand: InHand | undefined
  #working: Promise<void> | undefined
  #isClosed = false

  constructor(db: Database, plans: Pick<PlanService, 'get'>, planScenarios: PlanScenarios, log: ServiceLog) {
    this.#db = db
    this.#plans = plans
    this.#planScenarios = planScenarios
    this.#log = log
  }

  /** Marks comparisons that an earlier process left queued or running. */
  async interruptLeftovers(): Promise<number> {
    const leftovers = await listUnfinishedComparisons(this.#db)
    for (const { id } of leftovers) await finishComparison(this.#db, id, LEFTOVER_RULE.id, INTERRUPTED)
    return leftovers.length
  }

  /** @throws ServiceError `invalidRequest` for levers that cannot be swept and scenarios that the plan does not have */
  async start(planId: string, request: ComparisonRequest, actor: Actor): Promise<ComparisonReply> {
    const { unitId, scenarios, defaultWeek } = await this.#plans.get(planId)
    const asked = scenariosIn(request)
    refuseUnknown(new Set(asked.flatMap(({ base }) => base.split('+'))), new Set(scenarios.map(({ id }) => id)))
    if (this.#isClosed) throw new ServiceError('unavailable', 'The server is stopping. Try again in a moment.')
    if (this.#waiting.length >= MAX_QUEUED) {
      const problem = `${this.#waiting.length} comparisons are waiting. Try again when some are done.`
      throw new ServiceError('unavailable', problem)
    }
    const week = request.week ?? defaultWeek
    const row = await insertComparison(this.#db, {
      ...{ id: randomUUID(), unitId, planId, actorId: actor.id },
      ...{ week, request: { ...request, week } },
    })
    this.#waiting.push(row.id)
    this.#working ??= this.#work()
    return this.#show(row)
  }

  /** Newest first, without results. */
  async list(planId: string): Promise<ComparisonReply[]> {
    await this.#plans.get(planId)
    return (await listComparisons(this.#db, planId, COMPARISONS_LISTED)).map((row) => this.#show(row))
  }

  async get(id: string): Promise<ComparisonReply> {
    const row = await findComparison(this.#db, id)
    if (!row) throw notFound('comparison', id)
    return this.#show(row)
  }

  /** @throws ServiceError `conflict` when it is over already */
  async cancel(id: string, actor: Actor): Promise<ComparisonReply> {
    const { state } = await this.get(id)
    const row = await finishComparison(this.#db, id, actor.id, { state: 'cancelled' })
    if (!row)
      throw new ServiceError('conflict', `The comparison is over already (${state}); there is nothing to cancel.`)
    const waitingAt = this.#waiting.indexOf(id)
    if (waitingAt >= 0) this.#waiting.splice(waitingAt, 1)
    if (this.#inHand?.id === id) this.#inHand.cancel.abort(new Error('cancelled'))
    return this.#show(row)
  }

  /** Resolves when nothing waits and nothing is in hand. */
  async settled(): Promise<void> {
    await this.#working
  }

  /** Ends what is in hand; what waited or ran is marked interrupted. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#waiting.length = 0
    this.#inHand?.cancel.abort(new Error('the server stops'))
    await this.#working
    // Without the database the next start marks them.
    await this.interruptLeftovers().catch((error) => this.#log.error({ err: error }, 'comparisons could not be marked'))
  }

  async #work(): Promise<void> {
    try {
      for (let id = this.#waiting.shift(); id !== undefined; id = this.#waiting.shift()) await this.#perform(id)
    } finally {
      this.#working = undefined
    }
  }

  /** Never throws: what goes wrong with one must not keep the next from starting. */
  async #perform(id: string): Promise<void> {
    const inHand: InHand = { id, cancel: new AbortController(), progress: null }
    this.#inHand = inHand
    try {
      const row = await startComparison(this.#db, id)
      const ending = row && (await this.#compare(row, inHand))
      const finished = ending && (await finishComparison(this.#db, id, row.created_by, ending))
      this.#log.info({ comparisonId: id, state: finished?.state }, 'comparison ended')
    } catch (error) {
      this.#log.error({ comparisonId: id, err: error }, 'comparison could not be carried through')
      // Without the database the next start marks it.
      await finishComparison(this.#db, id, LEFTOVER_RULE.id, INTERRUPTED).catch(() => undefined)
    } finally {
      this.#inHand = undefined
    }
  }

  /** @returns undefined when it was cancelled, which whoever did so has recorded or will record */
  async #compare(row: ComparisonRow, inHand: InHand): Promise<ComparisonEnding | undefined> {
    const { signal } = inHand.cancel
    try {
      const work = workOf(
        row,
        new Map((await listPlanFiles(this.#db, row.plan_id)).map((file) => [file.path, file.content])),
      )
      const steps = new ComparisonSteps(work.scenarios.map(({ id }) => id))
      const made = await this.#planScenarios(work, Math.min(MOST_WORKERS, availableParallelism()), {
        signal,
        onProgress: (progress) => {
          inHand.progress = steps.after(progress)
          if (progress.kind === 'planned') this.#store(row.id, inHand)
        },
      })
      if (signal.aborted) return undefined
      // What the solver gives may not be changed; what the contract asks for may.
      const result = comparisonResultSchema.parse(compareScenarios(made.map(({ planned }) => planned)))
      return { state: 'succeeded', result }
    } catch (error) {
      if (signal.aborted) return undefined
      // What is wrong with the inputs may name people; it is stored with the comparison and kept out of the log.
      if (!(error instanceof PlanningInputError)) this.#log.error({ comparisonId: row.id, err: error }, 'solver failed')
      const ending = endingFrom(error)
      return ending.state === 'failed' ? ending : INTERRUPTED
    }
  }

  /** What another process was told, it finds there: a comparison that is over is not gone on with. */
  #store(id: string, inHand: InHand): void {
    storeComparisonProgress(this.#db, id, inHand.progress!).then(
      (isUnderWay) => {
        if (!isUnderWay) inHand.cancel.abort(new Error('the comparison is over'))
      },
      (error) => this.#log.error({ comparisonId: id, err: error }, 'progress could not be stored'),
    )
  }

  #show(row: ComparisonRow): ComparisonReply {
    const isInHand = this.#inHand?.id === row.id && row.state === 'running'
    return {
      ...{ id: row.id, planId: row.plan_id, unitId: row.unit_id, request: row.request, week: row.week },
      state: row.state,
      progress: isInHand ? (this.#inHand?.progress ?? null) : row.progress,
      ...{ result: row.result, error: row.error },
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
      startedAt: row.started_at?.toISOString() ?? null,
      finishedAt: row.finished_at?.toISOString() ?? null,
    }
  }
}

function scenariosIn(request: ComparisonRequest): readonly ScenarioToPlan[] {
  if (request.kind === 'scenarios') return request.scenarios.map((id) => ({ id, base: id, settings: [] }))
  try {
    return sweepPoints(parseSweepLevers(request.levers)).map((point) => ({ ...point, base: request.scenario }))
  } catch (error) {
    if (!(error instanceof PlanningInputError)) throw error
    throw new ServiceError('invalidRequest', 'The levers cannot be swept so.', error.issues)
  }
}

function refuseUnknown(asked: ReadonlySet<string>, known: ReadonlySet<string>): void {
  const unknown = [...asked].find((id) => !known.has(id))
  if (unknown === undefined) return
  const problem = `The plan has no scenario "${unknown}". It has: ${[...known].join(', ')}.`
  throw new ServiceError('invalidRequest', problem)
}

function workOf({ request, week }: ComparisonRow, files: ReadonlyMap<string, string>): CompareWork {
  const { weeks, seed, gap, timeLimitSeconds, replications, kind } = request
  return {
    ...{ files, scenarios: scenariosIn(request), keepFiles: false, withEstimates: kind === 'scenarios' },
    ...(kind === 'sweep' && { mostServiceRounds: request.serviceRounds }),
    options: { week, weeks, seed, gap, timeLimitSeconds, replications },
  }
}
