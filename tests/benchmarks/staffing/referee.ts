import { capacityCurve } from '../../../solver/domain/capacity-curve.ts'
import { type RandomStream, randomStream } from '../../../solver/domain/random.ts'
import { ShareSums } from '../../../solver/simulate/share-sums.ts'
import type { DemandProfile } from './demand-profiles.ts'

/** Arrivals of one simulated day and those answered in time, by interval of arrival. */
interface DayCounts {
  readonly contacts: Float64Array
  readonly inTime: Float64Array
}

/**
 * A day of a staffed queue in which agent-hours are all the work there is: whoever leaves at an interval's end hands
 * contacts over, to go on as soon as somebody else has a place, before any new contact, or to hang up like all who wait. (The product's simulation lets
 * people finish what they hold, whose minutes no agent-hour counts; after a spike that is a good deal of free work.)
 * Everything is exponential, so the day is a chain of arrivals, departures and giving up, drawn one jump at a time; it
 * shares nothing with what staffs the day but the capacity curve.
 */
class RefereedDay {
  readonly #profile: DemandProfile
  readonly #agents: Float64Array
  readonly #curve: Float64Array
  readonly #stream: RandomStream
  readonly #counts: DayCounts
  /** Contacts answered and not finished; those beyond the places were handed over and go on first. */
  #answered = 0
  /** Arrival times of those who wait, in order; a hole is one that gave up. */
  #line: number[] = []
  #head = 0
  #waiting = 0
  #now = 0
  #places = 0

  constructor(profile: DemandProfile, agents: Float64Array, stream: RandomStream) {
    this.#profile = profile
    this.#agents = agents
    this.#curve = capacityCurve(profile.concurrency ?? 1, profile.concurrencyGain ?? 1)
    this.#stream = stream
    const column = () => new Float64Array(agents.length)
    this.#counts = { contacts: column(), inTime: column() }
  }

  run(): DayCounts {
    const { erlangs, ahtSeconds, intervalMinutes } = this.#profile
    const seconds = intervalMinutes * 60
    for (const [interval, load] of erlangs.entries()) {
      this.#places = this.#agents[interval]! * (this.#curve.length - 1)
      this.#fill()
      this.#jumpUntil((interval + 1) * seconds, load / ahtSeconds, this.#agents[interval]!)
    }
    this.#jumpUntil(Number.POSITIVE_INFINITY, 0, this.#agents.at(-1)!)
    return this.#counts
  }

  /** Ends at the time given, or when nobody waits and nobody comes any more. */
  #jumpUntil(end: number, lambda: number, agents: number): void {
    const { ahtSeconds, meanPatienceSeconds = Number.POSITIVE_INFINITY } = this.#profile
    while (lambda > 0 || this.#waiting > 0) {
      const finishing = this.#finishRate(agents) / ahtSeconds
      const leaving = (this.#waiting + this.#handedOver) / meanPatienceSeconds
      const rate = lambda + finishing + leaving
      const next = this.#now + this.#stream.exponential() / rate
      if (next >= end) break
      this.#now = next
      const which = this.#stream.uniform() * rate
      if (which < lambda) this.#arrive()
      else if (which < lambda + finishing) this.#finish()
      else this.#giveUp()
    }
    if (end < Number.POSITIVE_INFINITY) this.#now = end
  }

  /** Contacts finished per handling time, the held ones spread evenly. */
  #finishRate(agents: number): number {
    const held = Math.min(this.#answered, this.#places)
    const each = Math.floor(held / agents)
    const more = held - each * agents
    return (agents - more) * this.#curve[each]! + (more > 0 ? more * this.#curve[each + 1]! : 0)
  }

  #arrive(): void {
    this.#counts.contacts[this.#intervalOf(this.#now)]!++
    this.#line.push(this.#now)
    this.#waiting++
    this.#fill()
  }

  #finish(): void {
    this.#answered--
    this.#fill()
  }

  get #handedOver(): number {
    return Math.max(0, this.#answered - this.#places)
  }

  #giveUp(): void {
    if (this.#stream.uniform() * (this.#waiting + this.#handedOver) < this.#handedOver) {
      this.#answered--
      return
    }
    let place = this.#head
    do place = this.#head + Math.floor(this.#stream.uniform() * (this.#line.length - this.#head))
    while (Number.isNaN(this.#line[place]!))
    this.#line[place] = Number.NaN
    this.#waiting--
  }

  /** Answers those who wait, the first first, as long as there are places. */
  #fill(): void {
    while (this.#waiting > 0 && this.#answered < this.#places) {
      const arrival = this.#line[this.#head++]!
      if (Number.isNaN(arrival)) continue
      this.#waiting--
      this.#answered++
      if (this.#now - arrival <= this.#profile.answerWithinSeconds) this.#counts.inTime[this.#intervalOf(arrival)]!++
    }
  }

  #intervalOf(time: number): number {
    return Math.min(this.#agents.length - 1, Math.floor(time / (this.#profile.intervalMinutes * 60)))
  }
}

/** Service level by interval with its confidence interval, and over the day. */
export function refereed(profile: DemandProfile, agents: Float64Array, days: number, seed: number) {
  const sums = new ShareSums(agents.length)
  const whole = new ShareSums(1)
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0)
  for (let day = 0; day < days; day++) {
    const { contacts, inTime } = new RefereedDay(profile, agents, randomStream(seed, day)).run()
    sums.add(inTime, contacts)
    whole.add([total(inTime)], [total(contacts)])
  }
  return { intervals: Array.from(agents, (_, interval) => sums.share(interval)), day: whole.share(0).mean }
}
