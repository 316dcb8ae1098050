import { type RandomStream, randomStream } from '../domain/random.ts'
import { positiveTime } from './positive-time.ts'
import type { StaffedQueue } from './staffing-profile.ts'

/** Tell these streams from one another and from those of rosters. */
const CONTACT_STREAM = 3
const LEAVER_STREAM = 4

/** Draws who goes when agents become fewer. */
export const leaverStream = (seed: number, replication: number): RandomStream =>
  randomStream(seed, replication, LEAVER_STREAM)

/** Sums of one replication by interval of arrival; seconds of work and on position in the interval they pass in. */
export class StaffingTally {
  readonly contacts: Float64Array
  readonly inTime: Float64Array
  readonly abandoned: Float64Array
  readonly waitSeconds: Float64Array
  readonly busySeconds: Float64Array
  readonly positionSeconds: Float64Array
  readonly #queue: StaffedQueue
  readonly #end: number

  constructor(queue: StaffedQueue) {
    const empty = () => new Float64Array(queue.intervals)
    this.contacts = empty()
    this.inTime = empty()
    this.abandoned = empty()
    this.waitSeconds = empty()
    this.busySeconds = empty()
    this.positionSeconds = empty()
    this.#queue = queue
    this.#end = queue.intervals * queue.intervalSeconds
  }

  /**
   * Counts an arrival of which it is known how long it would wait and how long it is willing to.
   * @returns whether it is answered
   */
  countContact(interval: number, arrival: number, offeredWait: number, patience: number): boolean {
    this.contacts[interval]!++
    if (offeredWait <= patience && offeredWait < Number.POSITIVE_INFINITY) {
      this.waitSeconds[interval]! += offeredWait
      if (offeredWait <= this.#queue.answerWithinSeconds) this.inTime[interval]!++
      return true
    }
    if (patience < Number.POSITIVE_INFINITY) {
      this.abandoned[interval]!++
      this.waitSeconds[interval]! += patience
    } else this.waitSeconds[interval]! += Math.max(0, this.#end - arrival)
    return false
  }

  /** Adds a span of time to the intervals that it lies in; what lies beyond the end does not count. */
  spread(sums: Float64Array, from: number, to: number): void {
    const { intervalSeconds, intervals } = this.#queue
    let interval = Math.floor(from / intervalSeconds)
    for (let start = from; start < to && interval < intervals; interval++) {
      const stop = Math.min(to, (interval + 1) * intervalSeconds)
      sums[interval]! += Math.max(0, stop - start)
      start = stop
    }
  }
}

/** Contacts of one replication in the order of their arrival; each takes the same draws whatever becomes of it. */
export function eachContact(
  { intervals, intervalSeconds, volume, workSeconds, ...queue }: StaffedQueue,
  seed: number,
  replication: number,
  arrive: (interval: number, arrival: number, work: number, patience: number) => void,
): void {
  const stream = randomStream(seed, replication, CONTACT_STREAM)
  const work = positiveTime(queue.handlingTimeVariation)
  const patience = positiveTime(queue.patienceVariation)
  let untilNext = stream.exponential()
  for (let interval = 0; interval < intervals; interval++) {
    const mean = volume[interval]!
    let passed = untilNext
    while (passed < mean) {
      const arrival = (interval + passed / mean) * intervalSeconds
      arrive(interval, arrival, work(stream) * workSeconds[interval]!, patience(stream) * queue.meanPatienceSeconds)
      passed += stream.exponential()
    }
    untilNext = passed - mean
  }
}
