import { CellShares, TINY } from './cell-shares.ts'
import { LossPaths } from './loss-paths.ts'

/**
 * Agents of skill groups shared out among queues in every interval, at least cost of what is missing. Each interval
 * stands alone: a small transport problem with gains (proficiencies), kept optimal as people come and go by moving them
 * along the cheapest chain of replacements (augmenting paths of a generalised flow: Onaga, IEEE Transactions on Circuit
 * Theory 13 (1966)).
 */
export class CoverCells extends CellShares {
  /** What one more effective agent is worth, `[interval * queues + queue]`, and since which version that is known. */
  readonly #worth: Float64Array
  readonly #worthVersion: Int32Array
  /** Group that makes room on a queue, -1 where somebody is missing, and the queue that it goes on to. */
  readonly #replaced: Int32Array
  readonly #onward: Int32Array
  readonly #losses: LossPaths

  constructor(groups: number, intervals: number, proficiency: Float64Array, price: Float64Array, need: Float64Array) {
    super(groups, intervals, proficiency, price, need)
    this.#worth = new Float64Array(need.length)
    this.#worthVersion = new Int32Array(intervals).fill(-1)
    this.#replaced = new Int32Array(need.length)
    this.#onward = new Int32Array(need.length)
    this.#losses = new LossPaths(this)
  }

