import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountMembership } from '../../../server/contracts/account.ts'
import { draftOf, isWhole, membershipOf, NEW_MEMBERSHIP } from './membership-draft.ts'
import { MembershipFields } from './membership-fields.tsx'
import type { AccountChange } from './use-account-change.ts'
import { useMembershipWords } from './use-membership-words.ts'

interface MembershipFormProps {
  readonly unitId: string
  /** As it stands; undefined for one that is added. */
  readonly membership: AccountMembership | undefined
  readonly change: AccountChange
}

export function MembershipForm({ unitId, membership, change }: MembershipFormProps) {
  const { t } = useTranslation()
  const words = useMembershipWords()
  const [draft, setDraft] = useState(membership ? draftOf(membership) : NEW_MEMBERSHIP)
  const [isAsking, setIsAsking] = useState(false)
  const name = words.unit(unitId)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.save(unitId, { ...membershipOf(draft), revision: membership?.revision ?? null })
  }
  return (
    <form className="membership" onSubmit={submit} aria-label={name}>
      <h3>{name}</h3>
      <MembershipFields unitId={unitId} value={draft} onChange={setDraft} />
      <div className="dialog-actions">
        {membership && !isAsking && (
          <button type="button" className="danger" onClick={() => setIsAsking(true)}>
            {t('accounts.removeMembership')}
          </button>
        )}
        {membership && isAsking && (
          <>
            <span role="alert">{t('accounts.removeAsk', { unit: name })}</span>
            <button
              type="button"
              className="danger"
              disabled={change.isBusy}
              onClick={() => change.remove(unitId, membership.revision)}
            >
              {t('settings.removeNow')}
            </button>
          </>
        )}
        <button type="submit" disabled={change.isBusy || !isWhole(draft)}>
          {t('settings.save')}
        </button>
      </div>
    </form>
  )
}
