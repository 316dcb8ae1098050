import { type Right, rightsOf } from '../contracts/access.ts'
import type { Identity } from './identity.ts'

/** Whether somebody has a right in a unit, be it of a part of the unit alone. */
export function hasRight({ memberships, tokenRights }: Identity, unitId: string, right: Right): boolean {
  if (!(tokenRights?.has(right) ?? true)) return false
  if (memberships === 'all') return true
  return memberships.some((membership) => membership.unitId === unitId && rightsOf(membership).has(right))
}
