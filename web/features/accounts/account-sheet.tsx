import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../server/contracts/account.ts'
import { Picker } from '../../components/picker.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { useMe } from '../../lib/me.ts'
import { AccountProblem } from './account-problem.tsx'
import { useManagedUnits } from './invite-sheet.tsx'
import { LinkShown } from './link-shown.tsx'
import { MembershipForm } from './membership-form.tsx'
import { type AccountChange, useAccountChange } from './use-account-change.ts'

/** One account: what its person is in each unit, a way back in, and switching it off. */
export function AccountSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation()
  const change = useAccountChange(account)
  const units = useManagedUnits()
  const [added, setAdded] = useState<string>()
  const free = units.filter(({ id }) => !account.memberships.some(({ unitId }) => unitId === id))
  const shown = added !== undefined && free.some(({ id }) => id === added) ? added : undefined
  return (
    <Sheet title={account.displayName} onClose={onClose}>
      <div className="own-account">
        <p className="soft">{account.email}</p>
        {change.link && <LinkShown made={change.link} />}
        <AccountProblem error={change.error} />
        {change.isConflict && <p role="status">{t('accounts.conflict')}</p>}
        <p role="status" className="account-done">
          {change.isDone && t('accounts.saved')}
        </p>
        {account.memberships.map((membership) => (
          <MembershipForm
            key={`${membership.unitId} ${membership.revision}`}
            unitId={membership.unitId}
            membership={membership}
            change={change}
          />
        ))}
        {shown && <MembershipForm key={shown} unitId={shown} membership={undefined} change={change} />}
        {!shown && free.length > 0 && (
          <Picker
            label={t('accounts.addUnit')}
            value=""
            options={[
              { value: '', label: t('accounts.chooseUnit') },
              ...free.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(unitId) => setAdded(unitId || undefined)}
          />
        )}
        <Standing account={account} change={change} />
      </div>
    </Sheet>
  )
}

function Standing({ account, change }: { account: Account; change: AccountChange }) {
  const { t } = useTranslation()
  const isSelf = useMe().actorId === account.id
  const isDisabled = account.state === 'disabled'
  return (
    <section className="account-standing">
      <h3>{t('accounts.wayIn')}</h3>
      <p className="soft">{t(`accounts.wayInHint.${account.state}`)}</p>
      <div className="toolbar">
        {!isDisabled && (
          <button type="button" className="quiet" disabled={change.isBusy} onClick={change.makeLink}>
            {t(account.state === 'invited' ? 'accounts.linkAgain' : 'accounts.passwordLink')}
          </button>
        )}
        <button
          type="button"
          className={isDisabled ? 'quiet' : 'danger'}
          disabled={change.isBusy || isSelf}
          onClick={() => change.switchTo(isDisabled ? 'enable' : 'disable')}
        >
          {t(isDisabled ? 'accounts.enable' : 'accounts.disable')}
        </button>
        {isSelf && <span className="soft">{t('accounts.notSelf')}</span>}
      </div>
    </section>
  )
}
