import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Picker } from '../../components/picker.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { accountsQuery, inviteAccount } from '../../lib/account-queries.ts'
import { useMe } from '../../lib/me.ts'
import { unitsQuery } from '../../lib/queries.ts'
import { useRoute } from '../../lib/route.ts'
import { unitsWith } from '../../lib/team-units.ts'
import { AccountProblem } from './account-problem.tsx'
import { LinkShown } from './link-shown.tsx'
import { isWhole, membershipOf, NEW_MEMBERSHIP } from './membership-draft.ts'
import { MembershipFields } from './membership-fields.tsx'

/** Makes an account, and the link with which its person comes in. */
export function InviteSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const units = useManagedUnits()
  const { unit } = useRoute()
  const client = useQueryClient()
  const [unitId, setUnitId] = useState(units.find(({ id }) => id === unit)?.id ?? units[0]?.id ?? '')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [membership, setMembership] = useState(NEW_MEMBERSHIP)
  const invite = useMutation({
    mutationFn: inviteAccount,
    onSuccess: () => client.invalidateQueries(accountsQuery),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    invite.mutate({ displayName: name, email, memberships: [{ unitId, ...membershipOf(membership) }] })
  }
  if (invite.data) {
    return (
      <Sheet title={t('accounts.invited', { name: invite.data.account.displayName })} onClose={onClose}>
        <LinkShown made={invite.data} />
      </Sheet>
    )
  }
  return (
    <Sheet title={t('accounts.invite')} onClose={onClose}>
      <form className="account-form" onSubmit={submit}>
        <label className="account-field">
          <span>{t('accounts.name')}</span>
          <input
            data-first
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="account-field">
          <span>{t('signIn.email')}</span>
          <input
            type="email"
            required
            maxLength={254}
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </label>
        {units.length > 1 && (
          <Picker
            label={t('accounts.unit')}
            value={unitId}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setUnitId}
          />
        )}
        <MembershipFields unitId={unitId} value={membership} onChange={setMembership} />
        <AccountProblem error={invite.error} />
        <div className="dialog-actions">
          <button type="submit" disabled={invite.isPending || !isWhole(membership)}>
            {t('accounts.makeLink')}
          </button>
        </div>
      </form>
    </Sheet>
  )
}

/** Units in which the reader keeps the accounts. */
export function useManagedUnits() {
  const me = useMe()
  const { data: units } = useSuspenseQuery(unitsQuery)
  const ids = unitsWith(
    me,
    'accounts.manage',
    units.map(({ id }) => id),
  )
  return units.filter(({ id }) => ids.includes(id))
}
