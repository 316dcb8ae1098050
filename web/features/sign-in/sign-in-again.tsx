import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { whoAmI } from '../../lib/account-queries.ts'
import { useMe } from '../../lib/me.ts'
import { arrive } from './arrive.ts'
import { SignInForm } from './sign-in-form.tsx'

/** Over the page, which stays as it is behind: its session has ended. There is no other way on, so it cannot be closed. */
export function SignInAgain() {
  const { t } = useTranslation()
  const id = useId()
  const me = useMe()
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Opening puts the focus on the first field, which is filled in already.
    element?.querySelector<HTMLElement>('input[name=password]')?.focus()
    return () => element?.close()
  }, [])
  useOtherTabs()
  return (
    <dialog
      ref={dialog}
      className="dialog way-in-again"
      aria-labelledby={id}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        // Browsers close a dialog at the second Escape, whatever became of the first.
        if (event.key === 'Escape') event.preventDefault()
      }}
    >
      <h2 id={id}>{t('signIn.again')}</h2>
      <p className="soft">{t('signIn.againHint', { name: me.displayName })}</p>
      <SignInForm email={me.email ?? ''} isOverPage />
    </dialog>
  )
}

/** Whoever has signed in in another tab, or with the company's own sign-in, comes back to this one. */
function useOtherTabs() {
  const client = useQueryClient()
  useEffect(() => {
    const look = () => {
      whoAmI().then(
        (me) => arrive(client, me),
        // Not yet; or no connection, of which the form tells.
        () => undefined,
      )
    }
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [client])
}
