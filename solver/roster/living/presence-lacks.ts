import type { PlanInputs } from '../../domain/plan-inputs.ts'
import type { CheckResult, Explanation } from '../../domain/plan-outputs.ts'
import type { WorkRuleOf } from '../../domain/work-rule.ts'
import { binds } from '../limits/tour-scope.ts'
import { isLaw, ruleInWords } from './conflict-parts.ts'

/**
 * Hard rules of presence that no roster can keep, since they ask for more people than they bind. Where there are enough
 * people and the roster still lacks some, the violation tells by how much and the rules of those people why.
 */
export function presenceLacks({ workRules, employees }: PlanInputs, { violations }: CheckResult): Explanation[] {
  return workRules
    .filter((rule): rule is WorkRuleOf<'minPresence'> => rule.kind === 'minPresence' && rule.severity === 'hard')
    .flatMap((rule): Explanation[] => {
      const broken = violations.find(({ ruleId }) => ruleId === rule.id)
      const people = employees.filter((employee) => binds(rule, employee)).length
      if (!broken || people >= rule.agents) return []
      const text = ruleInWords(rule)
      const part = { kind: 'rule', ruleId: rule.id, text } as const
      return [
        {
          kind: 'presence',
          ruleId: rule.id,
          conflict: [part],
          message: `${text} asks for ${rule.agents} people at once, and it is about ${people} in all; it is broken first at ${broken.at}.`,
          waysOut: [
            { text: `give ${rule.agents - people} more people the role or group that the rule names`, cost: null },
            { text: `let ${text} be broken`, part, ...(isLaw(rule) && { law: rule.source }), cost: null },
          ],
        },
      ]
    })
}
