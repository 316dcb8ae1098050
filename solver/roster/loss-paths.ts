import { type CellShares, TINY } from './cell-shares.ts'

/** What one effective agent less on each queue of an interval costs, and who steps in from where: shortest paths by gain. */
export class LossPaths {
  readonly #cells: CellShares
  /** Minor currency units, `[queue]`. */
  readonly #loss: Float64Array
  /** Group that steps in, -1 where nobody does, and the queue that it leaves, -1 when it is on none. `[queue]` */
  readonly #standIn: Int32Array
  readonly #from: Int32Array

  constructor(cells: CellShares) {
    this.#cells = cells
    this.#loss = new Float64Array(cells.queues)
    this.#standIn = new Int32Array(cells.queues)
    this.#from = new Int32Array(cells.queues)
  }

  /** Works the paths of an interval out. @returns false when there are none, since agents could trade places */
  find(interval: number): boolean {
    const { queues, groups, proficiency, price, given, free, skills, versatile } = this.#cells
    const loss = this.#loss
    for (let queue = 0; queue < queues; queue++) {
      loss[queue] = price[interval * queues + queue]!
      this.#standIn[queue] = -1
      this.#from[queue] = -1
    }
    for (let group = 0; group < groups; group++) {
      if (free[interval * groups + group]! <= TINY) continue
      for (const queue of skills[group]!) {
        loss[queue] = 0
        this.#standIn[queue] = group
      }
    }
    for (let round = 0, changed = true; changed; round++) {
      if (round > queues) return false
      changed = false
      for (const group of versatile) {
        const row = (interval * groups + group) * queues
        for (const from of skills[group]!) {
          if (given[row + from]! <= TINY) continue
          const cost = proficiency[group * queues + from]! * loss[from]!
          for (const queue of skills[group]!) {
            const through = cost / proficiency[group * queues + queue]!
            if (queue === from || through >= loss[queue]! * (1 - 1e-9) - 1e-9) continue
            loss[queue] = through
            this.#standIn[queue] = group
            this.#from[queue] = from
            changed = true
          }
        }
      }
    }
    return true
  }

  /** Queue from which one of a group is missed least. */
  cheapestQueue(interval: number, group: number): number {
    const { queues, groups, proficiency, given, skills } = this.#cells
    let best = -1
    let least = Infinity
    for (const queue of skills[group]!) {
      if (given[(interval * groups + group) * queues + queue]! <= TINY) continue
      const cost = proficiency[group * queues + queue]! * this.#loss[queue]!
      if (cost < least) {
        least = cost
        best = queue
      }
    }
    return best
  }

  /** Agents of a group who can go from a queue before the paths change. */
  capacity(interval: number, group: number, first: number): number {
    const { queues, groups, proficiency, given, free } = this.#cells
    let most = given[(interval * groups + group) * queues + first]!
    let ratio = proficiency[group * queues + first]!
    let queue = first
    for (let step = 0; step <= queues; step++) {
      const other = this.#standIn[queue]!
      if (other < 0) return most
      ratio /= proficiency[other * queues + queue]!
      const from = this.#from[queue]!
      if (from < 0) return Math.min(most, free[interval * groups + other]! / ratio)
      most = Math.min(most, given[(interval * groups + other) * queues + from]! / ratio)
      ratio *= proficiency[other * queues + from]!
      queue = from
    }
    return 0
  }

  pullOut(interval: number, group: number, first: number, agents: number): void {
    const { queues, groups, proficiency, missing, given, free, price } = this.#cells
    given[(interval * groups + group) * queues + first]! -= agents
    let effective = agents * proficiency[group * queues + first]!
    let queue = first
    for (let step = 0; step <= queues; step++) {
      const other = this.#standIn[queue]!
      if (other < 0) {
        missing[interval * queues + queue]! += effective
        this.#cells.cost += effective * price[interval * queues + queue]!
        return
      }
      const amount = effective / proficiency[other * queues + queue]!
      given[(interval * groups + other) * queues + queue]! += amount
      const from = this.#from[queue]!
      if (from < 0) {
        free[interval * groups + other]! -= amount
        return
      }
      given[(interval * groups + other) * queues + from]! -= amount
      effective = amount * proficiency[other * queues + from]!
      queue = from
    }
  }
}
