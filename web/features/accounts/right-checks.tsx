import { useTranslation } from 'react-i18next'
import { RIGHTS, type Right, type Role, rightsOf } from '../../../server/contracts/access.ts'

interface RightChecksProps {
  readonly label: string
  /** Those to choose among. */
  readonly among: readonly Right[]
  readonly value: readonly Right[]
  /** Whose further rights they are; absent where they stand alone. */
  readonly role?: Role
  readonly onChange: (value: Right[]) => void
}

/** Whether each right counts: some do nothing without the right to see costs. */
export function isOfUse(rights: readonly Right[], role?: Role): boolean {
  const held = rightsOf({ role: role ?? 'agent', extraRights: [...rights] })
  return rights.every((right) => held.has(right))
}

export function RightChecks({ label, among, value, role, onChange }: RightChecksProps) {
  const { t } = useTranslation()
  const toggle = (right: Right) => onChange(RIGHTS.filter((other) => (other === right) !== value.includes(other)))
  return (
    <fieldset className="account-checks">
      <legend>{label}</legend>
      {among.map((right) => (
        <label key={right}>
          <input type="checkbox" checked={value.includes(right)} onChange={() => toggle(right)} />
          {t(`right.${right}`)}
        </label>
      ))}
      {isOfUse(value, role) || <p role="status">{t('account.needsCosts')}</p>}
    </fieldset>
  )
}
