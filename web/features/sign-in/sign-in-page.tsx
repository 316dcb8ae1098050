import { useTranslation } from 'react-i18next'
import { SignInForm } from './sign-in-form.tsx'

/** The way in. What was asked for stays in the address, and is there afterwards. */
export function SignInPage() {
  const { t } = useTranslation()
  const isRefused = new URLSearchParams(window.location.search).get('oidc') === 'refused'
  return (
    <section className="way-in">
      <h1>{t('signIn.title')}</h1>
      {isRefused && <p role="alert">{t('signIn.oidcRefused')}</p>}
      <SignInForm email="" />
    </section>
  )
}
