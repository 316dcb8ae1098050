import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MemberScope } from '../../../server/contracts/access.ts'
import type { AccountMembership } from '../../../server/contracts/account.ts'
import { unitsQuery } from '../../lib/queries.ts'
import { useUnitParts } from './use-unit-parts.ts'

/** What somebody is in a unit, in words. */
export function useMembershipWords() {
  const { t } = useTranslation()
  const { data: units } = useSuspenseQuery(unitsQuery)
  const partsOf = useUnitParts()
  const unit = (id: string) => units.find((known) => known.id === id)?.name ?? id
  const scope = (unitId: string, part: MemberScope) => {
    if (part.kind === 'unit') return undefined
    const parts = partsOf(unitId)[part.kind]
    const names = part.ids.map((id) => parts.find(({ value }) => value === id)?.label ?? id)
    return t(`accounts.only.${part.kind}`, { names: names.join(t('controls.listComma')) })
  }
  return {
    unit,
    /** Role, unit where there are several, part of it, further rights. */
    inFull: (membership: AccountMembership, withUnit: boolean): string =>
      [
        t(`role.${membership.role}`),
        withUnit ? unit(membership.unitId) : undefined,
        scope(membership.unitId, membership.scope),
        membership.extraRights.length > 0
          ? t('accounts.more', {
              rights: membership.extraRights.map((right) => t(`right.${right}`)).join(t('controls.listComma')),
            })
          : undefined,
      ]
        .filter((part) => part !== undefined)
        .join(' · '),
  }
}
