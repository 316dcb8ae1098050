import type { StoreTransaction } from '../store/database.ts'
import type { TakenJob } from '../store/job-queue.ts'
import type { Lane } from './lane.ts'

/** How a job stands by its row: to go on with, to be brought to its end with what it has, or not to be gone on with. */
export type Standing = 'goOn' | 'stop' | 'over'

/** A job that this process is at. */
export interface JobInHand {
  readonly job: TakenJob
  /** It is not to be gone on with: it is over, or another worker's, or this one stops. */
  readonly signal: AbortSignal
  /** It is to come to its end with what it has. */
  readonly stop: AbortSignal
  readonly lane: Lane
}

/**
 * How one kind of job is done. Each function runs with the access of whoever asked for the job, to its unit. What is
 * written says its attempt, so that nothing of a worker counts whose job was begun again by another.
 */
export interface JobWork {
  /** Signals of it say that its row changed. */
  topicOf(job: TakenJob): string
  standing(job: TakenJob): Promise<Standing>
  /**
   * Begins it, does it and stores what came of it; what goes wrong with the work itself is stored too.
   * @throws Error when it could not be carried through; it is tried again
   */
  perform(inHand: JobInHand): Promise<void>
  /** Its row waits again: the worker stops before it was done. */
  putBack(transaction: StoreTransaction, job: TakenJob): Promise<void>
  /** Ends it in words for people: every worker that began it ended before it was done. */
  giveUp(job: TakenJob): Promise<void>
}

/** What people are told of a job that was given up. */
export const givenUp = (what: string): string =>
  `The ${what} was begun several times, and each time its worker ended before it was done. Nothing of it was kept. ` +
  'It may need more memory than the machine has: ask for less at once, or start it again.'
