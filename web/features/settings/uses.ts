import type { PlanSettingsReply, SettingsItem, SettingsValue } from '../../../server/contracts/settings.ts'

/** What may refer to something of the settings. */
type User = 'people' | 'queues' | 'templates' | 'rules' | 'packs' | 'days' | 'mentees'

export interface Use {
  readonly users: User
  /** Ids, in the order of the files. */
  readonly ids: readonly string[]
}

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])
const listed = (text: unknown): string[] =>
  String(text ?? '')
    .split('|')
    .map((word) => word.trim())

const using = (
  users: Use['users'],
  items: readonly SettingsItem[],
  refers: (value: SettingsValue) => boolean,
): Use => ({
  users,
  ids: items.filter(({ value }) => refers(value)).map(({ item }) => item),
})

const scopeHas = (value: SettingsValue, list: string, id: string): boolean =>
  strings((value.appliesTo as SettingsValue | undefined)?.[list]).includes(id)

/** Who refers to something, so that it cannot be removed. */
export function usesOf(
  { sections }: PlanSettingsReply,
  kind: 'queue' | 'template' | 'group' | 'contract' | 'person',
  id: string,
): Use[] {
  const { people, queues, shiftTemplates, workRules, rulePacks, availability } = sections
  const scoped = (list: string) => [
    using('rules', workRules, (value) => scopeHas(value, list, id)),
    using('packs', rulePacks, (value) => scopeHas(value, list, id)),
  ]
  const uses = {
    queue: () => [
      using('people', people, ({ skills }) => listed(skills).some((skill) => skill.split(':')[0]?.trim() === id)),
      using('queues', queues, ({ analogy }) => (analogy as SettingsValue | undefined)?.queue === id),
    ],
    template: () => [
      using('days', availability, ({ template }) => template === id),
      using('rules', workRules, ({ templates, first, next }) =>
        [templates, first, next].some((list) => strings(list).includes(id)),
      ),
    ],
    group: () => [
      using('people', people, ({ group }) => group === id),
      using('templates', shiftTemplates, ({ groups }) => strings(groups).includes(id)),
      using(
        'queues',
        queues,
        ({ overflow }) => Array.isArray(overflow) && overflow.some((each: SettingsValue) => each.group === id),
      ),
      ...scoped('groups'),
    ],
    contract: () => [
      using('people', people, ({ contract }) => contract === id),
      using('templates', shiftTemplates, ({ contracts }) => strings(contracts).includes(id)),
      ...scoped('contracts'),
    ],
    person: () => [using('mentees', people, ({ mentor }) => mentor === id), ...scoped('employees')],
  }
  return uses[kind]().filter(({ ids }) => ids.length > 0)
}
