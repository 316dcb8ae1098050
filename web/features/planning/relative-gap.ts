import type { RunProgress } from '../../../server/contracts/run.ts'

/** (incumbent - bound) / incumbent as far as both are known; undefined before that. */
export function relativeGap(progress: RunProgress | null): number | undefined {
  if (progress?.objective === undefined || progress.objectiveBound === undefined) return undefined
  if (progress.objective === 0) return progress.objectiveBound === 0 ? 0 : undefined
  return Math.max(0, (progress.objective - progress.objectiveBound) / Math.abs(progress.objective))
}
