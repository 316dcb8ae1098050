import { z } from 'zod'
import { dateSchema } from '../target.ts'

/** A pack as a plan names it: by its id for everybody, or for some people, or without some of its rules. */
export const rulePackUseSchema = z.union([
  z.string(),
  z.strictObject({
    id: z.string(),
    /** Whom the pack binds: those who fit each list that is given; absent means everybody. */
    appliesTo: z
      .strictObject({
        contracts: z.array(z.string()).min(1).optional(),
        groups: z.array(z.string()).min(1).optional(),
        employees: z.array(z.string()).min(1).optional(),
        roles: z.array(z.string()).min(1).optional(),
      })
      .optional(),
    /** Last day of the authority's approval, for packs that need one. */
    approvedUntil: dateSchema.optional(),
    /** Ids of rules and contract terms of the pack that do not hold here. */
    without: z.array(z.string()).min(1).optional(),
  }),
])
export type RulePackUse = z.infer<typeof rulePackUseSchema>

export const approvedUntilOf = (use: RulePackUse) => (typeof use === 'string' ? undefined : use.approvedUntil)
export const packIdOf = (use: RulePackUse): string => (typeof use === 'string' ? use : use.id)
export const packScopeOf = (use: RulePackUse) => (typeof use === 'string' ? undefined : use.appliesTo)
export const leftOutOf = (use: RulePackUse): readonly string[] => (typeof use === 'string' ? [] : (use.without ?? []))
