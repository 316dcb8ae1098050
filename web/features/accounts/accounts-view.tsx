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
import { UnitRules } from './unit/unit-rules.tsx'
import { useRuledUnit } from './unit/use-ruled-unit.ts'
import { UnitPanel } from './unit-panel.tsx'

/** Who may sign in and what they may do, the planning units that they may do it in, and what holds in each. */
export function AccountsView() {
  const me = useMe()
  return (
    <>
      {me.email === null ? <NoAccounts /> : me.rights.includes('accounts.manage') ? <Accounts /> : <NotOfAccounts />}
      <UnitRules />
    </>
  )
}

function NoAccounts() {
  const { t } = useTranslation()
  return (
    <>
      <Answer question={t('accounts.question')}>{t('accounts.off')}</Answer>
      <p className="soft">{t('accounts.offHint')}</p>
    </>
  )
}

/** For those who keep people's data, or operate the server, and no accounts. */
function NotOfAccounts() {
  const { t } = useTranslation()
  const { unit } = useRuledUnit()
  return <Answer question={t('unitRules.question')}>{t('unitRules.holds', { unit: unit?.name ?? '–' })}</Answer>
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
          <h2>{t('accounts.title')}</h2>
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
