import { type Employee, RESTRICTIONS } from '../../solver/domain/employee.ts'
import type { PlanSettings } from '../../solver/domain/plan-inputs.ts'
import type { InputIssue } from '../../solver/domain/planning-input-error.ts'
import { packIdOf, packScopeOf } from '../../solver/domain/rule-packs/rule-pack-use.ts'
import { RULE_PACKS } from '../../solver/domain/rule-packs.ts'
import { knownWordsHint } from './suggestion.ts'
import type { YamlFile } from './yaml-file.ts'

const LISTS_WITH_IDS = ['queues', 'groups', 'contracts', 'shiftTemplates', 'pools', 'activities'] as const

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

/** Lists of words in the settings that refer to people or to what they work, each with the place of the list. */
interface Scope {
  readonly path: readonly PropertyKey[]
  readonly groups?: readonly string[] | undefined
  readonly contracts?: readonly string[] | undefined
  readonly employees?: readonly string[] | undefined
  readonly roles?: readonly string[] | undefined
  readonly restrictions?: readonly string[] | undefined
  readonly notRestrictions?: readonly string[] | undefined
  readonly templates?: readonly string[] | undefined
  readonly first?: readonly string[] | undefined
  readonly next?: readonly string[] | undefined
}

const scopesOf = (settings: PlanSettings): Scope[] => [
  ...settings.shiftTemplates.map((template, index) => ({
    path: ['shiftTemplates', index],
    groups: template.groups,
    contracts: template.contracts,
    roles: template.roles,
  })),
  ...settings.rulePacks.map((use, index) => ({ path: ['rulePacks', index, 'appliesTo'], ...packScopeOf(use) })),
  ...settings.workRules.flatMap((rule, index): Scope[] => [
    { path: ['workRules', index, 'appliesTo'], ...rule.appliesTo },
    {
      path: ['workRules', index],
      ...('templates' in rule && { templates: rule.templates }),
      ...('first' in rule && { first: rule.first, next: rule.next }),
    },
  ]),
  ...settings.activities.map((activity, index) => ({
    path: ['activities', index],
    groups: activity.groups,
    employees: activity.employees,
  })),
]

type WordList = Exclude<keyof Scope, 'path'>

/** Issues of one list of words wherever it stands. */
const unknownWords = (
  { value, issueAt }: YamlFile<PlanSettings>,
  list: WordList,
  problem: string,
  known: readonly string[],
): InputIssue[] =>
  scopesOf(value).flatMap((scope) =>
    (scope[list] ?? []).flatMap((word, index) =>
      known.includes(word) ? [] : [issueAt([...scope.path, list, index], problem, knownWordsHint(word, known))],
    ),
  )

/** Settings that name a queue, group, contract, template or restriction that is not there. */
export function unknownReferences(file: YamlFile<PlanSettings>): InputIssue[] {
  const { value, issueAt } = file
  const issues = analogyIssues(file)
  const groups = value.groups.map(({ id }) => id)
  const contracts = value.contracts.map(({ id }) => id)
  const queues = value.queues.map(({ id }) => id)
  const templates = value.shiftTemplates.map(({ id }) => id)
  issues.push(...unknownWords(file, 'groups', 'is not a group', groups))
  issues.push(...unknownWords(file, 'contracts', 'is not a contract', contracts))
  for (const list of ['restrictions', 'notRestrictions'] as const)
    issues.push(...unknownWords(file, list, 'is not a restriction', RESTRICTIONS))
  for (const list of ['templates', 'first', 'next'] as const)
    issues.push(...unknownWords(file, list, 'is not a shift template', templates))
  if (value.historyQueue !== undefined && !queues.includes(value.historyQueue)) {
    issues.push(issueAt(['historyQueue'], 'is not a queue', knownWordsHint(value.historyQueue, queues)))
  }
  return issues
}

/** Rule packs that are not there. */
export function unknownPacks({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  const known = RULE_PACKS.map(({ id }) => id)
  return value.rulePacks.flatMap((use, index) => {
    const id = packIdOf(use)
    const path = typeof use === 'string' ? ['rulePacks', index] : ['rulePacks', index, 'id']
    return known.includes(id) ? [] : [issueAt(path, 'is not a rule pack', knownWordsHint(id, known))]
  })
}

/** Settings that name somebody who is not in the team, or a role that nobody in it has. */
export function unknownPeople(file: YamlFile<PlanSettings>, employees: readonly Employee[]): InputIssue[] {
  const ids = employees.map(({ id }) => id)
  const roles = [...new Set(employees.flatMap((employee) => employee.roles ?? []))].sort()
  return [
    ...unknownWords(file, 'employees', 'is not a person of employees.csv', ids),
    ...unknownWords(file, 'roles', 'is a role that nobody has in employees.csv', roles),
  ]
}

function analogyIssues({ value, issueAt }: YamlFile<PlanSettings>): InputIssue[] {
  return value.queues.flatMap(({ id, analogy }, index) => {
    if (!analogy) return []
    const at = ['queues', index, 'analogy', 'queue']
    const like = value.queues.find((queue) => queue.id === analogy.queue)
    const others = value.queues.map((queue) => queue.id).filter((other) => other !== id)
    const hint = 'Name a queue that has history.'
    if (!like) return [issueAt(at, 'is not a queue', knownWordsHint(analogy.queue, others))]
    if (like.id === id) return [issueAt(at, 'is the queue itself', hint)]
    return like.analogy ? [issueAt(at, 'is itself forecast by analogy', hint)] : []
  })
}
