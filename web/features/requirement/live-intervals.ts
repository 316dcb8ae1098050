import type { RunCoverage } from '../../../server/contracts/run-result.ts'

/**
 * Of some intervals, those in which anything comes, is needed, is served or is late: a closed night is left out.
 * All of them when the queue rests throughout, so that its table is never empty.
 */
export function liveIntervals(queue: RunCoverage['queues'][number], intervals: readonly number[]): readonly number[] {
  const late = queue.kind === 'instant' ? queue.scheduledAgents : queue.overdue
  const figures = [queue.volume, queue.coveredAgents, late]
  const live = intervals.filter((at) => figures.some((values) => (values[at] ?? 0) > 0))
  return live.length > 0 ? live : intervals
}
