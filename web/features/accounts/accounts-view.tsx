import './accounts.css'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../server/contracts/account.ts'
import { Answer } from '../../components/answer.tsx'
import { accountsQuery } from '../../lib/account-queries.ts'
import { useMe } from '../../lib/me.ts'
import { navigate, useRoute } from '../../lib/route.ts'
import { AccountSheet } from './account-sheet.tsx'
import { AccountTable } from './account-table.tsx'
import { accountsFound } from './accounts-found.ts'
import { InviteSheet } from './invite-sheet.tsx'
import { UnitPanel } from './unit-panel.tsx'

/** Who may sign in, and what they may do; and the planning units that they may do it in. */
export function AccountsView() {
  const { t } = useTranslation()
  const me = useMe()
  if (me.email !== null) return <Accounts />
  return (
    <>
      <Answer question={t('accounts.question')}>{t('accounts.off')}</Answer>
      <p className="soft">{t('accounts.offHint')}</p>
    </>
  )
}

function Accounts() {
  const { t } = useTranslation()
  const { find = '', item } = useRoute()
  const { data: accounts } = useSuspenseQuery(accountsQuery)
  const [isInviting, setIsInviting] = useState(false)
  const open = accounts.find(({ id }) => id === item)
  const found = accountsFound(accounts, find)
  return (
    <>
      <Answer question={t('accounts.question')}>
        {t('accounts.answer', { count: accounts.length })} <Counts accounts={accounts} />
      </Answer>
      <section className="panel">
        <header className="panel-head">
          <h2>{t('shell.view.accounts')}</h2>
          <input
            type="search"
            aria-label={t('accounts.find')}
            placeholder={t('accounts.find')}
            value={find}
            onChange={(event) => navigate({ find: event.target.value || undefined }, { replace: true })}
          />
          <span role="status" className="soft">
            {find !== '' && t('accounts.found', { count: found.length })}
          </span>
          <span className="at-end">
            <button type="button" onClick={() => setIsInviting(true)}>
              {t('accounts.invite')}
            </button>
          </span>
        </header>
        <AccountTable accounts={found} onOpen={(id) => navigate({ item: id })} />
      </section>
      <UnitPanel />
      {isInviting && <InviteSheet onClose={() => setIsInviting(false)} />}
      {open && (
        <AccountSheet key={open.id} account={open} onClose={() => navigate({ item: undefined }, { replace: true })} />
      )}
    </>
  )
}

function Counts({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation()
  const count = (state: Account['state']) => accounts.filter((account) => account.state === state).length
  const parts = (['invited', 'disabled'] as const).filter((state) => count(state) > 0)
  return parts.map((state) => t(`accounts.count.${state}`, { count: count(state) })).join(t('controls.sentenceGap'))
}
