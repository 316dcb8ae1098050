import type { PlanReport, Violation } from './plan-outputs.ts'
import { compareIds } from './roster.ts'
import type { PublishBlocker, PublishGate, TargetOutcome, TargetVerdict } from './service-outputs.ts'

type Evidence = Pick<PlanReport, 'violations' | 'targets'> & {
  readonly serviceLevels: readonly { readonly queue: string; readonly contacts: number }[]
}

/**
 * Whether a roster may be published, from what its report says. A target that was not met with confidence, a broken
 * hard rule and a queue of which nothing was proved each stand against it; what is unmet of the requirement does not,
 * for the simulation has the last word. Only a queue to which nobody comes needs no proof.
 * @param queueIds all queues of the plan
 * @returns the same for the same evidence in any order
 */
export function publishGate(evidence: Evidence, queueIds: readonly string[]): PublishGate {
  const blockers = [
    ...brokenRules(evidence.violations),
    ...unprovedQueues(evidence, queueIds),
    ...targetBlockers(evidence.targets, 'missed', 'targetMissed'),
    ...targetBlockers(evidence.targets, 'unproven', 'targetUnproven'),
  ]
  return { publishable: blockers.length === 0, blockers }
}

function brokenRules(violations: readonly Violation[]): PublishBlocker[] {
  const hard = violations.filter(({ severity }) => severity === 'hard')
  const byRule = [...Map.groupBy(hard, ({ ruleId }) => ruleId)].sort(([a], [b]) => compareIds(a, b))
  return byRule.map(([ruleId, broken]) => {
    const [first] = broken.toSorted((a, b) => compareIds(a.at, b.at) || compareIds(a.message, b.message))
    return {
      ...{ kind: 'brokenRule', id: `brokenRule:${ruleId}`, overridable: false, ruleId },
      ...{ count: broken.length, message: first!.message },
    }
  })
}

function unprovedQueues({ targets, serviceLevels }: Evidence, queueIds: readonly string[]): PublishBlocker[] {
  const settled = new Set([
    ...targets.map(({ queue }) => queue),
    ...serviceLevels.filter(({ contacts }) => contacts === 0).map(({ queue }) => queue),
  ])
  return queueIds
    .filter((queue) => !settled.has(queue))
    .toSorted(compareIds)
    .map((queue) => ({ kind: 'nothingProved', id: `nothingProved:${queue}`, overridable: false, queue }))
}

function targetBlockers(
  targets: readonly TargetOutcome[],
  verdict: TargetVerdict,
  kind: 'targetMissed' | 'targetUnproven',
): PublishBlocker[] {
  const found = targets
    .filter((target) => target.verdict === verdict)
    .map((target) => ({ target, id: `${kind}:${nameOf(target)}`, order: `${nameOf(target)} ${measureOf(target)}` }))
    .toSorted((a, b) => compareIds(a.order, b.order))
  const seen = new Map<string, number>()
  return found.map(({ target, id }) => {
    // Two targets may differ in nothing but the hours in which they count; each must be named all the same.
    const number = (seen.get(id) ?? 0) + 1
    seen.set(id, number)
    return { kind, id: number === 1 ? id : `${id}#${number}`, overridable: true, target }
  })
}

const nameOf = ({ queue, kind, within, asked, over, preset }: TargetOutcome): string =>
  [queue, kind, ...(within === null ? [] : [within]), asked, over, ...(preset === null ? [] : [preset])].join(':')

const measureOf = ({ at, mean, lower95, upper95 }: TargetOutcome): string => [at, mean, lower95, upper95].join(' ')

/** What is wrong with publishing over blockers by naming some of them. */
export interface OverrideFaults<Blocker> {
  /** That nobody may override. */
  readonly final: readonly Blocker[]
  /** That the override leaves out. */
  readonly unnamed: readonly Blocker[]
  /** Named, and no blocker that could be overridden: the reader saw another report. */
  readonly unknown: readonly string[]
}

/** @param named ids of blockers; all three lists are empty exactly when the roster may be published so */
export function overrideFaults<Blocker extends Pick<PublishBlocker, 'id' | 'overridable'>>(
  blockers: readonly Blocker[],
  named: readonly string[],
): OverrideFaults<Blocker> {
  const names = new Set(named)
  const ids = new Set(blockers.filter(({ overridable }) => overridable).map(({ id }) => id))
  return {
    final: blockers.filter(({ overridable }) => !overridable),
    unnamed: blockers.filter(({ id, overridable }) => overridable && !names.has(id)),
    unknown: [...names].filter((id) => !ids.has(id)),
  }
}
