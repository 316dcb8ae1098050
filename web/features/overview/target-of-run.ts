import type { QueueTarget } from '../../../server/contracts/plan.ts'
import type { PlanReportReply } from '../../../server/contracts/plan-report.ts'

export type Outcome = PlanReportReply['targets'][number]

/** The main target that a run was judged by; the plan's own may have been changed since. */
export function targetOfRun(
  now: QueueTarget,
  { queue, targetShare }: Pick<PlanReportReply['serviceLevels'][number], 'queue' | 'targetShare'>,
  outcomes: readonly Outcome[],
): QueueTarget {
  const kind = now.kind === 'deadline' ? 'finishedWithin' : 'answeredWithin'
  // The main target comes first of a queue's targets, and is judged over the week.
  const main = outcomes.find((outcome) => outcome.queue === queue && outcome.kind === kind && outcome.over === 'week')
  const within = main?.asked === targetShare ? main.within : null
  return now.kind === 'deadline'
    ? { ...now, serviceLevelTarget: targetShare, finishWithinHours: within ?? now.finishWithinHours }
    : { ...now, serviceLevelTarget: targetShare, answerWithinSeconds: within ?? now.answerWithinSeconds }
}
