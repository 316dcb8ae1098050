import type { Employee } from '../../solver/domain/employee.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { isInstant, type Queue } from '../../solver/domain/queue.ts'
import { knownWordsHint } from './suggestion.ts'
import type { YamlFile } from './yaml-file.ts'

/** What is wrong with pools: one line before the same people can only be made of queues that are worked alike. */
export function poolIssues({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const instant = value.queues.filter(isInstant).map(({ id }) => id)
  const poolOfQueue = new Map<string, string>()
  return value.pools.flatMap(({ id, queues }, index) => {
    const first = value.queues.find((queue) => queue.id === queues[0])
    return queues.flatMap((queueId, at): InputIssue[] => {
      const path = ['pools', index, 'queues', at]
      const queue = value.queues.find((known) => known.id === queueId)
      const earlier = poolOfQueue.get(queueId)
      poolOfQueue.set(queueId, id)
      if (!queue) return [issueAt(path, 'is not a queue', knownWordsHint(queueId, instant))]
      if (earlier !== undefined)
        return [
          earlier === id
            ? issueAt(path, 'stands twice in the pool', 'Remove one.')
            : issueAt(path, `is already in pool ${JSON.stringify(earlier)}`, 'Keep the queue in one of the two.'),
        ]
      if (!isInstant(queue)) {
        const hint = 'Take it out: whoever has the skill works tickets whenever nobody is waiting.'
        return [issueAt(path, 'is a ticket queue, and only queues answered at once stand in line', hint)]
      }
      const difference = first && first !== queue ? differenceOf(queue, first) : undefined
      if (difference === undefined) return []
      return [issueAt(path, difference, 'Pool queues of one channel and concurrency, or make a pool for each kind.')]
    })
  })
}

function differenceOf(queue: Queue, first: Queue): string | undefined {
  if (!isInstant(first)) return undefined
  if (queue.channel !== first.channel)
    return `is a ${queue.channel} queue, and ${JSON.stringify(first.id)} of the same pool is a ${first.channel} queue`
  if (queue.channel !== 'chat' || first.channel !== 'chat' || queue.concurrency === first.concurrency) return undefined
  return `has concurrency ${queue.concurrency}, and ${JSON.stringify(first.id)} of the same pool has ${first.concurrency}`
}

/** Groups that contacts overflow to and that are not there, or stand there twice. */
export function overflowIssues({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const groups = value.groups.map(({ id }) => id)
  return overflowsOf(value).flatMap(({ path, queue, group, at }) => {
    if (!groups.includes(group)) return [issueAt(path, 'is not a group', knownWordsHint(group, groups))]
    if (queue.overflow.findIndex((other) => other.group === group) === at) return []
    return [issueAt(path, 'stands twice among the groups of overflow', 'Keep one of the two times.')]
  })
}

/** Groups that contacts overflow to in vain: nobody is in them, or nobody who could serve the queue. */
export function idleOverflowIssues(
  { value, issueAt }: YamlFile<PlanSettings>,
  employees: readonly Employee[],
): InputIssue[] {
  return overflowsOf(value).flatMap(({ path, queue, group }) => {
    const members = employees.filter((employee) => employee.group === group)
    if (members.length === 0)
      return [issueAt(path, 'is a group that nobody is in', 'Put people into it in employees.csv, or remove it here.')]
    if (members.some(({ skills }) => skills.some(({ queueId }) => queueId === queue.id))) return []
    const problem = `is a group in which nobody can serve queue ${JSON.stringify(queue.id)}`
    return [issueAt(path, problem, 'Add the skill to its people in employees.csv, or remove the group here.')]
  })
}

const overflowsOf = ({ queues }: PlanSettings) =>
  queues.flatMap((queue, index) =>
    isInstant(queue)
      ? queue.overflow.map(({ group }, at) => ({
          path: ['queues', index, 'overflow', at, 'group'],
          queue,
          group,
          at,
        }))
      : [],
  )
