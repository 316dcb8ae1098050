/** Amounts of agents below it are rounding errors. */
export const TINY = 1e-7

/** Agents of skill groups on queues in every interval, and what is missing there. */
export class CellShares {
  readonly groups: number
  readonly queues: number
  readonly intervals: number
  /** Effective agents that one of a group is worth on a queue, `[group * queues + queue]`; 0 without the skill. */
  readonly proficiency: Float64Array
  /** Cost of an effective agent missing for an interval, `[interval * queues + queue]`. */
  readonly price: Float64Array
  /** Effective agents wanted, `[interval * queues + queue]`. */
  readonly need: Float64Array
  /** Effective agents still missing, `[interval * queues + queue]`. */
  readonly missing: Float64Array
  /** Agents of a group on a queue, `[(interval * groups + group) * queues + queue]`. */
  readonly given: Float64Array
  /** Agents of a group on no queue, `[interval * groups + group]`. */
  readonly free: Float64Array
  /** Of all that is missing. */
  cost = 0
  /** Times that an interval has changed, `[interval]`. */
  readonly version: Int32Array
  /** Queues that each group can serve, and the groups that can serve more than one, who alone can make room. */
  readonly skills: readonly (readonly number[])[]
  readonly versatile: readonly number[]

  /** @param need effective agents, `[interval * queues + queue]` */
  constructor(groups: number, intervals: number, proficiency: Float64Array, price: Float64Array, need: Float64Array) {
    this.groups = groups
    this.queues = groups === 0 ? need.length / Math.max(1, intervals) : proficiency.length / groups
    this.intervals = intervals
    this.proficiency = proficiency
    this.price = price
    this.need = need
    this.missing = need.slice()
    this.given = new Float64Array(intervals * groups * this.queues)
    this.free = new Float64Array(intervals * groups)
    this.version = new Int32Array(intervals)
    for (let cell = 0; cell < need.length; cell++) this.cost += price[cell]! * need[cell]!
    this.skills = Array.from({ length: groups }, (_, group) =>
      Array.from({ length: this.queues }, (_, queue) => queue).filter(
        (queue) => proficiency[group * this.queues + queue]! > 0,
      ),
    )
    this.versatile = [...this.skills.keys()].filter((group) => this.skills[group]!.length > 1)
  }

  /** Effective agents on a queue. */
  served(interval: number, queue: number): number {
    const { groups, queues, given, proficiency } = this
    let served = 0
    for (let group = 0; group < groups; group++) {
      served += given[(interval * groups + group) * queues + queue]! * proficiency[group * queues + queue]!
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
    for (let cell = 0; cell < this.missing.length; cell++) {
      if (isMeant(cell % this.queues)) cost += this.missing[cell]! * this.price[cell]!
    }
    return cost
  }
}
