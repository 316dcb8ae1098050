import type { StaffedQueue } from './staffing-profile.ts'
import { eachContact, leaverStream, StaffingTally } from './staffing-tally.ts'

/**
 * One replication of a queue whose agents hold one contact at a time. First come, first served makes it a recursion over
 * the contacts instead of a list of events: the next contact meets whoever is free first (Kiefer and Wolfowitz 1955),
 * and one whose patience is shorter than that wait leaves without touching anybody.
 *
 * Agents come and go as intervals begin; those who go are drawn by lot, like people whose shift ends whatever they have
 * in hands, and finish that. Beyond the last interval its agents stay for those who still wait.
 */
export function simulateLoneContacts(queue: StaffedQueue, seed: number, replication: number): StaffingTally {
  const tally = new StaffingTally(queue)
  const { intervals, intervalSeconds, agents } = queue
  const freeAt = new FreeTimes(agents.reduce((most, count) => Math.max(most, count), 1))
  const leavers = leaverStream(seed, replication)
  let begun = -1
  const beginNext = () => {
    begun++
    const now = begun * intervalSeconds
    tally.positionSeconds[begun]! += agents[begun]! * intervalSeconds
    while (freeAt.count < agents[begun]!) freeAt.push(now)
    while (freeAt.count > agents[begun]!)
      tally.spread(tally.positionSeconds, now, freeAt.takeOut(Math.floor(leavers.uniform() * freeAt.count)))
  }
  beginNext()
  eachContact(queue, seed, replication, (interval, arrival, work, patience) => {
    let start = Math.max(arrival, freeAt.first)
    while (begun + 1 < intervals && (begun + 1) * intervalSeconds <= start) {
      beginNext()
      start = Math.max(arrival, freeAt.first)
    }
    if (!tally.countContact(interval, arrival, start - arrival, patience)) return
    freeAt.replaceFirst(start + work)
    tally.spread(tally.busySeconds, start, start + work)
  })
  while (begun + 1 < intervals) beginNext()
  return tally
}

/** When each agent is free next: a binary heap with the least on top. */
class FreeTimes {
  count = 0
  readonly #times: Float64Array

  constructor(most: number) {
    this.#times = new Float64Array(most)
  }

  /** Infinity when there are no agents. */
  get first(): number {
    return this.count > 0 ? this.#times[0]! : Number.POSITIVE_INFINITY
  }

  push(time: number): void {
    this.#raise(this.count++, time)
  }

  /** Takes out the agent at a place of the heap and returns when that one is free. */
  takeOut(place: number): number {
    const taken = this.#times[place]!
    const last = this.#times[--this.count]!
    if (place < this.count) {
      if (last < taken) this.#raise(place, last)
      else this.#lower(place, last)
    }
    return taken
  }

  replaceFirst(time: number): void {
    this.#lower(0, time)
  }

  #raise(from: number, time: number): void {
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 1
      if (this.#times[parent]! <= time) break
      this.#times[place] = this.#times[parent]!
      place = parent
    }
    this.#times[place] = time
  }

  #lower(from: number, time: number): void {
    const times = this.#times
    const count = this.count
    let place = from
    for (let child = 2 * place + 1; child < count; child = 2 * place + 1) {
      if (child + 1 < count && times[child + 1]! < times[child]!) child++
      if (times[child]! >= time) break
      times[place] = times[child]!
      place = child
    }
    times[place] = time
  }
}
