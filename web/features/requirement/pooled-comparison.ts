import type { RunCoverage } from '../../../server/contracts/run-result.ts'
import { compareStructures, type TargetedLoad } from '../../../solver/staffing/pooled-queues.ts'
import { intervalsOfDay, peak, sum } from '../../lib/week-grid.ts'
import type { InstantCoverage, QueueCoverage } from './reason-parts.ts'

export type ModelledQueue = InstantCoverage & { readonly model: NonNullable<InstantCoverage['model']> }

/** Queues whose people could be shared: answered at once, with all that the queueing model needs to know. */
export const canPool = (queue: QueueCoverage): queue is ModelledQueue =>
  queue.kind === 'instant' && queue.model !== undefined && queue.volume.some((contacts) => contacts > 0)

/** Agents of one structure over some intervals. */
export interface StructureSize {
  readonly agentHours: number
  readonly peakAgents: number
  /** Interval of the peak; the first of several. */
  readonly peakAt: number
}

export interface SpanComparison {
  readonly siloed: StructureSize
  readonly pooled: StructureSize
}

export interface PooledComparison {
  /** Agents on position, `[interval]`. */
  readonly siloedAgents: readonly number[]
  readonly pooledAgents: readonly number[]
  readonly week: SpanComparison
  /** In the order of the days. */
  readonly days: readonly (SpanComparison & { readonly day: string })[]
}

/** What the queues take apart and pooled, with the solver's own queueing models. */
export function comparePooling(coverage: RunCoverage, queues: readonly ModelledQueue[]): PooledComparison {
  const { intervalMinutes } = coverage
  const usualAht = queues.map(({ ahtSeconds }) => ahtSeconds.find((seconds) => seconds !== null && seconds > 0) ?? 1)
  const intervals = coverage.starts.map((_, at) => ({
    queues: queues.map((queue, place) => loadOf(queue, at, intervalMinutes, usualAht[place]!)),
  }))
  const compared = compareStructures(intervals)
  const siloedAgents = [...compared.siloedAgents]
  const pooledAgents = [...compared.pooledAgents]
  const span = (at: readonly number[]): SpanComparison => ({
    siloed: sizeOf(siloedAgents, at, intervalMinutes),
    pooled: sizeOf(pooledAgents, at, intervalMinutes),
  })
  return {
    siloedAgents,
    pooledAgents,
    week: span([...coverage.starts.keys()]),
    days: coverage.days.map((day) => ({ day, ...span(intervalsOfDay(coverage, day)) })),
  }
}

/** Where nothing comes the handling time is unknown and without effect. */
function loadOf(queue: ModelledQueue, at: number, intervalMinutes: number, usualAht: number): TargetedLoad {
  const { model } = queue
  return {
    volume: queue.volume[at] ?? 0,
    intervalMinutes,
    ahtSeconds: queue.ahtSeconds[at] || usualAht,
    target: model.serviceLevelTarget,
    answerWithinSeconds: model.answerWithinSeconds,
    meanPatienceSeconds: model.meanPatienceSeconds ?? undefined,
    curve: Float64Array.from(model.capacityCurve),
    maxOccupancy: model.maxOccupancy,
  }
}

function sizeOf(agents: readonly number[], intervals: readonly number[], intervalMinutes: number): StructureSize {
  const within = intervals.map((at) => agents[at] ?? 0)
  const top = peak(within)
  return {
    agentHours: (sum(within) * intervalMinutes) / 60,
    peakAgents: within[top] ?? 0,
    peakAt: intervals[top] ?? 0,
  }
}
