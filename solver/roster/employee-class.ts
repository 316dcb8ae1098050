import { compareIds } from '../domain/roster.ts'
import type { EmployeeLimits } from './employee-limits.ts'

/**
 * People whom the covering model need not tell apart: same group, skills, contract and restrictions, and the same hourly
 * cost where hours decide their pay. What differs between them (leave, history, requests) enters as counts.
 */
export interface EmployeeClass {
  readonly id: string
  /** Ordered by employee id. */
  readonly members: readonly EmployeeLimits[]
  /** Skill set as text, the key under which coverage is pooled. */
  readonly skillSet: string
  /** Proficiency by queue id. */
  readonly proficiency: ReadonlyMap<string, number>
}

export function employeeClasses(limits: readonly EmployeeLimits[]): EmployeeClass[] {
  const byKey = new Map<string, EmployeeLimits[]>()
  for (const member of limits) {
    const key = classKey(member)
    byKey.set(key, [...(byKey.get(key) ?? []), member])
  }
  return [...byKey.entries()]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([id, members]) => ({
      id,
      members,
      skillSet: skillSetOf(members[0]!),
      proficiency: new Map(members[0]!.employee.skills.map(({ queueId, proficiency }) => [queueId, proficiency])),
    }))
}

const skillSetOf = ({ employee }: EmployeeLimits): string =>
  employee.skills.map(({ queueId, proficiency }) => `${queueId}:${proficiency}`).join('|')

function classKey(limits: EmployeeLimits): string {
  const { employee, contract } = limits
  const rate = contract.guaranteedMinutesPerWeek < contract.ordinaryMinutesPerWeek ? String(employee.hourlyCost) : ''
  return [skillSetOf(limits), employee.group, contract.id, employee.restrictions.join('+'), rate].join(' / ')
}

/**
 * Classes that share no queue, directly or through others, can be planned apart: the bound of the whole is the sum of
 * the bounds of the parts.
 */
export function independentParts(classes: readonly EmployeeClass[]): EmployeeClass[][] {
  const parts: { queues: Set<string>; classes: EmployeeClass[] }[] = []
  for (const next of classes) {
    const queues = new Set(next.proficiency.keys())
    const touched = parts.filter((part) => [...queues].some((queue) => part.queues.has(queue)))
    const merged = {
      queues: new Set([...queues, ...touched.flatMap((part) => [...part.queues])]),
      classes: [...touched.flatMap((part) => part.classes), next],
    }
    for (const part of touched) parts.splice(parts.indexOf(part), 1)
    parts.push(merged)
  }
  return parts.map((part) => part.classes.sort((a, b) => compareIds(a.id, b.id)))
}
