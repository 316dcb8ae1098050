import { leastThat } from './least-that.ts'
import {
  EMPTY_SYSTEM,
  LAST_LOOK,
  type Precision,
  type SystemState,
  type TransientInterval,
  type TransientMeasures,
  TransientQueue,
} from './transient-queue.ts'

/** An instant queue over time; arrays are `[interval]`. */
export interface VaryingLoad {
  readonly intervalMinutes: number
  /** Contacts offered, 0 or more. */
  readonly volume: Float64Array
  /** Seconds of effort, above 0 wherever there is volume. */
  readonly ahtSeconds: Float64Array
  /** Seconds; absent means that nobody gives up. */
  readonly meanPatienceSeconds?: number | undefined
  /** See `capacityCurve`. */
  readonly curve: Float64Array
}

/** What is to hold in every interval with contacts in which it counts; all of them at once. */
export interface VaryingTargets {
  /** Shares of arrivals answered within seconds. */
  readonly answered: readonly IntervalTarget[]
  /** Mean waits in seconds at most `asked`; `within` has no meaning. */
  readonly meanWaits: readonly IntervalTarget[]
  /** Shares of all replies of a chat given within seconds. */
  readonly replied: readonly ReplyTarget[]
  /** Highest share of full hands; 1 sets no limit. */
  readonly maxOccupancy: number
}

export interface IntervalTarget {
  readonly asked: number
  readonly within: number
  /** 1 where it counts. */
  readonly counts: Uint8Array
}

export interface ReplyTarget extends IntervalTarget {
  /** Share of the replies that an agent with so many chats gives in time, `[chats held]`. */
  readonly inTime: Float64Array
}

/** Every array is `[interval]`. */
export interface VaryingRequirement {
  /** Least agents on position; 0 where nobody contacts. */
  readonly agents: Float64Array
  /** Share that the first target's threshold is kept with; NaN where nobody contacts. */
  readonly serviceLevel: Float64Array
}

/**
 * Least agents interval by interval so that every target holds in every interval, by forward evaluation in time: each
 * interval takes the least number with which its own arrivals are served to target, given the exact state in which the
 * intervals before it leave the queue (the idea of iterative staffing, Feldman, Mandelbaum, Massey and Whitt, Management
 * Science 54 (2008) 324-338, with the transient chain in the place of their simulation, and solved in one pass since
 * the future never acts on the past but through waits that reach over an interval's end, which are looked at once more).
 * Where nobody contacts the queue begins anew from empty, as it does at the start: hours around the clock want a few more there.
 * @throws PlanningInputError when MAX_AGENTS agents are too few
 */
export function varyingRequirement(load: VaryingLoad, targets: VaryingTargets): VaryingRequirement {
  return new ForwardStaffing(load, targets).run()
}

/** One interval of a load as the transient queue takes it. */
export function intervalOf(
  load: VaryingLoad,
  interval: number,
  agents: number,
  agentsAfter: number,
): TransientInterval {
  const seconds = load.intervalMinutes * 60
  return {
    seconds,
    lambda: load.volume[interval]! / seconds,
    ahtSeconds: load.ahtSeconds[interval]!,
    patienceRate: load.meanPatienceSeconds === undefined ? 0 : 1 / load.meanPatienceSeconds,
    curve: load.curve,
    agents,
    agentsAfter,
  }
}

/** Distance of the fluid load from where it tends to, relative, up to which a stretch is calm. */
const CALM = 0.04
/**
 * Part of the share that may be missed which is kept in hand: 0.005 of an 80 % target on calm days, 0.01 where the load
 * ever jumps from one interval to the next by half of the higher one or more. Stepping errors and preemption eat a little
 * of it, and a simulation of finite length is to confirm the target in every interval, not to be on the edge of it.
 */
const IN_HAND_CALM = 0.025
const IN_HAND_JUMP = 0.05
const SMALL_JUMP = 0.25
const LARGE_JUMP = 0.5
/** What coarse steps may be wrong by in a calm stretch. */
const COARSE_ERROR = 0.0015

class ForwardStaffing {
  readonly #load: VaryingLoad
  readonly #targets: VaryingTargets
  readonly #queue: TransientQueue
  readonly #agents: Float64Array
  readonly #serviceLevel: Float64Array
  /** States at each interval's start, `[interval]`. */
  readonly #states: SystemState[] = []
  /** Agents above the fluid load in square roots of it, as chosen last. */
  #cushion = 0.8
  /** Fluid load in agents with full hands at the end of the interval before. */
  #fluid = 0
  /** Mean fluid load of the interval at hand. */
  #mean = 1
  #precision: Precision = 'fine'
  readonly #inHand: number
  /** By how much the tightest target is kept. */
  readonly #margins: Float64Array
  /** Share of an interval's arrivals that may wait into the next one. */
  readonly #mostLate: number
  /** Whether those who may are none but who come at the last look of an evaluation. */
  readonly #isLateLast: boolean

