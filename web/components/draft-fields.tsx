import './draft-fields.css'
import { createContext, type ReactNode, useContext, useId } from 'react'

/** Places of a draft that cannot be saved as they are; fields below name themselves by it. */
export const InvalidPlaces = createContext<ReadonlySet<string>>(new Set())

export interface DraftFieldProps {
  readonly label: string
  readonly place: string
  /** What it may be, told when it is something else. */
  readonly rule: string
  readonly unit?: string
  readonly children: (field: { id: string; 'aria-invalid': boolean; 'aria-describedby': string }) => ReactNode
}

/** A labelled field that says what is wrong with its value. */
export function DraftField({ label, place, rule, unit, children }: DraftFieldProps) {
  const id = useId()
  const isInvalid = useContext(InvalidPlaces).has(place)
  return (
    <div className="draft-field">
      <label htmlFor={id}>{label}</label>
      <span className="draft-input">
        {children({ id, 'aria-invalid': isInvalid, 'aria-describedby': `${id}-problem` })}
        {unit && <span className="soft">{unit}</span>}
      </span>
      <span id={`${id}-problem`} className="draft-problem">
        {isInvalid && rule}
      </span>
    </div>
  )
}

interface NumberFieldProps extends Omit<DraftFieldProps, 'children'> {
  /** NaN while nothing usable is written. */
  readonly value: number
  readonly step?: number | 'any'
  readonly onChange: (value: number) => void
}

export function NumberField({ value, step = 1, onChange, ...field }: NumberFieldProps) {
  return (
    <DraftField {...field}>
      {(attributes) => (
        <input
          {...attributes}
          type="number"
          required
          min={0}
          step={step}
          value={Number.isFinite(value) ? value : ''}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
    </DraftField>
  )
}

/** A fraction, written as percent. Digits beyond a ten-thousandth of a percent are rounding's, not the person's. */
export function PercentField({ value, onChange, ...field }: Omit<NumberFieldProps, 'step' | 'unit'>) {
  return (
    <NumberField
      {...field}
      unit="%"
      step="any"
      value={Math.round(value * 1e6) / 1e4}
      onChange={(percent) => onChange(Math.round(percent * 1e4) / 1e6)}
    />
  )
}
