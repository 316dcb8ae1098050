import { IANAZone } from 'luxon'
import type { Lever } from '../../solver/domain/lever.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { localTimeReader } from './local-time.ts'
import { knownWordsHint } from './suggestion.ts'
import type { YamlFile } from './yaml-file.ts'

type IssueAt = YamlFile<unknown>['issueAt']

/** A span of dates that ends before it begins would never be in force. */
export function spanIssues(
  path: readonly PropertyKey[],
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  issueAt: IssueAt,
): InputIssue[] {
  if (from === undefined || to === undefined || to >= from) return []
  return [issueAt([...path, 'to'], `is before ${from}`, 'Both dates are included; write the later one here.')]
}

/**
 * What is wrong with the levers of a file: queues that are not there, spans, outages that the clock never shows, and
 * contacts that would be escalated back to where they came from.
 * @param before levers in force before these, whose escalations lead on to theirs
 */
export function leverIssues(
  levers: readonly Lever[],
  { queues, zone }: Pick<PlanSettings, 'queues' | 'zone'>,
  issueAt: IssueAt,
  before: readonly Lever[] = [],
): InputIssue[] {
  const known = queues.map(({ id }) => id)
  return levers.flatMap((lever, index) => {
    const path = ['levers', index]
    const named = lever.kind === 'escalation' ? (['queue', 'toQueue'] as const) : (['queue'] as const)
    return [
      ...named.flatMap((key) => {
        const id = (lever as { readonly queue?: string | undefined; readonly toQueue?: string })[key]
        if (id === undefined || known.includes(id)) return []
        return [issueAt([...path, key], 'is not a queue of plan.yaml', knownWordsHint(id, known))]
      }),
      ...spanIssues(path, lever, issueAt),
      ...outageIssues(path, lever, zone, issueAt),
      ...circleIssues(path, lever, [...before, ...levers.slice(0, index)], issueAt),
    ]
  })
}

function outageIssues(path: readonly PropertyKey[], lever: Lever, zone: string, issueAt: IssueAt): InputIssue[] {
  if (lever.kind !== 'botDeflection' || !IANAZone.isValidZone(zone)) return []
  const readTime = localTimeReader(zone)
  return lever.outages.flatMap((outage, index) =>
    (['from', 'to'] as const).flatMap((key) => {
      const time = readTime(outage[key])
      return 'problem' in time ? [issueAt([...path, 'outages', index, key], time.problem, time.hint)] : []
    }),
  )
}

/** An escalation that leads back to its own queue, by itself or through those before it. */
function circleIssues(
  path: readonly PropertyKey[],
  lever: Lever,
  earlier: readonly Lever[],
  issueAt: IssueAt,
): InputIssue[] {
  if (lever.kind !== 'escalation') return []
  const reached = new Set([lever.toQueue])
  for (const id of reached)
    for (const other of earlier) if (other.kind === 'escalation' && other.queue === id) reached.add(other.toQueue)
  if (!reached.has(lever.queue)) return []
  const problem = `leads back to queue ${JSON.stringify(lever.queue)}, which the contacts come from`
  return [
    issueAt(
      [...path, 'toQueue'],
      problem,
      'Escalate to a queue that does not escalate to this one, or remove one of the two.',
    ),
  ]
}
