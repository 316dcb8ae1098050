import './sign-in.css'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordInput } from '../../components/password-input.tsx'
import { OIDC_ADDRESS, signIn, signInOptionsQuery } from '../../lib/account-queries.ts'
import { arrive } from './arrive.ts'
import { useWait, WayInProblem } from './way-in-problem.tsx'

interface SignInFormProps {
  /** Who is expected; empty when anybody. */
  readonly email: string
  /** Whether the company's own sign-in opens beside the page, which has unsaved work. */
  readonly isOverPage?: boolean
}

/** E-mail and password, in fields that password managers know; and the company's own sign-in where there is one. */
export function SignInForm({ email: expected, isOverPage = false }: SignInFormProps) {
  const { t } = useTranslation()
  const id = useId()
  const client = useQueryClient()
  const { data: options } = useQuery(signInOptionsQuery)
  const [email, setEmail] = useState(expected)
  const [password, setPassword] = useState('')
  const enter = useMutation({ mutationFn: signIn, onSuccess: (me) => arrive(client, me) })
  const wait = useWait(enter.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!enter.isPending && wait === 0) enter.mutate({ email, password })
  }
  return (
    <form className="way-in-form" onSubmit={submit}>
      <div className="way-in-field">
        <label htmlFor={`${id}-email`}>{t('signIn.email')}</label>
        <input
          id={`${id}-email`}
          type="email"
          name="email"
          autoComplete="username"
          required
          // biome-ignore lint/a11y/noAutofocus: signing in is all that this page is for
          autoFocus={expected === ''}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </div>
      <PasswordInput
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        hasFocus={expected !== ''}
        value={password}
        onChange={setPassword}
      />
      <WayInProblem error={enter.error} wait={wait} wrong={t('signIn.wrong')} />
      <button type="submit" disabled={enter.isPending || wait > 0}>
        {t('signIn.enter')}
      </button>
      {options?.oidc && (
        <a className="button quiet" href={OIDC_ADDRESS} {...(isOverPage && { target: '_blank', rel: 'noreferrer' })}>
          {t('signIn.oidc', { name: options.oidc.name })}
        </a>
      )}
      {options?.needsFirstAccount && <p className="soft">{t('signIn.needsFirst')}</p>}
      {!options?.needsFirstAccount && <p className="soft">{t('signIn.forgotten')}</p>}
    </form>
  )
}
