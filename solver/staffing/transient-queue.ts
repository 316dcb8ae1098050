import { fillAnsweredWithin, fillMeanWaits } from './answer-position.ts'
import { AT_END, BirthDeathChain, GAMMA, type Observe, type SystemState, TAIL } from './birth-death-chain.ts'

export type { SystemState } from './birth-death-chain.ts'

export const EMPTY_SYSTEM: SystemState = { first: 0, shares: Float64Array.of(1) }

/** One interval of a queue: arrivals at a constant rate to a constant number of agents. Times in seconds. */
export interface TransientInterval {
  readonly seconds: number
  /** Arrivals per second. */
  readonly lambda: number
  readonly ahtSeconds: number
  /** 1 / mean patience; 0 when nobody gives up. */
  readonly patienceRate: number
  /** See `capacityCurve`. */
  readonly curve: Float64Array
  /** 1 or more. */
  readonly agents: number
  /** Those of the interval after it, into which late arrivals wait. */
  readonly agentsAfter: number
}

export interface TransientMeasures {
  /** Share of the interval's arrivals answered within each threshold; those who give up count as not answered. */
  readonly answeredWithin: readonly number[]
  /** Share of replies given in time, those to whoever holds a place, for each of the questions. */
  readonly repliedInTime: readonly number[]
  /** Mean wait of the interval's arrivals, those who give up included; like occupancy NaN unless asked for. */
  readonly meanWaitSeconds: number
  /** Throughput over what the agents could do with full hands. */
  readonly occupancy: number
}

/** What is asked of every interval. */
export interface TransientQuestions {
  /** Seconds within which arrivals are to be answered. */
  readonly thresholds: readonly number[]
  /** Shares of its replies that an agent gives in time, `[chats held]`, for each target on replies. */
  readonly replies: readonly Float64Array[]
  readonly isMeanWaitAsked: boolean
  readonly isOccupancyAsked: boolean
}

/** Standard deviations of a normal distribution beyond which less than TAIL lies. */
const REACH = 5.4
/**
 * Parts of an interval stepped over at once, finer at its start, where the number of agents has just changed. The fine
 * ones are good to about 0.0005 in shares after a jump of the load, the coarse ones to 0.003; in a calm stretch both are
 * good to 0.0002.
 */
const STEPS = {
  fine: [1 / 32, 1 / 32, 1 / 16, 1 / 8, 1 / 8, 1 / 8, 1 / 4, 1 / 4],
  coarse: [1 / 3, 1 / 3, 1 / 3],
} as const
export type Precision = keyof typeof STEPS
/** The fine steps' last look is that at the interval's end: what it counts for, and the part since the look before it. */
export const LAST_LOOK = { weight: AT_END / 4, part: (1 - GAMMA) / 4 } as const
/**
 * The queue of `evaluateQueue` (Erlang C and A, chat concurrency) in time: the state probabilities of its birth-death
 * chain at the end of one interval are those at the beginning of the next (Kolmogorov's forward equations), so that what
 * a spike leaves behind is there in the interval after it. Arrivals see time averages (PASTA), so a threshold's share is
 * the integral of the state probabilities with `fillAnsweredWithin`. States stand in a window outside of which less than
 * about 1e-7 of the probability lies. Contacts of agents who leave go on with those who stay or wait again, a little
 * worse than what happens.
 */
export class TransientQueue {
  readonly #questions: TransientQuestions
  readonly #chain = new BirthDeathChain()
  #waits = new Float64Array(0)
  /** Shares answered within each threshold by those who find all places taken, `[threshold][contacts ahead]`. */
  readonly #answered: Float64Array[]
  /** The same for those who wait into the next interval. */
  readonly #answeredLate: Float64Array[]

  constructor(questions: TransientQuestions) {
    this.#questions = questions
    this.#answered = questions.thresholds.map(() => new Float64Array(0))
    this.#answeredLate = questions.thresholds.map(() => new Float64Array(0))
  }

