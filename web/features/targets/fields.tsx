import { createContext, type ReactNode, useContext, useId } from 'react'
import { useTranslation } from 'react-i18next'

const InvalidContext = createContext<ReadonlySet<string>>(new Set())
/** Places of the draft that cannot be saved as they are; fields below name themselves by it. */
export const InvalidPlaces = InvalidContext

/** What a value may be, told at the field when it is something else. */
export type FieldRule = 'share' | 'occupancy' | 'seconds' | 'duration' | 'hours' | 'agents' | 'dates' | 'hoursOfDay'

interface FieldProps {
  readonly label: string
  readonly place: string
  readonly rule: FieldRule
  readonly unit?: string
  readonly children: (field: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode
}

/** A labelled field that says what is wrong with its value. */
export function Field({ label, place, rule, unit, children }: FieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const isInvalid = useContext(InvalidContext).has(place)
  return (
    <div className="target-field">
      <label htmlFor={id}>{label}</label>
      <span className="target-input">
        {children({ id, 'aria-invalid': isInvalid, 'aria-describedby': `${id}-problem` })}
        {unit && <span className="soft">{unit}</span>}
      </span>
      <span id={`${id}-problem`} className="target-problem">
        {isInvalid && t(`targets.invalid.${rule}`)}
      </span>
    </div>
  )
}

interface NumberFieldProps extends Omit<FieldProps, 'children'> {
  /** NaN while nothing usable is written. */
  readonly value: number
  readonly step?: number
  readonly onChange: (value: number) => void
}

export function NumberField({ value, step = 1, onChange, ...field }: NumberFieldProps) {
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...attributes}
          type="number"
          required
          min={0}
          step={step}
          value={Number.isFinite(value) ? value : ''}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      )}
    </Field>
  )
}

/** A fraction, written as percent. Digits beyond a ten-thousandth of a percent are rounding's, not the person's. */
export function PercentField({ value, onChange, ...field }: Omit<NumberFieldProps, 'step' | 'unit'>) {
  return (
    <NumberField
      {...field}
      unit="%"
      value={Math.round(value * 1e6) / 1e4}
      onChange={(percent) => onChange(Math.round(percent * 1e4) / 1e6)}
    />
  )
}
