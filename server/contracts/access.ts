import { z } from 'zod'

/** What somebody may do in a planning unit. Each route asks for one; seeing, changing and publishing are apart. */
export const RIGHTS = [
  'plan.view',
  'plan.edit',
  'plan.publish',
  'costs.view',
  'headcount.view',
  'team.view',
  'requests.decide',
  'people.manage',
  'audit.view',
  'accounts.manage',
  'operations',
  'actuals.send',
  'own',
] as const
export const rightSchema = z.enum(RIGHTS)
export type Right = z.infer<typeof rightSchema>

export const ROLES = ['admin', 'manager', 'scheduler', 'hr', 'vendorScheduler', 'agent'] as const
export const roleSchema = z.enum(ROLES)
export type Role = z.infer<typeof roleSchema>

const MANAGER: readonly Right[] = [
  ...(['plan.view', 'plan.edit', 'plan.publish', 'costs.view', 'headcount.view'] as const),
  ...(['team.view', 'requests.decide', 'audit.view', 'actuals.send', 'own'] as const),
]

/** What each role may do. Rights beyond them are given to a membership by name. */
export const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  admin: RIGHTS,
  manager: MANAGER,
  scheduler: ['plan.view', 'plan.edit', 'costs.view', 'team.view', 'requests.decide', 'actuals.send', 'own'],
  hr: ['plan.view', 'costs.view', 'headcount.view', 'team.view', 'people.manage', 'own'],
  vendorScheduler: ['team.view', 'requests.decide', 'own'],
  agent: ['own'],
}

/**
 * Part of a unit that a membership reaches: the whole of it, or the people of some sites, groups or vendors. Plans, runs
 * and their costs are of the whole unit; who reaches a part sees the published shifts and the requests of its people.
 */
export const memberScopeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('unit') }),
    z.strictObject({
      kind: z.enum(['site', 'group', 'vendor']),
      ids: z.array(z.string().min(1).max(64)).min(1).max(100),
    }),
  ])
  .meta({ id: 'MemberScope' })
export type MemberScope = z.infer<typeof memberScopeSchema>

/** What somebody is in one planning unit. */
export const membershipSchema = z
  .object({
    unitId: z.string(),
    role: roleSchema,
    scope: memberScopeSchema,
    /** Rights beyond those of the role. */
    extraRights: z.array(rightSchema),
    /** Who they are in the unit's plans; null for those who are in none. */
    employeeId: z.string().nullable(),
  })
  .meta({ id: 'Membership' })
export type Membership = z.infer<typeof membershipSchema>

/** Who is signed in, and what they may do. */
export const meSchema = z
  .object({
    actorId: z.string(),
    displayName: z.string(),
    /** Null where there is no sign-in: everybody who reaches the server is its one planner. */
    email: z.string().nullable(),
    memberships: z.array(membershipSchema),
    /** All rights, of any unit: what the page offers at all. */
    rights: z.array(rightSchema),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof meSchema>

/** Plans, runs and settings tell wages and costs, so that these are of no use without the right to see costs. */
const RIGHTS_THAT_SHOW_COSTS: readonly Right[] = ['plan.view', 'plan.edit', 'plan.publish', 'headcount.view']

/**
 * What a membership allows.
 * @param heldTo rights that a token was made for; it never allows more than them
 */
export function rightsOf(
  { role, extraRights }: Pick<Membership, 'role' | 'extraRights'>,
  heldTo?: ReadonlySet<Right>,
): ReadonlySet<Right> {
  const given = [...RIGHTS_OF_ROLE[role], ...extraRights].filter((right) => heldTo?.has(right) ?? true)
  const seesCosts = given.includes('costs.view')
  return new Set(given.filter((right) => seesCosts || !RIGHTS_THAT_SHOW_COSTS.includes(right)))
}