  /** Carries the queue through an interval; `state` then tells where it stands. */
  evaluate(interval: TransientInterval, before: SystemState, precision: Precision = 'fine'): TransientMeasures {
    const places = interval.agents * (interval.curve.length - 1)
    this.#openWindow(interval, before, places)
    this.#fillDepartures(interval, places)
    this.#fillOutlook(interval, places)
    const { thresholds, replies, isMeanWaitAsked, isOccupancyAsked } = this.#questions
    const totals = thresholds.map(() => 0)
    const repliesInTime = replies.map(() => 0)
    const allReplies = replies.map(() => 0)
    let [waitSeconds, waiting] = [0, 0]
    const observe: Observe = (shares, weight, at) => {
      for (let index = 0; index < thresholds.length; index++)
        totals[index]! += weight * this.#shareAnswered(shares, interval, index, places, at)
      for (const [index, inTime] of replies.entries()) {
        repliesInTime[index]! += weight * this.#expectedReplies(shares, interval, inTime)
        allReplies[index]! += weight * this.#expectedReplies(shares, interval, null)
      }
      if (isMeanWaitAsked) waitSeconds += weight * this.#expectedWait(shares, places)
      if (isOccupancyAsked) waiting += weight * this.#expectedWaiting(shares, places)
    }
    const held = this.#chain.mean
    this.#chain.run(interval.lambda, interval.seconds, STEPS[precision], observe)
    // What came and neither left waiting nor is there yet has been finished.
    const gained = (this.#chain.mean - held) / interval.seconds
    const finished = Math.max(0, interval.lambda - interval.patienceRate * waiting - gained)
    const saturated = (interval.agents * interval.curve.at(-1)!) / interval.ahtSeconds
    return {
      answeredWithin: totals.map((share) => Math.min(1, Math.max(0, share))),
      repliedInTime: repliesInTime.map((rate, index) => (rate > 0 ? rate / allReplies[index]! : 1)),
      meanWaitSeconds: isMeanWaitAsked ? waitSeconds : Number.NaN,
      occupancy: isOccupancyAsked ? finished / saturated : Number.NaN,
    }
  }

  /** States that can matter before the interval is over, with the probabilities that they begin with. */
  #openWindow(interval: TransientInterval, before: SystemState, places: number): void {
    // From wherever it is, the queue tends to its balance.
    const first = Math.min(before.first, balanceOf(interval).least)
    const last = mostReached(interval, places, before.first + before.shares.length - 1)
    this.#chain.open(first, Math.ceil(last) + 1 - first, before)
  }

