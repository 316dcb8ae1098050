import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { RunEstimateBasis } from '../contracts/estimate.ts'
import type { RunFileName } from '../contracts/run.ts'
import type { RunCoverage, RunForecast, RunRoster } from '../contracts/run-result.ts'
import type { Database } from '../store/database.ts'
import { sha256 } from '../store/plan-store.ts'
import { findPublicationOf } from '../store/publication-store.ts'
import { findResult, findRun, findRunKeys } from '../store/run-store.ts'
import { PUBLISHED_FILE } from './publication-service.ts'
import { notFound, ServiceError } from './service-error.ts'

/** A board of 500 people takes some 20 kB, one of 5,000 some hundreds. */
const PACKED_BYTES = 32 * 1024 ** 2
const RESTORE_IT = 'Restore it from a backup; its hash stands with the publication.'

/** Results that runs of earlier versions did not keep, and how they are told so. */
const LATER_RESULTS = {
  'estimate-basis.json': 'The run kept no basis of estimates. Plan the week again to have one.',
  'board.json': 'The run kept no board of its roster. Plan the week again to have one.',
  'score-basis.json': 'The run kept no basis of scores. Plan the week again to have one.',
} as const
export type LaterResult = keyof typeof LATER_RESULTS

/** What succeeded runs made. Every reading throws ServiceError `notReady` for a run that has no results. */
export class RunResults {
  readonly #db: Database
  readonly #packed = new LRUCache<string, Buffer>({ maxSize: PACKED_BYTES, sizeCalculation: ({ length }) => length })

  constructor(db: Database) {
    this.#db = db
  }

  forecast = (id: string): Promise<RunForecast> => this.#reply<RunForecast>(id, 'forecast.json')
  coverage = (id: string): Promise<RunCoverage> => this.#reply<RunCoverage>(id, 'coverage.json')
  roster = (id: string): Promise<RunRoster> => this.#reply<RunRoster>(id, 'roster.json')
  estimateBasis = async (id: string): Promise<RunEstimateBasis> =>
    replyFrom<RunEstimateBasis>(id, await this.text(id, 'estimate-basis.json'))

  /** A reply that may be large: its JSON, gzipped, which nobody parses on the way. Packed once for all who ask. */
  async gzipped(id: string, name: LaterResult): Promise<Buffer> {
    // Kept for everybody: whether the sender may see the run at all, and whether it still says this, is asked first.
    const hash = (await findRunKeys(this.#db, id, [name]))?.hashes.get(name)
    const key = `${id} ${name} ${hash}`
    const kept = hash && this.#packed.get(key)
    if (kept) return kept
    const text = await this.text(id, name)
    const packed = await promisify(gzip)(`{"runId":${JSON.stringify(id)},${text.slice(1)}`)
    if (hash) this.#packed.set(key, packed)
    return packed
  }

  /** @throws ServiceError `notFound` for a run that succeeded before such a result was kept */
  async text(id: string, name: LaterResult): Promise<string> {
    const content = await findResult(this.#db, id, name)
    if (content) return content.toString('utf8')
    const run = await findRun(this.#db, id)
    if (run?.state === 'succeeded') throw new ServiceError('notFound', LATER_RESULTS[name])
    throw await this.#withoutResult(id)
  }

  /**
   * A result file, as the command line writes it.
   * @throws ServiceError `internal` when a published roster is no longer the one that was published
   */
  async file(id: string, name: RunFileName): Promise<Buffer> {
    const content = await this.#content(id, name)
    const publication = name === PUBLISHED_FILE ? await findPublicationOf(this.#db, id) : undefined
    if (!publication || publication.roster_sha256 === sha256(content)) return content
    throw new ServiceError('internal', `The kept ${name} is not the one that was published. ${RESTORE_IT}`)
  }

  async #reply<Reply extends { runId: string }>(id: string, name: string): Promise<Reply> {
    return replyFrom<Reply>(id, (await this.#content(id, name)).toString('utf8'))
  }

  async #content(id: string, name: string): Promise<Buffer> {
    const content = await findResult(this.#db, id, name)
    if (content) return content
    throw await this.#withoutResult(id)
  }

  async #withoutResult(id: string): Promise<ServiceError> {
    const run = await findRun(this.#db, id)
    if (!run) return notFound('run', id)
    return new ServiceError('notReady', `The run has no result: it is ${run.state}. Results appear when it succeeds.`)
  }
}

const replyFrom = <Reply extends { runId: string }>(id: string, text: string): Reply =>
  ({ runId: id, ...(JSON.parse(text) as Omit<Reply, 'runId'>) }) as Reply