  constructor(load: VaryingLoad, targets: VaryingTargets) {
    this.#load = load
    this.#targets = targets
    this.#queue = new TransientQueue({
      thresholds: targets.answered.map(({ within }) => within),
      replies: targets.replied.map(({ inTime }) => inTime),
      isMeanWaitAsked: targets.meanWaits.length > 0,
      isOccupancyAsked: targets.maxOccupancy < 1,
    })
    const longest = Math.max(0, ...targets.answered.map(({ within }) => within))
    this.#mostLate = targets.meanWaits.length > 0 ? Number.POSITIVE_INFINITY : longest / (load.intervalMinutes * 60)
    this.#isLateLast = this.#mostLate <= LAST_LOOK.part
    this.#margins = new Float64Array(load.volume.length)
    const jump = Math.min(1, Math.max(0, (largestJump(load) - SMALL_JUMP) / (LARGE_JUMP - SMALL_JUMP)))
    this.#inHand = IN_HAND_CALM + (IN_HAND_JUMP - IN_HAND_CALM) * jump
    this.#agents = new Float64Array(load.volume.length)
    this.#serviceLevel = new Float64Array(load.volume.length).fill(Number.NaN)
  }

  run(): VaryingRequirement {
    const { volume } = this.#load
    this.#states.push(EMPTY_SYSTEM)
    for (let interval = 0; interval < volume.length; interval++) {
      if (volume[interval]! > 0) this.#staff(interval)
      else this.#states[interval + 1] = EMPTY_SYSTEM
    }
    return { agents: this.#agents, serviceLevel: this.#serviceLevel }
  }

  /** Chooses an interval's agents; should late arrivals of the one before now wait too long, that one gets more first. */
  #staff(interval: number): void {
    this.#choose(interval, this.#guess(interval))
    while (interval > 0 && this.#harmsBefore(interval)) {
      const before = interval - 1
      this.#isEnough(before, this.#agents[before]! + 1)
      this.#choose(interval, this.#agents[interval]!)
    }
  }

  /**
   * Square-root staffing on the mean fluid load `m' = lambda - m / aht`, with the cushion that the last choice needed.
   * Where the fluid load moves fast the evaluation has to be fine.
   */
  #guess(interval: number): number {
    const { volume, ahtSeconds, intervalMinutes, curve } = this.#load
    const seconds = intervalMinutes * 60
    const aht = ahtSeconds[interval]!
    const toward = (volume[interval]! * aht) / seconds / curve.at(-1)!
    const distance = this.#fluid - toward
    const decay = Math.exp(-seconds / aht)
    this.#mean = Math.max(toward + (distance * (1 - decay) * aht) / seconds, 0.25)
    this.#precision = Math.abs(distance) > CALM * this.#mean ? 'fine' : 'coarse'
    this.#fluid = toward + distance * decay
    return Math.max(1, Math.ceil(this.#mean + this.#cushion * Math.sqrt(this.#mean)))
  }

  #choose(interval: number, guess: number): void {
    const enough = leastThat((agents) => this.#isEnough(interval, agents), guess, this.#mean)
    this.#cushion = Math.max(0, (enough - this.#mean) / Math.sqrt(this.#mean))
  }

  /** Whether the agents keep every target. If so they are the interval's until fewer prove enough. */
  #isEnough(interval: number, agents: number): boolean {
    let measures = this.#evaluate(interval, agents, agents, this.#precision)
    let margin = this.#margin(interval, measures)
    if (this.#precision === 'coarse' && Math.abs(margin) < COARSE_ERROR) {
      measures = this.#evaluate(interval, agents, agents, 'fine')
      margin = this.#margin(interval, measures)
    }
    if (margin < 0) return false
    this.#agents[interval] = agents
    this.#margins[interval] = margin
    this.#serviceLevel[interval] = measures.answeredWithin[0] ?? Number.NaN
    this.#states[interval + 1] = this.#queue.state
    return true
  }

  #evaluate(interval: number, agents: number, agentsAfter: number, precision: Precision): TransientMeasures {
    return this.#queue.evaluate(
      intervalOf(this.#load, interval, agents, agentsAfter),
      this.#states[interval]!,
      precision,
    )
  }

  /** By how much the tightest target is kept (missed, when negative), relative for means. */
  #margin(interval: number, measures: TransientMeasures): number {
    const { answeredWithin, repliedInTime, meanWaitSeconds, occupancy } = measures
    const { answered, meanWaits, replied, maxOccupancy } = this.#targets
    let margin = maxOccupancy < 1 ? maxOccupancy - occupancy : Number.POSITIVE_INFINITY
    for (const [index, { asked, counts }] of answered.entries())
      if (counts[interval]) margin = Math.min(margin, answeredWithin[index]! - asked - this.#inHand * (1 - asked))
    for (const { asked, counts } of meanWaits)
      if (counts[interval]) margin = Math.min(margin, (asked - meanWaitSeconds) / asked)
    for (const [index, { asked, counts }] of replied.entries())
      if (counts[interval]) margin = Math.min(margin, repliedInTime[index]! - asked)
    return margin
  }

  /** Whether waits that reach from the interval before into this one, which has fewer agents, break its target. */
  #harmsBefore(interval: number): boolean {
    const before = interval - 1
    const [staff, fewer] = [this.#agents[before]!, this.#agents[interval]!]
    if (staff === 0 || fewer >= staff || this.#margins[before]! > this.#mostHarm(interval)) return false
    return this.#margin(before, this.#evaluate(before, staff, fewer, 'fine')) < 0
  }

  /** What an interval can take from the margin of the one before: all who find every place taken late in that one. */
  #mostHarm(interval: number): number {
    if (!this.#isLateLast) return this.#mostLate
    const { first, shares } = this.#states[interval]!
    const places = this.#agents[interval - 1]! * (this.#load.curve.length - 1)
    let full = 0
    for (let cell = Math.max(0, places - first); cell < shares.length; cell++) full += shares[cell]!
    return COARSE_ERROR + LAST_LOOK.weight * full
  }
}

/** Largest change of the load between neighbouring intervals with contacts, as a share of the higher of the two. */
function largestJump({ volume, ahtSeconds }: VaryingLoad): number {
  let largest = 0
  for (let interval = 1; interval < volume.length; interval++) {
    if (volume[interval - 1] === 0 || volume[interval] === 0) continue
    const [before, now] = [volume[interval - 1]! * ahtSeconds[interval - 1]!, volume[interval]! * ahtSeconds[interval]!]
    largest = Math.max(largest, Math.abs(now - before) / Math.max(now, before))
  }
  return largest
}
