import type { Route, RouteChange } from '../../../lib/route.ts'
import type { BoardPerson, BoardRoster, BoardRow } from '../model/board-roster.ts'

/** What a row must have to be shown. */
export const ROW_CONDITIONS = ['violations', 'open', 'changed'] as const
export type RowCondition = (typeof ROW_CONDITIONS)[number]

/** Which people the board shows; '' stands for all. */
export interface BoardFilter {
  /** Id of a group, or an IANA zone for everybody who works by it: no id of a group is one as well. */
  readonly group: string
  /** Queue that a person can serve. */
  readonly skill: string
  /** Words, each of which is in the name, id or contract. */
  readonly find: string
  readonly condition: RowCondition | ''
}

export const filterOfRoute = ({ group = '', skill = '', find = '', as }: Route): BoardFilter => ({
  group,
  skill,
  find,
  condition: ROW_CONDITIONS.find((condition) => condition === as) ?? '',
})

/** For `navigate`. */
export function routeOfFilter({ condition, ...rest }: Partial<BoardFilter>): RouteChange {
  const keys = condition === undefined ? rest : { ...rest, as: condition }
  return Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, value === '' ? undefined : value]))
}

/** What is known of people beyond the roster, by index. */
export interface PersonFacts {
  readonly hasViolation: (person: number) => boolean
  readonly isChanged: (person: number) => boolean
}

/** Indices of the people whom the filter leaves. */
export function shownPeople({ people }: BoardRoster, filter: BoardFilter, facts: PersonFacts): number[] {
  const { group, skill, condition } = filter
  const words = filter.find.toLowerCase().split(/\s+/).filter(Boolean)
  const isShown = (person: BoardPerson, index: number) =>
    (group === '' || person.group === group || person.zone === group) &&
    (skill === '' || person.skills.includes(skill)) &&
    words.every((word) => searched(person).includes(word)) &&
    (condition !== 'violations' || facts.hasViolation(index)) &&
    (condition !== 'changed' || facts.isChanged(index)) &&
    condition !== 'open'
  return people.flatMap((person, index) => (isShown(person, index) ? [index] : []))
}

const searched = ({ id, name, contractId }: BoardPerson): string => `${name}\n${id}\n${contractId}`.toLowerCase()

/**
 * Rows from top to bottom: the open shifts, then each group's head with its people.
 * @param groups ids in the order of the plan; people of a group that is not among them come last
 */
export function filteredRows(roster: BoardRoster, shown: readonly number[], groups: readonly string[]): BoardRow[] {
  const members = Map.groupBy(shown, (person) => roster.people[person]!.group)
  const order = [...new Set([...groups, ...members.keys()])]
  const ofGroups = order.flatMap((group): BoardRow[] => {
    const people = members.get(group)
    if (!people) return []
    return [{ kind: 'group', group, people }, ...people.map((person) => ({ kind: 'person' as const, person }))]
  })
  return [{ kind: 'open' }, ...ofGroups]
}
