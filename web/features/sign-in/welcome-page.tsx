import './sign-in.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OneTimeLink } from '../../../server/contracts/account.ts'
import { Loading } from '../../components/loading.tsx'
import { isLongEnough, NewPassword } from '../../components/new-password.tsx'
import { linkQuery, spendLink } from '../../lib/account-queries.ts'
import { ApiError } from '../../lib/api.ts'
import { arrive } from './arrive.ts'
import { useWait, WayInProblem } from './way-in-problem.tsx'

interface WelcomePageProps {
  readonly token: string
  /** The link is spent, or is of no use. */
  readonly onDone: () => void
}

/** A one-time link: the first administrator, somebody invited, or a new password. */
export function WelcomePage({ token, onDone }: WelcomePageProps) {
  const { t } = useTranslation()
  const { data: link, error } = useQuery(linkQuery(token))
  // Out of the address and of the browser's history: who looks over the shoulder, or comes later, has no use for it.
  useEffect(() => window.history.replaceState(null, '', window.location.pathname), [])
  if (link) return <LinkForm {...{ link, token, onDone }} />
  if (!error) return <Loading />
  const isGone = error instanceof ApiError && error.code === 'notFound'
  return (
    <section className="way-in">
      <h1>{t(isGone ? 'welcome.gone' : 'welcome.failed')}</h1>
      {isGone ? <p>{t('welcome.goneHint')}</p> : <WayInProblem error={error} wait={0} wrong="" />}
      <button type="button" onClick={onDone}>
        {t('welcome.toSignIn')}
      </button>
    </section>
  )
}

function LinkForm({ link, token, onDone }: WelcomePageProps & { readonly link: OneTimeLink }) {
  const { t } = useTranslation()
  const id = useId()
  const client = useQueryClient()
  const { purpose } = link
  const [name, setName] = useState(link.displayName ?? '')
  const [email, setEmail] = useState(link.email ?? '')
  const [password, setPassword] = useState('')
  const use = useMutation({
    mutationFn: () =>
      spendLink({
        token,
        password,
        ...(purpose === 'firstAdmin' && { email }),
        ...(purpose !== 'newPassword' && { displayName: name }),
      }),
    onSuccess: async (me) => {
      await arrive(client, me)
      onDone()
    },
  })
  const wait = useWait(use.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!use.isPending && wait === 0) use.mutate()
  }
  return (
    <section className="way-in">
      <h1>{t(`welcome.title.${purpose}`)}</h1>
      <p className="soft">{t(`welcome.hint.${purpose}`)}</p>
      <form className="way-in-form" onSubmit={submit}>
        {purpose !== 'newPassword' && (
          <div className="way-in-field">
            <label htmlFor={`${id}-name`}>{t('welcome.name')}</label>
            <input
              id={`${id}-name`}
              name="name"
              autoComplete="name"
              required
              maxLength={100}
              // biome-ignore lint/a11y/noAutofocus: filling in this form is all that the page is for
              autoFocus={purpose === 'firstAdmin'}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
        )}
        <div className="way-in-field">
          <label htmlFor={`${id}-email`}>{t('signIn.email')}</label>
          <input
            id={`${id}-email`}
            type="email"
            name="email"
            autoComplete="username"
            required
            readOnly={link.email !== null}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </div>
        <NewPassword
          label={t('welcome.password')}
          value={password}
          onChange={setPassword}
          hasFocus={purpose !== 'firstAdmin'}
        />
        <WayInProblem error={use.error} wait={wait} wrong={t('welcome.gone')} />
        <button type="submit" disabled={use.isPending || wait > 0 || !isLongEnough(password)}>
          {t(`welcome.do.${purpose}`)}
        </button>
      </form>
    </section>
  )
}
