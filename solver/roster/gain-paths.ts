import { type CellShares, TINY } from './cell-shares.ts'

/** What one more effective agent on each queue of an interval is worth, and whom he replaces: longest paths by gain. */
export class GainPaths {
  readonly #cells: CellShares
  /** Minor currency units, `[interval * queues + queue]`, and the version of the interval that it belongs to. */
  readonly #worth: Float64Array
  readonly #known: Int32Array
  /** Slot on a queue that makes room, -1 where somebody is missing, and the slot that he goes on to. */
  readonly #replaced: Int32Array
  readonly #onward: Int32Array

  constructor(cells: CellShares) {
    const size = (cells.intervals + 1) * cells.queues
    this.#cells = cells
    this.#worth = new Float64Array(size)
    this.#known = new Int32Array(cells.intervals + 1).fill(-1)
    this.#replaced = new Int32Array(size)
    this.#onward = new Int32Array(size)
  }

  /** Works the paths of an interval out. @returns false when there are none, since agents could trade places */
  find(interval: number): boolean {
    const { version, queues, price, missing } = this.#cells
    if (this.#known[interval] === version[interval]) return true
    const worth = this.#worth
    const base = interval * queues
    let any = false
    for (let cell = base; cell < base + queues; cell++) {
      const isMissing = missing[cell]! > TINY
      worth[cell] = isMissing ? price[cell]! : 0
      any ||= isMissing
      this.#replaced[cell] = -1
    }
    for (let round = 0; any; round++) {
      if (round > queues) return false
      any = this.#lengthen(interval)
    }
    this.#known[interval] = version[interval]!
    return true
  }

  /** Lets everybody who could do better elsewhere make room. @returns whether that is worth more somewhere */
  #lengthen(interval: number): boolean {
    const { queues, slots, versatile, firstSlot, slotQueue, speed, given } = this.#cells
    const worth = this.#worth
    const base = interval * queues
    const row = interval * slots
    let any = false
    for (let index = 0; index < versatile.length; index++) {
      const first = firstSlot[versatile[index]!]!
      const end = firstSlot[versatile[index]! + 1]!
      let to = -1
      let most = 1e-9
      for (let slot = first; slot < end; slot++) {
        const value = speed[slot]! * worth[base + slotQueue[slot]!]!
        if (value > most) {
          most = value
          to = slot
        }
      }
      if (to < 0) continue
      for (let slot = first; slot < end; slot++) {
        if (slot === to || given[row + slot]! <= TINY) continue
        const through = most / speed[slot]!
        const cell = base + slotQueue[slot]!
        if (through <= worth[cell]! * (1 + 1e-9) + 1e-9) continue
        worth[cell] = through
        this.#replaced[cell] = slot
        this.#onward[cell] = to
        any = true
      }
    }
    return any
  }

  /** Where one more of a group is worth most; -1 where nothing is missing. */
  bestSlot(interval: number, group: number): number {
    const { firstSlot } = this.#cells
    let best = -1
    let most = 1e-9
    for (let slot = firstSlot[group]!; slot < firstSlot[group + 1]!; slot++) {
      const value = this.worthOf(interval, slot)
      if (value > most) {
        most = value
        best = slot
      }
    }
    return best < 0 ? best : this.#lastOf(interval, group, best)
  }

  /** Where others of the group would go on in the end, one more may as well go at once. */
  #lastOf(interval: number, group: number, first: number): number {
    const { queues, slotQueue, groupOf } = this.#cells
    let last = first
    let slot = first
    for (let step = 0; step <= queues; step++) {
      const cell = interval * queues + slotQueue[slot]!
      if (this.#replaced[cell]! < 0) break
      slot = this.#onward[cell]!
      if (groupOf[slot] === group) last = slot
    }
    return last
  }

  /** Minor currency units that an agent on a slot is worth. */
  worthOf(interval: number, slot: number): number {
    const { queues, slotQueue, speed } = this.#cells
    return speed[slot]! * this.#worth[interval * queues + slotQueue[slot]!]!
  }

  /** Agents whom the chain from a slot on can take in. */
  capacity(interval: number, first: number): number {
    const { queues, slots, slotQueue, speed, missing, given } = this.#cells
    let ratio = speed[first]!
    let most = Infinity
    let cell = interval * queues + slotQueue[first]!
    for (let step = 0; step <= queues; step++) {
      const replaced = this.#replaced[cell]!
      if (replaced < 0) return Math.min(most, missing[cell]! / ratio)
      ratio /= speed[replaced]!
      most = Math.min(most, given[interval * slots + replaced]! / ratio)
      const onward = this.#onward[cell]!
      ratio *= speed[onward]!
      cell = interval * queues + slotQueue[onward]!
    }
    return 0
  }

  pushIn(interval: number, first: number, agents: number): void {
    const { queues, slots, slotQueue, speed, missing, given, price } = this.#cells
    let slot = first
    let amount = agents
    for (let step = 0; step <= queues; step++) {
      given[interval * slots + slot]! += amount
      const effective = amount * speed[slot]!
      const cell = interval * queues + slotQueue[slot]!
      const replaced = this.#replaced[cell]!
      if (replaced < 0) {
        missing[cell]! -= effective
        this.#cells.cost -= effective * price[cell]!
        return
      }
      amount = effective / speed[replaced]!
      given[interval * slots + replaced]! -= amount
      slot = this.#onward[cell]!
    }
  }
}
