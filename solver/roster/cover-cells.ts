import { CellShares, TINY } from './cell-shares.ts'
import { GainPaths } from './gain-paths.ts'
import { LossPaths } from './loss-paths.ts'

/**
 * Agents of skill groups shared out among queues in every interval, at least cost of what is missing. Each interval
 * stands alone: a small transport problem with gains (proficiencies), kept optimal as people come and go by moving them
 * along the cheapest chain of replacements (augmenting paths of a generalised flow: Onaga, IEEE Transactions on Circuit
 * Theory 13 (1966)).
 */
export class CoverCells extends CellShares {
  readonly #gains = new GainPaths(this)
  readonly #losses = new LossPaths(this)

  /** Cost that one more agent of a group for the whole interval would save. */
  gain(interval: number, group: number): number {
    if (!this.#gains.find(interval)) this.shareOut(interval)
    const slot = this.#gains.bestSlot(interval, group)
    if (slot < 0) return 0
    if (this.#gains.capacity(interval, slot) >= 1) return this.#gains.worthOf(interval, slot)
    return -this.#tried(interval, group, 1)
  }

  /** What the interval costs more without one agent of a group who is there. */
  loss(interval: number, group: number): number {
    if (this.free[interval * this.groups + group]! >= 1) return 0
    if (this.free[interval * this.groups + group]! > TINY) return this.#tried(interval, group, -1)
    if (!this.#losses.find(interval)) this.shareOut(interval)
    const slot = this.#losses.cheapestSlot(interval, group)
    if (slot >= 0 && this.#losses.capacity(interval, slot) >= 1) return this.#losses.lossOf(interval, slot)
    return this.#tried(interval, group, -1)
  }

  /** What a change in a copy of the interval costs. */
  #tried(interval: number, group: number, change: number): number {
    const { cost } = this
    const trial = this.copyForTrial(interval)
    if (change > 0) this.add(trial, group, change)
    else this.remove(trial, group, -change)
    const more = this.cost - cost
    this.cost = cost
    return more
  }

  add(interval: number, group: number, amount: number): void {
    this.version[interval]!++
    for (let left = amount; left > TINY; ) {
      const isSound = this.#gains.find(interval)
      const slot = this.#gains.bestSlot(interval, group)
      if (isSound && slot < 0) {
        this.free[interval * this.groups + group]! += left
        return
      }
      const agents = isSound ? Math.min(left, this.#gains.capacity(interval, slot)) : 0
      if (agents <= 0) {
        this.#shareOutAnew(interval, group, left)
        return
      }
      this.#gains.pushIn(interval, slot, agents)
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
      const slot = this.#losses.cheapestSlot(interval, group)
      const agents = isSound && slot >= 0 ? Math.min(left, this.#losses.capacity(interval, slot)) : 0
      if (agents <= 0) {
        this.#shareOutAnew(interval, group, -left)
        return
      }
      this.#losses.pullOut(interval, slot, agents)
      this.version[interval]!++
      left -= agents
    }
  }

  shareOut(interval: number): void {
    this.#shareOutAnew(interval, 0, 0)
  }

  /**
   * Agents who stand well where nothing is missing may stand badly once something is: two could trade places to mutual
   * gain. Then the interval is shared out from the beginning, with `change` more agents of a group.
   */
  #shareOutAnew(interval: number, changed: number, change: number): void {
    const { queues, slots, groups, firstSlot, slotQueue, speed, given, free, missing, price } = this
    const all = new Float64Array(groups)
    for (let group = 0; group < groups; group++) {
      const at = interval * groups + group
      all[group] = free[at]! + (group === changed ? change : 0)
      free[at] = 0
      for (let slot = firstSlot[group]!; slot < firstSlot[group + 1]!; slot++) {
        const amount = given[interval * slots + slot]!
        const cell = interval * queues + slotQueue[slot]!
        all[group]! += amount
        given[interval * slots + slot] = 0
        missing[cell]! += amount * speed[slot]!
        this.cost += amount * speed[slot]! * price[cell]!
      }
    }
    this.version[interval]!++
    for (let group = 0; group < groups; group++) this.#giveAll(interval, group, all[group]!)
  }

  #giveAll(interval: number, group: number, amount: number): void {
    for (let left = amount; left > TINY; ) {
      const slot = this.#gains.find(interval) ? this.#gains.bestSlot(interval, group) : -1
      const agents = slot >= 0 ? Math.min(left, this.#gains.capacity(interval, slot)) : 0
      if (agents <= 0) {
        this.free[interval * this.groups + group]! += left
        return
      }
      this.#gains.pushIn(interval, slot, agents)
      this.version[interval]!++
      left -= agents
    }
  }
}
