import { queueCurve } from '../domain/capacity-curve.ts'
import type { PlanInputs } from '../domain/plan-inputs.ts'
import type { QueueCoverage } from '../domain/plan-outputs.ts'
import { type InstantQueue, isInstant } from '../domain/queue.ts'
import type { InstantRequirement, Requirement } from '../domain/requirement-outputs.ts'
import { shrinkageByInterval } from '../domain/shrinkage.ts'
import { evaluateQueue, MAX_AGENTS } from '../staffing/queue-model.ts'

export interface ServiceEstimate {
  readonly queueId: string
  /** Share answered in time with the agents covered, `[interval]`; NaN where nobody contacts. */
  readonly serviceLevel: Float64Array
  /** Over the horizon, weighted by volume; NaN where nobody contacts at all. */
  readonly mean: number
  readonly target: number
}

/**
 * Service of instant queues by the queueing model that staffs them, from what a roster covers.
 *
 * An estimate at once, not what a simulation finds: each interval is a stationary queue by itself with the contacts planned
 * for, its patience and its chats held at once. Load carried over from a spike is not seen, nor that contacts of several
 * queues share people from moment to moment (coverage shares them out once an interval), nor any target but the main one.
 * Coverage is what is scheduled; of it the unplanned shrinkage is taken off as the requirement puts it on. Parts of an
 * agent lie on the line between whole ones.
 */
export class ServiceModel {
  readonly #queues: readonly ModelledQueue[]

  constructor({ settings }: PlanInputs, requirement: Requirement) {
    const present = shrinkageByInterval(settings, requirement.horizon).map((share) => 1 - share)
    this.#queues = requirement.queues.flatMap((need, index): ModelledQueue[] => {
      const queue = settings.queues.find(({ id }) => id === need.queueId)
      if (need.kind !== 'instant' || queue === undefined || !isInstant(queue)) return []
      return [new ModelledQueue(index, queue, need, requirement.horizon.intervalMinutes, present)]
    })
  }

  /** @param coverage of every queue of the requirement */
  estimate(coverage: readonly QueueCoverage[]): ServiceEstimate[] {
    return this.#queues.map((queue) => queue.estimate(coverage[queue.index]!.coveredAgents))
  }
}

class ModelledQueue {
  readonly index: number
  readonly #queue: InstantQueue
  readonly #need: InstantRequirement
  readonly #curve: Float64Array
  readonly #intervalMinutes: number
  readonly #present: Float64Array
  /** Service level by whole agents on position, `[interval]`. */
  readonly #known: readonly Map<number, number>[]

  constructor(
    index: number,
    queue: InstantQueue,
    need: InstantRequirement,
    intervalMinutes: number,
    present: Float64Array,
  ) {
    this.index = index
    this.#queue = queue
    this.#need = need
    this.#curve = queueCurve(queue)
    this.#intervalMinutes = intervalMinutes
    this.#present = present
    this.#known = Array.from(present, () => new Map())
  }

  estimate(covered: Float64Array): ServiceEstimate {
    const { volume, queueId } = this.#need
    const serviceLevel = new Float64Array(covered.length).fill(Number.NaN)
    let [inTime, contacts] = [0, 0]
    for (let interval = 0; interval < covered.length; interval++) {
      const offered = volume[interval]!
      if (offered === 0) continue
      serviceLevel[interval] = this.#between(interval, Math.max(0, covered[interval]! * this.#present[interval]!))
      inTime += offered * serviceLevel[interval]!
      contacts += offered
    }
    return { queueId, serviceLevel, mean: inTime / contacts, target: this.#queue.target.serviceLevelTarget }
  }

  #between(interval: number, agents: number): number {
    const whole = Math.floor(agents + NEARLY)
    const part = Math.max(0, agents - whole)
    const least = this.#withAgents(interval, whole)
    return part < NEARLY ? least : least + part * (this.#withAgents(interval, whole + 1) - least)
  }

  #withAgents(interval: number, agents: number): number {
    const known = this.#known[interval]!.get(agents)
    if (known !== undefined) return known
    const { meanPatienceSeconds, target } = this.#queue
    const { serviceLevel } = evaluateQueue({
      volume: this.#need.volume[interval]!,
      ahtSeconds: this.#need.ahtSeconds[interval]!,
      intervalMinutes: this.#intervalMinutes,
      answerWithinSeconds: target.answerWithinSeconds,
      meanPatienceSeconds,
      curve: this.#curve,
      agents: Math.min(MAX_AGENTS, agents),
    })
    this.#known[interval]!.set(agents, serviceLevel)
    return serviceLevel
  }
}

/** Agents: less than this is a rounding error. */
const NEARLY = 1e-6
