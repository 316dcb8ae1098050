import { OptionValues } from './option-values.ts'
import { cheapestFinish, groupValue, type ServicePrices, type WorkBatch, workBatches } from './service-prices.ts'
import type { StaffModel } from './staff-model.ts'
import type { StaffPricer } from './staff-pricer.ts'

/** A person who stands for others of the same sort. */
export interface Stand {
  readonly person: number
  /** People for whom the person stands. */
  readonly weight: number
}

export interface AscentOptions {
  /** In the order in which they answer. */
  readonly stands: readonly Stand[]
  /** Times that everybody answers. */
  readonly passes: number
  /** Asked before every pass. */
  readonly isOutOfTime: () => boolean
}

export interface AscentResult {
  readonly prices: ServicePrices
  /** When deferred work is done at these prices, effective agents, `[interval * queues + queue]`. */
  readonly work: Float64Array
}

/** Parts of a pass after each of which the prices move. */
const STEPS_A_PASS = 5
/** Steps as shares of a queue's price for as many agents as it needs: they shrink from pass to pass. */
const FIRST_STEP = 1
const LAST_STEP = 0.001
/** Share of the step before that a step keeps. */
const MOMENTUM = 0.8
/** Share of the passes, at the end, over which prices are averaged. */
const AVERAGED = 0.2
/** Deferred work has no price cap, so its steps are as those of a queue of this share of the dearest one's price. */
const DEFERRED_STEP = 0.3

/**
 * Multipliers of a good bound by an incremental subgradient ascent with momentum: a part of the people answers the present
 * prices with their cheapest tours, deferred work with its cheapest times, and the prices move by what is then missing or
 * too much before the next part answers.
 * Source: Nedic & Bertsekas, SIAM Journal on Optimization 12 (2001) 109-138.
 * @returns null when time is up before there are prices to go by
 */
export function priceAscent(model: StaffModel, pricer: StaffPricer, options: AscentOptions): AscentResult | null {
  const ascent = new Ascent(model, pricer)
  const { passes, stands, isOutOfTime } = options
  const total = stands.reduce((sum, { weight }) => sum + weight, 0)
  const turns = Array.from({ length: STEPS_A_PASS }, (_, turn) =>
    stands.filter((_, index) => index % STEPS_A_PASS === turn),
  )
  const firstAveraged = Math.floor(passes * (1 - AVERAGED))
  for (let pass = 0; pass < passes; pass++) {
    if (isOutOfTime()) return pass > firstAveraged ? ascent.result() : null
    const step = FIRST_STEP * (LAST_STEP / FIRST_STEP) ** (pass / Math.max(1, passes - 1))
    const isAveraged = pass >= firstAveraged
    turns.forEach((turn, index) => {
      const share = total === 0 ? 1 / STEPS_A_PASS : turn.reduce((sum, { weight }) => sum + weight, 0) / total
      ascent.answer(turn, index, share, isAveraged)
      ascent.move(step, isAveraged ? share : 0)
    })
  }
  return ascent.result()
}

/** No agent is worth more: of a missing one's price, or of all that a deferred queue's contacts may be overdue. */
export function highestPrice({ queues, horizon }: StaffModel, queue: number, interval: number): number {
  const { need, price } = queues[queue]!
  if (need.kind === 'instant') return need.scheduledAgents[interval]! > 0 ? price : 0
  return need.contactsPerAgent[interval]! * price * horizon.intervals
}

class Ascent {
  readonly #model: StaffModel
  readonly #pricer: StaffPricer
  readonly #values: OptionValues
  readonly #batches: readonly (readonly WorkBatch[])[]
  readonly #prices: ServicePrices
  readonly #highest: Float64Array
  readonly #scale: Float64Array
  /** What is missing, effective agents, and its running mean, `[queue * intervals + interval]`. */
  readonly #missing: Float64Array
  readonly #drift: Float64Array
  readonly #sums: Float64Array
  readonly #work: Float64Array
  readonly #agentValue: Float64Array
  readonly #optionValue: Float64Array
  #weight = 0

  constructor(model: StaffModel, pricer: StaffPricer) {
    const { queues, horizon, options } = model
    const cells = queues.length * horizon.intervals
    this.#model = model
    this.#pricer = pricer
    this.#values = new OptionValues(horizon, options)
    this.#batches = queues.map(({ need }) => (need.kind === 'deferred' ? workBatches(need) : []))
    this.#prices = new Float64Array(cells)
    this.#highest = new Float64Array(cells)
    this.#scale = new Float64Array(cells)
    this.#missing = new Float64Array(cells)
    this.#drift = new Float64Array(cells)
    this.#sums = new Float64Array(cells)
    this.#work = new Float64Array(cells)
    this.#agentValue = new Float64Array(horizon.intervals)
    this.#optionValue = new Float64Array(options.length)
    this.#setScales()
  }

