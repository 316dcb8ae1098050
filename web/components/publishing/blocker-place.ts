import type { PlanReportReply, PublishBlockerReply } from '../../../server/contracts/plan-report.ts'
import type { RouteChange } from '../../lib/route.ts'
import { dateOf } from '../../lib/week-grid.ts'

/** Where what stands against publishing is looked at and mended. */
export interface BlockerPlace {
  readonly words: 'overview.onRoster' | 'overview.inCoverage' | 'overview.inTargets'
  readonly route: RouteChange
}

/** The first break of a rule on the roster, the weakest interval of a queue below target, the targets where nothing was measured. */
export function blockerPlace(
  blocker: PublishBlockerReply,
  { violations, serviceLevels }: Pick<PlanReportReply, 'violations' | 'serviceLevels'>,
): BlockerPlace {
  if (blocker.kind === 'brokenRule') {
    const first = violations.find(({ ruleId, severity }) => ruleId === blocker.ruleId && severity === 'hard')
    const place = first ? { day: dateOf(first.at), person: first.employeeId } : {}
    return { words: 'overview.onRoster', route: { view: 'roster', ...place } }
  }
  if (blocker.kind === 'nothingProved') {
    return { words: 'overview.inTargets', route: { view: 'targets', queue: blocker.queue } }
  }
  const { queue, at, over } = blocker.target
  const weakest = serviceLevels.find((level) => level.queue === queue)?.worstInterval?.start
  // Of a target over a week or a day the weakest interval says more than its first one.
  const start = at !== null && over === 'interval' ? at : (weakest ?? at ?? undefined)
  const day = start === undefined ? undefined : dateOf(start)
  return { words: 'overview.inCoverage', route: { view: 'coverage', queue, day, at: start, as: undefined } }
}
