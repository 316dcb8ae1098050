import { fillAnsweredWithin, fillMeanWaits } from './answer-position.ts'

/** How likely each number of contacts in the system is: `shares[i]` is that of `first + i` contacts. They sum to 1. */
export interface SystemState {
  readonly first: number
  readonly shares: Float64Array
}

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

/** Probability beyond either end of the window that is given up. */
const TAIL = 1e-8
/** Standard deviations of a normal distribution beyond which less than TAIL lies. */
const REACH = 5.8
/**
 * Parts of an interval stepped over at once, finer at its start, where the number of agents has just changed. The fine
 * ones are good to about 0.0005 in shares after a jump of the load, the coarse ones to 0.003; in a calm stretch both are
 * good to 0.0002.
 */
const STEPS = {
  fine: [1 / 32, 1 / 32, 1 / 16, 1 / 8, 1 / 8, 1 / 8, 1 / 4, 1 / 4],
  coarse: [1 / 8, 1 / 8, 3 / 8, 3 / 8],
} as const
export type Precision = keyof typeof STEPS
/** TR-BDF2, second-order and L-stable, with the one gamma for which both stages solve with the same matrix. */
const GAMMA = 2 - Math.SQRT2
const OF_STAGE = 1 / (GAMMA * (2 - GAMMA))
const OF_START = (1 - GAMMA) ** 2 * OF_STAGE
/** Weights of a step's start, stage and end that integrate parabolas exactly. */
const AT_STAGE = 1 / (6 * GAMMA * (1 - GAMMA))
const AT_END = 0.5 - GAMMA * AT_STAGE
const AT_START = 1 - AT_STAGE - AT_END

/**
 * The queue of `evaluateQueue` (Erlang C and A, chat concurrency) in time: the state probabilities of its birth-death
 * chain at the end of one interval are those at the beginning of the next (Kolmogorov's forward equations), so that what
 * a spike leaves behind is there in the interval after it. Arrivals see time averages (PASTA), so a threshold's share is
 * the integral of the state probabilities with `fillAnsweredWithin`. States stand in a window outside of which less than
 * about 1e-8 of the probability lies. Contacts of agents who leave go on with those who stay or wait again, a little
 * worse than what happens. Time stepping: Bank et al. 1985, "Transient simulation of silicon devices and circuits".
 */
