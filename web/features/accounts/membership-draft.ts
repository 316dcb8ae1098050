import type { MemberScope, Membership, Right, Role } from '../../../server/contracts/access.ts'

/** A membership while it is written. */
export interface MembershipDraft {
  readonly role: Role
  readonly scope: MemberScope
  readonly extraRights: readonly Right[]
  /** Empty for who is in no plan. */
  readonly employeeId: string
}

export const NEW_MEMBERSHIP: MembershipDraft = {
  role: 'scheduler',
  scope: { kind: 'unit' },
  extraRights: [],
  employeeId: '',
}

export const draftOf = ({ role, scope, extraRights, employeeId }: Membership): MembershipDraft => ({
  ...{ role, scope, extraRights },
  employeeId: employeeId ?? '',
})

/** As the server takes it. */
export const membershipOf = ({ role, scope, extraRights, employeeId }: MembershipDraft) => ({
  ...{ role, scope },
  extraRights: [...extraRights],
  employeeId: employeeId.trim() === '' ? null : employeeId.trim(),
})

/** A part of a unit with nothing in it is no scope. */
export const isWhole = ({ scope }: MembershipDraft): boolean => scope.kind === 'unit' || scope.ids.length > 0
