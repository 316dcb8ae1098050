import type { Assignment } from '../../domain/roster.ts'
import { limitCosts } from '../../tours/tour-cost.ts'
import type { RepairDesk } from './repair-desk.ts'

/** What keeps people from just taking a shift, and how many of them. */
export interface KeptOut {
  /** `working`: on another shift that day. `unavailable`: time off, night rules and all that forbids the very shift. `rule`: their week then breaks it. */
  readonly why: 'working' | 'unavailable' | 'rule'
  /** Of `rule`. */
  readonly ruleId?: string
  readonly people: number
}

/** Of those with one of the shift's skills; each person counts once, under the first reason that holds. Most people first. */
export function keptOut(desk: RepairDesk, open: Assignment): KeptOut[] {
  if (!desk.optionOf(open)) return []
  const wanted = new Set(open.queueIds)
  const counts = new Map<string, KeptOut>()
  const count = (reason: Omit<KeptOut, 'people'>) => {
    const key = `${reason.why} ${reason.ruleId ?? ''}`
    counts.set(key, { ...reason, people: (counts.get(key)?.people ?? 0) + 1 })
  }
  for (const colleague of desk.colleagues) {
    if (colleague.employee.id === open.employeeId) continue
    if (!colleague.employee.skills.some(({ queueId }) => wanted.has(queueId))) continue
    const option = desk.optionOf(open, colleague.employee.id)
    // People of another site, whose shifts begin at other times.
    if (!option) count({ why: 'unavailable' })
    else if (desk.weeks.problem.people[colleague.index]!.optionCost[option.index] === Infinity)
      count({ why: 'unavailable' })
    else if (colleague.tour[option.day] !== -1) count({ why: 'working' })
    else {
      const tour = Int32Array.from(colleague.tour)
      tour[option.day] = option.index
      const broken = limitCosts(desk.weeks.problem, colleague.index, tour).find(({ cost }) => cost === Infinity)
      if (broken) count({ why: 'rule', ruleId: broken.ruleId })
    }
  }
  return [...counts.values()].sort(
    (a, b) => b.people - a.people || (`${a.why}${a.ruleId}` < `${b.why}${b.ruleId}` ? -1 : 1),
  )
}
