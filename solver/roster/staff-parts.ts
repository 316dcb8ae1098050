import type { Employee, Skill } from '../domain/employee.ts'
import { compareIds } from '../domain/roster.ts'

/** People of one skill set count alike in coverage. */
export interface SkillSet {
  readonly key: string
  readonly skills: readonly Skill[]
}

/** A part of the staff that shares no queue with the others. */
export interface StaffPart {
  /** Ordered by id. */
  readonly employees: readonly Employee[]
  readonly skillSets: readonly SkillSet[]
  /** Index of a person's skill set, by employee id. */
  readonly groupOf: ReadonlyMap<string, number>
  readonly queueIds: ReadonlySet<string>
}

/**
 * Skill sets that share no queue, directly or through others, can be planned apart: the bound of the whole is the sum of
 * the bounds of the parts. Queues that nobody serves make a part of their own, so that what they cost is in the bound and
 * in the roster alike.
 * @param tied sets of people who are to be planned together all the same
 */
export function staffParts(
  employees: readonly Employee[],
  queueIds: readonly string[],
  tied: readonly (readonly Employee[])[] = [],
): StaffPart[] {
  const bySkills = Map.groupBy(employees, skillKey)
  const keys = [...bySkills.keys()].sort(compareIds)
  const parts: string[][] = []
  const queuesOf = (key: string) => bySkills.get(key)![0]!.skills.map(({ queueId }) => queueId)
  const tiedKeys = tied.map((people) => new Set(people.map(skillKey)))
  const belong = (key: string, other: string) =>
    sharesQueue(queuesOf(other), queuesOf(key)) || tiedKeys.some((each) => each.has(key) && each.has(other))
  for (const key of keys) {
    const touches = parts.filter((part) => part.some((other) => belong(key, other)))
    for (const part of touches) parts.splice(parts.indexOf(part), 1)
    parts.push([...touches.flat(), key])
  }
  const served = parts.map((part) => partOf(part.sort(compareIds), bySkills))
  const unserved = queueIds.filter((id) => !served.some((part) => part.queueIds.has(id)))
  if (unserved.length === 0) return served
  return [...served, { employees: [], skillSets: [], groupOf: new Map(), queueIds: new Set(unserved) }]
}

const skillKey = ({ skills }: Employee): string =>
  skills.map(({ queueId, proficiency }) => `${queueId}:${proficiency}`).join('|')

const sharesQueue = (a: readonly string[], b: readonly string[]): boolean => a.some((queue) => b.includes(queue))

function partOf(keys: readonly string[], bySkills: ReadonlyMap<string, readonly Employee[]>): StaffPart {
  const skillSets = keys.map((key): SkillSet => ({ key, skills: bySkills.get(key)![0]!.skills }))
  return {
    skillSets,
    employees: keys.flatMap((key) => bySkills.get(key)!).sort((a, b) => compareIds(a.id, b.id)),
    groupOf: new Map(keys.flatMap((key, group) => bySkills.get(key)!.map(({ id }) => [id, group] as const))),
    queueIds: new Set(skillSets.flatMap(({ skills }) => skills.map(({ queueId }) => queueId))),
  }
}
