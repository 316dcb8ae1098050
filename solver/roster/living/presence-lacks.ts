import type { Availability } from '../../domain/employee.ts'
import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { CheckResult, Explanation } from '../../domain/plan-outputs.ts'
import type { WorkRuleOf } from '../../domain/work-rule.ts'
import { binds } from '../limits/tour-scope.ts'
import { isLaw, ruleInWords } from './conflict-parts.ts'

/**
 * Hard rules of presence that no roster can keep, since they ask for more people at once than they bind, or than are not on
 * time off then. Where there are enough people and the roster still lacks some, the violation tells by how much and the
 * rules of those people why.
 */
export function presenceLacks(
  { workRules, employees, availability }: PlanInputs,
  { violations }: CheckResult,
): Explanation[] {
  return workRules
    .filter((rule): rule is WorkRuleOf<'minPresence'> => rule.kind === 'minPresence' && rule.severity === 'hard')
    .flatMap((rule): Explanation[] => {
      const people = employees.filter((employee) => binds(rule, employee)).map(({ id }) => id)
      for (const { ruleId, at } of violations) {
        if (ruleId !== rule.id) continue
        const away = people.filter((id) => availability.some((entry) => entry.employeeId === id && isOff(entry, at)))
        if (people.length - away.length < rule.agents) return [lackOf(rule, people.length, away, at)]
      }
      return []
    })
}

const isOff = ({ kind, startMs, endMs }: Availability, at: string): boolean =>
  kind === 'timeOff' && startMs <= Date.parse(at) && Date.parse(at) < endMs

function lackOf(rule: WorkRuleOf<'minPresence'>, people: number, away: readonly string[], at: string): Explanation {
  const text = ruleInWords(rule)
  const part = { kind: 'rule', ruleId: rule.id, text } as const
  const more = rule.agents - (people - away.length)
  const timeOff = { kind: 'timeOff', employeeIds: away, start: at, text: `time off of ${away.join(', ')}` } as const
  const isAway = away.length > 0
  return {
    kind: 'presence',
    ruleId: rule.id,
    start: at,
    conflict: [part, ...(isAway ? [timeOff] : [])],
    message:
      `${text} asks for ${rule.agents} ${rule.agents === 1 ? 'person' : 'people'} at once, and it is about ${people} in all` +
      `${isAway ? `, of whom ${away.length} ${away.length === 1 ? 'is' : 'are'} on time off` : ''}; it is broken first at ${at}.`,
    waysOut: [
      ...(isAway
        ? [{ text: `call back ${Math.min(more, away.length)} of ${away.join(', ')}`, part: timeOff, cost: null }]
        : []),
      { text: `give the role or group that the rule names to ${more} more`, cost: null },
      { text: `let ${text} be broken`, part, ...(isLaw(rule) && { law: rule.source }), cost: null },
    ],
  }
}
