import { useId } from 'react'

interface StepSliderProps {
  readonly label: string
  readonly value: number
  /** Where it stands when nothing is changed. */
  readonly neutral: number
  readonly least: number
  readonly most: number
  readonly step: number
  readonly text: string
  readonly onChange: (value: number) => void
}

/** A slider whose places are whole steps from its neutral one, so that it comes back to that exactly. */
export function StepSlider({ label, value, neutral, least, most, step, text, onChange }: StepSliderProps) {
  const id = useId()
  const place = Math.round((value - neutral) / step)
  return (
    <div className="step-slider" data-moved={place !== 0}>
      <label htmlFor={id}>{label}</label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={Math.ceil((least - neutral) / step - 1e-9)}
        max={Math.floor((most - neutral) / step + 1e-9)}
        step={1}
        value={place}
        aria-valuetext={text}
        onChange={(event) => onChange(Number((neutral + event.target.valueAsNumber * step).toFixed(6)))}
      />
    </div>
  )
}
