import { type Horizon, intervalStart, localStamp } from './horizon.ts'
import type { QueueCoverage, Requirement, Unmet } from './plan-outputs.ts'

/** Less than this is arithmetic, not a shortage: agents, or tickets. */
const TOO_LITTLE_TO_NAME = 1e-6

/** Runs of intervals in which a queue's need is not met, in order of queue and time. */
export function unmetNeeds({ horizon, queues }: Requirement, coverage: readonly QueueCoverage[]): Unmet[] {
  return coverage.flatMap((cell, index) => {
    const kind = queues[index]!.kind === 'instant' ? 'understaffed' : 'overdue'
    const short =
      kind === 'understaffed' ? cell.netStaffing.map((net) => Math.max(0, -net)) : Float64Array.from(cell.overdue)
    return runsAbove(short, TOO_LITTLE_TO_NAME).map(({ from, to }) =>
      describeRun(horizon, cell.queueId, kind, short, from, to),
    )
  })
}

function runsAbove(values: Float64Array, least: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = []
  values.forEach((value, index) => {
    if (value <= least) return
    const last = runs.at(-1)
    if (last?.to === index) last.to = index + 1
    else runs.push({ from: index, to: index + 1 })
  })
  return runs
}

function describeRun(
  horizon: Horizon,
  queue: string,
  kind: Unmet['kind'],
  short: Float64Array,
  from: number,
  to: number,
): Unmet {
  const run = short.subarray(from, to)
  return {
    queue,
    kind,
    start: localStamp(intervalStart(horizon, from), horizon.zone),
    end: localStamp(intervalStart(horizon, to), horizon.zone),
    worst: Math.max(...run),
    hours: (run.reduce((sum, value) => sum + value, 0) * horizon.intervalMinutes) / 60,
  }
}
