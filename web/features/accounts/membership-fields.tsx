import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type MemberScope, RIGHTS, RIGHTS_OF_ROLE, ROLES, type Role } from '../../../server/contracts/access.ts'
import { Picker } from '../../components/picker.tsx'
import type { MembershipDraft } from './membership-draft.ts'
import { RightChecks } from './right-checks.tsx'
import { type UnitParts, useUnitParts } from './use-unit-parts.ts'

const SCOPES = ['unit', 'site', 'group', 'vendor'] as const

interface MembershipFieldsProps {
  readonly unitId: string
  readonly value: MembershipDraft
  readonly onChange: (value: MembershipDraft) => void
}

/** What somebody is in one unit: role, the part of it that they reach, further rights, who they are in its plans. */
export function MembershipFields({ unitId, value, onChange }: MembershipFieldsProps) {
  const { t } = useTranslation()
  const parts = useUnitParts()(unitId)
  const write = (part: Partial<MembershipDraft>) => onChange({ ...value, ...part })
  const rights = RIGHTS_OF_ROLE[value.role]
  return (
    <div className="account-form">
      <Picker
        label={t('accounts.role')}
        value={value.role}
        options={ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        onChange={(role) => write({ role: role as Role })}
      />
      <p className="soft">{t(`roleHint.${value.role}`)}</p>
      <ScopeFields parts={parts} value={value.scope} onChange={(scope) => write({ scope })} />
      <PersonField parts={parts} value={value.employeeId} onChange={(employeeId) => write({ employeeId })} />
      {rights.length < RIGHTS.length && (
        <details className="account-more" open={value.extraRights.length > 0}>
          <summary>{t('accounts.extraRights')}</summary>
          <RightChecks
            label={t('accounts.extraRights')}
            among={RIGHTS.filter((right) => !rights.includes(right))}
            value={value.extraRights}
            role={value.role}
            onChange={(extraRights) => write({ extraRights })}
          />
        </details>
      )}
    </div>
  )
}

interface ScopeFieldsProps {
  readonly parts: UnitParts
  readonly value: MemberScope
  readonly onChange: (value: MemberScope) => void
}

function ScopeFields({ parts, value, onChange }: ScopeFieldsProps) {
  const { t } = useTranslation()
  const chosen = value.kind === 'unit' ? [] : value.ids
  // Ids that no plan names any more stay until they are taken out.
  const named = value.kind === 'unit' ? [] : parts[value.kind]
  const options = [
    ...named,
    ...chosen.filter((id) => !named.some((part) => part.value === id)).map((id) => ({ value: id, label: id })),
  ]
  const choose = (kind: MemberScope['kind']) => onChange(kind === 'unit' ? { kind } : { kind, ids: [] })
  const toggle = (id: string) => {
    if (value.kind === 'unit') return
    onChange({ ...value, ids: chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id] })
  }
  return (
    <>
      <Picker
        label={t('accounts.scope')}
        value={value.kind}
        options={SCOPES.map((kind) => ({ value: kind, label: t(`accounts.scopes.${kind}`) }))}
        onChange={(kind) => choose(kind as MemberScope['kind'])}
      />
      {value.kind !== 'unit' && (
        <fieldset className="account-checks">
          <legend>{t(`accounts.which.${value.kind}`)}</legend>
          {options.map((option) => (
            <label key={option.value}>
              <input type="checkbox" checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} />
              {option.label}
            </label>
          ))}
          {options.length === 0 && <p className="soft">{t('accounts.noParts')}</p>}
        </fieldset>
      )}
    </>
  )
}

interface PersonFieldProps {
  readonly parts: UnitParts
  readonly value: string
  readonly onChange: (value: string) => void
}

function PersonField({ parts, value, onChange }: PersonFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const known = parts.people.find((person) => person.value === value)
  const words = value === '' ? t('accounts.personHint') : (known?.label ?? t('accounts.personUnknown'))
  return (
    <label className="account-field">
      <span>{t('accounts.person')}</span>
      <input
        list={id}
        maxLength={64}
        value={value}
        aria-describedby={`${id}-words`}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={id}>
        {parts.people.map((person) => (
          <option key={person.value} value={person.value}>
            {person.label}
          </option>
        ))}
      </datalist>
      <span id={`${id}-words`} className="soft">
        {words}
      </span>
    </label>
  )
}
