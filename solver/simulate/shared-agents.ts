import type { RandomStream } from '../domain/random.ts'
import type { StaffingTally } from './staffing-tally.ts'

/**
 * Equal agents who hold several contacts of one queue at once. An agent's `progress` is the work that each contact in
 * hands has got done since the agent came, so a contact is finished when it reaches the progress at which it was taken
 * plus its own work, and only the least of these matters.
 */
export class SharedAgents {
  readonly #curve: Float64Array
  readonly #places: number
  readonly #tally: StaffingTally
  readonly #leavers: RandomStream
  #interval = 0
  /** Agents on position, without those on their way out. */
  #staff = 0
  readonly #held: number[] = []
  readonly #isLeaving: boolean[] = []
  readonly #progress: number[] = []
  readonly #settledAt: number[] = []
  /** Progress at which each contact in hands is finished, `[agent * places + place]`. */
  readonly #finishAt: number[] = []
  readonly #doneAt: number[] = []
  /** Agents with empty seats to take up again. */
  readonly #gone: number[] = []
  /** Agents on position by contacts held, and where each stands there. */
  readonly #byHeld: number[][]
  readonly #placeByHeld: number[] = []
  /** Agents who hold something, the one that finishes first on top; and where each stands there, -1 for nowhere. */
  readonly #heap: number[] = []
  readonly #placeInHeap: number[] = []

  constructor(curve: Float64Array, tally: StaffingTally, leavers: RandomStream) {
    this.#leavers = leavers
    this.#curve = curve
    this.#places = curve.length - 1
    this.#tally = tally
    this.#byHeld = Array.from(curve, () => [])
  }

  /** When the next contact will be finished; Infinity when none is in hands. */
  get nextDone(): number {
    return this.#heap.length > 0 ? this.#doneAt[this.#heap[0]!]! : Number.POSITIVE_INFINITY
  }

  get hasPlace(): boolean {
    return this.#byHeld[this.#places]!.length < this.#staff
  }

