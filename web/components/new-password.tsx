import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import {
  ADVISED_PASSWORD_CHARACTERS,
  MAX_PASSWORD_CHARACTERS,
  MIN_PASSWORD_CHARACTERS,
} from '../../server/contracts/account.ts'
import { PasswordInput } from './password-input.tsx'

/** How good a new password is by its length; whether it is a known one only the server can say. */
function passwordStand(password: string): 'none' | 'short' | 'fair' | 'good' {
  const { length } = [...password]
  if (length === 0) return 'none'
  if (length < MIN_PASSWORD_CHARACTERS) return 'short'
  return length < ADVISED_PASSWORD_CHARACTERS ? 'fair' : 'good'
}

export const isLongEnough = (password: string): boolean => ['fair', 'good'].includes(passwordStand(password))

interface NewPasswordProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hasFocus?: boolean
}

/** A password that is being thought of, with advice as it is written. */
export function NewPassword({ label, value, onChange, hasFocus = false }: NewPasswordProps) {
  const { t } = useTranslation()
  const id = useId()
  const stand = passwordStand(value)
  const { length } = [...value]
  return (
    <div className="new-password">
      <PasswordInput
        {...{ label, value, onChange, hasFocus }}
        name="new-password"
        autoComplete="new-password"
        describedBy={id}
        maxLength={MAX_PASSWORD_CHARACTERS}
      />
      <meter
        aria-hidden="true"
        min={0}
        max={ADVISED_PASSWORD_CHARACTERS}
        value={Math.min(length, ADVISED_PASSWORD_CHARACTERS)}
        low={MIN_PASSWORD_CHARACTERS}
        high={ADVISED_PASSWORD_CHARACTERS - 1}
        optimum={ADVISED_PASSWORD_CHARACTERS}
      />
      <p id={id} role="status" data-stand={stand}>
        {t(`newPassword.${stand}`, {
          count: MIN_PASSWORD_CHARACTERS - length,
          least: MIN_PASSWORD_CHARACTERS,
          advised: ADVISED_PASSWORD_CHARACTERS,
        })}
      </p>
    </div>
  )
}
