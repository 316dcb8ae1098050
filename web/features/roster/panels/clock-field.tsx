import { clockText, minuteFrom } from './shift-fields.ts'

interface ClockFieldProps {
  /** Where no label stands beside it. */
  readonly label?: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** A time of a day as schedulers type it, `930` or `9:30`, on the 24-hour clock of the board whatever the browser's is. */
export function ClockField({ label, value, onChange }: ClockFieldProps) {
  const minute = minuteFrom(value)
  return (
    <input
      type="text"
      className="clock-field"
      inputMode="numeric"
      required
      maxLength={5}
      autoComplete="off"
      aria-label={label}
      aria-invalid={minute === undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => minute !== undefined && onChange(clockText(minute))}
    />
  )
}
