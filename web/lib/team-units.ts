import { type Me, type Right, rightsOf } from '../../server/contracts/access.ts'

/**
 * Units in which a person has a right, in the order of the memberships.
 * @param all every unit of the installation, for whoever needs no sign-in
 */
export function unitsWith(me: Me, right: Right, all: readonly string[]): string[] {
  if (me.email === null) return [...all]
  return [...new Set(me.memberships.filter((one) => rightsOf(one).has(right)).map(({ unitId }) => unitId))]
}
