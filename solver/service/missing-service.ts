import { type Horizon, intervalStart, localStamp } from '../domain/horizon.ts'
import type { QueueCoverage } from '../domain/plan-outputs.ts'
import { isInstant, type Queue } from '../domain/queue.ts'
import type { IntervalService, MissingService } from '../domain/service-outputs.ts'

/** What a queue still lacks after the last round. */
export interface QueueLack {
  readonly queue: Queue
  readonly service: IntervalService
  readonly coverage: QueueCoverage
  /** Intervals that fail their main target beyond doubt. */
  readonly failing: readonly number[]
  /** Agents more on position that would do, `[interval]`. */
  readonly wanted: Float64Array
  /** Agents of these that a further round would ask the roster for, `[interval]`. */
  readonly askable: Float64Array
}

/**
 * Runs of intervals that fail or in which agents are wanted.
 * @param wasCutShort whether the last round left something to ask for on the queue
 */
export function missingService(
  horizon: Horizon,
  { queue, service, failing, wanted, askable }: QueueLack,
  wasCutShort: boolean,
): MissingService[] {
  const isFailing = new Set(failing)
  const runs: number[][] = []
  for (let interval = 0; interval < horizon.intervals; interval++) {
    if (!isFailing.has(interval) && wanted[interval] === 0) continue
    const last = runs.at(-1)
    if (last?.at(-1) === interval - 1) last.push(interval)
    else runs.push([interval])
  }
  const stamp = (interval: number) => localStamp(intervalStart(horizon, interval), horizon.zone)
  const missing = runs.map(
    (run): MissingService => ({
      queue: queue.id,
      start: stamp(run[0]!),
      end: stamp(run.at(-1)! + 1),
      serviceLevel: isInstant(queue) ? leastOf(service.serviceLevel, run) : meanOf(service, run),
      asked: queue.target.serviceLevelTarget,
      agents: Math.max(...run.map((interval) => wanted[interval]!)),
      why: wasCutShort && run.some((interval) => askable[interval]! > 0) ? 'noRounds' : 'noPeople',
    }),
  )
  // With a single target, what would be done to make up for worse hours of the week is not missing where it is kept.
  const hasMore = queue.targets.length > 0 || queue.presets.length > 0
  return missing.filter(({ serviceLevel, asked }) => hasMore || serviceLevel < asked)
}

/** Where nobody came, nobody was answered late. */
const leastOf = (levels: Float64Array, intervals: readonly number[]): number =>
  Math.min(1, ...intervals.map((interval) => levels[interval]!).filter(Number.isFinite))

/** Over all contacts of the run. */
function meanOf({ serviceLevel, contacts }: IntervalService, intervals: readonly number[]): number {
  const counted = intervals.filter((interval) => contacts[interval]! > 0)
  const all = counted.reduce((sum, interval) => sum + contacts[interval]!, 0)
  return all > 0 ? counted.reduce((sum, at) => sum + serviceLevel[at]! * contacts[at]!, 0) / all : 1
}
