import type { Employee, Skill } from '../../domain/employee.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import { compareIds } from '../../domain/roster.ts'
import type { WorkRule } from '../../domain/work-rule.ts'
import { binds } from './tour-scope.ts'

/** People who count alike in the cover: the same on every queue and in every rule about the team. */
export interface CoverGroup {
  readonly id: string
  readonly skills: readonly Skill[]
  /** Rules about the team that bind these people, ordered by id. */
  readonly rules: readonly WorkRule[]
  /** Ordered by id. */
  readonly employees: readonly Employee[]
}

/** @param inputs as they bear on the horizon (`inputsFor`) @returns groups ordered by id; everybody is in one of them */
export function coverGroups({ employees, workRules }: PlanInputs): CoverGroup[] {
  const telling = workRules.filter(tellsApart)
  const byId = new Map<string, { rules: WorkRule[]; employees: Employee[] }>()
  for (const employee of employees) {
    const rules = telling.filter((rule) => binds(rule, employee))
    const id = `${skillsText(employee)} / ${rules.map((rule) => rule.id).join('+')}`
    const known = byId.get(id)
    if (known) known.employees.push(employee)
    else byId.set(id, { rules, employees: [employee] })
  }
  return [...byId]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([id, members]) => ({ id, skills: members.employees[0]!.skills, ...members }))
}

const tellsApart = (rule: WorkRule): boolean =>
  rule.kind === 'minPresence' || rule.kind === 'shiftCover' || rule.kind === 'minutesBudget'

const skillsText = ({ skills }: Employee): string =>
  skills.map(({ queueId, proficiency }) => `${queueId}:${proficiency}`).join('|')
