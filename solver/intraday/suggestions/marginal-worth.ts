import type { IntervalRange } from '../../check/interval-shares.ts'
import type { Simulation } from '../../simulate/simulation.ts'
import type { Counted } from './day-simulation.ts'
import { sumOf } from './paired-effects.ts'

/** A queue that somebody serves, by its number, and how fast. */
export interface Served {
  readonly queue: number
  readonly proficiency: number
}

/** Presence that is added (or taken away, below 0), agents by interval of the grid, and what these people serve. */
export interface PresenceChange {
  readonly agents: Float64Array
  readonly served: readonly Served[]
}

/** Of the logistic curve that stands for the normal one. */
const STEEPNESS = 1.7
/** Where nothing or everything is in time the curve would say nothing of how far off it is. */
const LEAST_SHARE = 0.02
const MOST_SHARE = 0.995

/**
 * About what one more agent for an interval is worth in contacts kept in time: good enough to choose whom to ask first,
 * and no more; what comes of it is simulated. Of an instant queue the share in time is taken to follow the agents `n` as
 * `1 / (1 + exp(-1.7 (n - m) / s))` with `s` the square root of the offered load, and to grow evenly below one half; the
 * simulated share says where on the curve an interval stands. Tickets that will be late are a pool which every agent
 * before their due time empties. Whoever serves several queues is counted where the need is greatest.
 */
export class MarginalWorth {
  readonly #simulation: Simulation
  /** Mean contacts, `[queue * intervals + interval]`, and how far along its curve each of these cells is. */
  readonly #contacts: Float64Array
  readonly #along: Float64Array
  /** Agents along the curve's unit, `[queue * intervals + interval]`. */
  readonly #spread: Float64Array
  /** Tickets that will be late and the last interval in which any is due, `[queue]`. */
  readonly #pool: Float64Array
  readonly #late: Float64Array
  readonly #lastDue: Int32Array

  constructor(simulation: Simulation, counted: readonly Counted[]) {
    const { queues, intervals } = simulation
    const cells = queues.length * intervals
    this.#simulation = simulation
    this.#contacts = new Float64Array(cells)
    this.#along = new Float64Array(cells)
    this.#spread = new Float64Array(cells).fill(1)
    this.#pool = new Float64Array(queues.length)
    this.#lastDue = new Int32Array(queues.length).fill(-1)
    for (const queue of queues.keys())
      for (let interval = 0; interval < intervals; interval++) this.#learn(queue, interval, counted)
    this.#late = this.#pool.slice()
  }

  #learn(queue: number, interval: number, counted: readonly Counted[]): void {
    const { queues, intervals, intervalSeconds } = this.#simulation
    const span = [{ queue, from: interval, to: interval + 1 }]
    const mean = (values: (one: Counted) => Float64Array) =>
      counted.reduce((sum, one) => sum + sumOf(values(one), intervals, span), 0) / counted.length
    const contacts = mean((one) => one.contacts)
    if (contacts === 0) return
    const cell = queue * intervals + interval
    const inTime = mean((one) => one.inTime)
    const simulated = queues[queue]!
    if (simulated.kind === 'deferred') {
      this.#pool[queue]! += contacts - inTime
      if (contacts > inTime) this.#lastDue[queue] = interval
      return
    }
    const load = (contacts * simulated.workSeconds[interval]!) / (intervalSeconds * simulated.curve.at(-1)!)
    const share = Math.min(MOST_SHARE, Math.max(LEAST_SHARE, inTime / contacts))
    this.#contacts[cell] = contacts
    this.#spread[cell] = Math.sqrt(Math.max(1, load))
    this.#along[cell] = Math.log(share / (1 - share)) / STEEPNESS
  }

  /** Contacts kept in time by one fully trained agent more on the queue in the interval. */
  at(queue: number, interval: number): number {
    const { queues, intervals, intervalSeconds } = this.#simulation
    const simulated = queues[queue]!
    if (simulated.kind === 'deferred') {
      if (interval > this.#lastDue[queue]! || simulated.open[interval] === 0) return 0
      const left = Math.max(0, this.#pool[queue]!) / this.#late[queue]!
      return (left * intervalSeconds) / simulated.workSeconds[interval]!
    }
    const cell = queue * intervals + interval
    const share = Math.max(0.5, this.shareAt(queue, interval))
    return (this.#contacts[cell]! * STEEPNESS * share * (1 - share)) / this.#spread[cell]!
  }

  /** Share of an instant queue that the curve says. */
  shareAt(queue: number, interval: number): number {
    return 1 / (1 + Math.exp(-STEEPNESS * this.#along[queue * this.#simulation.intervals + interval]!))
  }

  /** Contacts kept in time by somebody who serves several queues, present for the interval. */
  ofPerson(served: readonly Served[], interval: number): number {
    let most = 0
    for (const { queue, proficiency } of served) most = Math.max(most, proficiency * this.at(queue, interval))
    return most
  }

  /** @param within intervals in which what is added counts; what is taken away counts everywhere */
  gainOf({ agents, served }: PresenceChange, within: IntervalRange): number {
    let gain = 0
    for (let interval = 0; interval < agents.length; interval++) {
      const change = agents[interval]!
      const counts = change < 0 || (interval >= within.from && interval < within.to)
      if (change !== 0 && counts) gain += change * this.ofPerson(served, interval)
    }
    return gain
  }

  /** Goes on with a change made: the next one like it is worth less. */
  apply({ agents, served }: PresenceChange): void {
    for (let interval = 0; interval < agents.length; interval++) {
      if (agents[interval] === 0) continue
      let best: Served | undefined
      for (const each of served) {
        const worth = each.proficiency * this.at(each.queue, interval)
        if (best === undefined || worth > best.proficiency * this.at(best.queue, interval)) best = each
      }
      if (best) this.#add(best.queue, interval, agents[interval]! * best.proficiency)
    }
  }

  #add(queue: number, interval: number, agents: number): void {
    const { queues, intervals, intervalSeconds } = this.#simulation
    const simulated = queues[queue]!
    if (simulated.kind === 'deferred')
      this.#pool[queue]! -= (agents * intervalSeconds) / simulated.workSeconds[interval]!
    else this.#along[queue * intervals + interval]! += agents / this.#spread[queue * intervals + interval]!
  }
}
