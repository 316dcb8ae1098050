import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Right } from '../../../../server/contracts/access.ts'
import { MAX_TOKEN_DAYS } from '../../../../server/contracts/account.ts'
import { Picker } from '../../../components/picker.tsx'
import { ShownOnce } from '../../../components/shown-once.tsx'
import { makeToken, revokeToken, tokensQuery } from '../../../lib/account-queries.ts'
import { useMe } from '../../../lib/me.ts'
import { useFormat } from '../../../lib/workspace.ts'
import { AccountProblem } from '../account-problem.tsx'
import { isOfUse, RightChecks } from '../right-checks.tsx'

const DAYS = [30, 90, MAX_TOKEN_DAYS] as const

/** Tokens with which programs do some of what somebody may do. */
export function OwnTokens() {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const { data: tokens } = useSuspenseQuery(tokensQuery)
  const make = useMakeToken()
  const revoke = useMutation({ mutationFn: revokeToken, onSettled: () => client.invalidateQueries(tokensQuery) })
  return (
    <>
      {make.data && (
        <ShownOnce
          label={t('account.madeToken', { name: make.data.token.name })}
          value={make.data.secret}
          hint={t('account.tokenOnce')}
        />
      )}
      <ul className="account-list">
        {tokens.map(({ id, name, rights, expiresAt, lastUsedOn }) => (
          <li key={id}>
            <span>
              <strong>{name}</strong>
              <br />
              {rights.map((right) => t(`right.${right}`)).join(t('controls.listComma'))}
              <br />
              <span className="soft">
                {t('account.tokenUntil', { until: format.dayOf(expiresAt) })}{' '}
                {lastUsedOn === null ? t('account.neverUsed') : t('account.lastUsed', { day: format.day(lastUsedOn) })}
              </span>
            </span>
            <button
              type="button"
              className="danger"
              aria-label={t('account.revokeNamed', { name })}
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(id)}
            >
              {t('account.revoke')}
            </button>
          </li>
        ))}
        {tokens.length === 0 && <li className="soft">{t('account.noTokens')}</li>}
      </ul>
      <AccountProblem error={revoke.error} />
      {/* Emptied by a token that was made. */}
      <TokenForm key={make.data?.token.id} make={make} />
    </>
  )
}

function useMakeToken() {
  const client = useQueryClient()
  return useMutation({ mutationFn: makeToken, onSuccess: () => client.invalidateQueries(tokensQuery) })
}

function TokenForm({ make }: { make: ReturnType<typeof useMakeToken> }) {
  const { t } = useTranslation()
  const { rights: own } = useMe()
  const [name, setName] = useState('')
  const [rights, setRights] = useState<readonly Right[]>([])
  const [days, setDays] = useState<number>(DAYS[1])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate({ name, rights: [...rights], unitId: null, days })
  }
  return (
    <form className="account-form" onSubmit={submit}>
      <h3>{t('account.newToken')}</h3>
      <p className="soft">{t('account.newTokenHint')}</p>
      <label className="account-field">
        <span>{t('account.tokenName')}</span>
        <input required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <RightChecks label={t('account.tokenRights')} among={own} value={rights} onChange={setRights} />
      <Picker
        label={t('account.tokenDays')}
        value={`${days}`}
        options={DAYS.map((count) => ({ value: `${count}`, label: t('account.days', { count }) }))}
        onChange={(value) => setDays(Number(value))}
      />
      <AccountProblem error={make.error} />
      <div className="dialog-actions">
        <button
          type="submit"
          disabled={make.isPending || rights.length === 0 || !isOfUse(rights) || name.trim() === ''}
        >
          {t('account.makeToken')}
        </button>
      </div>
    </form>
  )
}
