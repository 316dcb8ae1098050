import type { Employee } from '../domain/employee.ts'
import type { WorkRule } from '../domain/work-rule.ts'

/** Whether a rule applies to somebody: each list that it gives must fit. */
export function isBound({ appliesTo }: Pick<WorkRule, 'appliesTo'>, employee: Employee): boolean {
  if (!appliesTo) return true
  const { contracts, groups, employees, restrictions, roles, notRestrictions } = appliesTo
  const has = (words: readonly string[] | undefined, own: readonly string[]) =>
    words?.some((word) => own.includes(word))
  return (
    (contracts?.includes(employee.contractId) ?? true) &&
    (groups?.includes(employee.group) ?? true) &&
    (employees?.includes(employee.id) ?? true) &&
    (has(restrictions, employee.restrictions) ?? true) &&
    (has(roles, employee.roles ?? []) ?? true) &&
    !has(notRestrictions, employee.restrictions)
  )
}