  #grow(room: number): void {
    this.#waits = new Float64Array(room)
    this.#questions.thresholds.forEach((_, index) => {
      this.#answered[index] = new Float64Array(room)
      this.#answeredLate[index] = new Float64Array(room)
    })
  }

  /** Contacts spread evenly over the agents, as in `evaluateQueue`; beyond all places they give up. */
  #fillDepartures({ curve, agents, ahtSeconds, patienceRate }: TransientInterval, places: number): void {
    const { departures, first, size } = this.#chain
    const saturated = (agents * curve.at(-1)!) / ahtSeconds
    for (let cell = 0; cell < size; cell++) {
      const held = first + cell
      if (held >= places) {
        departures[cell] = saturated + (held - places) * patienceRate
        continue
      }
      const each = Math.floor(held / agents)
      const more = held - each * agents
      departures[cell] = ((agents - more) * curve[each]! + more * curve[each + 1]!) / ahtSeconds
    }
    // Nothing leaves the window at its lower end.
    if (first > 0) departures[0] = 0
  }

  /** What awaits those who find every place taken. */
  #fillOutlook(
    { seconds, curve, agents, agentsAfter, ahtSeconds, patienceRate }: TransientInterval,
    places: number,
  ): void {
    const count = Math.max(0, this.#chain.first + this.#chain.size - places)
    if (this.#waits.length < count) this.#grow(Math.ceil(count * 1.5))
    const rateOf = (staff: number) => (staff * curve.at(-1)!) / ahtSeconds
    this.#questions.thresholds.forEach((threshold, index) => {
      fillAnsweredWithin(this.#answered[index]!, count, rateOf(agents), patienceRate, threshold)
      if (agentsAfter === agents) return
      // Those who arrive within a threshold of the end wait half of it, on average, into the next interval.
      const stay = threshold <= seconds ? 0.5 : seconds / 2 / threshold
      const rate = rateOf(agents) * stay + rateOf(agentsAfter) * (1 - stay)
      fillAnsweredWithin(this.#answeredLate[index]!, count, rate, patienceRate, threshold)
    })
    if (this.#questions.isMeanWaitAsked) fillMeanWaits(this.#waits, count, rateOf(agents), patienceRate)
  }

  #shareAnswered(
    shares: Float64Array,
    { seconds, agents, agentsAfter }: TransientInterval,
    index: number,
    places: number,
    passed: number,
  ): number {
    const isLate = agentsAfter !== agents && (1 - passed) * seconds < this.#questions.thresholds[index]!
    const outlook = (isLate ? this.#answeredLate : this.#answered)[index]!
    const { first, size } = this.#chain
    let missed = 0
    for (let cell = Math.max(0, places - first); cell < size; cell++)
      missed += shares[cell]! * (1 - outlook[first + cell - places]!)
    return 1 - missed
  }

  #expectedWait(shares: Float64Array, places: number): number {
    const { first, size } = this.#chain
    let seconds = 0
    for (let cell = Math.max(0, places - first); cell < size; cell++)
      seconds += shares[cell]! * this.#waits[first + cell - places]!
    return seconds
  }

  #expectedWaiting(shares: Float64Array, places: number): number {
    const { first, size } = this.#chain
    let waiting = 0
    for (let cell = Math.max(0, places - first); cell < size; cell++) waiting += shares[cell]! * (first + cell - places)
    return waiting
  }

  /** Contacts' worth of work per second by which replies are given in time, or all of them. */
  #expectedReplies(
    shares: Float64Array,
    { curve, agents, ahtSeconds }: TransientInterval,
    inTime: Float64Array | null,
  ): number {
    const { first, size } = this.#chain
    const full = curve.length - 1
    let rate = 0
    for (let cell = 0; cell < size; cell++) {
      const each = Math.min(full, Math.floor((first + cell) / agents))
      const more = each === full ? 0 : first + cell - each * agents
      const most = Math.min(full, each + 1)
      const [now, next] = inTime ? [inTime[each]!, inTime[most]!] : [1, 1]
      const work = (agents - more) * curve[each]! * now + more * curve[most]! * next
      rate += (shares[cell]! * work) / ahtSeconds
    }
    return rate
  }

  /** Where the last evaluation ended. */
  get state(): SystemState {
    return this.#chain.state
  }
}

/**
 * Most contacts worth looking at, of those who find a place and of those who wait, after up to `before` of them at the
 * start: overload adds to what is there already, up to where as many give up as come.
 */
function mostReached(interval: TransientInterval, places: number, before: number): number {
  const { seconds, lambda, ahtSeconds, curve, agents, patienceRate } = interval
  const saturated = (agents * curve.at(-1)!) / ahtSeconds
  const drift = Math.max(0, (lambda - saturated) * seconds)
  const spread = REACH * Math.sqrt((lambda + Math.min(lambda, saturated)) * seconds)
  const steady = lambda < saturated ? Math.log(TAIL) / Math.log(lambda / saturated) : Number.POSITIVE_INFINITY
  const impatient =
    patienceRate > 0
      ? Math.max(0, (lambda - saturated) / patienceRate) + REACH * Math.sqrt(lambda / patienceRate) + 10
      : Number.POSITIVE_INFINITY
  const served = Math.min(balanceOf(interval).most, places)
  const most = served + Math.min(steady, impatient)
  const grown = (drift > 0 ? Math.max(before, served) : served) + drift + spread
  return Math.max(before, Math.min(grown, most))
}

/** Contacts in hands where as many leave as arrive, and the reach around them: a normal with the rates' slope there. */
function balanceOf({ lambda, ahtSeconds, curve, agents }: TransientInterval): { least: number; most: number } {
  const each = lambda * (ahtSeconds / agents)
  const held = curve.findIndex((rate) => rate >= each)
  if (held < 0) return { least: Number.POSITIVE_INFINITY, most: Number.POSITIVE_INFINITY }
  const slope = held === 0 ? 1 : curve[held]! - curve[held - 1]!
  const balance = held === 0 ? 0 : agents * (held - 1 + (each - curve[held - 1]!) / slope)
  const reach = REACH * Math.sqrt((lambda * ahtSeconds) / slope) + 10
  return { least: Math.max(0, Math.floor(balance - reach)), most: balance + reach }
}
