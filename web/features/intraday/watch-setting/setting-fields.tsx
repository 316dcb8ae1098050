import { createContext, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftField } from '../../../components/draft-fields.tsx'
import type { DraftProblems } from './setting-draft.ts'

/** Of a field of addresses, by its place, the first that is none. */
export const BadAddresses = createContext<DraftProblems['badAddresses']>(new Map())

interface TextFieldProps {
  readonly label: string
  readonly place: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** `HH:mm` on the plan's clock. */
export function ClockField({ value, onChange, ...field }: TextFieldProps) {
  const { t } = useTranslation()
  return (
    <DraftField
      {...field}
      rule={t(`intraday.watchSetting.invalid.${field.place === 'quiet.to' ? 'quietEnd' : 'clock'}`)}
    >
      {(attributes) => (
        <input {...attributes} type="time" value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </DraftField>
  )
}

/** E-mail addresses, one a line. */
export function AddressField({ value, onChange, ...field }: TextFieldProps) {
  const { t } = useTranslation()
  const bad = useContext(BadAddresses).get(field.place)
  const rule =
    bad === undefined
      ? t('intraday.watchSetting.invalid.mails')
      : t('intraday.watchSetting.invalid.address', { address: bad })
  return (
    <DraftField {...field} rule={rule}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={Math.min(6, Math.max(2, value.split('\n').length))}
          autoComplete="off"
          spellCheck={false}
          placeholder="name@example.com"
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </DraftField>
  )
}

interface CheckProps {
  readonly label: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}

export function Check({ label, isChecked, onChange }: CheckProps) {
  return (
    <label className="watch-check">
      <input type="checkbox" checked={isChecked} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  )
}
