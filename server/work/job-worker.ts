import { setTimeout } from 'node:timers/promises'
import type { ServiceLog } from '../services/service-log.ts'
import { type Access, unitAs, withAccess } from '../store/access.ts'
import type { Database } from '../store/database.ts'
import type { JobKind, JobQueue, TakenJob, Urgency } from '../store/job-queue.ts'
import { type Signals, WORK_WAITS } from '../store/signals.ts'
import type { JobInHand, JobWork } from './job-work.ts'
import { Lane } from './lane.ts'

/** Jobs are looked for so often, besides when one is sent: those that others left come back without a word. */
const LOOK_EVERY_MS = 1000
/** Well within the time after which the queue takes a job for lost. */
const KEEP_EVERY_MS = 3000
/** A job that was taken and left so often is given up. */
const MOST_RETRIES = 3

/** Besides the heavy ones, a worker has a place for what takes up to minutes, and one for what takes seconds. */
const LIGHT_LANES: readonly Urgency[] = ['soon', 'atOnce']

export interface JobWorkerParts {
  readonly db: Database
  readonly queue: JobQueue
  readonly signals: Signals
  readonly works: Readonly<Record<JobKind, JobWork>>
  readonly log: ServiceLog
  /** Heavy jobs at once; each holds a processor or more, and up to 2 GB. */
  readonly slots: number
}

type Ending = 'lost' | 'stopping' | undefined

interface Held extends JobInHand {
  readonly cancel: AbortController
  readonly stopping: AbortController
  ending: Ending
}

/**
 * Takes jobs off the queue and does them, several side by side. Any number of workers may be at one queue: each job is
 * one worker's at a time, who says every few seconds that it still is.
 */
export class JobWorker {
  readonly #parts: JobWorkerParts
  readonly #held = new Set<Held>()
  readonly #closing = new AbortController()
  #lanes: Promise<unknown> = Promise.resolve()
  #isWorking = false
  #keeping: NodeJS.Timeout | undefined

  constructor(parts: JobWorkerParts) {
    this.#parts = parts
  }

  /** Jobs that this worker is at. */
  get busy(): number {
    return this.#held.size
  }

  /** Whether it takes jobs: begun, not stopping, and none of its places has fallen out. */
  get isWorking(): boolean {
    return this.#isWorking && !this.#closing.signal.aborted
  }

  start(): void {
    const { slots } = this.#parts
    if (slots === 0) return
    const lanes: Urgency[] = [...Array.from({ length: slots }, () => 'sweep' as const), ...LIGHT_LANES]
    this.#isWorking = true
    this.#lanes = Promise.all(lanes.map((least) => this.#work(least))).finally(() => {
      this.#isWorking = false
    })
    this.#keeping = setInterval(() => this.#keep(), KEEP_EVERY_MS)
    this.#keeping.unref()
  }

  /** Takes no more; what is in hand goes back to the queue, as if it had not been begun. */
  async close(): Promise<void> {
    this.#closing.abort()
    for (const held of this.#held) end(held, 'stopping')
    await this.#lanes
    clearInterval(this.#keeping)
  }

  async #work(least: Urgency): Promise<void> {
    const lane = new Lane()
    const { signals } = this.#parts
    let wake = () => {}
    let isWoken = false
    const unheard = signals.on(WORK_WAITS, () => {
      isWoken = true
      wake()
    })
    const closing = this.#closing.signal
    while (!closing.aborted) {
      isWoken = false
      const job = await this.#take(least)
      if (job) {
        await this.#carryOut(job, lane)
        continue
      }
      await lane.release()
      if (isWoken) continue
      const waiting = new AbortController()
      wake = () => waiting.abort()
      await setTimeout(LOOK_EVERY_MS, undefined, { signal: AbortSignal.any([closing, waiting.signal]) }).catch(() => {})
    }
    unheard()
    await lane.release()
  }

  /** @returns undefined also when the database is away: there is another look in a moment */
  async #take(least: Urgency): Promise<TakenJob | undefined> {
    try {
      return await this.#parts.queue.take(least)
    } catch (error) {
      if (!this.#closing.signal.aborted) this.#parts.log.error({ err: error }, 'no job could be taken')
      return undefined
    }
  }

  /** Never throws: what goes wrong with one must not keep the next from starting. */
  async #carryOut(job: TakenJob, lane: Lane): Promise<void> {
    const { queue, works, log, signals } = this.#parts
    const work = works[job.kind]
    const held = hold(job, lane)
    this.#held.add(held)
    if (this.#closing.signal.aborted) end(held, 'stopping')
    const look = () => this.#look(held, work)
    const unheard = signals.on(work.topicOf(job), look)
    try {
      await withAccess(accessOf(job), async () => {
        await lane.release(job.partOf)
        if (job.retries >= MOST_RETRIES) await work.giveUp(job)
        else if (!held.ending) await Promise.all([look(), work.perform(held)])
        // What was done when the stop came is not to be begun again.
        const isLeft = held.ending === 'stopping' && (await work.standing(job)) !== 'over'
        if (isLeft) await this.#putBack(job, work)
        else if (held.ending !== 'lost') await queue.complete(job)
      })
    } catch (error) {
      log.error({ requestId: job.requestId, job: idsOf(job), err: error }, 'job could not be carried through')
      // Without the database it is lost in a moment, and taken again by whoever is free.
      await queue.retry(job).catch(() => undefined)
    } finally {
      unheard()
      this.#held.delete(held)
    }
  }

  async #putBack(job: TakenJob, work: JobWork): Promise<void> {
    const { db, queue } = this.#parts
    await db.transaction().execute(async (transaction) => {
      if (await queue.putBack(transaction, job)) await work.putBack(transaction, job)
    })
  }

  /** Never throws: there is another signal, or the job ends by itself. */
  async #look(held: Held, work: JobWork): Promise<void> {
    const { job } = held
    try {
      const standing = await withAccess(accessOf(job), () => work.standing(job))
      if (standing === 'over') held.cancel.abort(new Error('the job is over'))
      else if (standing === 'stop') held.stopping.abort()
    } catch (error) {
      this.#parts.log.error({ requestId: job.requestId, job: idsOf(job), err: error }, 'job could not be looked at')
    }
  }

  async #keep(): Promise<void> {
    const { queue, log } = this.#parts
    const held = [...this.#held]
    try {
      const lost = new Set(await queue.keep(held.map(({ job }) => job)))
      for (const each of held) if (lost.has(each.job) && this.#held.has(each)) end(each, 'lost')
    } catch (error) {
      log.error({ err: error }, 'jobs in hand could not be kept')
    }
  }
}

function hold(job: TakenJob, lane: Lane): Held {
  const [cancel, stopping] = [new AbortController(), new AbortController()]
  return { job, lane, cancel, stopping, signal: cancel.signal, stop: stopping.signal, ending: undefined }
}

function end(held: Held, ending: Exclude<Ending, undefined>): void {
  held.ending ??= ending
  held.cancel.abort(new Error(ending === 'lost' ? 'the job is now of another worker' : 'the worker stops'))
}

/** That of whoever asked for it; lines of the log that are written under it name the request. */
const accessOf = ({ actorId, unitId, requestId }: TakenJob): Access => ({ ...unitAs(actorId, unitId), requestId })

const idsOf = ({ kind, id, attempt }: TakenJob) => ({ kind, id, attempt })
