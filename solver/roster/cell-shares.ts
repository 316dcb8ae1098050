/** Amounts of agents below it are rounding errors. */
export const TINY = 1e-7

/**
 * Agents of skill groups on queues in every interval, and what is missing there. A slot is a group on one of its queues;
 * slots of a group stand next to each other. One interval beyond the last is there to try things out on.
 */
export class CellShares {
  readonly groups: number
  readonly queues: number
  readonly intervals: number
  readonly slots: number
  /** Slots of a group stand in `[firstSlot[group], firstSlot[group + 1])`. */
  readonly firstSlot: Int32Array
  /** Group and queue of each slot. */
  readonly groupOf: Int32Array
  readonly slotQueue: Int32Array
  /** Effective agents that one of the group is worth on the queue, above 0. `[slot]` */
  readonly speed: Float64Array
  /** Groups that know several queues. */
  readonly versatile: Int32Array
  /** Cost of an effective agent missing for an interval, `[interval * queues + queue]`. */
  readonly price: Float64Array
  /** Effective agents wanted, `[interval * queues + queue]`. */
  readonly need: Float64Array
  /** Effective agents still missing, `[interval * queues + queue]`. */
  readonly missing: Float64Array
  /** Agents of a group on a queue, `[interval * slots + slot]`. */
  readonly given: Float64Array
  /** Agents of a group on no queue, `[interval * groups + group]`. */
  readonly free: Float64Array
  /** Counts the changes of an interval, `[interval]`. */
  readonly version: Int32Array
  /** Of all that is missing, minor currency units. */
  cost = 0

  /**
   * @param proficiency `[group * queues + queue]`; 0 without the skill
   * @param price `[interval * queues + queue]`
   * @param need `[interval * queues + queue]`
   */
  constructor(groups: number, intervals: number, proficiency: Float64Array, price: Float64Array, need: Float64Array) {
    this.groups = groups
    this.intervals = intervals
    this.queues = groups === 0 ? need.length / intervals : proficiency.length / groups
    const slots = [...proficiency.keys()].filter((at) => proficiency[at]! > 0)
    this.slots = slots.length
    this.slotQueue = Int32Array.from(slots, (at) => at % this.queues)
    this.groupOf = Int32Array.from(slots, (at) => Math.floor(at / this.queues))
    this.speed = Float64Array.from(slots, (at) => proficiency[at]!)
    this.firstSlot = Int32Array.from(
      { length: groups + 1 },
      (_, group) => slots.filter((at) => at < group * this.queues).length,
    )
    this.versatile = Int32Array.from(
      [...this.firstSlot.subarray(0, groups).keys()].filter(
        (group) => this.firstSlot[group + 1]! - this.firstSlot[group]! > 1,
      ),
    )
    const withTrial = (values: Float64Array) => {
      const longer = new Float64Array((intervals + 1) * this.queues)
      longer.set(values)
      return longer
    }
    this.price = withTrial(price)
    this.need = withTrial(need)
    this.missing = withTrial(need)
    this.given = new Float64Array((intervals + 1) * this.slots)
    this.free = new Float64Array((intervals + 1) * groups)
    this.version = new Int32Array(intervals + 1)
    for (let cell = 0; cell < need.length; cell++) this.cost += price[cell]! * need[cell]!
  }

  /** Effective agents on a queue. */
  served(interval: number, queue: number): number {
    const { slots, slotQueue, given, speed } = this
    let served = 0
    for (let slot = 0; slot < slots; slot++) {
      if (slotQueue[slot] === queue) served += given[interval * slots + slot]! * speed[slot]!
    }
    return served
  }

  /** A new need and price of a queue in an interval; `shareOut` is due after all changes of the interval. */
  setNeed(interval: number, queue: number, need: number, price: number): void {
    const cell = interval * this.queues + queue
    this.cost -= this.missing[cell]! * this.price[cell]!
    this.need[cell] = need
    this.missing[cell] = need - this.served(interval, queue)
    this.price[cell] = price
    this.cost += this.missing[cell]! * price
  }

  /** Cost of what is missing on some queues. */
  costOf(isMeant: (queue: number) => boolean): number {
    let cost = 0
    for (let cell = 0; cell < this.intervals * this.queues; cell++) {
      if (isMeant(cell % this.queues)) cost += this.missing[cell]! * this.price[cell]!
    }
    return cost
  }

  /** Copies an interval to the one for trials. @returns its index */
  protected copyForTrial(interval: number): number {
    const { queues, slots, groups, intervals } = this
    copyRow(this.price, interval, intervals, queues)
    copyRow(this.missing, interval, intervals, queues)
    copyRow(this.given, interval, intervals, slots)
    copyRow(this.free, interval, intervals, groups)
    this.version[intervals]!++
    return intervals
  }
}

function copyRow(of: Float64Array, from: number, to: number, width: number): void {
  for (let at = 0; at < width; at++) of[to * width + at] = of[from * width + at]!
}