  #setScales(): void {
    const { queues, horizon } = this.#model
    const dearest = Math.max(1000, ...queues.map(({ need, price }) => (need.kind === 'instant' ? price : 0)))
    queues.forEach(({ need, price }, queue) => {
      const base = queue * horizon.intervals
      const wanted = need.kind === 'instant' ? need.scheduledAgents : need.contactsPerAgent
      const peak = wanted.reduce((most, agents) => Math.max(most, agents), 0)
      const rates = wanted.reduce((sum, rate) => sum + rate, 0)
      const mean = need.kind === 'instant' || rates === 0 ? 0 : need.volume.reduce((sum, v) => sum + v, 0) / rates
      for (let interval = 0; interval < horizon.intervals; interval++) {
        const agents = wanted[interval]!
        if (agents === 0) continue
        this.#highest[base + interval] = highestPrice(this.#model, queue, interval)
        this.#scale[base + interval] =
          need.kind === 'instant' ? price / (agents + 0.1 * peak + 1) : (DEFERRED_STEP * dearest) / (1.1 * mean + 1)
      }
    })
  }

  /** What is missing when some people and a part of the deferred work answer the prices. */
  answer(turn: readonly Stand[], index: number, share: number, isAveraged: boolean): void {
    const { queues, groups, horizon, problem, present } = this.#model
    queues.forEach(({ need }, queue) => {
      const base = queue * horizon.intervals
      for (let interval = 0; interval < horizon.intervals; interval++) {
        this.#missing[base + interval] = need.kind === 'instant' ? need.scheduledAgents[interval]! * share : 0
      }
      this.#answerWork(queue, index, isAveraged)
    })
    const onPosition = new Float64Array(horizon.intervals)
    for (let group = 0; group < groups; group++) {
      for (let t = 0; t < horizon.intervals; t++) onPosition[t] = present[t * groups + group]! * share
      const members = turn.filter(({ person }) => problem.people[person]!.group === group)
      if (members.length > 0) this.#answerPeople(group, members, onPosition)
      this.#giveToBest(group, onPosition)
    }
  }

  #answerPeople(group: number, members: readonly Stand[], onPosition: Float64Array): void {
    groupValue(this.#model, this.#prices, group, this.#agentValue)
    this.#values.evaluate(this.#agentValue, this.#optionValue)
    for (const { person, weight } of members) {
      const tour = this.#pricer.cheapest(person, this.#optionValue)?.tour
      if (!tour) continue
      for (const option of tour) if (option >= 0) this.#values.addPresence(option, weight, onPosition)
    }
  }

  #answerWork(queue: number, index: number, isAveraged: boolean): void {
    const { queues, horizon } = this.#model
    const { need, price } = queues[queue]!
    if (need.kind !== 'deferred') return
    const base = queue * horizon.intervals
    const own = this.#prices.subarray(base, base + horizon.intervals)
    const batches = this.#batches[queue]!
    for (let k = index; k < batches.length; k += STEPS_A_PASS) {
      const { interval } = cheapestFinish(batches[k]!, price, need, own)
      if (interval < 0) continue
      const agents = batches[k]!.contacts / need.contactsPerAgent[interval]!
      this.#missing[base + interval]! += agents
      if (isAveraged) this.#work[base + interval]! += agents
    }
  }

  /** People serve the queue on which they are worth most. */
  #giveToBest(group: number, onPosition: Float64Array): void {
    const { queues, horizon, proficiency } = this.#model
    for (let interval = 0; interval < horizon.intervals; interval++) {
      if (onPosition[interval]! <= 0) continue
      let best = -1
      let most = -1
      for (let queue = 0; queue < queues.length; queue++) {
        const cell = queue * horizon.intervals + interval
        const speed = proficiency[group * queues.length + queue]!
        if (speed === 0 || this.#highest[cell] === 0 || speed * this.#prices[cell]! <= most) continue
        most = speed * this.#prices[cell]!
        best = queue
      }
      if (best < 0) continue
      this.#missing[best * horizon.intervals + interval]! -=
        onPosition[interval]! * proficiency[group * queues.length + best]!
    }
  }

  move(step: number, averagedShare: number): void {
    for (let cell = 0; cell < this.#prices.length; cell++) {
      this.#drift[cell] = MOMENTUM * this.#drift[cell]! + (1 - MOMENTUM) * this.#missing[cell]!
      const next = this.#prices[cell]! + step * this.#scale[cell]! * this.#drift[cell]!
      this.#prices[cell] = Math.min(this.#highest[cell]!, Math.max(0, next))
      this.#sums[cell]! += averagedShare * this.#prices[cell]!
    }
    this.#weight += averagedShare
  }

  result(): AscentResult {
    const { queues, horizon } = this.#model
    const work = new Float64Array(this.#work.length)
    for (let queue = 0; queue < queues.length; queue++) {
      for (let interval = 0; interval < horizon.intervals; interval++) {
        work[interval * queues.length + queue] = this.#work[queue * horizon.intervals + interval]! / this.#weight
      }
    }
    return { prices: this.#sums.map((sum) => sum / this.#weight), work }
  }
}
