import { RESTRICTIONS } from '../../solver/domain/employee.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { knownWordsHint } from './suggestion.ts'
import type { YamlFile } from './yaml-file.ts'

const LISTS_WITH_IDS = ['queues', 'groups', 'contracts', 'shiftTemplates', 'pools'] as const

/** Ids that two of a kind have. */
export function repeatedIds({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  return LISTS_WITH_IDS.flatMap((list) => {
    const seen = new Set<string>()
    return value[list].flatMap(({ id }, index) => {
      if (!seen.has(id)) {
        seen.add(id)
        return []
      }
      return [issueAt([list, index, 'id'], `stands twice among the ${list}`, 'Give one of the two another id.')]
    })
  })
}

/** Settings that name a queue, group, contract or restriction that is not there. */
export function unknownReferences({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const issues: InputIssue[] = []
  const check = (path: PropertyKey[], ids: readonly string[] | undefined, what: string, known: readonly string[]) => {
    ids?.forEach((id, index) => {
      if (!known.includes(id)) issues.push(issueAt([...path, index], `is not a ${what}`, knownWordsHint(id, known)))
    })
  }
  const groups = value.groups.map(({ id }) => id)
  const contracts = value.contracts.map(({ id }) => id)
  const queues = value.queues.map(({ id }) => id)
  value.queues.forEach(({ id, analogy }, index) => {
    if (!analogy) return
    const at = ['queues', index, 'analogy', 'queue']
    const like = value.queues.find((queue) => queue.id === analogy.queue)
    const others = queues.filter((other) => other !== id)
    const hint = 'Name a queue that has history.'
    if (!like) issues.push(issueAt(at, 'is not a queue', knownWordsHint(analogy.queue, others)))
    else if (like.id === id) issues.push(issueAt(at, 'is the queue itself', hint))
    else if (like.analogy) issues.push(issueAt(at, 'is itself forecast by analogy', hint))
  })
  value.shiftTemplates.forEach((template, index) => {
    check(['shiftTemplates', index, 'groups'], template.groups, 'group', groups)
    check(['shiftTemplates', index, 'contracts'], template.contracts, 'contract', contracts)
  })
  value.workRules.forEach((rule, index) => {
    check(['workRules', index, 'appliesTo', 'contracts'], rule.appliesTo?.contracts, 'contract', contracts)
    check(['workRules', index, 'appliesTo', 'restrictions'], rule.appliesTo?.restrictions, 'restriction', RESTRICTIONS)
  })
  if (value.historyQueue !== undefined && !queues.includes(value.historyQueue)) {
    issues.push(issueAt(['historyQueue'], 'is not a queue', knownWordsHint(value.historyQueue, queues)))
  }
  return issues
}
