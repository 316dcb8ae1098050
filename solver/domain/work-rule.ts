import { z } from 'zod'
import { dayRules } from './work-rules/day-rules.ts'
import { hoursRules } from './work-rules/hours-rules.ts'
import { shiftRules } from './work-rules/shift-rules.ts'
import { teamRules } from './work-rules/team-rules.ts'

/**
 * Legal or agreed rules of work, as data. One kind, one meaning, one checking function in `solver/check`.
 * Hard rules are never broken; soft ones cost `penaltyPerUnit` (minor currency units) for each unit by which they are;
 * rules of pay say what is paid at a premium.
 */
export const workRuleSchema = z.discriminatedUnion('kind', [...hoursRules, ...dayRules, ...shiftRules, ...teamRules])

export type WorkRule = z.infer<typeof workRuleSchema>
export type WorkRuleKind = WorkRule['kind']
export type WorkRuleOf<Kind extends WorkRuleKind> = Extract<WorkRule, { kind: Kind }>

/** Every kind, for the tests that demand an accepting and a rejecting case of each. */
export const WORK_RULE_KINDS = workRuleSchema.options.map((option) => option.shape.kind.value) as WorkRuleKind[]