  /** Brings agents in, or sends some away who are drawn by lot; they finish what they have. */
  setStaff(count: number, now: number): void {
    while (this.#staff < count) this.#enter(now)
    while (this.#staff > count) this.#sendAway(now)
  }

  /** Settles everybody, so that no stretch of work reaches over the border of intervals. */
  beginInterval(interval: number, now: number): void {
    for (let agent = 0; agent < this.#held.length; agent++) this.#settle(agent, now)
    this.#interval = interval
  }

  /** Gives a contact to an agent with the fewest in hands; somebody must have a place. */
  take(work: number, now: number): void {
    const level = this.#byHeld.findIndex((agents) => agents.length > 0)
    const agent = this.#byHeld[level]!.at(-1)!
    this.#settle(agent, now)
    this.#leaveLevel(agent, level)
    this.#finishAt[agent * this.#places + level] = this.#progress[agent]! + work
    this.#held[agent] = level + 1
    this.#enterLevel(agent, level + 1)
    this.#foresee(agent, now)
  }

  /** Finishes the contact that is due first. */
  finishFirst(): void {
    const agent = this.#heap[0]!
    const now = this.#doneAt[agent]!
    this.#settle(agent, now)
    const held = this.#held[agent]!
    const base = agent * this.#places
    this.#finishAt[base + this.#firstPlace(agent)] = this.#finishAt[base + held - 1]!
    this.#held[agent] = held - 1
    if (!this.#isLeaving[agent]) {
      this.#leaveLevel(agent, held)
      this.#enterLevel(agent, held - 1)
    } else if (held === 1) this.#gone.push(agent)
    this.#foresee(agent, now)
  }

  #enter(now: number): void {
    const agent = this.#gone.pop() ?? this.#held.length
    this.#held[agent] = 0
    this.#isLeaving[agent] = false
    this.#progress[agent] = 0
    this.#settledAt[agent] = now
    this.#doneAt[agent] = Number.POSITIVE_INFINITY
    this.#placeInHeap[agent] = -1
    this.#enterLevel(agent, 0)
    this.#staff++
  }

  #sendAway(now: number): void {
    let place = Math.floor(this.#leavers.uniform() * this.#staff)
    let level = 0
    while (place >= this.#byHeld[level]!.length) place -= this.#byHeld[level++]!.length
    const agent = this.#byHeld[level]![place]!
    this.#settle(agent, now)
    this.#leaveLevel(agent, level)
    this.#isLeaving[agent] = true
    if (level === 0) this.#gone.push(agent)
    this.#staff--
  }

  #settle(agent: number, now: number): void {
    const passed = now - this.#settledAt[agent]!
    this.#settledAt[agent] = now
    const held = this.#held[agent]!
    if (passed <= 0 || (held === 0 && this.#isLeaving[agent])) return
    const counts = this.#interval < this.#tally.positionSeconds.length
    if (counts) this.#tally.positionSeconds[this.#interval]! += passed
    if (held === 0) return
    this.#progress[agent]! += (passed * this.#curve[held]!) / held
    if (counts) this.#tally.busySeconds[this.#interval]! += (passed * this.#curve[held]!) / this.#curve[this.#places]!
  }

  #firstPlace(agent: number): number {
    const base = agent * this.#places
    let first = 0
    for (let place = 1; place < this.#held[agent]!; place++)
      if (this.#finishAt[base + place]! < this.#finishAt[base + first]!) first = place
    return first
  }

  #foresee(agent: number, now: number): void {
    const held = this.#held[agent]!
    if (held === 0) {
      this.#doneAt[agent] = Number.POSITIVE_INFINITY
      this.#removeFromHeap(agent)
      return
    }
    const left = this.#finishAt[agent * this.#places + this.#firstPlace(agent)]! - this.#progress[agent]!
    this.#doneAt[agent] = now + (Math.max(0, left) * held) / this.#curve[held]!
    if (this.#placeInHeap[agent]! < 0) this.#setInHeap(this.#heap.length, agent)
    this.#sift(agent)
  }

  #enterLevel(agent: number, level: number): void {
    const agents = this.#byHeld[level]!
    this.#placeByHeld[agent] = agents.length
    agents.push(agent)
  }

  #leaveLevel(agent: number, level: number): void {
    const agents = this.#byHeld[level]!
    const last = agents.pop()!
    if (last === agent) return
    const place = this.#placeByHeld[agent]!
    agents[place] = last
    this.#placeByHeld[last] = place
  }

  #setInHeap(place: number, agent: number): void {
    this.#heap[place] = agent
    this.#placeInHeap[agent] = place
  }

  #removeFromHeap(agent: number): void {
    const place = this.#placeInHeap[agent]!
    if (place < 0) return
    this.#placeInHeap[agent] = -1
    const last = this.#heap.pop()!
    if (last === agent) return
    this.#setInHeap(place, last)
    this.#sift(last)
  }

  /** Moves an agent whose time has changed to its place in the heap. */
  #sift(agent: number): void {
    const time = this.#doneAt[agent]!
    let place = this.#placeInHeap[agent]!
    for (
      let parent = (place - 1) >> 1;
      place > 0 && time < this.#doneAt[this.#heap[parent]!]!;
      parent = (place - 1) >> 1
    ) {
      this.#setInHeap(place, this.#heap[parent]!)
      place = parent
    }
    const count = this.#heap.length
    for (let child = 2 * place + 1; child < count; child = 2 * place + 1) {
      if (child + 1 < count && this.#doneAt[this.#heap[child + 1]!]! < this.#doneAt[this.#heap[child]!]!) child++
      if (this.#doneAt[this.#heap[child]!]! >= time) break
      this.#setInHeap(place, this.#heap[child]!)
      place = child
    }
    this.#setInHeap(place, agent)
  }
}
