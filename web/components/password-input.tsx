import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface PasswordInputProps {
  readonly label: string
  readonly name: string
  readonly autoComplete: 'current-password' | 'new-password'
  readonly hasFocus?: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  /** Id of what says more about it. */
  readonly describedBy?: string | undefined
  readonly maxLength?: number
}

/** A password, hidden unless the reader wants to see it. */
export function PasswordInput({ label, hasFocus = false, describedBy, onChange, ...rest }: PasswordInputProps) {
  const { t } = useTranslation()
  const id = useId()
  const [isShown, setIsShown] = useState(false)
  return (
    <div className="password-input">
      <label htmlFor={id}>{label}</label>
      <span className="with-button">
        <input
          {...rest}
          id={id}
          type={isShown ? 'text' : 'password'}
          required
          // biome-ignore lint/a11y/noAutofocus: set where it is all that is left to write
          autoFocus={hasFocus}
          aria-describedby={describedBy}
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
        <button type="button" className="quiet" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
          {t('signIn.show')}
        </button>
      </span>
    </div>
  )
}