  /** Cost that one more agent of a group for the whole interval would save. */
  gain(interval: number, group: number): number {
    if (!this.#findWorth(interval)) this.#shareOutAnew(interval, group, 0)
    const queue = this.#bestQueue(interval, group)
    if (queue < 0) return 0
    if (this.#pathCapacity(interval, group, queue) >= 1) {
      return this.proficiency[group * this.queues + queue]! * this.#worth[interval * this.queues + queue]!
    }
    return this.#gainTried(interval, group)
  }

  /** Adds the agent, and puts everything back as it was. */
  #gainTried(interval: number, group: number): number {
    const { cost, queues, groups } = this
    const version = this.version[interval]!
    const cells = [this.missing, this.#worth, this.#replaced, this.#onward].map((of) => ({
      of,
      was: of.slice(interval * queues, (interval + 1) * queues),
    }))
    const given = this.given.slice(interval * groups * queues, (interval + 1) * groups * queues)
    const free = this.free.slice(interval * groups, (interval + 1) * groups)
    this.add(interval, group, 1)
    const saved = cost - this.cost
    for (const { of, was } of cells) of.set(was, interval * queues)
    this.given.set(given, interval * groups * queues)
    this.free.set(free, interval * groups)
    this.cost = cost
    this.version[interval] = this.#worthVersion[interval] = version
    return saved
  }

  add(interval: number, group: number, amount: number): void {
    this.version[interval]!++
    for (let left = amount; left > TINY; ) {
      const isSound = this.#findWorth(interval)
      const queue = this.#bestQueue(interval, group)
      if (isSound && queue < 0) {
        this.free[interval * this.groups + group]! += left
        return
      }
      const agents = isSound ? Math.min(left, this.#pathCapacity(interval, group, queue)) : 0
      if (agents <= 0) {
        this.#shareOutAnew(interval, group, left)
        return
      }
      this.#pushIn(interval, group, queue, agents)
      this.version[interval]!++
      left -= agents
    }
  }

  /** Takes agents away who are there. */
  remove(interval: number, group: number, amount: number): void {
    const at = interval * this.groups + group
    this.version[interval]!++
    const idle = Math.min(this.free[at]!, amount)
    this.free[at]! -= idle
    for (let left = amount - idle; left > TINY; ) {
      const isSound = this.#losses.find(interval)
      const queue = this.#losses.cheapestQueue(interval, group)
      const agents = isSound && queue >= 0 ? Math.min(left, this.#losses.capacity(interval, group, queue)) : 0
      if (agents <= 0) {
        this.#shareOutAnew(interval, group, -left)
        return
      }
      this.#losses.pullOut(interval, group, queue, agents)
      this.version[interval]!++
      left -= agents
    }
  }

  shareOut(interval: number): void {
    this.version[interval]!++
    this.#shareOutAnew(interval, 0, 0)
  }

  /**
   * Agents who stand well where nothing is missing may stand badly once something is: two could trade places to mutual
   * gain. Then the interval is shared out from the beginning, with `change` more agents of a group.
   */
  #shareOutAnew(interval: number, changed: number, change: number): void {
    const { queues, groups, given, free, missing, price, proficiency } = this
    const all = new Float64Array(groups)
    for (let group = 0; group < groups; group++) {
      const at = interval * groups + group
      all[group] = free[at]! + (group === changed ? change : 0)
      free[at] = 0
      for (let queue = 0; queue < queues; queue++) {
        const amount = given[at * queues + queue]!
        const effective = amount * proficiency[group * queues + queue]!
        all[group]! += amount
        given[at * queues + queue] = 0
        missing[interval * queues + queue]! += effective
        this.cost += effective * price[interval * queues + queue]!
      }
    }
    this.version[interval]!++
    for (let group = 0; group < groups; group++) this.#shareOut(interval, group, all[group]!)
    this.#findWorth(interval)
  }

  #shareOut(interval: number, group: number, amount: number): void {
    for (let left = amount; left > TINY; ) {
      const isSound = this.#findWorth(interval)
      const queue = this.#bestQueue(interval, group)
      const agents = isSound && queue >= 0 ? Math.min(left, this.#pathCapacity(interval, group, queue)) : 0
      if (agents <= 0) {
        this.free[interval * this.groups + group]! += left
        return
      }
      this.#pushIn(interval, group, queue, agents)
      this.version[interval]!++
      left -= agents
    }
  }

  /**
   * What one more effective agent on each queue is worth, and whom he replaces there: longest paths by gain.
   * @returns false when there is none, since agents could trade places
   */
  #findWorth(interval: number): boolean {
    if (this.#worthVersion[interval] === this.version[interval]) return true
    const { queues, proficiency, price, missing, given } = this
    const worth = this.#worth
    const base = interval * queues
    let any = false
    for (let queue = base; queue < base + queues; queue++) {
      const isMissing = missing[queue]! > TINY
      worth[queue] = isMissing ? price[queue]! : 0
      any ||= isMissing
      this.#replaced[queue] = -1
    }
    for (let round = 0; any; round++) {
      if (round > queues) return false
      any = false
      for (const group of this.versatile) {
        const to = this.#bestQueue(interval, group)
        if (to < 0) continue
        const value = proficiency[group * queues + to]! * worth[base + to]!
        const row = (interval * this.groups + group) * queues
        for (const queue of this.skills[group]!) {
          if (queue === to || given[row + queue]! <= TINY) continue
          const through = value / proficiency[group * queues + queue]!
          if (through <= worth[base + queue]! * (1 + 1e-9) + 1e-9) continue
          worth[base + queue] = through
          this.#replaced[base + queue] = group
          this.#onward[base + queue] = to
          any = true
        }
      }
    }
    this.#worthVersion[interval] = this.version[interval]!
    return true
  }

  #bestQueue(interval: number, group: number): number {
    const { queues, proficiency } = this
    let best = -1
    let most = 1e-9
    for (const queue of this.skills[group]!) {
      const value = proficiency[group * queues + queue]! * this.#worth[interval * queues + queue]!
      if (value > most) {
        most = value
        best = queue
      }
    }
    return best
  }

  /** Agents that the chain from a queue on can take in. */
  #pathCapacity(interval: number, group: number, first: number): number {
    const { queues, groups, proficiency, missing, given } = this
    let ratio = proficiency[group * queues + first]!
    let most = Infinity
    let queue = first
    for (let step = 0; step <= queues; step++) {
      const other = this.#replaced[interval * queues + queue]!
      if (other < 0) return Math.min(most, missing[interval * queues + queue]! / ratio)
      ratio /= proficiency[other * queues + queue]!
      most = Math.min(most, given[(interval * groups + other) * queues + queue]! / ratio)
      queue = this.#onward[interval * queues + queue]!
      ratio *= proficiency[other * queues + queue]!
    }
    return 0
  }

  #pushIn(interval: number, first: number, firstQueue: number, agents: number): void {
    const { queues, groups, proficiency, missing, given, price } = this
    let group = first
    let queue = firstQueue
    let amount = agents
    for (let step = 0; step <= queues; step++) {
      given[(interval * groups + group) * queues + queue]! += amount
      const effective = amount * proficiency[group * queues + queue]!
      const other = this.#replaced[interval * queues + queue]!
      if (other < 0) {
        missing[interval * queues + queue]! -= effective
        this.cost -= effective * price[interval * queues + queue]!
        return
      }
      amount = effective / proficiency[other * queues + queue]!
      given[(interval * groups + other) * queues + queue]! -= amount
      group = other
      queue = this.#onward[interval * queues + queue]!
    }
  }
}
