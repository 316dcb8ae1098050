import type { PlanReportReply, PublishBlockerReply } from '../contracts/plan-report.ts'

type Gate = NonNullable<PlanReportReply['gate']>
type Target = PlanReportReply['targets'][number]

/** What stands against publishing the roster, a line for each thing, and the verdict. */
export const gateLines = ({ blockers }: Gate): string[] => [
  ...blockers.map(blockerLine),
  `May be published: ${verdict(blockers)}`,
]

function blockerLine(blocker: PublishBlockerReply): string {
  if (blocker.kind === 'brokenRule') {
    return `Rule broken: ${blocker.ruleId}, ${counted(blocker.count, 'time', 'times')}: ${blocker.message}`
  }
  if (blocker.kind === 'nothingProved') return `Nothing proved: no target of ${blocker.queue} was simulated`
  const { target } = blocker
  const figure = figureOf(target)
  return (
    `Target ${target.verdict}: ${target.queue}, ${measureOf(target)} ${spanOf(target)}: ${figure(target.mean)} ` +
    `(${figure(target.lower95)} to ${figure(target.upper95)}), asked ${target.unit === 'seconds' ? 'at most' : 'at least'} ` +
    `${figure(target.asked)}${target.preset === null ? '' : ` by ${target.preset}`}`
  )
}

const MEASURES: Readonly<Record<Target['kind'], (within: number | null) => string>> = {
  answeredWithin: (seconds) => `answered within ${seconds} s`,
  meanResponse: () => 'mean response',
  repliedWithin: (seconds) => `replied within ${seconds} s`,
  presence: () => 'agents on position',
  finishedWithin: (hours) => `finished within ${hours} h`,
}
const measureOf = ({ kind, within }: Target): string => MEASURES[kind](within)

const spanOf = ({ over, at }: Target): string =>
  over === 'week' && at === null
    ? 'over the week'
    : `in the worst ${over}${at === null ? '' : ` (${over === 'week' ? at.slice(0, 10) : at})`}`

const figureOf =
  ({ unit }: Target) =>
  (value: number | null): string => {
    if (value === null) return 'unknown'
    if (unit === 'share') return `${(100 * value).toFixed(2)} %`
    return unit === 'seconds' ? `${value.toFixed(1)} s` : value.toFixed(1)
  }

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

function verdict(blockers: readonly PublishBlockerReply[]): string {
  if (blockers.length === 0) return 'yes'
  const of = (kind: PublishBlockerReply['kind']) => blockers.filter((blocker) => blocker.kind === kind).length
  const reasons = [
    [of('brokenRule'), counted(of('brokenRule'), 'rule is broken', 'rules are broken')],
    [of('nothingProved'), `nothing is proved of ${counted(of('nothingProved'), 'queue', 'queues')}`],
    [of('targetMissed'), counted(of('targetMissed'), 'target is missed', 'targets are missed')],
    [of('targetUnproven'), counted(of('targetUnproven'), 'target is not proved', 'targets are not proved')],
  ] as const
  const because = reasons.flatMap(([count, words]) => (count > 0 ? [words] : [])).join(', ')
  const way = blockers.every(({ overridable }) => overridable) ? 'an override that names each may' : 'no override can'
  return `no, because ${because}; ${way} publish it all the same`
}
