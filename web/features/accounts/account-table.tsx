import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../server/contracts/account.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { unitsQuery } from '../../lib/queries.ts'
import { useMembershipWords } from './use-membership-words.ts'

const TONES = { invited: 'warn', active: 'good', disabled: 'plain' } as const

interface AccountTableProps {
  readonly accounts: readonly Account[]
  readonly onOpen: (id: string) => void
}

export function AccountTable({ accounts, onOpen }: AccountTableProps) {
  const { t } = useTranslation()
  const words = useMembershipWords()
  const hasUnits = useSuspenseQuery(unitsQuery).data.length > 1
  const columns: Column<Account>[] = [
    {
      ...{ key: 'name', head: t('accounts.name') },
      cell: ({ id, displayName }) => (
        <button type="button" className="plain" onClick={() => onOpen(id)}>
          {displayName}
        </button>
      ),
    },
    { key: 'email', head: t('signIn.email'), cell: ({ email }) => email },
    {
      ...{ key: 'roles', head: t('accounts.roles') },
      cell: ({ memberships }) => (
        <ul>
          {memberships.map((membership) => (
            <li key={membership.unitId}>{words.inFull(membership, hasUnits)}</li>
          ))}
        </ul>
      ),
    },
    {
      ...{ key: 'state', head: t('accounts.state') },
      cell: ({ state }) => (
        <span className="chip" data-tone={TONES[state]}>
          {t(`accounts.states.${state}`)}
        </span>
      ),
    },
  ]
  if (accounts.length === 0) return <p className="empty">{t('accounts.none')}</p>
  return <DataTable caption={t('accounts.title')} columns={columns} rows={accounts} rowKey={({ id }) => id} />
}
