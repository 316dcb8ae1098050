import { type Horizon, intervalStart, localStamp } from './horizon.ts'
import type { QueueCoverage, Unmet } from './plan-outputs.ts'
import type { Requirement } from './requirement-outputs.ts'

/** Less than this is arithmetic, not a shortage: agents, or tickets. */
const TOO_LITTLE_TO_NAME = 1e-6

/**
 * Runs of intervals in which a queue's need is not met, in order of queue and time.
 * @param stampOf local time of an instant, for those who ask again and again and know it already
 */
export function unmetNeeds(
  { horizon, queues }: Requirement,
  coverage: readonly QueueCoverage[],
  stampOf = (instant: number): string => localStamp(instant, horizon.zone),
): Unmet[] {
  return coverage.flatMap((cell, index) => {
    const kind = queues[index]!.kind === 'instant' ? 'understaffed' : 'overdue'
    const short =
      kind === 'understaffed' ? cell.netStaffing.map((net) => Math.max(0, -net)) : Float64Array.from(cell.overdue)
    return runsAbove(short, TOO_LITTLE_TO_NAME).map(({ from, to }) => ({
      ...{ queue: cell.queueId, kind },
      start: stampOf(intervalStart(horizon, from)),
      end: stampOf(intervalStart(horizon, to)),
      ...sizeOf(short.subarray(from, to), horizon),
    }))
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

/** Most at once, and hours in all, of a run of intervals. */
const sizeOf = (run: Float64Array, { intervalMinutes }: Horizon): Pick<Unmet, 'worst' | 'hours'> => ({
  worst: Math.max(...run),
  hours: (run.reduce((sum, value) => sum + value, 0) * intervalMinutes) / 60,
})
