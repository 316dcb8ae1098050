import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isLongEnough, NewPassword } from '../../../components/new-password.tsx'
import { PasswordInput } from '../../../components/password-input.tsx'
import { changePassword } from '../../../lib/account-queries.ts'
import { useMe } from '../../../lib/me.ts'
import { AccountProblem } from '../account-problem.tsx'

const NOTHING = { currentPassword: '', newPassword: '' }

export function OwnPassword() {
  const { t } = useTranslation()
  const { email } = useMe()
  const [written, setWritten] = useState(NOTHING)
  const change = useMutation({ mutationFn: changePassword, onSuccess: () => setWritten(NOTHING) })
  const write = (part: Partial<typeof NOTHING>) => setWritten({ ...written, ...part })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(written)
  }
  return (
    <form className="account-form" onSubmit={submit}>
      {/* Password managers keep the new one under it. */}
      <input type="email" autoComplete="username" hidden readOnly value={email ?? ''} />
      <PasswordInput
        label={t('account.currentPassword')}
        name="password"
        autoComplete="current-password"
        value={written.currentPassword}
        onChange={(currentPassword) => write({ currentPassword })}
      />
      <NewPassword
        label={t('account.newPassword')}
        value={written.newPassword}
        onChange={(newPassword) => write({ newPassword })}
      />
      <AccountProblem error={change.error} />
      <p role="status" className="account-done">
        {change.isSuccess && t('account.passwordChanged')}
      </p>
      <div className="dialog-actions">
        <button
          type="submit"
          disabled={change.isPending || written.currentPassword === '' || !isLongEnough(written.newPassword)}
        >
          {t('account.changePassword')}
        </button>
      </div>
    </form>
  )
}
