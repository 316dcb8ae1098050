import { LRUCache } from 'lru-cache'
import { type PackedRoster, unpackRoster } from '../../solver/domain/packed-roster.ts'
import type { Assignment } from '../../solver/domain/roster.ts'
import type { RunCoverage } from '../contracts/run-result.ts'
import type { Database } from '../store/database.ts'
import { findCurrentPublications } from '../store/publication-store.ts'
import { findRunKeys } from '../store/run-store.ts'
import type { RunResults } from './run-results.ts'
import { ServiceError } from './service-error.ts'

/** What the published run plans of a day. */
export interface PublishedDay {
  readonly runId: string
  readonly coverage: RunCoverage
  /** Undefined of runs of versions that kept no board. */
  readonly shifts: readonly Assignment[] | undefined
}

/** Of plans that are on a wall at the same time. */
const RUNS_KEPT = 8
const COVERAGE = 'coverage.json'
const BOARD = 'board.json'

/** Reads the published rosters that wallboards are made from, once for all screens. */
export class WallboardSource {
  readonly #db: Database
  readonly #results: RunResults
  readonly #kept = new LRUCache<string, PublishedDay>({ max: RUNS_KEPT })

  constructor(db: Database, results: RunResults) {
    this.#db = db
    this.#results = results
  }

  /** @returns undefined where no roster of the day is published, or its run has no results */
  async published(planId: string, day: string): Promise<PublishedDay | undefined> {
    const [publication] = await findCurrentPublications(this.#db, { plan_id: planId, week: day, weeks: 1 })
    if (!publication || publication.week > day) return undefined
    const runId = publication.run_id
    // Kept for everybody: whether the sender sees the run, and what it says now, is asked first.
    const hashes = (await findRunKeys(this.#db, runId, [COVERAGE, BOARD]))?.hashes
    if (!hashes?.has(COVERAGE)) return undefined
    const key = [runId, hashes.get(COVERAGE), hashes.get(BOARD)].join(' ')
    const kept = this.#kept.get(key)
    if (kept) return kept
    const read = { runId, coverage: await this.#results.coverage(runId), shifts: await this.#shifts(runId) }
    this.#kept.set(key, read)
    return read
  }

  async #shifts(runId: string): Promise<readonly Assignment[] | undefined> {
    try {
      return unpackRoster(JSON.parse(await this.#results.text(runId, BOARD)) as PackedRoster).assignments
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'notFound') return undefined
      throw error
    }
  }
}
