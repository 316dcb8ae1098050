import { createContext, type ReactNode, useContext, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftProblems } from './setting-draft.ts'

/** What of the draft cannot be saved as it is; fields below name themselves by their place. */
export const Problems = createContext<DraftProblems>({ places: new Set(), badAddresses: new Map() })

interface FieldProps {
  readonly label: string
  readonly place: string
  /** What it may be, told when it is something else. */
  readonly rule: string
  readonly unit?: string
  readonly children: (field: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode
}

/** A labelled field that says what is wrong with its value. */
function Field({ label, place, rule, unit, children }: FieldProps) {
  const id = useId()
  const isInvalid = useContext(Problems).places.has(place)
  return (
    <div className="watch-field">
      <label htmlFor={id}>{label}</label>
      <span className="watch-input">
        {children({ id, 'aria-invalid': isInvalid, 'aria-describedby': `${id}-problem` })}
        {unit && <span className="soft">{unit}</span>}
      </span>
      <span id={`${id}-problem`} className="watch-problem">
        {isInvalid && rule}
      </span>
    </div>
  )
}

interface NumberFieldProps extends Omit<FieldProps, 'children'> {
  /** NaN while nothing usable is written. */
  readonly value: number
  readonly onChange: (value: number) => void
}

export function NumberField({ value, onChange, ...field }: NumberFieldProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...attributes}
          type="number"
          min={0}
          step="any"
          value={Number.isFinite(value) ? value : ''}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
    </Field>
  )
}

/** A fraction, written as percent. Digits beyond a ten-thousandth of a percent are rounding's, not the person's. */
export function PercentField({ value, onChange, ...field }: Omit<NumberFieldProps, 'unit'>) {
  return (
    <NumberField
      {...field}
      unit="%"
      value={Math.round(value * 1e6) / 1e4}
      onChange={(percent) => onChange(Math.round(percent * 1e4) / 1e6)}
    />
  )
}

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
    <Field {...field} rule={t(`intraday.watchSetting.invalid.${field.place === 'quiet.to' ? 'quietEnd' : 'clock'}`)}>
      {(attributes) => (
        <input {...attributes} type="time" value={value} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  )
}

/** E-mail addresses, one a line. */
export function AddressField({ value, onChange, ...field }: TextFieldProps) {
  const { t } = useTranslation()
  const bad = useContext(Problems).badAddresses.get(field.place)
  const rule =
    bad === undefined
      ? t('intraday.watchSetting.invalid.mails')
      : t('intraday.watchSetting.invalid.address', { address: bad })
  return (
    <Field {...field} rule={rule}>
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
    </Field>
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