export class TransientQueue {
  readonly #questions: TransientQuestions
  #first = 0
  #size = 0
  /** Departures per second in each state. */
  #departures = new Float64Array(0)
  /** Pivots of the eliminated matrix, inverted. */
  #pivots = new Float64Array(0)
  #shares = new Float64Array(0)
  #stage = new Float64Array(0)
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
    const steps = STEPS[precision]
    const places = interval.agents * (interval.curve.length - 1)
    this.#openWindow(interval, before, places)
    this.#fillDepartures(interval, places)
    this.#fillOutlook(interval, places)
    const { thresholds, replies, isMeanWaitAsked, isOccupancyAsked } = this.#questions
    const totals = thresholds.map(() => 0)
    const repliesInTime = replies.map(() => 0)
    let [waitSeconds, finished, passed, step] = [0, 0, 0, 0]
    const observe = (shares: Float64Array, weight: number, at: number) => {
      for (let index = 0; index < thresholds.length; index++)
        totals[index]! += weight * this.#shareAnswered(shares, interval, index, places, at)
      for (const [index, inTime] of replies.entries())
        repliesInTime[index]! += weight * this.#expectedReplies(shares, interval, inTime)
      if (isMeanWaitAsked) waitSeconds += weight * this.#expectedWait(shares, places)
      if (isOccupancyAsked || replies.length > 0)
        finished += weight * this.#expectedDepartures(shares, interval, places)
    }
    observe(this.#shares, steps[0] * AT_START, 0)
    for (const [index, part] of steps.entries()) {
      if (part !== step) this.#eliminate(interval, part)
      step = part
      this.#halfway(interval, part)
      observe(this.#stage, part * AT_STAGE, passed + GAMMA * part)
      this.#advance(interval, part)
      passed += part
      observe(this.#shares, part * AT_END + (steps[index + 1] ?? 0) * AT_START, passed)
    }
    const saturated = (interval.agents * interval.curve.at(-1)!) / interval.ahtSeconds
    return {
      answeredWithin: totals.map((share) => Math.min(1, Math.max(0, share))),
      repliedInTime: repliesInTime.map((rate) => (finished > 0 ? Math.min(1, rate / finished) : 1)),
      meanWaitSeconds: isMeanWaitAsked ? waitSeconds : Number.NaN,
      occupancy: isOccupancyAsked ? finished / saturated : Number.NaN,
    }
  }

  /** States that can matter before the interval is over, with the probabilities that they begin with. */
  #openWindow(
    { seconds, lambda, ahtSeconds, curve, agents, patienceRate }: TransientInterval,
    before: SystemState,
    places: number,
  ): void {
    const saturated = (agents * curve.at(-1)!) / ahtSeconds
    const last = before.first + before.shares.length - 1
    // With every contact worked on alone at once the system would come down to this many, however long the interval.
    const alone = lambda * ahtSeconds
    const decay = Math.exp(-seconds / ahtSeconds)
    const least = alone + (Math.min(before.first + REACH * Math.sqrt(before.first), alone) - alone) * decay
    this.#first = Math.min(before.first, Math.max(0, Math.floor(least - REACH * Math.sqrt(least) - 2)))
    const drift = Math.max(0, (lambda - saturated) * seconds)
    const spread = REACH * Math.sqrt((lambda + Math.min(lambda, saturated)) * seconds)
    const steady = lambda < saturated ? Math.log(TAIL) / Math.log(lambda / saturated) : Number.POSITIVE_INFINITY
    const impatient =
      patienceRate > 0
        ? Math.max(0, (lambda - saturated) / patienceRate) + REACH * Math.sqrt(lambda / patienceRate) + 10
        : Number.POSITIVE_INFINITY
    const busy = alone + REACH * Math.sqrt(alone) + 10
    const fresh = Math.min(busy, places) + Math.min(drift + spread, steady, impatient)
    const size = Math.ceil(Math.max(last, fresh)) + 1 - this.#first
    if (this.#shares.length < size) this.#grow(Math.ceil(size * 1.5))
    this.#size = size
    this.#shares.fill(0, 0, size)
    this.#shares.set(before.shares, before.first - this.#first)
  }

  #grow(size: number): void {
    this.#departures = new Float64Array(size)
    this.#pivots = new Float64Array(size)
    this.#shares = new Float64Array(size)
    this.#stage = new Float64Array(size)
    this.#waits = new Float64Array(size)
    this.#questions.thresholds.forEach((_, index) => {
      this.#answered[index] = new Float64Array(size)
      this.#answeredLate[index] = new Float64Array(size)
    })
  }

  /** Contacts spread evenly over the agents, as in `evaluateQueue`; beyond all places they give up. */
  #fillDepartures({ curve, agents, ahtSeconds, patienceRate }: TransientInterval, places: number): void {
    const saturated = (agents * curve.at(-1)!) / ahtSeconds
    for (let index = 0; index < this.#size; index++) {
      const held = this.#first + index
      if (held >= places) {
        this.#departures[index] = saturated + (held - places) * patienceRate
        continue
      }
      const each = Math.floor(held / agents)
      const more = held - each * agents
      this.#departures[index] = ((agents - more) * curve[each]! + more * curve[each + 1]!) / ahtSeconds
    }
    // Nothing leaves the window at its lower end.
    if (this.#first > 0) this.#departures[0] = 0
  }

  /** What awaits those who find every place taken. */
  #fillOutlook(
    { seconds, curve, agents, agentsAfter, ahtSeconds, patienceRate }: TransientInterval,
    places: number,
  ): void {
    const count = Math.max(0, this.#first + this.#size - places)
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
    const offset = places - this.#first
    let missed = 0
    for (let state = Math.max(0, offset); state < this.#size; state++)
      missed += shares[state]! * (1 - outlook[state - offset]!)
    return 1 - missed
  }

  #expectedWait(shares: Float64Array, places: number): number {
    const offset = places - this.#first
    let seconds = 0
    for (let state = Math.max(0, offset); state < this.#size; state++)
      seconds += shares[state]! * this.#waits[state - offset]!
    return seconds
  }

  /** Contacts finished per second, those that give up left out. */
  #expectedDepartures(shares: Float64Array, { curve, agents, ahtSeconds }: TransientInterval, places: number): number {
    const saturated = (agents * curve.at(-1)!) / ahtSeconds
    let rate = 0
    for (let state = 0; state < this.#size; state++)
      rate += shares[state]! * (this.#first + state >= places ? saturated : this.#departures[state]!)
    return rate
  }

  /** As `#expectedDepartures`, with what an agent does weighed by the share of it that is in time. */
  #expectedReplies(
    shares: Float64Array,
    { curve, agents, ahtSeconds }: TransientInterval,
    inTime: Float64Array,
  ): number {
    const full = curve.length - 1
    let rate = 0
    for (let state = 0; state < this.#size; state++) {
      const each = Math.min(full, Math.floor((this.#first + state) / agents))
      const more = each === full ? 0 : this.#first + state - each * agents
      const most = Math.min(full, each + 1)
      const work = (agents - more) * curve[each]! * inTime[each]! + more * curve[most]! * inTime[most]!
      rate += (shares[state]! * work) / ahtSeconds
    }
    return rate
  }

  /** Gaussian elimination of `I - a Q'`, whose columns are diagonally dominant, so no pivoting is needed. */
  #eliminate({ lambda, seconds }: TransientInterval, part: number): void {
    const a = (GAMMA / 2) * part * seconds
    const up = a * lambda
    const last = this.#size - 1
    let pivot = 0
    for (let state = 0; state <= last; state++) {
      const diagonal = 1 + (state < last ? up : 0) + a * this.#departures[state]!
      pivot = state === 0 ? 1 / diagonal : 1 / (diagonal - up * a * this.#departures[state]! * pivot)
      this.#pivots[state] = pivot
    }
  }

  /** First stage: the trapezoidal rule to `GAMMA` of the step. */
  #halfway({ lambda, seconds }: TransientInterval, part: number): void {
    const a = (GAMMA / 2) * part * seconds
    const [now, stage, departures, size] = [this.#shares, this.#stage, this.#departures, this.#size]
    const last = size - 1
    for (let state = 0; state < size; state++) {
      const leaving = (state < last ? lambda : 0) + departures[state]!
      const entering =
        (state > 0 ? lambda * now[state - 1]! : 0) + (state < last ? departures[state + 1]! * now[state + 1]! : 0)
      stage[state] = now[state]! + a * (entering - leaving * now[state]!)
    }
    this.#solve(stage, a, lambda)
  }

  /** Second stage: the backward differentiation formula to the step's end. */
  #advance({ lambda, seconds }: TransientInterval, part: number): void {
    const [now, stage] = [this.#shares, this.#stage]
    for (let state = 0; state < this.#size; state++) now[state] = OF_STAGE * stage[state]! - OF_START * now[state]!
    this.#solve(now, (GAMMA / 2) * part * seconds, lambda)
  }

  /** Replaces a right-hand side by the solution of the eliminated system. */
  #solve(values: Float64Array, a: number, lambda: number): void {
    const [pivots, departures, size] = [this.#pivots, this.#departures, this.#size]
    const up = a * lambda
    let carried = values[0]! * pivots[0]!
    values[0] = carried
    for (let state = 1; state < size; state++) {
      carried = (values[state]! + up * carried) * pivots[state]!
      values[state] = carried
    }
    for (let state = size - 2; state >= 0; state--) {
      carried = values[state]! + a * departures[state + 1]! * pivots[state]! * carried
      values[state] = carried
    }
  }

  /** Where the last evaluation ended, without the ends that no longer matter and rounding's small negatives. */
  get state(): SystemState {
    let [from, to] = [0, this.#size]
    for (let tail = 0; from < to - 1 && tail + Math.abs(this.#shares[from]!) < TAIL; from++)
      tail += Math.abs(this.#shares[from]!)
    for (let tail = 0; to - 1 > from && tail + Math.abs(this.#shares[to - 1]!) < TAIL; to--)
      tail += Math.abs(this.#shares[to - 1]!)
    const shares = this.#shares.slice(from, to)
    let total = 0
    for (let index = 0; index < shares.length; index++) {
      shares[index] = Math.max(0, shares[index]!)
      total += shares[index]!
    }
    for (let index = 0; index < shares.length; index++) shares[index]! /= total
    return { first: this.#first + from, shares }
  }
}
