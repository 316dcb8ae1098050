import { SharedAgents } from './shared-agents.ts'
import type { StaffedQueue } from './staffing-profile.ts'
import { eachContact, leaverStream, StaffingTally } from './staffing-tally.ts'

/** Contacts that wait, first come first. */
class WaitingLine {
  readonly #interval: number[] = []
  readonly #arrival: number[] = []
  readonly #work: number[] = []
  readonly #patience: number[] = []
  #head = 0

  get isEmpty(): boolean {
    return this.#head === this.#arrival.length
  }

  add(interval: number, arrival: number, work: number, patience: number): void {
    this.#interval.push(interval)
    this.#arrival.push(arrival)
    this.#work.push(work)
    this.#patience.push(patience)
  }

  /** Takes the first contact out and counts it; gives its work, or NaN when it had left before `now`. */
  takeFirst(tally: StaffingTally, now: number): number {
    const at = this.#head++
    const arrival = this.#arrival[at]!
    const isAnswered = tally.countContact(this.#interval[at]!, arrival, now - arrival, this.#patience[at]!)
    const work = this.#work[at]!
    if (this.isEmpty) {
      this.#head = 0
      for (const column of [this.#interval, this.#arrival, this.#work, this.#patience]) column.length = 0
    }
    return isAnswered ? work : Number.NaN
  }
}

/**
 * One replication of a queue whose agents hold several contacts at once: with `k` in hands each progresses at the speed
 * `curve[k] / k`. A contact goes to an agent with the fewest in hands. Agents come and go as those of lone contacts do.
 */
export function simulateSharedContacts(queue: StaffedQueue, seed: number, replication: number): StaffingTally {
  const { intervals, intervalSeconds } = queue
  const tally = new StaffingTally(queue)
  const agents = new SharedAgents(queue.curve, tally, leaverStream(seed, replication))
  const line = new WaitingLine()
  let begun = -1

  const serveLine = (now: number) => {
    while (!line.isEmpty && agents.hasPlace) {
      const work = line.takeFirst(tally, now)
      if (!Number.isNaN(work)) agents.take(work, now)
    }
  }
  const beginNext = () => {
    begun++
    const now = begun * intervalSeconds
    if (begun < intervals) agents.setStaff(queue.agents[begun]!, now)
    agents.beginInterval(begun, now)
    serveLine(now)
  }
  /** Lets everything happen that comes no later than `until`. */
  const advance = (until: number) => {
    for (;;) {
      const nextInterval = begun < intervals ? (begun + 1) * intervalSeconds : Number.POSITIVE_INFINITY
      const now = Math.min(nextInterval, agents.nextDone)
      if (now > until || now === Number.POSITIVE_INFINITY) return
      if (now === agents.nextDone) {
        agents.finishFirst()
        serveLine(now)
      } else beginNext()
    }
  }

  beginNext()
  eachContact(queue, seed, replication, (interval, arrival, work, patience) => {
    advance(arrival)
    line.add(interval, arrival, work, patience)
    serveLine(arrival)
  })
  advance(Number.POSITIVE_INFINITY)
  while (!line.isEmpty) line.takeFirst(tally, Number.POSITIVE_INFINITY)
  return tally
}
