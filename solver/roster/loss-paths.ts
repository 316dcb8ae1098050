import { type CellShares, TINY } from './cell-shares.ts'

/** What one effective agent less on each queue of an interval costs, and who steps in from where: shortest paths by gain. */
export class LossPaths {
  readonly #cells: CellShares
  /** Minor currency units, `[interval * queues + queue]`, and the version of the interval that it belongs to. */
  readonly #loss: Float64Array
  readonly #known: Int32Array
  /** Slot on a queue that somebody steps in on, -1 where nobody does, and the slot that he leaves, -1 when on none. */
  readonly #standIn: Int32Array
  readonly #from: Int32Array

  constructor(cells: CellShares) {
    const size = (cells.intervals + 1) * cells.queues
    this.#cells = cells
    this.#loss = new Float64Array(size)
    this.#known = new Int32Array(cells.intervals + 1).fill(-1)
    this.#standIn = new Int32Array(size)
    this.#from = new Int32Array(size)
  }

  /** Works the paths of an interval out. @returns false when there are none, since agents could trade places */
  find(interval: number): boolean {
    const { version, queues, groups, price, free, firstSlot, slotQueue } = this.#cells
    if (this.#known[interval] === version[interval]) return true
    const base = interval * queues
    for (let cell = base; cell < base + queues; cell++) {
      this.#loss[cell] = price[cell]!
      this.#standIn[cell] = -1
      this.#from[cell] = -1
    }
    for (let group = 0; group < groups; group++) {
      if (free[interval * groups + group]! <= TINY) continue
      for (let slot = firstSlot[group]!; slot < firstSlot[group + 1]!; slot++) {
        this.#loss[base + slotQueue[slot]!] = 0
        this.#standIn[base + slotQueue[slot]!] = slot
      }
    }
    for (let round = 0; this.#shorten(interval); round++) if (round >= queues) return false
    this.#known[interval] = version[interval]!
    return true
  }

  /** Lets everybody who is missed less where he is step in. @returns whether that costs less somewhere */
  #shorten(interval: number): boolean {
    const { queues, slots, versatile, firstSlot, slotQueue, speed, given } = this.#cells
    const loss = this.#loss
    const base = interval * queues
    const row = interval * slots
    let any = false
    for (let index = 0; index < versatile.length; index++) {
      const first = firstSlot[versatile[index]!]!
      const end = firstSlot[versatile[index]! + 1]!
      let from = -1
      let least = Infinity
      for (let slot = first; slot < end; slot++) {
        if (given[row + slot]! <= TINY) continue
        const cost = speed[slot]! * loss[base + slotQueue[slot]!]!
        if (cost < least) {
          least = cost
          from = slot
        }
      }
      if (from < 0) continue
      for (let slot = first; slot < end; slot++) {
        if (slot === from) continue
        const through = least / speed[slot]!
        const cell = base + slotQueue[slot]!
        if (through >= loss[cell]! * (1 - 1e-9) - 1e-9) continue
        loss[cell] = through
        this.#standIn[cell] = slot
        this.#from[cell] = from
        any = true
      }
    }
    return any
  }

  /** Slot from which one of a group is missed least. */
  cheapestSlot(interval: number, group: number): number {
    const { slots, firstSlot, given } = this.#cells
    let best = -1
    let least = Infinity
    for (let slot = firstSlot[group]!; slot < firstSlot[group + 1]!; slot++) {
      if (given[interval * slots + slot]! <= TINY) continue
      const cost = this.lossOf(interval, slot)
      if (cost < least) {
        least = cost
        best = slot
      }
    }
    return best < 0 ? best : this.#lastOf(interval, group, best)
  }

  /** Where others of the group would step in on the way, it is they who may as well go. */
  #lastOf(interval: number, group: number, first: number): number {
    const { queues, slotQueue, groupOf } = this.#cells
    let last = first
    let slot = first
    for (let step = 0; step <= queues; step++) {
      const cell = interval * queues + slotQueue[slot]!
      if (this.#standIn[cell]! < 0 || this.#from[cell]! < 0) break
      slot = this.#from[cell]!
      if (groupOf[slot] === group) last = slot
    }
    return last
  }

  /** Minor currency units that an agent less on a slot costs. */
  lossOf(interval: number, slot: number): number {
    const { queues, slotQueue, speed } = this.#cells
    return speed[slot]! * this.#loss[interval * queues + slotQueue[slot]!]!
  }

  /** Agents who can go from a slot before the paths change. */
  capacity(interval: number, first: number): number {
    const { queues, slots, groups, groupOf, slotQueue, speed, given, free } = this.#cells
    let most = given[interval * slots + first]!
    let ratio = speed[first]!
    let cell = interval * queues + slotQueue[first]!
    for (let step = 0; step <= queues; step++) {
      const standIn = this.#standIn[cell]!
      if (standIn < 0) return most
      ratio /= speed[standIn]!
      const from = this.#from[cell]!
      if (from < 0) return Math.min(most, free[interval * groups + groupOf[standIn]!]! / ratio)
      most = Math.min(most, given[interval * slots + from]! / ratio)
      ratio *= speed[from]!
      cell = interval * queues + slotQueue[from]!
    }
    return 0
  }

  pullOut(interval: number, first: number, agents: number): void {
    const { queues, slots, groups, groupOf, slotQueue, speed, missing, given, free, price } = this.#cells
    given[interval * slots + first]! -= agents
    let effective = agents * speed[first]!
    let cell = interval * queues + slotQueue[first]!
    for (let step = 0; step <= queues; step++) {
      const standIn = this.#standIn[cell]!
      if (standIn < 0) {
        missing[cell]! += effective
        this.#cells.cost += effective * price[cell]!
        return
      }
      const amount = effective / speed[standIn]!
      given[interval * slots + standIn]! += amount
      const from = this.#from[cell]!
      if (from < 0) {
        free[interval * groups + groupOf[standIn]!]! -= amount
        return
      }
      given[interval * slots + from]! -= amount
      effective = amount * speed[from]!
      cell = interval * queues + slotQueue[from]!
    }
  }
}
